//! Distinguished names (RFC 5280 §4.1.2.4): read, and compared (§7.1).

pub mod constraints;
pub(crate) mod general_name;
pub(crate) mod general_names;
pub(crate) mod string_prep;
pub(crate) mod text;

use alloc::string::String;
use alloc::vec::Vec;

use sha2::{Digest as _, Sha256};

use crate::asn1::der::{Element, Malformed, Reader, Result, tag};
pub use crate::pki::name::general_name::GeneralName;
pub use crate::pki::name::text::{common_name, to_text};

/// The most attributes in one relative distinguished name. Real ones have one, sometimes two; each
/// is compared with every other.
const MAX_ATTRIBUTES: usize = 16;

/// One name: `RDNSequence ::= SEQUENCE OF SET SIZE (1..MAX) OF SEQUENCE { type, value }`.
#[derive(Clone, Copy, Debug)]
pub struct Name<'a> {
    encoded: &'a [u8],
    content: &'a [u8],
}

/// One relative distinguished name.
#[derive(Clone, Copy, Debug)]
pub struct Rdn<'a>(Element<'a>);

/// One attribute with its value.
#[derive(Clone, Copy, Debug)]
pub struct AttributeTypeAndValue<'a> {
    /// The content octets of `type`.
    pub(crate) identifier: &'a [u8],
    /// `value`.
    pub(crate) value: Element<'a>,
}

/// What is alike for two names exactly where RFC 5280 §7.1 makes them the same name, as far as
/// `string_prep` goes: a digest of the prepared name, so that comparing costs the same whatever the
/// names are.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct MatchKey([u8; 32]);

/// How two names or parts of names compare.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum NameMatch {
    /// RFC 5280 §7.1 tells them apart.
    Different,
    /// They differ only in what is not folded or normalised here, or are texts of kinds that the
    /// standard has no comparison for.
    Undecided,
    /// RFC 5280 §7.1 makes them the same.
    Same,
}

impl<'a> Name<'a> {
    /// Reads a name of which `der::strict` found that it is DER.
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

    /// The DER of the name.
    #[must_use]
    pub fn encoded(&self) -> &'a [u8] {
        self.encoded
    }

    /// It has no relative distinguished name.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.content.is_empty()
    }

    /// What is alike for the same name.
    #[must_use]
    pub fn match_key(&self) -> MatchKey {
        let mut digest = Sha256::new();
        for rdn in self.rdns() {
            // In order, as a set has none; by hand, as they are few and a sort weighs kilobytes.
            let mut attributes: Vec<Vec<u8>> = Vec::new();
            for attribute in rdn.attributes() {
                let octets = attribute.prepared().octets();
                let before = attributes.iter().filter(|other| **other < octets).count();
                attributes.insert(before, octets);
            }
            digest.update(attributes.len().to_be_bytes());
            for attribute in attributes {
                digest.update(attribute.len().to_be_bytes());
                digest.update(&attribute);
            }
        }
        MatchKey(digest.finalize().into())
    }

    /// The relative distinguished names, the least specific first.
    pub fn rdns(&self) -> impl Iterator<Item = Rdn<'a>> + use<'a> {
        let mut reader = Reader(self.content);
        core::iter::from_fn(move || reader.any().ok().map(Rdn))
    }

    /// All attributes, those of the least specific part first.
    pub fn attributes(&self) -> impl Iterator<Item = AttributeTypeAndValue<'a>> + use<'a> {
        self.rdns().flat_map(|rdn| rdn.attributes())
    }

    /// The name, ready to be compared with many.
    pub(crate) fn prepared(&self) -> Vec<PreparedRdn<'a>> {
        let prepared = |rdn: Rdn<'a>| rdn.attributes().map(|a| a.prepared()).collect();
        self.rdns().map(prepared).map(PreparedRdn).collect()
    }
}

impl<'a> Rdn<'a> {
    pub(crate) fn attributes(&self) -> impl Iterator<Item = AttributeTypeAndValue<'a>> + use<'a> {
        let mut reader = self.0.reader();
        core::iter::from_fn(move || AttributeTypeAndValue::parse(&mut reader).ok())
    }
}

impl<'a> AttributeTypeAndValue<'a> {
    /// The content octets of `type`.
    #[must_use]
    pub fn identifier(&self) -> &'a [u8] {
        self.identifier
    }

    /// The DER of `value`.
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

    fn prepared(&self) -> PreparedAttribute<'a> {
        let Element { tag, content, .. } = self.value;
        let value = match tag {
            // X.520's DirectoryString, but for TeletexString.
            tag::UTF8_STRING | tag::PRINTABLE_STRING | tag::BMP_STRING | tag::UNIVERSAL_STRING => {
                string_prep::characters(tag, content).map(|text| {
                    let prepared = string_prep::prepare(&text);
                    PreparedValue::DirectoryString(prepared.text, prepared.is_settled)
                })
            }
            // domainComponent (§7.3) and emailAddress (§4.1.2.6).
            tag::IA5_STRING => string_prep::characters(tag, content)
                .map(|text| PreparedValue::Ia5String(text.to_ascii_lowercase())),
            _ => None,
        };
        PreparedAttribute {
            identifier: self.identifier,
            value: value.unwrap_or(PreparedValue::Octets(tag, content)),
        }
    }
}

