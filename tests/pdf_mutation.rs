//! PDF files changed at random: they are read within bounds, and what passes covers a whole revision.

#![cfg(feature = "pdf")]

mod fixtures;

use fixtures::assert_chinese_detail;
use iamsmart::pdf::{Allowance, read_signatures};
use iamsmart::report::Outcome;
use proptest::prelude::*;

/// With tables, streams, several signatures, a certification, and a time-stamp.
const FILES: [&str; 6] = [
    "attacks/sound-two-visible.pdf",
    "attacks/sound-hybrid.pdf",
    "attacks/certified-3-note.pdf",
    "attacks/later-filled.pdf",
    "pyhanko/streams-two.pdf",
    "pyhanko/time-stamp-alone.pdf",
];

/// A change of a file.
#[derive(Clone, Debug)]
enum Edit {
    /// An octet is replaced.
    Octet(prop::sample::Index, u8),
    /// A part is written over another place.
    Copy(prop::sample::Index, prop::sample::Index, usize),
    /// A part is appended.
    Append(prop::sample::Index, usize),
    /// Octets are taken away.
    Cut(prop::sample::Index, usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    use prop::sample::Index;
    prop_oneof![
        4 => (any::<Index>(), any::<u8>()).prop_map(|(at, octet)| Edit::Octet(at, octet)),
        4 => (any::<Index>(), prop::sample::select(b"0123456789<>[]/ RfnV%".to_vec()))
            .prop_map(|(at, octet)| Edit::Octet(at, octet)),
        2 => (any::<Index>(), any::<Index>(), 1..400_usize)
            .prop_map(|(from, to, length)| Edit::Copy(from, to, length)),
        1 => (any::<Index>(), 1..4000_usize)
            .prop_map(|(from, length)| Edit::Append(from, length)),
        1 => (any::<Index>(), 1..400_usize).prop_map(|(at, length)| Edit::Cut(at, length)),
    ]
}

impl Edit {
    fn apply(&self, file: &mut Vec<u8>) {
        // Most of a file is room for signatures, which is no syntax.
        let syntax: Vec<usize> = (0..file.len())
            .filter(|at| !(file[*at] == b'0' && file.get(at + 8) == Some(&b'0')))
            .collect();
        let place = |index: &prop::sample::Index| syntax[index.index(syntax.len())];
        let part = |from: usize, length: usize| from..(from + length).min(file.len());
        match self {
            Self::Octet(at, octet) => file[place(at)] = *octet,
            Self::Copy(from, to, length) => {
                let octets = file[part(place(from), *length)].to_vec();
                let to = place(to);
                let end = (to + octets.len()).min(file.len());
                file[to..end].copy_from_slice(&octets[..end - to]);
            }
            Self::Append(from, length) => {
                let octets = file[part(place(from), *length)].to_vec();
                file.extend(octets);
            }
            Self::Cut(at, length) => {
                let part = part(place(at), *length);
                file.drain(part);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_passes_covers_a_revision_that_is_a_file_of_its_own(
        file in prop::sample::select(FILES.to_vec()),
        edits in prop::collection::vec(edit(), 1..5),
    ) {
        let mut octets = fixtures::read(&format!("pdf/{file}"));
        for edit in &edits {
            edit.apply(&mut octets);
        }
        let Ok(found) = read_signatures(&octets) else {
            return Ok(());
        };
        for signature in &found.signatures {
            let checks = signature.checks(&|_| true).into_vec();
            for check in &checks {
                assert_chinese_detail(&check.detail);
            }
            if checks.iter().any(|check| check.outcome != Outcome::Passed) {
                continue;
            }
            let range = signature.byte_range.as_ref().unwrap();
            let gap = &octets[range.gap.clone()];
            let digits = &gap[1..gap.len() - 1];
            prop_assert!(gap.starts_with(b"<") && gap.ends_with(b">"));
            prop_assert!(digits.iter().all(u8::is_ascii_hexdigit));
            prop_assert!(octets[..range.end].trim_ascii_end().ends_with(b"%%EOF"));
            for change in &signature.changes {
                prop_assert_eq!(signature.allowance(change, &|_| true), Allowance::Allowed);
            }
            let signed = read_signatures(&octets[..range.end]).unwrap();
            let is_same_unchanged = signed.signatures.iter().any(|other| {
                other.byte_range == signature.byte_range && other.changes.is_empty()
            });
            prop_assert!(is_same_unchanged);
        }
    }
}
