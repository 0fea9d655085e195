//! Comparison of one certificate, field by field, as parsed by the crate and by x509-parser.
//!
//! A field is a name with its value as a string, so that all kinds of fields are compared and shown
//! in the same way. Octets are in hexadecimal.

pub(crate) mod of_iamsmart;
pub(crate) mod of_x509_parser;
pub(crate) mod reason;

use std::collections::{BTreeMap, BTreeSet};

/// The fields of a certificate by name; absent fields are not listed.
pub(crate) type Fields = BTreeMap<&'static str, String>;

/// A field on which the two parsers differ.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Difference {
    /// The field's name; `certificate` if one of the two rejects the certificate.
    pub(crate) field: &'static str,
    /// The crate's value; `None` if the field is absent.
    pub(crate) iamsmart: Option<String>,
    /// x509-parser's value; `None` if the field is absent.
    pub(crate) x509_parser: Option<String>,
    /// True if x509-parser leaves octets of the field unparsed.
    pub(crate) is_partly_read: bool,
}

/// The results of the two parsers for one certificate.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Comparison {
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

/// Returns octets in hexadecimal.
fn hex(octets: &[u8]) -> String {
    use std::fmt::Write as _;

    octets.iter().fold(String::new(), |mut text, octet| {
        let _ = write!(text, "{octet:02x}");
        text
    })
}

/// Encodes one DER element.
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
