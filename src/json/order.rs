//! Member order of canonical objects (RFC 8785 §3.2.3).

use alloc::collections::BinaryHeap;
use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Ordering;
use core::ops::Range;

use crate::{Error, Result};

/// A name, ordered by its UTF-16 code units (RFC 8785 §3.2.3).
#[derive(Eq, PartialEq)]
pub(super) struct Utf16Order<'a>(pub(super) &'a str);

impl Ord for Utf16Order<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.encode_utf16().cmp(other.0.encode_utf16())
    }
}

impl PartialOrd for Utf16Order<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A member of an object, ordered by its name.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) name: String,
    /// Range of its name and value in the canonical form of all members.
    pub(super) canonical: Range<usize>,
}

impl Ord for Member {
    fn cmp(&self, other: &Self) -> Ordering {
        Utf16Order(&self.name).cmp(&Utf16Order(&other.name))
    }
}

impl PartialOrd for Member {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Member {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Member {}

/// Sorts members by name (RFC 8785 §3.2.3). Names must be unique after unescaping (RFC 7493 §2.3).
///
/// # Errors
/// [`Error::JsonDuplicateKey`].
pub(super) fn sorted(members: Vec<Member>) -> Result<Vec<Member>> {
    // Heap sort is the smallest of the standard library's sorts in WebAssembly.
    let members = BinaryHeap::from(members).into_sorted_vec();
    if let Some(pair) = members.windows(2).find(|pair| pair[0].name == pair[1].name) {
        return Err(Error::JsonDuplicateKey {
            key: pair[0].name.chars().take(64).collect(),
        });
    }
    Ok(members)
}
