//! DER as a mutable tree that encodes to DER.

/// Maximum depth of parsing. Certificates need 12 levels, OCSP responses with certificates 20.
const MAX_DEPTH: usize = 32;

const CONSTRUCTED: u8 = 0x20;
const OCTET_STRING: u8 = 0x04;

/// A DER value.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Node {
    /// Tag of one octet.
    pub tag: u8,
    /// Content.
    pub content: Content,
}

/// Content of a value.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Content {
    /// Octets.
    Octets(Vec<u8>),
    /// Values in a constructed value or an OCTET STRING.
    Nodes(Vec<Node>),
}

impl Node {
    /// A primitive value.
    #[must_use]
    pub fn octets(tag: u8, octets: Vec<u8>) -> Self {
        let content = Content::Octets(octets);
        Self { tag, content }
    }

    /// Parses exactly one value.
    #[must_use]
    pub fn read(der: &[u8]) -> Option<Self> {
        let mut nodes = read_all(der, 0)?;
        let node = nodes.pop()?;
        nodes.is_empty().then_some(node)
    }

    /// Encodes the value as DER.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let content = match &self.content {
            Content::Octets(octets) => octets.clone(),
            Content::Nodes(nodes) => nodes.iter().flat_map(Self::encode).collect(),
        };
        let mut der = vec![self.tag];
        let length = content.len().to_be_bytes();
        let zeros = length.iter().take_while(|octet| **octet == 0).count();
        let length = &length[zeros..];
        match length {
            [] => der.push(0),
            [short @ ..=0x7f] => der.push(*short),
            long => {
                der.push(0x80 | u8::try_from(long.len()).expect("at most eight"));
                der.extend(long);
            }
        }
        der.extend(content);
        der
    }

    /// The values in this value.
    #[must_use]
    pub fn nodes(&self) -> &[Self] {
        match &self.content {
            Content::Octets(_) => &[],
            Content::Nodes(nodes) => nodes,
        }
    }

    /// The values in this value, mutable; `None` if it has octets.
    pub fn nodes_mut(&mut self) -> Option<&mut Vec<Self>> {
        match &mut self.content {
            Content::Octets(_) => None,
            Content::Nodes(nodes) => Some(nodes),
        }
    }

    /// Number of values, including this one.
    #[must_use]
    pub fn count(&self) -> usize {
        1 + self.nodes().iter().map(Self::count).sum::<usize>()
    }

    /// The value at `index` in depth-first order; 0 is this one.
    pub fn at(&mut self, index: usize) -> Option<&mut Self> {
        if index == 0 {
            return Some(self);
        }
        let mut left = index - 1;
        for node in self.nodes_mut()? {
            let count = node.count();
            if left < count {
                return node.at(left);
            }
            left -= count;
        }
        None
    }
}

fn read_all(mut der: &[u8], depth: usize) -> Option<Vec<Node>> {
    let mut nodes = Vec::new();
    while !der.is_empty() {
        let (node, rest) = read_one(der, depth)?;
        nodes.push(node);
        der = rest;
    }
    Some(nodes)
}

fn read_one(der: &[u8], depth: usize) -> Option<(Node, &[u8])> {
    let (&tag, rest) = der.split_first()?;
    let (&first, rest) = rest.split_first()?;
    let (length, rest) = match first {
        0..=0x7f => (usize::from(first), rest),
        0x81..=0x83 => {
            let (octets, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
            let length = octets
                .iter()
                .fold(0, |n, octet| n << 8 | usize::from(*octet));
            (length, rest)
        }
        _ => return None,
    };
    let (content, rest) = rest.split_at_checked(length)?;
    let holds_values = tag & CONSTRUCTED != 0 || tag == OCTET_STRING;
    let nodes = (holds_values && depth < MAX_DEPTH)
        .then(|| read_all(content, depth + 1))
        .flatten();
    let content = match nodes {
        Some(nodes) if tag & CONSTRUCTED != 0 || !nodes.is_empty() => Content::Nodes(nodes),
        _ => Content::Octets(content.to_vec()),
    };
    Some((Node { tag, content }, rest))
}
