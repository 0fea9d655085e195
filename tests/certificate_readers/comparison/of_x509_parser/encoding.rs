//! Re-encoding of what x509-parser parsed. If the result differs from the certificate, x509-parser
//! left octets unparsed.

use ::x509_parser::asn1_rs::Any;
use ::x509_parser::extensions::{GeneralName, GeneralSubtree, NameConstraints};
use ::x509_parser::x509::{AlgorithmIdentifier, RelativeDistinguishedName, X509Name};

use super::super::element;

pub(super) const OBJECT_IDENTIFIER: u8 = 0x06;
pub(super) const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;

pub(super) fn any(any: &Any<'_>) -> Vec<u8> {
    let class = (any.class() as u8) << 6;
    let constructed = u8::from(any.header.constructed()) << 5;
    let number = u8::try_from(any.tag().0).expect("a tag of one octet");
    element(class | constructed | number, any.data)
}

/// Encodes `SEQUENCE { algorithm OBJECT IDENTIFIER, parameters ANY OPTIONAL }`.
pub(super) fn algorithm(algorithm: &AlgorithmIdentifier<'_>) -> Vec<u8> {
    let identifier = element(OBJECT_IDENTIFIER, algorithm.algorithm.as_bytes());
    let parameters = algorithm.parameters.as_ref().map(any).unwrap_or_default();
    element(SEQUENCE, &[identifier, parameters].concat())
}

pub(super) fn name(name: &X509Name<'_>) -> Vec<u8> {
    let rdns: Vec<_> = name
        .iter_rdn()
        .flat_map(|part| element(SET, &rdn(part)))
        .collect();
    element(SEQUENCE, &rdns)
}

/// Encodes the content octets of a RelativeDistinguishedName.
pub(super) fn rdn(rdn: &RelativeDistinguishedName<'_>) -> Vec<u8> {
    let attributes = rdn.iter().flat_map(|attribute| {
        let identifier = element(OBJECT_IDENTIFIER, attribute.attr_type().as_bytes());
        let value = any(attribute.attr_value());
        element(SEQUENCE, &[identifier, value].concat())
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
            let identifier = element(OBJECT_IDENTIFIER, identifier.as_bytes());
            element(0xa0, &[&identifier, *value].concat())
        }
        GeneralName::RFC822Name(text) => element(0x81, text.as_bytes()),
        GeneralName::DNSName(text) => element(0x82, text.as_bytes()),
        GeneralName::X400Address(value) | GeneralName::EDIPartyName(value) => any(value),
        GeneralName::DirectoryName(directory) => element(0xa4, &name(directory)),
        GeneralName::URI(text) => element(0x86, text.as_bytes()),
        GeneralName::IPAddress(octets) => element(0x87, octets),
        GeneralName::RegisteredID(identifier) => element(0x88, identifier.as_bytes()),
        GeneralName::Invalid(tag, octets) => {
            let number = u8::try_from(tag.0).expect("a tag of one octet");
            element(0x80 | number, octets)
        }
    }
}

pub(super) fn name_constraints(constraints: &NameConstraints<'_>) -> Vec<u8> {
    let subtrees = |tag: u8, subtrees: &Option<Vec<GeneralSubtree<'_>>>| {
        let subtrees = subtrees.as_ref()?.iter();
        let encoded: Vec<_> = subtrees
            .flat_map(|subtree| element(SEQUENCE, &general_name(&subtree.base)))
            .collect();
        Some(element(tag, &encoded))
    };
    let lists = [
        subtrees(0xa0, &constraints.permitted_subtrees),
        subtrees(0xa1, &constraints.excluded_subtrees),
    ];
    let content: Vec<u8> = lists.into_iter().flatten().flatten().collect();
    element(SEQUENCE, &content)
}
