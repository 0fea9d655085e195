//! Signed attributes and their signed octets (RFC 5652 §5.3).

use alloc::borrow::Cow;
use alloc::collections::BinaryHeap;
use alloc::vec::Vec;

use crate::asn1::OctetString;
use crate::asn1::der::{Element, Malformed, Reader, Result, encode, strict, tag};
use crate::pki::cms::identifier;
use crate::pki::cms::signed_data::RevocationInfo;

/// Maximum number of CRLs or OCSP responses in one attribute: a path has at most 16 certificates.
const MAX_ARCHIVED: usize = 100;

/// `SignedAttributes ::= SET SIZE (1..MAX) OF Attribute`, in DER.
///
/// Values of attributes that are not used are not read, so they may be of any form and depth.
#[derive(Clone, Debug)]
pub struct SignedAttributes<'a> {
    /// In the order in which they came.
    attributes: Vec<Attribute<'a>>,
    is_sorted: bool,
    /// The content of the set as it came.
    sent: &'a [u8],
}

/// `Attribute ::= SEQUENCE { attrType OBJECT IDENTIFIER, attrValues SET OF AttributeValue }`.
#[derive(Clone, Debug)]
struct Attribute<'a> {
    identifier: &'a [u8],
    /// In the order in which they came.
    values: Vec<Element<'a>>,
    /// The DER.
    encoded: Cow<'a, [u8]>,
}

impl<'a> SignedAttributes<'a> {
    /// Parses `signedAttrs` of a SignerInfo, with its tag `[0]`.
    pub(crate) fn parse(element: &Element<'a>) -> Result<Self> {
        let mut attributes = Vec::new();
        let mut fields = element.reader();
        while !fields.is_empty() {
            attributes.push(Attribute::parse(&fields.any()?)?);
        }
        if attributes.is_empty() {
            return Err(Malformed("they are empty"));
        }
        // RFC 5652 §11.1 to §11.3.
        for (identifier, reason) in [
            (identifier::CONTENT_TYPE, "contentType occurs twice"),
            (identifier::MESSAGE_DIGEST, "messageDigest occurs twice"),
            (identifier::SIGNING_TIME, "signingTime occurs twice"),
        ] {
            if named(&attributes, identifier).count() > 1 {
                return Err(Malformed(reason));
            }
        }
        let is_sorted = attributes.is_sorted_by_key(|attribute| &attribute.encoded)
            && attributes
                .iter()
                .all(|attribute| matches!(attribute.encoded, Cow::Borrowed(_)));
        Ok(Self {
            attributes,
            is_sorted,
            sent: element.content,
        })
    }

    /// Returns true if the message has the attributes and their values in the order of DER.
    #[must_use]
    pub fn is_sorted(&self) -> bool {
        self.is_sorted
    }

    /// Returns the signed octets: the DER of the set with the tag SET instead of `[0]` (RFC 5652
    /// §5.4).
    #[must_use]
    pub fn signed_octets(&self) -> Vec<u8> {
        let attributes = self.attributes.iter();
        set(attributes.map(|attribute| &*attribute.encoded).collect())
    }

    /// Returns what some signers sign instead: the attributes in the order in which they came.
    pub(crate) fn octets_as_sent(&self) -> Vec<u8> {
        encode(tag::SET, self.sent)
    }

    /// Returns true if an attribute has this type.
    #[must_use]
    pub fn has(&self, identifier: &[u8]) -> bool {
        named(&self.attributes, identifier).next().is_some()
    }

    /// Returns the only value of the only attribute of this type; `None` without such an attribute.
    ///
    /// All attributes that are read occur once, with one value (RFC 5652 §11, RFC 5035 §3, RFC 6211
    /// §2).
    pub(crate) fn value(&self, identifier: &[u8]) -> Option<Result<Element<'a>>> {
        let mut named = named(&self.attributes, identifier);
        let attribute = named.next()?;
        if named.next().is_some() {
            return Some(Err(Malformed("it occurs more than once")));
        }
        Some(match attribute.values[..] {
            [value] => strict(value.whole),
            _ => Err(Malformed("it has not exactly one value")),
        })
    }

    /// Returns the CRLs and OCSP responses of adbe-revocationInfoArchival, `SEQUENCE { crl [0]
    /// EXPLICIT SEQUENCE OF CRL OPTIONAL, ocsp [1] EXPLICIT SEQUENCE OF OCSPResponse OPTIONAL,
    /// otherRevInfo [2] … OPTIONAL }` (ISO 32000-1 §12.8.3.3.2); none if the attribute is
    /// malformed, because it is optional data.
    pub(crate) fn archived_revocation(&self) -> RevocationInfo<'a> {
        let mut archives = named(&self.attributes, identifier::REVOCATION_INFO_ARCHIVAL);
        let archive = archives.next().map(|attribute| &attribute.values[..]);
        let Some(&[archive]) = archive else {
            return RevocationInfo::default();
        };
        let mut fields = archive.reader();
        RevocationInfo {
            crls: archived(&mut fields, 0).unwrap_or_default(),
            ocsp_responses: archived(&mut fields, 1).unwrap_or_default(),
        }
    }
}

