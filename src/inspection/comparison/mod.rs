//! Comparison of one certificate, field by field, as parsed by the crate and by x509-parser.
//!
//! A field is a name with its value as a string, so that all kinds of fields are compared and shown
//! in the same way. Octets are in hexadecimal.

mod fields;
mod of_iamsmart;
mod of_x509_parser;
mod reason;

pub use fields::{Difference, Fields};
pub use reason::Reason;

use alloc::collections::BTreeSet;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use x509_parser::certificate::X509Certificate;

use crate::inspection::reader::read_certificate;

/// The results of the two parsers for one certificate.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Comparison {
    /// Both accept it.
    Both(Vec<Difference>),
    /// The crate accepts it, and x509-parser rejects it with this error.
    Iamsmart(Fields, String),
    /// x509-parser accepts it, and the crate rejects it with this error.
    X509Parser(String),
    /// Both reject it.
    Neither,
}

/// Parses a certificate with both parsers.
#[must_use]
pub fn compare(der: &[u8]) -> Comparison {
    match (of_iamsmart::fields(der), read_certificate(der)) {
        (Ok(iamsmart), Ok(certificate)) => {
            Comparison::Both(differences_of(&iamsmart, &certificate))
        }
        (Ok(iamsmart), Err(error)) => Comparison::Iamsmart(iamsmart, error),
        (Err(error), Ok(_)) => Comparison::X509Parser(error.to_string()),
        (Err(_), Err(_)) => Comparison::Neither,
    }
}

/// Compares a certificate that x509-parser has parsed with what the crate's parser reads.
///
/// # Errors
/// The error of the crate's parser.
pub(super) fn differences(
    der: &[u8],
    certificate: &X509Certificate<'_>,
) -> crate::Result<Vec<Difference>> {
    let iamsmart = of_iamsmart::fields(der)?;
    Ok(differences_of(&iamsmart, certificate))
}

fn differences_of(iamsmart: &Fields, certificate: &X509Certificate<'_>) -> Vec<Difference> {
    let (x509_parser, partly_read) = of_x509_parser::fields(certificate);
    differing(iamsmart, &x509_parser, &partly_read)
}

fn differing(
    iamsmart: &Fields,
    x509_parser: &Fields,
    partly_read: &BTreeSet<&str>,
) -> Vec<Difference> {
    let fields: BTreeSet<_> = iamsmart.keys().chain(x509_parser.keys()).copied().collect();
    let differences = fields.into_iter().map(|field| Difference {
        field,
        iamsmart: iamsmart.get(field).cloned(),
        x509_parser: x509_parser.get(field).cloned(),
        is_partly_read: partly_read.contains(field),
    });
    differences
        .filter(|difference| difference.iamsmart != difference.x509_parser)
        .collect()
}
