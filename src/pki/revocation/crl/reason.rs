//! Reasons for revocation (RFC 5280 §5.3.1).

use crate::asn1::der::{Malformed, Result, tag};

/// CRLReason (RFC 5280 §5.3.1).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum CrlReason {
    /// No reason is given.
    Unspecified,
    /// The subject's private key is compromised.
    KeyCompromise,
    /// The CA's private key is compromised.
    CaCompromise,
    /// The subject's name or other details have changed.
    AffiliationChanged,
    /// Another certificate replaces this one.
    Superseded,
    /// The certificate is no longer needed.
    CessationOfOperation,
    /// The certificate is on hold, which may be released.
    CertificateHold,
    /// In a delta CRL: the hold was released, or the certificate expired.
    RemoveFromCrl,
    /// A privilege in the certificate was withdrawn.
    PrivilegeWithdrawn,
    /// The attribute authority's private key is compromised.
    AaCompromise,
    /// A value that RFC 5280 does not define.
    Other(u8),
}

impl CrlReason {
    fn from_code(code: u8) -> Self {
        match code {
            0 => Self::Unspecified,
            1 => Self::KeyCompromise,
            2 => Self::CaCompromise,
            3 => Self::AffiliationChanged,
            4 => Self::Superseded,
            5 => Self::CessationOfOperation,
            6 => Self::CertificateHold,
            8 => Self::RemoveFromCrl,
            9 => Self::PrivilegeWithdrawn,
            10 => Self::AaCompromise,
            other => Self::Other(other),
        }
    }

    /// Parses the DER of an `ENUMERATED`.
    pub(crate) fn parse(value: &[u8]) -> Result<Self> {
        // Compares the whole DER: a small number has one encoding.
        match value {
            [tag::ENUMERATED, 1, code @ 0..=0x7f] => Ok(Self::from_code(*code)),
            _ => Err(Malformed("a reason of revocation is not one")),
        }
    }

    /// Returns the name in RFC 5280.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unspecified => "unspecified",
            Self::KeyCompromise => "keyCompromise",
            Self::CaCompromise => "cACompromise",
            Self::AffiliationChanged => "affiliationChanged",
            Self::Superseded => "superseded",
            Self::CessationOfOperation => "cessationOfOperation",
            Self::CertificateHold => "certificateHold",
            Self::RemoveFromCrl => "removeFromCRL",
            Self::PrivilegeWithdrawn => "privilegeWithdrawn",
            Self::AaCompromise => "aACompromise",
            Self::Other(_) => "unknown",
        }
    }

    /// Returns true if a revocation for this reason may be reversed.
    #[must_use]
    pub fn is_reversible(self) -> bool {
        matches!(self, Self::CertificateHold | Self::RemoveFromCrl)
    }

    /// Returns the severity: of several entries for one certificate, the one with the highest
    /// severity, hardest to reverse, counts.
    pub(crate) fn severity(self) -> u8 {
        match self {
            Self::RemoveFromCrl => 0,
            Self::CertificateHold => 1,
            _ => 2,
        }
    }
}
