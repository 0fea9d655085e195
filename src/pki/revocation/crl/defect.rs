//! Violations of RFC 5280 §5 in CRLs.

use alloc::string::String;

/// The reason why a CRL that can be parsed cannot show that a certificate is good.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum CrlDefect {
    /// `tbsCertList.signature` differs from signatureAlgorithm (RFC 5280 §5.1.1.2).
    AlgorithmsDiffer,
    /// An entry has a certificateIssuer, and the CRL is not indirect (§5.2.5, §5.3.3).
    CertificateIssuerInDirectList,
    /// More than one of onlyContainsUserCerts, onlyContainsCACerts and onlyContainsAttributeCerts
    /// is set (§5.2.5).
    ContradictoryScope,
    /// An extension occurs twice (§4.2, for CRLs as for certificates).
    DuplicateExtension,
    /// Version 1 with extensions (§5.1.2.1).
    ExtensionsInVersion1,
    /// The issuer's name is empty (§5.1.2.3).
    IssuerEmpty,
    /// nextUpdate is missing (§5.1.2.5).
    NextUpdateMissing,
    /// cRLNumber is critical, negative, or longer than 20 octets (§5.2.3).
    NumberIrregular,
    /// Version 2 without cRLNumber (§5.2.3).
    NumberMissing,
    /// A critical extension that is not processed (§5.2); its dotted identifier.
    UnknownCriticalExtension(String),
    /// An entry with a critical extension that is not processed (§5.3).
    UnknownCriticalEntryExtension,
}

impl CrlDefect {
    /// Returns true if the defect makes the meaning of the CRL unclear, so that no part of it can
    /// be used. Despite other defects, certificates on the CRL are revoked.
    pub(crate) fn forbids_use(&self) -> bool {
        !matches!(
            self,
            Self::NextUpdateMissing | Self::NumberIrregular | Self::NumberMissing
        )
    }
}
