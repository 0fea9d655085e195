//! GeneralNames in CRLs and distribution points: names of issuers and locations (RFC 5280
//! §4.2.1.6).

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::asn1::der::{Element, Malformed, Reader, Result, strict, tag};
use crate::pki::name;
use crate::pki::name::general_name::GeneralName;
use crate::pki::name::{Name, to_text};

/// Maximum number of names in one list. Each is compared with each name of another list.
const MAX_NAMES: usize = 64;

/// `directoryName [4] EXPLICIT Name`.
const DIRECTORY_NAME: u8 = tag::constructed(4);

/// A name for comparison.
#[derive(Clone, Debug)]
pub(crate) enum ComparedName<'a> {
    /// An encoded distinguished name.
    Directory(Cow<'a, [u8]>),
    /// Any other name form, with its tag; compared byte by byte.
    Other(&'a [u8]),
}

impl ComparedName<'_> {
    pub(crate) fn is_same(&self, other: &ComparedName<'_>) -> bool {
        match (self, other) {
            (Self::Directory(one), ComparedName::Directory(other)) => name::same_name(one, other),
            (Self::Other(one), ComparedName::Other(other)) => one == other,
            _ => false,
        }
    }

    /// Returns the name as a string, empty if it has none.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Directory(encoded) => {
                Name::parse(encoded).map_or_else(|_| String::new(), |name| to_text(&name))
            }
            Self::Other(encoded) => GeneralName::parse(&mut Reader(encoded))
                .map_or_else(|_| String::new(), |name| name.text()),
        }
    }
}

/// Parses the names of a list from the content of its SEQUENCE, which [`strict`] has checked.
pub(crate) fn compared(content: &[u8]) -> Result<Vec<ComparedName<'_>>> {
    let mut list = Reader(content);
    let mut names = Vec::new();
    while !list.is_empty() {
        if names.len() == MAX_NAMES {
            return Err(Malformed(
                "it has more names in one place than are compared",
            ));
        }
        names.push(compared_name(&list.any()?)?);
    }
    if names.is_empty() {
        return Err(Malformed("a list of names is empty"));
    }
    Ok(names)
}

/// Checks that the value of an extension is a `GeneralNames` that [`compared`] can parse.
pub(crate) fn check(value: &[u8]) -> Result<()> {
    let names = strict(value)?;
    if names.tag != tag::SEQUENCE || names.content.is_empty() {
        return Err(Malformed("a list of names is not one, or empty"));
    }
    let mut list = names.reader();
    while !list.is_empty() {
        compared_name(&list.any()?)?;
    }
    Ok(())
}

/// Returns true if a `GeneralNames` that passed [`check`] contains the distinguished name with these
/// comparable octets, however many are before it.
pub(crate) fn has_directory_name(value: &[u8], wanted: &[u8]) -> bool {
    let Ok(names) = Reader(value).any() else {
        return false;
    };
    let mut list = names.reader();
    core::iter::from_fn(|| list.any().ok()).any(|name| {
        name.tag == DIRECTORY_NAME
            && Name::parse(name.content).is_ok_and(|name| name.comparable() == wanted)
    })
}

fn compared_name<'a>(element: &Element<'a>) -> Result<ComparedName<'a>> {
    if element.tag != DIRECTORY_NAME {
        return Ok(ComparedName::Other(element.whole));
    }
    let mut explicit = element.reader();
    let name = crate::pki::certificate::tbs::name(&mut explicit)?;
    explicit.end()?;
    Ok(ComparedName::Directory(Cow::Borrowed(name)))
}
