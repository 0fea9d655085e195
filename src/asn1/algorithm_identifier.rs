//! AlgorithmIdentifier (RFC 5280 §4.1.1.2).

use alloc::borrow::ToOwned;

use crate::Error;
use crate::asn1::der::{Element, Malformed, Result, strict, tag};

/// `AlgorithmIdentifier ::= SEQUENCE { algorithm OBJECT IDENTIFIER, parameters ANY OPTIONAL }`
/// (RFC 5280 §4.1.1.2).
#[derive(Clone, Copy, Debug)]
pub struct AlgorithmIdentifier<'a> {
    /// Content octets of `algorithm`.
    pub(crate) identifier: &'a [u8],
    /// `parameters`.
    pub(crate) parameters: Option<Element<'a>>,
}

impl<'a> AlgorithmIdentifier<'a> {
    /// Parses the DER of an AlgorithmIdentifier.
    ///
    /// # Errors
    /// [`Error::CertificateMalformed`].
    pub fn from_der(der: &'a [u8]) -> crate::Result<Self> {
        let algorithm = strict(der).and_then(|algorithm| Self::parse(&algorithm));
        algorithm.map_err(|Malformed(reason)| Error::CertificateMalformed {
            name: "algorithm identifier".to_owned(),
            reason: reason.to_owned(),
        })
    }

    /// Parses an element that [`strict`] has checked.
    pub(crate) fn parse(element: &Element<'a>) -> Result<Self> {
        if element.tag != tag::SEQUENCE {
            return Err(Malformed("an algorithm identifier is not a SEQUENCE"));
        }
        let mut parts = element.reader();
        let identifier = parts.expect(tag::OBJECT_IDENTIFIER)?.content;
        let parameters = if parts.is_empty() {
            None
        } else {
            Some(parts.any()?)
        };
        parts.end()?;
        Ok(Self {
            identifier,
            parameters,
        })
    }

    /// Returns true if `parameters` is NULL or absent, both of which verifiers must accept (RFC
    /// 4055 §2.1 and §5).
    pub(crate) fn has_null_or_nothing(&self) -> bool {
        self.parameters
            .is_none_or(|parameters| parameters.tag == tag::NULL)
    }
}