impl<'a> Attribute<'a> {
    fn parse(attribute: &Element<'a>) -> Result<Self> {
        let (identifier, members) = parts(attribute)?;
        let mut reader = members.reader();
        let mut values = Vec::new();
        while !reader.is_empty() {
            values.push(reader.any()?);
        }
        let is_sorted = values.is_sorted_by_key(|value| value.whole);
        let encoded = if is_sorted {
            Cow::Borrowed(attribute.whole)
        } else {
            let values = set(values.iter().map(|value| value.whole).collect());
            Cow::Owned(encode(tag::SEQUENCE, &[identifier.whole, &values].concat()))
        };
        Ok(Self {
            identifier: identifier.content,
            values,
            encoded,
        })
    }
}

/// Returns true if the octets could be mistaken for the signed attributes of another signature.
///
/// Signed attributes and content are signed in the same way, and the signature does not cover which
/// of them was signed. A signature over one can therefore be turned into a signature over the other
/// (draft-ietf-lamps-cms-euf-cma-signeddata). Their number and order, the form of their values, and
/// whether the set has its own tag or that of the message do not matter here, so that what another
/// implementation signs as attributes is recognised too.
#[must_use]
pub fn could_be_attributes(content: &OctetString<'_>) -> bool {
    const IN_MESSAGE: u8 = tag::constructed(0);
    // Only what starts like a set is put in one place for a closer look.
    let mut segments = content.segments();
    let first = segments.find_map(|segment| segment.first());
    if !matches!(first, Some(&(tag::SET | IN_MESSAGE))) {
        return false;
    }
    let octets = content.joined();
    let mut reader = Reader(&octets);
    let Ok(set) = reader.any() else {
        return false;
    };
    if reader.end().is_err() || set.content.is_empty() {
        return false;
    }
    let mut attributes = set.reader();
    while !attributes.is_empty() {
        let attribute = attributes.any();
        if !attribute.is_ok_and(|attribute| parts(&attribute).is_ok()) {
            return false;
        }
    }
    true
}

/// Parses an attribute into its type and the set of its values.
fn parts<'a>(attribute: &Element<'a>) -> Result<(Element<'a>, Element<'a>)> {
    if attribute.tag != tag::SEQUENCE {
        return Err(Malformed("one of them is not a SEQUENCE"));
    }
    let mut fields = attribute.reader();
    let identifier = fields.expect(tag::OBJECT_IDENTIFIER)?;
    let values = fields.expect(tag::SET)?;
    fields.end()?;
    Ok((identifier, values))
}

/// Encodes a set of these members in DER.
fn set(members: Vec<&[u8]>) -> Vec<u8> {
    // Heap sort is the smallest of the standard library's sorts in WebAssembly.
    encode(
        tag::SET,
        &BinaryHeap::from(members).into_sorted_vec().concat(),
    )
}

fn named<'s, 'a>(
    attributes: &'s [Attribute<'a>],
    identifier: &'s [u8],
) -> impl Iterator<Item = &'s Attribute<'a>> {
    let attributes = attributes.iter();
    attributes.filter(move |attribute| attribute.identifier == identifier)
}

/// Parses one list of adbe-revocationInfoArchival.
fn archived<'a>(fields: &mut Reader<'a>, number: u8) -> Result<Vec<&'a [u8]>> {
    let Some(explicit) = fields.optional(tag::constructed(number))? else {
        return Ok(Vec::new());
    };
    let mut list = explicit.reader().expect(tag::SEQUENCE)?.reader();
    let mut archived = Vec::new();
    while !list.is_empty() && archived.len() < MAX_ARCHIVED {
        archived.push(list.any()?.whole);
    }
    Ok(archived)
}