/// A relative distinguished name that is ready to be compared.
#[derive(Clone, Debug)]
pub(crate) struct PreparedRdn<'a>(Vec<PreparedAttribute<'a>>);

#[derive(Clone, Debug)]
struct PreparedAttribute<'a> {
    identifier: &'a [u8],
    value: PreparedValue<'a>,
}

#[derive(Clone, Debug)]
enum PreparedValue<'a> {
    /// With whether it is settled.
    DirectoryString(String, bool),
    Ia5String(String),
    /// Tag and content of what is compared octet for octet.
    Octets(u8, &'a [u8]),
}

impl PreparedRdn<'_> {
    /// RFC 5280 §7.1: as many attributes, and to each of the one a matching one of the other.
    pub(crate) fn compare(&self, other: &PreparedRdn<'_>) -> NameMatch {
        if self.0.len() != other.0.len() {
            return NameMatch::Different;
        }
        self.is_covered_by(other).min(other.is_covered_by(self))
    }

    fn is_covered_by(&self, other: &PreparedRdn<'_>) -> NameMatch {
        let best = |attribute: &PreparedAttribute<'_>| {
            let others = other.0.iter().map(|other| attribute.compare(other));
            others.max().unwrap_or(NameMatch::Different)
        };
        self.0.iter().map(best).min().unwrap_or(NameMatch::Same)
    }
}

impl PreparedAttribute<'_> {
    fn compare(&self, other: &PreparedAttribute<'_>) -> NameMatch {
        if self.identifier == other.identifier {
            self.value.compare(&other.value)
        } else {
            NameMatch::Different
        }
    }

    /// Octets that are alike for attributes that are the same.
    fn octets(&self) -> Vec<u8> {
        let (tag, content) = match &self.value {
            PreparedValue::DirectoryString(text, _) => (tag::UTF8_STRING, text.as_bytes()),
            PreparedValue::Ia5String(text) => (tag::IA5_STRING, text.as_bytes()),
            PreparedValue::Octets(tag, content) => (*tag, *content),
        };
        [self.identifier, &[0x80, tag], content].concat()
    }
}

impl PreparedValue<'_> {
    fn compare(&self, other: &PreparedValue<'_>) -> NameMatch {
        let (is_same, is_decided) = match (self, other) {
            (
                Self::DirectoryString(one, settled),
                PreparedValue::DirectoryString(two, also_settled),
            ) => (one == two, *settled && *also_settled),
            (Self::Ia5String(one), PreparedValue::Ia5String(two)) => (one == two, true),
            // The standard compares texts of these two kinds nowhere.
            (Self::DirectoryString(one, settled), PreparedValue::Ia5String(two))
            | (Self::Ia5String(two), PreparedValue::DirectoryString(one, settled)) => {
                (false, *settled && one != two)
            }
            (Self::Octets(tag, one), PreparedValue::Octets(other_tag, two)) => (
                tag == other_tag && one == two,
                !is_text(*tag) || !is_text(*other_tag),
            ),
            (Self::Octets(tag, _), _) | (_, PreparedValue::Octets(tag, _)) => {
                (false, !is_text(*tag))
            }
        };
        match (is_same, is_decided) {
            (true, _) => NameMatch::Same,
            (false, true) => NameMatch::Different,
            (false, false) => NameMatch::Undecided,
        }
    }
}

/// A character string (X.680 §41.1), which may be meant to say what another kind says.
fn is_text(tag: u8) -> bool {
    matches!(
        tag,
        tag::UTF8_STRING
            | tag::NUMERIC_STRING..=tag::IA5_STRING
            | tag::GRAPHIC_STRING..=tag::UNIVERSAL_STRING
            | tag::BMP_STRING
    )
}

