//! Mutation of inputs: by libFuzzer, which does not know DER, or as a tree of DER.

use crate::der::{Content, Node};
use crate::parts::{self, Role};
use crate::seal::{self, Kind};

/// libFuzzer's byte mutation: buffer, size in use, maximum size; returns the new size.
pub type Fuzzer = fn(&mut [u8], usize, usize) -> usize;

/// Maximum number of octets that one change adds to a leaf.
const ROOM: usize = 64;

/// Mutates the object in `data[..size]`; returns its new size.
pub fn object(kind: Kind, data: &mut [u8], size: usize, seed: u32, fuzzer: Fuzzer) -> usize {
    let room = data.len();
    let mut random = Random::of(seed);
    let changed = changed(kind, &data[..size], &mut random, fuzzer);
    match changed {
        Some(changed) if changed.len() <= room => put(data, &changed),
        _ => fuzzer(data, size, room),
    }
}

/// Mutates one of the objects in `data[..size]`; returns the new size.
pub fn several(data: &mut [u8], size: usize, seed: u32, fuzzer: Fuzzer) -> usize {
    let room = data.len();
    let mut random = Random::of(seed);
    let mut parts = parts::split(&data[..size]);
    let chosen = random.below(parts.len());
    let done = match random.below(16) {
        0 => {
            let again = parts.get(chosen).cloned();
            parts.extend(again);
            true
        }
        1 if parts.len() > 1 => {
            parts.remove(chosen);
            true
        }
        2 if !parts.is_empty() => {
            let last = parts.len() - 1;
            parts.swap(chosen.min(last), last);
            true
        }
        3 => false,
        _ => parts
            .get_mut(chosen)
            .is_some_and(|(role, part)| change_part(*role, part, &mut random, fuzzer)),
    };
    match parts::join(&parts) {
        Some(changed) if done && changed.len() <= room => put(data, &changed),
        _ => fuzzer(data, size, room),
    }
}

fn change_part(role: Role, part: &mut Vec<u8>, random: &mut Random, fuzzer: Fuzzer) -> bool {
    if let Some(changed) = changed(role.kind(), part, random, fuzzer) {
        *part = changed;
    } else {
        change_octets(part, fuzzer);
    }
    true
}

/// Returns the object with one to three changes, usually re-signed; `None` if it is not DER or is
/// to be mutated as bytes.
fn changed(kind: Kind, object: &[u8], random: &mut Random, fuzzer: Fuzzer) -> Option<Vec<u8>> {
    if random.below(8) == 0 {
        return None;
    }
    let mut tree = Node::read(object)?;
    for _ in 0..=random.below(3) {
        change(&mut tree, random, fuzzer);
    }
    if random.below(16) > 0 {
        seal::seal(kind, &mut tree);
    }
    Some(tree.encode())
}

fn change(tree: &mut Node, random: &mut Random, fuzzer: Fuzzer) {
    let count = tree.count();
    let other = tree.at(random.below(count)).cloned();
    let Some(node) = tree.at(random.below(count)) else {
        return;
    };
    match random.below(8) {
        0 => {
            if let Some(nodes) = node.nodes_mut().filter(|nodes| !nodes.is_empty()) {
                nodes.remove(random.below(nodes.len()));
            }
        }
        1 => {
            if let (Some(nodes), Some(other)) = (node.nodes_mut(), other) {
                nodes.insert(random.below(nodes.len() + 1), other);
            }
        }
        2 => {
            if let Some(nodes) = node.nodes_mut().filter(|nodes| !nodes.is_empty()) {
                let at = random.below(nodes.len());
                let again = nodes[at].clone();
                nodes.insert(at, again);
            }
        }
        3 => {
            if let Some(other) = other {
                *node = other;
            }
        }
        4 => {
            let mut tag = vec![node.tag];
            change_octets(&mut tag, fuzzer);
            node.tag = tag.first().copied().unwrap_or_default();
        }
        _ => match &mut node.content {
            Content::Octets(octets) => change_octets(octets, fuzzer),
            Content::Nodes(nodes) => {
                let last = nodes.len().saturating_sub(1);
                if !nodes.is_empty() {
                    nodes.swap(random.below(last + 1), last);
                }
            }
        },
    }
}

fn change_octets(octets: &mut Vec<u8>, fuzzer: Fuzzer) {
    let size = octets.len();
    octets.resize(size + ROOM, 0);
    let room = octets.len();
    let size = fuzzer(octets, size, room);
    octets.truncate(size);
}

fn put(data: &mut [u8], changed: &[u8]) -> usize {
    data[..changed.len()].copy_from_slice(changed);
    changed.len()
}

/// Marsaglia's 32-bit xorshift, seeded by libFuzzer only.
struct Random(u32);

impl Random {
    fn of(seed: u32) -> Self {
        Self(seed | 1)
    }

    /// A random number below `end`; 0 if `end` is 0.
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        usize::try_from(self.0 >> 4)
            .unwrap_or_default()
            .checked_rem(end)
            .unwrap_or_default()
    }
}
