//! Re-encoding of what x509-parser parsed. If the result differs from the certificate, x509-parser
//! left octets unparsed.

use alloc::vec::Vec;

use ::x509_parser::asn1_rs::{Any, Tag};
use ::x509_parser::extensions::{
    CRLDistributionPoint, DistributionPointName, GeneralName, GeneralSubtree, NameConstraints,
    ReasonFlags,
};
use ::x509_parser::x509::{AlgorithmIdentifier, RelativeDistinguishedName, X509Name};

use crate::asn1::der::tag::{OBJECT_IDENTIFIER, SEQUENCE, SET};
use crate::asn1::der::{encode, length_to};

pub(super) fn any(any: &Any<'_>) -> Vec<u8> {
    let mut element = match any.header.raw_tag() {
        Some(identifier) => identifier.to_vec(),
        None => vec![tag_of(any)],
    };
    length_to(&mut element, any.data.len());
    element.extend_from_slice(any.data);
    element
}

/// Returns the first identifier octet (X.690 §8.1.2).
pub(super) fn tag_of(any: &Any<'_>) -> u8 {
    let class = (any.class() as u8) << 6;
    let constructed = u8::from(any.header.constructed()) << 5;
    class | constructed | number_octet(any.tag())
}

/// Returns a tag number as the first identifier octet has it: 31 for all from 31 on.
fn number_octet(tag: Tag) -> u8 {
    const MANY_OCTETS: u8 = 0x1f;
    u8::try_from(tag.0).map_or(MANY_OCTETS, |number| number.min(MANY_OCTETS))
}

/// Encodes `SEQUENCE { algorithm OBJECT IDENTIFIER, parameters ANY OPTIONAL }`.
pub(super) fn algorithm(algorithm: &AlgorithmIdentifier<'_>) -> Vec<u8> {
    let identifier = encode(OBJECT_IDENTIFIER, algorithm.algorithm.as_bytes());
    let parameters = algorithm.parameters.as_ref().map(any).unwrap_or_default();
    encode(SEQUENCE, &[identifier, parameters].concat())
}

pub(super) fn name(name: &X509Name<'_>) -> Vec<u8> {
    let rdns: Vec<_> = name
        .iter_rdn()
        .flat_map(|part| encode(SET, &rdn(part)))
        .collect();
    encode(SEQUENCE, &rdns)
}

/// Encodes the content octets of a RelativeDistinguishedName.
pub(super) fn rdn(rdn: &RelativeDistinguishedName<'_>) -> Vec<u8> {
    let attributes = rdn.iter().flat_map(|attribute| {
        let identifier = encode(OBJECT_IDENTIFIER, attribute.attr_type().as_bytes());
        let value = any(attribute.attr_value());
        encode(SEQUENCE, &[identifier, value].concat())
    });
    attributes.collect()
}

/// Encodes the content octets of GeneralNames.
pub(super) fn general_names(names: &[GeneralName<'_>]) -> Vec<u8> {
    names.iter().flat_map(general_name).collect()
}

pub(super) fn general_name(general_name: &GeneralName<'_>) -> Vec<u8> {
    match general_name {
        GeneralName::OtherName(identifier, value) => {
            let identifier = encode(OBJECT_IDENTIFIER, identifier.as_bytes());
            encode(0xa0, &[&identifier, *value].concat())
        }
        GeneralName::RFC822Name(text) => encode(0x81, text.as_bytes()),
        GeneralName::DNSName(text) => encode(0x82, text.as_bytes()),
        GeneralName::X400Address(value) | GeneralName::EDIPartyName(value) => any(value),
        GeneralName::DirectoryName(directory) => encode(0xa4, &name(directory)),
        GeneralName::URI(text) => encode(0x86, text.as_bytes()),
        GeneralName::IPAddress(octets) => encode(0x87, octets),
        GeneralName::RegisteredID(identifier) => encode(0x88, identifier.as_bytes()),
        GeneralName::Invalid(tag, octets) => encode(0x80 | number_octet(*tag), octets),
    }
}

pub(super) fn name_constraints(constraints: &NameConstraints<'_>) -> Vec<u8> {
    let subtrees = |tag: u8, subtrees: &Option<Vec<GeneralSubtree<'_>>>| {
        let subtrees = subtrees.as_ref()?.iter();
        let encoded: Vec<_> = subtrees
            .flat_map(|subtree| encode(SEQUENCE, &general_name(&subtree.base)))
            .collect();
        Some(encode(tag, &encoded))
    };
    let lists = [
        subtrees(0xa0, &constraints.permitted_subtrees),
        subtrees(0xa1, &constraints.excluded_subtrees),
    ];
    let content: Vec<u8> = lists.into_iter().flatten().flatten().collect();
    encode(SEQUENCE, &content)
}

pub(super) fn encoded_point(point: &CRLDistributionPoint<'_>) -> Vec<u8> {
    let name = point.distribution_point.as_ref().map(|name| match name {
        DistributionPointName::FullName(names) => encode(0xa0, &general_names(names)),
        DistributionPointName::NameRelativeToCRLIssuer(relative) => encode(0xa1, &rdn(relative)),
    });
    let parts = [
        name.map(|name| encode(0xa0, &name)),
        point.reasons.as_ref().map(reasons),
        point
            .crl_issuer
            .as_ref()
            .map(|names| encode(0xa2, &general_names(names))),
    ];
    encode(
        SEQUENCE,
        &parts.into_iter().flatten().flatten().collect::<Vec<_>>(),
    )
}

/// Encodes a named bit list, without trailing zeros (X.690 §11.2.2).
fn reasons(reasons: &ReasonFlags) -> Vec<u8> {
    let octets = reasons.flags.to_le_bytes().map(u8::reverse_bits);
    let zeros = octets.iter().rev().take_while(|octet| **octet == 0).count();
    let octets = &octets[..octets.len() - zeros];
    let unused = octets.last().map_or(0, |octet| octet.trailing_zeros());
    encode(0x81, &[&unused.to_le_bytes()[..1], octets].concat())
}
