//! Fields of a certificate, and a field that two parsers read differently.

use alloc::collections::BTreeMap;
use alloc::string::String;

/// The value of a field in an extension that a parser cannot parse.
pub(super) const REFUSED: &str = "refused";

pub(super) const NAME_CONSTRAINTS: [&str; 2] = [
    "nameConstraints.permittedSubtrees",
    "nameConstraints.excludedSubtrees",
];

/// The fields of a certificate by name; absent fields are not listed.
pub type Fields = BTreeMap<&'static str, String>;

/// A field on which the two parsers differ.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Difference {
    /// The field's name; `certificate` if one of the two rejects the certificate.
    pub field: &'static str,
    /// The crate's value; `None` if the field is absent.
    pub iamsmart: Option<String>,
    /// x509-parser's value; `None` if the field is absent.
    pub x509_parser: Option<String>,
    /// True if x509-parser leaves octets of the field unparsed.
    pub is_partly_read: bool,
}

/// Returns the names of the fields of an extension.
pub(super) fn fields_of_extension(identifier: &[u8]) -> &'static [&'static str] {
    match identifier {
        [0x55, 0x1d, 14] => &["subjectKeyIdentifier"],
        [0x55, 0x1d, 15] => &["keyUsage"],
        [0x55, 0x1d, 17] => &["subjectAltName"],
        [0x55, 0x1d, 19] => &["basicConstraints"],
        [0x55, 0x1d, 30] => &NAME_CONSTRAINTS,
        [0x55, 0x1d, 31] => &["cRLDistributionPoints"],
        [0x55, 0x1d, 32] => &[
            "certificatePolicies",
            "certificatePolicies.hasUnknownQualifier",
        ],
        [0x55, 0x1d, 33] => &["policyMappings"],
        [0x55, 0x1d, 35] => &["authorityKeyIdentifier.keyIdentifier"],
        [0x55, 0x1d, 36] => &["policyConstraints"],
        [0x55, 0x1d, 37] => &["extKeyUsage"],
        [0x55, 0x1d, 54] => &["inhibitAnyPolicy"],
        _ => &[],
    }
}
