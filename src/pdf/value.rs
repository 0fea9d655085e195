//! PDF objects as owned values (ISO 32000-2 §7.3), parsed by `hayro-syntax`. A copy shares what it is a
//! copy of: signatures of 30 KB each are looked at again for each revision.
//!
//! References stay references: a verifier resolves each in the revision that it looks at, and never
//! by a table that a library has repaired.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::rc::Rc;
use alloc::vec::Vec;
use core::ops::Range;

use hayro_syntax::object::{self, FromBytes, MaybeRef, Object};

/// Greatest depth of nested arrays and dictionaries. Real files need less than 20, and every level
/// reads what is below it once more.
const MAX_DEPTH: usize = 64;

/// An object.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Null,
    Boolean(bool),
    Number(f64),
    Name(Vec<u8>),
    String(Rc<[u8]>),
    Array(Rc<[Self]>),
    Dictionary(Dictionary),
    Stream(Stream),
    Reference(Reference),
}

/// A dictionary object.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Dictionary(Rc<BTreeMap<Vec<u8>, Value>>);

/// A stream object.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stream {
    pub(crate) dictionary: Dictionary,
    /// The stream's bytes in the file, with their filters.
    pub(crate) raw: Range<usize>,
}

/// A reference to an indirect object.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Reference {
    pub(crate) number: u32,
    pub(crate) generation: u32,
}

const NULL: &Value = &Value::Null;

impl Value {
    /// Parses one direct object at the start of `bytes`.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        Self::of(Object::from_bytes(bytes)?, 0)
    }

    fn of(object: Object<'_>, depth: usize) -> Option<Self> {
        if depth > MAX_DEPTH {
            return None;
        }
        Some(match object {
            Object::Null(_) => Self::Null,
            Object::Boolean(boolean) => Self::Boolean(boolean),
            Object::Number(number) => Self::Number(number.as_f64()),
            Object::Name(name) => Self::Name(name.as_ref().to_owned()),
            Object::String(string) => Self::String(string.as_bytes().into()),
            Object::Array(array) => {
                let items = array.raw_iter();
                Self::Array(
                    items
                        .map(|item| Self::of_item(item, depth))
                        .collect::<Option<_>>()?,
                )
            }
            Object::Dict(dictionary) => Self::Dictionary(Dictionary::of(&dictionary, depth)?),
            // A stream is never part of another object (§7.3.8.1).
            Object::Stream(_) => return None,
        })
    }

    fn of_item(item: MaybeRef<Object<'_>>, depth: usize) -> Option<Self> {
        match item {
            MaybeRef::Ref(reference) => Some(Self::Reference(Reference {
                number: reference.obj_number,
                generation: u32::try_from(reference.gen_number).ok()?,
            })),
            MaybeRef::NotRef(object) => Self::of(object, depth + 1),
        }
    }

    pub(crate) fn as_dictionary(&self) -> Option<&Dictionary> {
        match self {
            Self::Dictionary(dictionary) => Some(dictionary),
            Self::Stream(stream) => Some(&stream.dictionary),
            _ => None,
        }
    }

    pub(crate) fn as_array(&self) -> Option<&[Self]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    pub(crate) fn as_name(&self) -> Option<&[u8]> {
        match self {
            Self::Name(name) => Some(name),
            _ => None,
        }
    }

    pub(crate) fn as_string(&self) -> Option<&[u8]> {
        match self {
            Self::String(string) => Some(string),
            _ => None,
        }
    }

    pub(crate) fn as_reference(&self) -> Option<Reference> {
        match self {
            Self::Reference(reference) => Some(*reference),
            _ => None,
        }
    }

    /// Returns a whole number that is not negative.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the number is whole and within the bounds of both types"
    )]
    pub(crate) fn as_size(&self) -> Option<usize> {
        // Offsets of more than ten digits cannot stand in a cross-reference table (§7.5.4).
        const MOST: f64 = 9_999_999_999.0;
        match self {
            Self::Number(number) if (0.0..=MOST).contains(number) => {
                let whole = *number as u64;
                #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
                let is_whole = (whole as f64).to_bits() == number.abs().to_bits();
                is_whole.then(|| usize::try_from(whole).ok()).flatten()
            }
            _ => None,
        }
    }

    /// Returns about how many octets of memory it takes.
    pub(crate) fn weight(&self) -> usize {
        size_of::<Self>()
            + match self {
                Self::Name(octets) => octets.len(),
                Self::String(octets) => octets.len(),
                Self::Array(items) => items.iter().map(Self::weight).sum(),
                Self::Dictionary(dictionary) => dictionary.weight(),
                Self::Stream(stream) => stream.dictionary.weight(),
                Self::Null | Self::Boolean(_) | Self::Number(_) | Self::Reference(_) => 0,
            }
    }

    pub(crate) fn as_number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }
}

impl Dictionary {
    fn of(source: &object::Dict<'_>, depth: usize) -> Option<Self> {
        let mut entries = BTreeMap::new();
        for (name, value) in source.entries() {
            let value = Value::of_item(value, depth)?;
            // An entry that is null is the same as none (§7.3.7).
            if value != Value::Null {
                entries.insert(name.as_ref().to_owned(), value);
            }
        }
        Some(Self(Rc::new(entries)))
    }

    fn weight(&self) -> usize {
        // A node of the map has room for eleven entries.
        const NODE: usize = 11 * size_of::<(Vec<u8>, Value)>();
        let entries = self
            .entries()
            .map(|(key, value)| key.len() + value.weight());
        entries.sum::<usize>() + (1 + self.0.len() / 6) * NODE
    }

    /// Parses the dictionary at the start of `bytes`; returns its length too.
    pub(crate) fn parse(bytes: &[u8]) -> Option<(Self, usize)> {
        let source = object::Dict::from_bytes(bytes)?;
        let length = source.data().len();
        Some((Self::of(&source, 0)?, length))
    }

    /// Returns the range in `bytes` of the dictionary that is the value of `key`, in the dictionary
    /// at the start of `bytes`.
    pub(crate) fn range_of(bytes: &[u8], key: &[u8]) -> Option<Range<usize>> {
        let source = object::Dict::from_bytes(bytes)?;
        let inner = match source.get_raw::<object::Dict<'_>>(key)? {
            MaybeRef::NotRef(inner) => inner,
            MaybeRef::Ref(_) => return None,
        };
        let start = inner.data().as_ptr().addr() - bytes.as_ptr().addr();
        Some(start..start + inner.data().len())
    }

    /// Returns the value of `key`; null if there is none.
    pub(crate) fn entry(&self, key: &str) -> &Value {
        self.0.get(key.as_bytes()).unwrap_or(NULL)
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.0.contains_key(key.as_bytes())
    }

    pub(crate) fn set_default(&mut self, key: &str, value: &Value) {
        if *value != Value::Null {
            let entries = Rc::make_mut(&mut self.0);
            let entry = entries.entry(key.as_bytes().to_owned());
            entry.or_insert_with(|| value.clone());
        }
    }

    pub(crate) fn entries(&self) -> impl Iterator<Item = (&[u8], &Value)> {
        self.0.iter().map(|(key, value)| (key.as_slice(), value))
    }

    /// Returns the keys of both, each once.
    pub(crate) fn keys_with<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a [u8]> {
        let own = self.0.keys().map(Vec::as_slice);
        let others = other.0.keys().map(Vec::as_slice);
        own.chain(others.filter(|key| !self.0.contains_key(*key)))
    }

    pub(crate) fn get(&self, key: &[u8]) -> &Value {
        self.0.get(key).unwrap_or(NULL)
    }
}