/// Whether two encoded names are the same name (RFC 5280 §7.1).
#[must_use]
pub fn same_name(one: &[u8], other: &[u8]) -> bool {
    if one == other {
        return true;
    }
    match (Name::parse(one), Name::parse(other)) {
        (Ok(one), Ok(other)) => one.match_key() == other.match_key(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asn1::der::tests::encoded;

    const CN: &[u8] = &[0x55, 4, 3];
    const O: &[u8] = &[0x55, 4, 10];
    const UTF8: u8 = tag::UTF8_STRING;
    const PRINTABLE: u8 = tag::PRINTABLE_STRING;
    const IA5: u8 = tag::IA5_STRING;
    const TELETEX: u8 = 0x14;

    /// Tag and content.
    type Text<'a> = (u8, &'a [u8]);
    /// Identifier, tag and content.
    type Typed<'a> = (&'a [u8], u8, &'a [u8]);

    /// Of relative distinguished names, each with its attributes.
    fn name(rdns: &[&[Typed<'_>]]) -> Vec<u8> {
        let attribute = |(identifier, tag, value): &Typed<'_>| {
            encoded(
                0x30,
                &[&encoded(0x06, &[identifier]), &encoded(*tag, &[value])],
            )
        };
        let rdn = |attributes: &&[Typed<'_>]| {
            let attributes: Vec<_> = attributes.iter().map(attribute).collect();
            encoded(0x31, &[&attributes.concat()])
        };
        let rdns: Vec<_> = rdns.iter().map(rdn).collect();
        encoded(0x30, &[&rdns.concat()])
    }

    fn compare(one: Text<'_>, other: Text<'_>) -> NameMatch {
        let [one, other] = [one, other].map(|(tag, value)| name(&[&[(CN, tag, value)]]));
        let likeness = Name::parse(&one).unwrap().prepared()[0]
            .compare(&Name::parse(&other).unwrap().prepared()[0]);
        assert_eq!(same_name(&one, &other), likeness == NameMatch::Same);
        likeness
    }

    /// RFC 5280 §7.1: case, spaces and the kind of text do not count.
    #[test]
    fn values_that_are_the_same() {
        let rows: &[(Text<'_>, Text<'_>)] = &[
            ((UTF8, b"Hongkong Post"), (PRINTABLE, b"HONGKONG  POST ")),
            (
                (UTF8, "陳大文".as_bytes()),
                (tag::BMP_STRING, b"\x96\x73\x59\x27\x65\x87"),
            ),
            ((UTF8, b"AB"), (tag::UNIVERSAL_STRING, b"\0\0\0A\0\0\0b")),
            ((IA5, b"Example"), (IA5, b"eXAMPLE")),
            ((TELETEX, b"caf\xc2e"), (TELETEX, b"caf\xc2e")),
        ];
        for (one, other) in rows {
            assert_eq!(compare(*one, *other), NameMatch::Same, "{one:?} {other:?}");
        }
    }

    #[test]
    fn values_that_differ_or_cannot_be_told() {
        use NameMatch::{Different, Undecided};

        let rows: &[(Text<'_>, Text<'_>, NameMatch)] = &[
            ((UTF8, b"a b"), (UTF8, b"ab"), Different),
            (
                (UTF8, "陳大文".as_bytes()),
                (UTF8, "陳小文".as_bytes()),
                Different,
            ),
            ((IA5, b"a b"), (IA5, b"a  b"), Different),
            ((IA5, b"a"), (UTF8, b"b"), Different),
            ((0x03, b"\0a"), (0x03, b"\0b"), Different),
            ((0x03, b"\0a"), (UTF8, b"a"), Different),
            ((IA5, b"a"), (UTF8, b"A"), Undecided),
            ((UTF8, "É".as_bytes()), (UTF8, "é".as_bytes()), Undecided),
            ((UTF8, "Ａ".as_bytes()), (PRINTABLE, b"A"), Undecided),
            ((TELETEX, b"a"), (UTF8, b"a"), Undecided),
            ((TELETEX, b"a"), (TELETEX, b"A"), Undecided),
            ((PRINTABLE, b"\xc9"), (PRINTABLE, b"\xe9"), Undecided),
        ];
        for (one, other, expected) in rows {
            assert_eq!(compare(*one, *other), *expected, "{one:?} {other:?}");
            assert_eq!(compare(*other, *one), *expected, "{other:?} {one:?}");
        }
    }

    #[test]
    fn attributes_of_one_part_have_no_order_and_parts_have() {
        let (a, b): (Typed<'_>, Typed<'_>) = ((CN, UTF8, b"a"), (O, UTF8, b"b"));
        assert!(same_name(&name(&[&[a, b]]), &name(&[&[b, a]])));
        assert!(!same_name(&name(&[&[a], &[b]]), &name(&[&[b], &[a]])));
        assert!(!same_name(&name(&[&[a, b]]), &name(&[&[a], &[b]])));
        assert!(!same_name(&name(&[&[a]]), &name(&[&[a], &[b]])));
        assert!(!same_name(&name(&[&[a, a]]), &name(&[&[a, b]])));
        assert!(!same_name(
            &name(&[&[(CN, UTF8, b"a")]]),
            &name(&[&[(O, UTF8, b"a")]])
        ));
        assert!(same_name(&name(&[]), &name(&[])));
    }

    #[test]
    fn parts_without_attributes_or_with_too_many_are_refused() {
        let attribute: Typed<'_> = (CN, UTF8, b"a");
        assert!(Name::parse(&name(&[&[]])).is_err());
        assert!(Name::parse(&name(&[&[attribute; MAX_ATTRIBUTES]])).is_ok());
        assert!(Name::parse(&name(&[&[attribute; MAX_ATTRIBUTES + 1]])).is_err());
        assert!(Name::parse(&[0x31, 0]).is_err());
    }
}
