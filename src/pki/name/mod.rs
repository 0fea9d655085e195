//! Distinguished names (RFC 5280 §4.1.2.4) and general names (§4.2.1.6).
//!
//! | module | content |
//! |---|---|
//! | `matching`, `string_prep`, `case` | comparison of distinguished names (§7.1) |
//! | `text` | their string representation (RFC 4514) |
//! | `general_name` | general names in certificates |
//! | `general_names` | general names in CRLs and distribution points |
//! | [`constraints`] | name constraints (§4.2.1.10) |

mod case;
pub mod constraints;
pub(crate) mod general_name;
pub(crate) mod general_names;
pub(crate) mod matching;
pub(crate) mod string_prep;
pub(crate) mod text;

use crate::asn1::der::{Element, Malformed, Reader, Result, tag};
pub use crate::pki::name::general_name::GeneralName;
pub use crate::pki::name::matching::{MatchKey, same_name};
pub use crate::pki::name::text::{common_name, to_text};

/// Maximum number of attributes in a relative distinguished name. Real ones have one or two. Each
/// is compared with every other.
const MAX_ATTRIBUTES: usize = 16;

/// A distinguished name: `RDNSequence ::= SEQUENCE OF SET SIZE (1..MAX) OF SEQUENCE { type, value
/// }`.
#[derive(Clone, Copy, Debug)]
pub struct Name<'a> {
    encoded: &'a [u8],
    content: &'a [u8],
}

/// A relative distinguished name.
#[derive(Clone, Copy, Debug)]
pub struct Rdn<'a>(Element<'a>);

/// An attribute type with its value.
#[derive(Clone, Copy, Debug)]
pub struct AttributeTypeAndValue<'a> {
    /// Content octets of `type`.
    pub(crate) identifier: &'a [u8],
    /// `value`.
    pub(crate) value: Element<'a>,
}

impl<'a> Name<'a> {
    /// Parses a name that `der::strict` has checked.
    pub(crate) fn parse(encoded: &'a [u8]) -> Result<Self> {
        let mut reader = Reader(encoded);
        let sequence = reader.expect(tag::SEQUENCE)?;
        reader.end()?;
        let mut rdns = sequence.reader();
        while !rdns.is_empty() {
            let mut attributes = rdns.expect(tag::SET)?.reader();
            let mut count = 0;
            while !attributes.is_empty() {
                AttributeTypeAndValue::parse(&mut attributes)?;
                count += 1;
            }
            if !(1..=MAX_ATTRIBUTES).contains(&count) {
                return Err(Malformed(
                    "a relative distinguished name has no attribute or more than any needs",
                ));
            }
        }
        Ok(Self {
            encoded,
            content: sequence.content,
        })
    }

    /// Returns the DER of the name.
    #[must_use]
    pub fn encoded(&self) -> &'a [u8] {
        self.encoded
    }

    /// Returns true if the name has no relative distinguished names.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.content.is_empty()
    }

    /// Returns the relative distinguished names, least specific first.
    pub fn rdns(&self) -> impl Iterator<Item = Rdn<'a>> + use<'a> {
        let mut reader = Reader(self.content);
        core::iter::from_fn(move || reader.any().ok().map(Rdn))
    }

    /// Returns all attributes, those of the least specific RDN first.
    pub fn attributes(&self) -> impl Iterator<Item = AttributeTypeAndValue<'a>> + use<'a> {
        self.rdns().flat_map(|rdn| rdn.attributes())
    }
}

impl<'a> Rdn<'a> {
    /// Returns the attributes, in order.
    pub fn attributes(&self) -> impl Iterator<Item = AttributeTypeAndValue<'a>> + use<'a> {
        let mut reader = self.0.reader();
        core::iter::from_fn(move || AttributeTypeAndValue::parse(&mut reader).ok())
    }
}

impl<'a> AttributeTypeAndValue<'a> {
    /// Returns the content octets of `type`.
    #[must_use]
    pub fn identifier(&self) -> &'a [u8] {
        self.identifier
    }

    /// Returns the DER of `value`.
    #[must_use]
    pub fn value(&self) -> &'a [u8] {
        self.value.whole
    }

    fn parse(attributes: &mut Reader<'a>) -> Result<Self> {
        let mut attribute = attributes.expect(tag::SEQUENCE)?.reader();
        let identifier = attribute.expect(tag::OBJECT_IDENTIFIER)?.content;
        let value = attribute.any()?;
        attribute.end()?;
        Ok(Self { identifier, value })
    }
}
