//! Member order of canonical objects (RFC 8785 §3.2.3).

use alloc::borrow::Cow;
use alloc::collections::BinaryHeap;
use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Ordering;
use core::mem;

use crate::json::string::write_string;
use crate::{Error, Result};

/// A name, ordered by its UTF-16 code units (RFC 8785 §3.2.3).
#[derive(Eq, PartialEq)]
pub(super) struct Utf16Order<'a>(pub(super) &'a str);

impl Ord for Utf16Order<'_> {
    /// Compares the first bytes that differ, which have the same place in their characters. UTF-8 has
    /// the order of code points. That of UTF-16 has those from U+10000 on, whose first bytes are F0 to
    /// F4, before U+E000 to U+FFFF, whose first bytes are EE and EF (RFC 3629 §3, RFC 2781 §2.1).
    fn cmp(&self, other: &Self) -> Ordering {
        let place = |byte: &u8| {
            if matches!(byte, 0xee | 0xef) {
                0xff
            } else {
                *byte
            }
        };
        let mut pairs = self.0.as_bytes().iter().zip(other.0.as_bytes());
        match pairs.find(|(own, other)| own != other) {
            // Both may be of those two.
            Some((own, other)) => (place(own), own).cmp(&(place(other), other)),
            None => self.0.len().cmp(&other.0.len()),
        }
    }
}

impl PartialOrd for Utf16Order<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The canonical form of a text, except that members have the order of the text, and the places at
/// which it is cut to put them in order. So each byte is moved once, however deep it is.
#[derive(Default)]
pub(super) struct Unordered<'a> {
    text: String,
    /// Places in the order of `text`: of each object that is not in order, or has such an object
    /// within it, the one before its first member and those after its members.
    cuts: Vec<Cut>,
    /// Members of the objects that are not closed yet.
    members: Vec<Member<'a>>,
}

/// A place at which the canonical form may go on elsewhere.
#[derive(Clone, Copy)]
struct Cut {
    at: usize,
    /// Index of the cut after which it goes on.
    next: usize,
}

/// A member of an object, ordered by its name.
struct Member<'a> {
    name: Cow<'a, str>,
    /// Indexes of the cuts before and after it.
    from: usize,
    to: usize,
}

/// An object that is not closed yet.
pub(super) struct Open {
    /// Index of its first member.
    members: usize,
    /// Index of the cut before its first member.
    first_cut: usize,
    /// Index of the cut after its last member so far.
    last_cut: usize,
}

impl<'a> Unordered<'a> {
    /// Creates one with room for a canonical form of so many bytes.
    pub(super) fn with_capacity(length: usize) -> Self {
        Self {
            text: String::with_capacity(length),
            ..Self::default()
        }
    }

    /// Makes room for the members of a text, of which it has no more than colons: lists that grow are
    /// there twice while they are moved, which would be the most that a canonical form takes.
    pub(super) fn expect_members(&mut self, text: &str, at_most: usize) {
        let colons = text.bytes().filter(|byte| *byte == b':').count();
        let members = colons.min(at_most);
        self.members.reserve_exact(members);
        self.cuts.reserve_exact(members + 1);
    }

    pub(super) fn push_str(&mut self, canonical: &str) {
        self.text.push_str(canonical);
    }

