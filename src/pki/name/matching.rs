//! Comparison of distinguished names (RFC 5280 §7.1).

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::asn1::der::{Element, tag};
use crate::hash::sha256;
use crate::pki::name::case::to_lowercase;
use crate::pki::name::string_prep;
use crate::pki::name::{AttributeTypeAndValue, Name, Rdn};

/// A digest of the prepared name: equal for two names if and only if they match by RFC 5280 §7.1,
/// within the limits of `string_prep`. Comparing digests takes the same time for all names.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct MatchKey([u8; 32]);

/// Result of comparing two names or parts of names.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum NameMatch {
    /// They differ by RFC 5280 §7.1.
    Different,
    /// They differ only in characters that this implementation does not fold or normalise, or in
    /// string types without a comparison rule.
    Undecided,
    /// They match by RFC 5280 §7.1.
    Same,
}

impl<'a> Name<'a> {
    /// Returns the digest of the prepared name.
    #[must_use]
    pub fn match_key(&self) -> MatchKey {
        MatchKey(sha256(&[&self.comparable()]))
    }

    /// Returns octets that are equal for two names if and only if they match, as their keys are.
    pub(crate) fn comparable(&self) -> Vec<u8> {
        let mut octets = Vec::new();
        for rdn in self.rdns() {
            // Sorted, because a SET has no order. The attributes are few, and the standard
            // library's sort adds kilobytes to the module.
            let mut attributes: Vec<Vec<u8>> = Vec::new();
            for attribute in rdn.attributes() {
                let octets = attribute.prepared().octets();
                let before = attributes.iter().filter(|other| **other < octets).count();
                attributes.insert(before, octets);
            }
            octets.extend(attributes.len().to_be_bytes());
            for attribute in attributes {
                octets.extend(attribute.len().to_be_bytes());
                octets.extend(attribute);
            }
        }
        octets
    }

    /// Prepares the name for comparison.
    pub(crate) fn prepared(&self) -> Vec<PreparedRdn<'a>> {
        let prepared = |rdn: Rdn<'a>| rdn.attributes().map(|a| a.prepared()).collect();
        self.rdns().map(prepared).map(PreparedRdn).collect()
    }
}

/// Returns true if the names have the same attributes to a reader, in any order, whatever their
/// string types and the case of their letters. They may nevertheless differ by RFC 5280 §7.1.
pub(crate) fn reads_alike(one: &Name<'_>, other: &Name<'_>) -> bool {
    let legible = |name: &Name<'_>| -> Vec<(Vec<u8>, String)> {
        let attribute = |a: AttributeTypeAndValue<'_>| (a.identifier.to_vec(), a.legible());
        name.attributes().map(attribute).collect()
    };
    let (one, mut other) = (legible(one), legible(other));
    one.len() == other.len()
        && one.iter().all(|attribute| {
            let found = other.iter().position(|other| other == attribute);
            found.map(|index| other.swap_remove(index)).is_some()
        })
}

impl<'a> AttributeTypeAndValue<'a> {
    /// Returns the value in lower case; a string of an unknown type as if it were Latin-1, as
    /// TeletexString is used (RFC 5280 Appendix B).
    fn legible(&self) -> String {
        let Element { tag, content, .. } = self.value;
        let text = string_prep::characters(tag, content);
        let latin = || content.iter().copied().map(char::from).collect();
        to_lowercase(&text.map_or_else(latin, Cow::into_owned))
    }

    fn prepared(&self) -> PreparedAttribute<'a> {
        let Element { tag, content, .. } = self.value;
        let value = match tag {
            // DirectoryString (X.520) except TeletexString.
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

/// A relative distinguished name, prepared for comparison.
#[derive(Clone, Debug)]
pub(crate) struct PreparedRdn<'a>(Vec<PreparedAttribute<'a>>);

#[derive(Clone, Debug)]
struct PreparedAttribute<'a> {
    identifier: &'a [u8],
    value: PreparedValue<'a>,
}

#[derive(Clone, Debug)]
enum PreparedValue<'a> {
    /// The prepared string, and true if it is settled.
    DirectoryString(String, bool),
    Ia5String(String),
    /// Tag and content of a value compared octet by octet.
    Octets(u8, &'a [u8]),
}

impl PreparedRdn<'_> {
    /// Compares two RDNs: they match if they have the same number of attributes and each attribute
    /// has a matching one (RFC 5280 §7.1).
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

    /// Returns octets that are equal for matching attributes.
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
            // RFC 5280 has no rule for comparing these two types.
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

/// Returns true for a character string type (X.680 §41.1), whose value may match one of another
/// type.
fn is_text(tag: u8) -> bool {
    matches!(
        tag,
        tag::UTF8_STRING
            | tag::NUMERIC_STRING..=tag::IA5_STRING
            | tag::GRAPHIC_STRING..=tag::UNIVERSAL_STRING
            | tag::BMP_STRING
    )
}

/// Returns true if two encoded names match (RFC 5280 §7.1).
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
    use crate::pki::name::MAX_ATTRIBUTES;

    const CN: &[u8] = &[0x55, 4, 3];
    const O: &[u8] = &[0x55, 4, 10];
    const UTF8: u8 = tag::UTF8_STRING;
    const PRINTABLE: u8 = tag::PRINTABLE_STRING;
    const IA5: u8 = tag::IA5_STRING;
    const TELETEX: u8 = 0x14;

    /// Tag and content.
    type Text<'a> = (u8, &'a [u8]);
    /// Object identifier, tag and content.
    type Typed<'a> = (&'a [u8], u8, &'a [u8]);

    /// Encodes a name from its RDNs, each a list of attributes.
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

    /// RFC 5280 §7.1: case, spaces and string type are ignored.
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
