//! Reading of a certificate by x509-parser.

use alloc::borrow::ToOwned as _;
use alloc::string::{String, ToString as _};

use x509_parser::certificate::X509Certificate;
use x509_parser::prelude::FromDer as _;

use crate::pki::certificate::MAX_OCTETS;

/// Parses the DER of one certificate.
///
/// # Errors
/// What x509-parser says is wrong with it, as a clause.
pub(super) fn read_certificate(der: &[u8]) -> Result<X509Certificate<'_>, String> {
    if der.len() > MAX_OCTETS {
        return Err("it is longer than any certificate may be".to_owned());
    }
    let (rest, certificate) = X509Certificate::from_der(der).map_err(|error| error.to_string())?;
    if rest.is_empty() {
        Ok(certificate)
    } else {
        Err("octets follow the certificate".to_owned())
    }
}
