//! One certificate as two readers see it, field by field: the crate's and x509-parser's.
//!
//! A field is its name and its value as text, so that fields of any kind are compared and shown
//! alike. Octets are written in hexadecimal.

pub(crate) mod of_iamsmart;
pub(crate) mod of_x509_parser;
pub(crate) mod reason;

use std::collections::{BTreeMap, BTreeSet};

/// What a reader says of a certificate, by the names of the fields; a field that a certificate does
/// not have is not listed.
pub(crate) type Fields = BTreeMap<&'static str, String>;

/// A field that the two readers do not see alike.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Difference {
    /// The field's name; `certificate` where one of the two refuses the certificate.
    pub(crate) field: &'static str,
    /// What the crate says; `None` for a field that is not there.
    pub(crate) iamsmart: Option<String>,
    /// What x509-parser says; `None` for a field that is not there.
    pub(crate) x509_parser: Option<String>,
    /// x509-parser leaves octets of the field unread.
    pub(crate) is_partly_read: bool,
}

/// How the two readers take a certificate.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Comparison {
    /// Both read it.
    Both(Vec<Difference>),
    /// The crate reads it, and x509-parser refuses it with this error.
    Iamsmart(Fields, String),
    /// x509-parser reads it, and the crate refuses it with this error.
    X509Parser(String),
    /// Neither reads it.
    Neither,
}

/// Reads a certificate with both readers.
pub(crate) fn compare(der: &[u8]) -> Comparison {
    match (of_iamsmart::fields(der), of_x509_parser::fields(der)) {
        (Ok(iamsmart), Ok((x509_parser, partly_read))) => {
            Comparison::Both(differences(&iamsmart, &x509_parser, &partly_read))
        }
        (Ok(iamsmart), Err(error)) => Comparison::Iamsmart(iamsmart, error),
        (Err(error), Ok(_)) => Comparison::X509Parser(error),
        (Err(_), Err(_)) => Comparison::Neither,
    }
}

fn differences(
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

/// Octets in hexadecimal.
fn hex(octets: &[u8]) -> String {
    use std::fmt::Write as _;

    octets.iter().fold(String::new(), |mut text, octet| {
        let _ = write!(text, "{octet:02x}");
        text
    })
}

/// One element of DER.
fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len().to_be_bytes();
    let zeros = length.iter().take_while(|octet| **octet == 0).count();
    let mut element = vec![tag];
    match &length[zeros..] {
        [] => element.push(0),
        [short @ ..=0x7f] => element.push(*short),
        long => {
            element.push(0x80 | u8::try_from(long.len()).expect("at most eight octets"));
            element.extend(long);
        }
    }
    element.extend(content);
    element
}
