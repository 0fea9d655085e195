//! Violations of RFC 5280 §5 in CRLs.

use alloc::string::String;

/// A rule that a CRL that can be parsed breaks.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum CrlDefect {
    /// `tbsCertList.signature` differs from signatureAlgorithm (RFC 5280 §5.1.1.2).
    AlgorithmsDiffer,
    /// No authorityKeyIdentifier (§5.2.1).
    AuthorityKeyMissing,
    /// An entry has a certificateIssuer, and the CRL is not indirect (§5.2.5, §5.3.3).
    CertificateIssuerInDirectList,
    /// More than one of onlyContainsUserCerts, onlyContainsCACerts and onlyContainsAttributeCerts
    /// is set (§5.2.5).
    ContradictoryScope,
    /// An extension occurs twice (§4.2, for CRLs as for certificates).
    DuplicateExtension,
    /// An entry has a date, a reason or an invalidity date that cannot be read (§5.1.2.6, §5.3); its
    /// number, from 1.
    EntryIrregular(usize),
    /// The serial number or the extensions of an entry cannot be read (§5.1.2.6, §5.3); its number,
    /// from 1.
    EntryUnreadable(usize),
    /// An empty list of extensions (§5.1.2.7, §5.3: SIZE (1..MAX)).
    ExtensionsEmpty,
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
    /// An issuingDistributionPoint that says nothing (§5.2.5).
    ScopeEmpty,
    /// A time without seconds, with fractions of seconds, or not in UTC (§5.1.2.4).
    TimeIrregular,
    /// A critical extension that is not processed (§5.2); its dotted identifier.
    UnknownCriticalExtension(String),
    /// An entry with a critical extension that is not processed (§5.3).
    UnknownCriticalEntryExtension,
}

/// What a defect means for what a CRL says.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum DefectEffect {
    /// The meaning of the CRL is unclear, so that no part of it can be used.
    Unusable,
    /// Certificates on the CRL are revoked; that others are not is not shown.
    Incomplete,
    /// No step of validation (§6.3.3) hangs on it.
    Duty,
}

impl CrlDefect {
    pub(crate) const fn effect(&self) -> DefectEffect {
        match self {
            Self::AlgorithmsDiffer
            | Self::CertificateIssuerInDirectList
            | Self::ContradictoryScope
            | Self::DuplicateExtension
            | Self::IssuerEmpty
            | Self::UnknownCriticalExtension(_)
            | Self::UnknownCriticalEntryExtension => DefectEffect::Unusable,
            Self::EntryUnreadable(_) => DefectEffect::Incomplete,
            // Only the combination with delta CRLs needs cRLNumber (§6.3.3 (c)(4)). Without
            // nextUpdate, age decides. A key identifier only helps to find the key (§5.2.1).
            Self::AuthorityKeyMissing
            | Self::EntryIrregular(_)
            | Self::ExtensionsEmpty
            | Self::ExtensionsInVersion1
            | Self::NextUpdateMissing
            | Self::NumberIrregular
            | Self::NumberMissing
            | Self::ScopeEmpty
            | Self::TimeIrregular => DefectEffect::Duty,
        }
    }
}