    /// Appends a string in quotes. One that is borrowed from a JSON text had no escapes.
    #[expect(
        clippy::ptr_arg,
        reason = "one that is borrowed is written otherwise than one that is owned"
    )]
    pub(super) fn push_string(&mut self, string: &Cow<'a, str>) {
        match string {
            Cow::Borrowed(string) => {
                self.text.push('"');
                self.text.push_str(string);
                self.text.push('"');
            }
            Cow::Owned(string) => write_string(&mut self.text, string),
        }
    }

    pub(super) fn open_object(&mut self) -> Open {
        self.text.push('{');
        let cut = self.cut();
        Open {
            members: self.members.len(),
            first_cut: cut,
            last_cut: cut,
        }
    }

    #[expect(
        clippy::ptr_arg,
        reason = "one that is borrowed is written otherwise than one that is owned"
    )]
    pub(super) fn open_member(&mut self, object: &Open, name: &Cow<'a, str>) {
        if object.last_cut > object.first_cut {
            self.text.push(',');
        }
        self.push_string(name);
        self.text.push(':');
    }

    pub(super) fn close_member(&mut self, object: &mut Open, name: Cow<'a, str>) {
        let from = object.last_cut;
        object.last_cut = self.cut();
        self.members.push(Member {
            name,
            from,
            to: object.last_cut,
        });
    }

    /// Puts the members of an object in order. Their names must be unique after unescaping (RFC 7493
    /// §2.3).
    ///
    /// # Errors
    /// [`Error::JsonDuplicateKey`].
    pub(super) fn close_object(&mut self, object: &Open) -> Result<()> {
        self.text.push('}');
        let members = self.members.get(object.members..).unwrap_or_default();
        if members.windows(2).all(|pair| pair[0] < pair[1]) {
            if self.cuts.len() == object.first_cut + members.len() + 1 {
                self.cuts.truncate(object.first_cut);
            }
            self.members.truncate(object.members);
            return Ok(());
        }
        // Heap sort is the smallest of the standard library's sorts in WebAssembly.
        let members = if object.members == 0 {
            mem::take(&mut self.members)
        } else {
            self.members.drain(object.members..).collect()
        };
        let members = BinaryHeap::from(members).into_sorted_vec();
        if let Some(pair) = members.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(Error::JsonDuplicateKey {
                key: pair[0].name.chars().take(64).collect(),
            });
        }
        let mut cut = object.first_cut;
        for member in members {
            self.cuts[cut].next = member.from;
            cut = member.to;
        }
        self.cuts[cut].next = object.last_cut;
        Ok(())
    }

    /// Returns the canonical form.
    pub(super) fn into_ordered(self) -> String {
        if self.cuts.is_empty() {
            return self.text;
        }
        let mut ordered = String::with_capacity(self.text.len());
        let (mut from, mut cut) = (0, 0);
        while let Some(Cut { at, next }) = self.cuts.get(cut) {
            ordered.push_str(self.text.get(from..*at).unwrap_or_default());
            let is_first = ordered.as_bytes().last() == Some(&b'{');
            from = self.cuts[*next].at;
            cut = next + 1;
            // A member has a comma before it if it is not the first: now, and in the text.
            let following = self.text.as_bytes().get(from);
            if !is_first && following != Some(&b'}') {
                ordered.push(',');
            }
            if following == Some(&b',') {
                from += 1;
            }
        }
        ordered.push_str(self.text.get(from..).unwrap_or_default());
        ordered
    }

    fn cut(&mut self) -> usize {
        let next = self.cuts.len();
        let at = self.text.len();
        self.cuts.push(Cut { at, next });
        next
    }
}

impl Ord for Member<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        Utf16Order(&self.name).cmp(&Utf16Order(&other.name))
    }
}

impl PartialOrd for Member<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Member<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Member<'_> {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_order_is_that_of_utf_16(
            one in "[a陳\u{d7ff}\u{e000}\u{f8ff}\u{ffff}\u{10000}\u{10ffff}]{0,4}",
            other in "[a陳\u{d7ff}\u{e000}\u{f8ff}\u{ffff}\u{10000}\u{10ffff}]{0,4}",
        ) {
            let units = one.encode_utf16().cmp(other.encode_utf16());
            prop_assert_eq!(Utf16Order(&one).cmp(&Utf16Order(&other)), units);
        }
    }

    /// Each object begins with the name that comes last, so that all of them are put in order.
    #[test]
    fn objects_in_each_other_are_put_in_order() {
        let depth = 500;
        let text = format!(
            "{}1{}",
            r#"{"c":{},"b":"#.repeat(depth),
            r#","a":[{"z":0,"y":{}}]}"#.repeat(depth)
        );
        let canonical = format!(
            "{}1{}",
            r#"{"a":[{"y":{},"z":0}],"b":"#.repeat(depth),
            r#","c":{}}"#.repeat(depth)
        );
        assert_eq!(crate::json::canonicalize_json(&text), Ok(canonical));
    }
}
