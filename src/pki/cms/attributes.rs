//! Signed attributes and their signed octets (RFC 5652 §5.3).

use alloc::vec::Vec;

use crate::asn1::OctetString;
use crate::asn1::der::{Element, Malformed, Reader, Result, strict_value, tag};
use crate::asn1::time::Time;
use crate::pki::cms::identifier;
use crate::pki::cms::signed_data::RevocationInfo;

/// Maximum number of attributes. About a dozen are in use.
const MAX_ATTRIBUTES: usize = 100;

/// `SignedAttributes ::= SET SIZE (1..MAX) OF Attribute`, in DER, each attribute type at most once.
#[derive(Clone, Debug)]
pub struct SignedAttributes<'a> {
    /// The encoded set without its tag.
    length_and_content: &'a [u8],
    attributes: Vec<Attribute<'a>>,
}

/// `Attribute ::= SEQUENCE { attrType OBJECT IDENTIFIER, attrValues SET OF AttributeValue }`.
#[derive(Clone, Debug)]
struct Attribute<'a> {
    identifier: &'a [u8],
    values: Vec<Element<'a>>,
}

impl<'a> SignedAttributes<'a> {
    /// Parses `signedAttrs` of a SignerInfo, with its tag `[0]`.
    pub(crate) fn parse(element: &Element<'a>) -> Result<Self> {
        let element = strict_value(element.whole)?;
        let Some((_, length_and_content)) = element.whole.split_first() else {
            return Err(Malformed("they are empty"));
        };
        let mut attributes = Vec::new();
        for attribute in sorted(members(&element)?)? {
            let attribute = Attribute::parse(&attribute)?;
            let is_repeated = |known: &Attribute<'_>| known.identifier == attribute.identifier;
            if attributes.iter().any(is_repeated) {
                return Err(Malformed("one of them occurs more than once"));
            }
            attributes.push(attribute);
        }
        Ok(Self {
            length_and_content,
            attributes,
        })
    }

    /// Returns the signed octets: the DER of the set with the tag SET instead of `[0]` (RFC 5652
    /// §5.4).
    #[must_use]
    pub fn signed_octets(&self) -> Vec<u8> {
        let mut octets = Vec::with_capacity(self.length_and_content.len() + 1);
        octets.push(tag::SET);
        octets.extend_from_slice(self.length_and_content);
        octets
    }

    /// Returns true if an attribute has this type.
    #[must_use]
    pub fn has(&self, identifier: &[u8]) -> bool {
        self.find(identifier).is_some()
    }

    /// Returns the only value of the attribute of this type; `None` without such an attribute.
    ///
    /// All supported attributes are single-valued (RFC 5652 §11, RFC 5035 §3, RFC 6211 §2).
    pub(crate) fn value(&self, identifier: &[u8]) -> Option<Result<Element<'a>>> {
        let value = match self.find(identifier)?.values[..] {
            [value] => Ok(value),
            _ => Err(Malformed("it has not exactly one value")),
        };
        Some(value)
    }

    /// Returns signingTime (RFC 5652 §11.3).
    pub(crate) fn signing_time(&self) -> Option<Result<Time>> {
        let value = self.value(identifier::SIGNING_TIME)?;
        Some(value.and_then(crate::pki::certificate::tbs::time))
    }

    /// Returns the CRLs and OCSP responses of adbe-revocationInfoArchival, `SEQUENCE { crl [0]
    /// EXPLICIT SEQUENCE OF CRL OPTIONAL, ocsp [1] EXPLICIT SEQUENCE OF OCSPResponse OPTIONAL,
    /// otherRevInfo [2] … OPTIONAL }` (ISO 32000-1 §12.8.3.3.2); none if the attribute is
    /// malformed, because it is optional data.
    pub(crate) fn archived_revocation(&self) -> RevocationInfo<'a> {
        let Some(Ok(archive)) = self.value(identifier::REVOCATION_INFO_ARCHIVAL) else {
            return RevocationInfo::default();
        };
        let mut fields = archive.reader();
        RevocationInfo {
            crls: archived(&mut fields, 0).unwrap_or_default(),
            ocsp_responses: archived(&mut fields, 1).unwrap_or_default(),
        }
    }

    fn find(&self, identifier: &[u8]) -> Option<&Attribute<'a>> {
        let mut attributes = self.attributes.iter();
        attributes.find(|attribute| attribute.identifier == identifier)
    }
}

impl<'a> Attribute<'a> {
    fn parse(attribute: &Element<'a>) -> Result<Self> {
        if attribute.tag != tag::SEQUENCE {
            return Err(Malformed("one of them is not a SEQUENCE"));
        }
        let mut fields = attribute.reader();
        let identifier = fields.expect(tag::OBJECT_IDENTIFIER)?.content;
        let values = members(&fields.expect(tag::SET)?)?;
        fields.end()?;
        Ok(Self { identifier, values })
    }
}

/// Returns true if the octets could be mistaken for the signed attributes of another signature.
///
/// Signed attributes and content are signed in the same way, and the signature does not cover which
/// of them was signed. A signature over one can therefore be turned into a signature over the other
/// (draft-ietf-lamps-cms-euf-cma-signeddata).
#[must_use]
pub fn could_be_attributes(content: &OctetString<'_>) -> bool {
    // Only what starts like a set is put in one place for a closer look.
    let first = content.segments().find_map(|segment| segment.first());
    if first != Some(&tag::SET) {
        return false;
    }
    let octets = content.joined();
    let Ok(set) = strict_value(&octets) else {
        return false;
    };
    set.tag == tag::SET
        && members(&set).is_ok_and(|all| all.iter().all(|one| Attribute::parse(one).is_ok()))
}

/// Returns the members of a SET OF, at least one.
fn members<'a>(set: &Element<'a>) -> Result<Vec<Element<'a>>> {
    let mut reader = set.reader();
    let mut members = Vec::new();
    while !reader.is_empty() {
        if members.len() == MAX_ATTRIBUTES {
            return Err(Malformed("there are more of them than are read"));
        }
        members.push(reader.any()?);
    }
    if members.is_empty() {
        return Err(Malformed("a set of them is empty"));
    }
    Ok(members)
}

/// Checks that the members of a SET OF are sorted, as in DER (X.690 §11.6).
fn sorted(members: Vec<Element<'_>>) -> Result<Vec<Element<'_>>> {
    if members.is_sorted_by_key(|member| member.whole) {
        Ok(members)
    } else {
        Err(Malformed("they are not in the order that DER has them in"))
    }
}

/// Parses one list of adbe-revocationInfoArchival.
fn archived<'a>(fields: &mut Reader<'a>, number: u8) -> Result<Vec<&'a [u8]>> {
    let Some(explicit) = fields.optional(tag::constructed(number))? else {
        return Ok(Vec::new());
    };
    let list = explicit.reader().expect(tag::SEQUENCE)?;
    Ok(members(&list)?.iter().map(|member| member.whole).collect())
}
