//! The verdict, why, and every check.

use alloc::string::String;
use alloc::vec::Vec;

use crate::asn1::time::Time;
use crate::bindings::tsify;
use crate::report::check;
use crate::report::sentence::ReportLanguage;
use crate::verification;

result! {
    /// After ETSI EN 319 102-1: a verdict, why, and every check on the way with its own outcome.
    ///
    /// TOTAL-FAILED: a rule is broken. INDETERMINATE: none is known to be broken, and not every one
    /// could be decided. Only TOTAL-PASSED means that the signature holds.
    pub struct VerificationReport {
        indication: Indication,
        /// The reason that counts most; undefined if everything passed.
        #[tsify(optional)]
        sub_indication: Option<SubIndication>,
        checks: Vec<Check>,
        /// Of what the signature was found to be.
        #[tsify(optional)]
        signed_as: Option<SignedAs>,
        /// ISO 8601.
        validation_time: String,
        /// ISO 8601. Nothing proves it.
        #[tsify(optional)]
        claimed_time: Option<String>,
        /// The end entity.
        #[tsify(optional)]
        signer: Option<CertificateSummary>,
        /// The policies for which the path is valid, as dotted identifiers; '2.5.29.32.0' (anyPolicy)
        /// for every one.
        policies: Vec<String>,
        /// End entity first, trust anchor last; the best path found, also if it failed.
        path: Vec<CertificateSummary>,
    }
}

names! {
    /// The verdict in one word.
    pub enum Indication {
        /// Everything that was asked for was checked, and holds.
        TotalPassed = "TOTAL-PASSED",
        /// A rule is broken.
        TotalFailed = "TOTAL-FAILED",
        /// No rule is known to be broken, and not every one could be decided.
        Indeterminate = "INDETERMINATE",
    }
}

names! {
    /// Why a verdict is not TOTAL-PASSED (ETSI EN 319 102-1 §5.1.3).
    #[expect(missing_docs, reason = "the names are the standard's")]
    pub enum SubIndication {
        FormatFailure = "FORMAT_FAILURE",
        HashFailure = "HASH_FAILURE",
        SigCryptoFailure = "SIG_CRYPTO_FAILURE",
        Revoked = "REVOKED",
        Expired = "EXPIRED",
        NotYetValid = "NOT_YET_VALID",
        NoSigningCertificateFound = "NO_SIGNING_CERTIFICATE_FOUND",
        NoCertificateChainFound = "NO_CERTIFICATE_CHAIN_FOUND",
        CertificateChainGeneralFailure = "CERTIFICATE_CHAIN_GENERAL_FAILURE",
        ChainConstraintsFailure = "CHAIN_CONSTRAINTS_FAILURE",
        CryptoConstraintsFailure = "CRYPTO_CONSTRAINTS_FAILURE",
        SignedDataNotFound = "SIGNED_DATA_NOT_FOUND",
        RevokedCaNoPoe = "REVOKED_CA_NO_POE",
        OutOfBoundsNoPoe = "OUT_OF_BOUNDS_NO_POE",
        TryLater = "TRY_LATER",
    }
}

names! {
    /// What was signed: the digest, in one of these ways.
    pub enum SignedAs {
        /// SHA-256 over the digest's bytes, in a DigestInfo.
        Sha256WithRsaOverDigest = "SHA256withRSA-over-digest",
        /// The digest itself, in a DigestInfo.
        Digest = "digest",
        /// The bare digest.
        DigestWithoutDigestInfo = "digest-without-digest-info",
        /// SM3 over the signer's identifier and key and the digest's bytes.
        Sm3WithSm2OverDigest = "SM3withSM2-over-digest",
        /// SM3 over the digest's bytes, as signing devices hash that know no identifier.
        Sm3OverDigestWithoutIdentifier = "SM3-over-digest-without-identifier",
        /// The digest itself, in the place of e (SM2).
        Sm2Digest = "SM2-digest",
    }
}

result! {
    /// One check and its outcome.
    pub struct Check {
        /// Unique within a report: 'signed-data', 'cms.signer', 'cms.digest-algorithm',
        /// 'cms.signed-attributes', 'cms.content-type', 'cms.message-digest',
        /// 'cms.algorithm-protection', 'cms.signing-certificate', 'cms.unsigned-attributes',
        /// 'jws.header', 'signature', 'claimed-time', 'path', 'trust-anchor', 'max-path-length',
        /// 'policies', 'name-constraints', and for each certificate of `path` by its index
        /// 'certificate[0].profile', '.signature', '.validity', '.public-key', '.key-usage',
        /// '.basic-constraints', '.path-length', '.critical-extensions', '.extended-key-usage',
        /// '.revocation'.
        name: String,
        /// What the check is about, for people to read; certificates are counted from 1.
        title: String,
        outcome: Outcome,
        /// What was found, in full sentences.
        detail: String,
    }
}

names! {
    /// How a check came out.
    pub enum Outcome {
        /// The rule holds.
        Passed = "passed",
        /// The rule is broken.
        Failed = "failed",
        /// It could not be decided whether the rule holds.
        Indeterminate = "indeterminate",
        /// The rule was not asked for, does not apply, or depends on another one that does not hold.
        Skipped = "skipped",
    }
}

result! {
    /// A certificate, for people to read.
    pub struct CertificateSummary {
        /// RFC 4514: the most specific part first.
        subject: String,
        /// The most specific common name of the subject, unescaped.
        #[tsify(optional)]
        common_name: Option<String>,
        /// RFC 4514.
        issuer: String,
        /// Lower-case hexadecimal.
        serial_number: String,
        /// ISO 8601.
        not_before: String,
        /// ISO 8601; the last second of the validity.
        not_after: String,
        /// Dotted identifiers.
        policies: Vec<String>,
        /// RFC 5280's names.
        #[tsify(type = "KeyUsage[]")]
        key_usage: Vec<&'static str>,
        /// What it is known as by its fingerprint, as in 'Hongkong Post Root CA 2'.
        #[tsify(optional)]
        known_as: Option<&'static str>,
        /// 'RSA 2048', 'EC P-256', …
        public_key: String,
        /// SHA-256 fingerprint, lower-case hexadecimal.
        sha256: String,
    }
}

impl VerificationReport {
    pub(super) fn of(report: verification::VerificationReport, language: ReportLanguage) -> Self {
        let checks = report.checks.iter();
        let path = report.path.into_iter();
        Self {
            indication: report.indication.into(),
            sub_indication: report.sub_indication.map(SubIndication::from),
            checks: checks.map(|found| Check::of(found, language)).collect(),
            signed_as: report.signed_as.map(SignedAs::from),
            validation_time: report.validation_time.text(),
            claimed_time: report.claimed_time.map(Time::text),
            signer: report.signer.map(CertificateSummary::from),
            policies: report.policies,
            path: path.map(CertificateSummary::from).collect(),
        }
    }
}

impl Check {
    fn of(check: &check::Check, language: ReportLanguage) -> Self {
        Self {
            name: check.name.text(),
            title: check.name.title().in_language(language),
            outcome: check.outcome.into(),
            detail: check.detail.in_language(language),
        }
    }
}

impl From<verification::CertificateSummary> for CertificateSummary {
    fn from(summary: verification::CertificateSummary) -> Self {
        Self {
            subject: summary.subject,
            common_name: summary.common_name,
            issuer: summary.issuer,
            serial_number: summary.serial_number,
            not_before: summary.not_before.text(),
            not_after: summary.not_after.text(),
            policies: summary.policies,
            key_usage: summary.key_usage,
            known_as: summary.known_as,
            public_key: summary.public_key,
            sha256: summary.sha256,
        }
    }
}

same_variants!(verification::Indication => Indication { TotalPassed TotalFailed Indeterminate });
same_variants!(check::Outcome => Outcome { Passed Failed Indeterminate Skipped });
same_variants!(verification::SignedAs => SignedAs {
    Sha256WithRsaOverDigest Digest DigestWithoutDigestInfo Sm3WithSm2OverDigest
    Sm3OverDigestWithoutIdentifier Sm2Digest
});
same_variants!(check::SubIndication => SubIndication {
    FormatFailure HashFailure SigCryptoFailure Revoked Expired NotYetValid
    NoSigningCertificateFound NoCertificateChainFound CertificateChainGeneralFailure
    ChainConstraintsFailure CryptoConstraintsFailure SignedDataNotFound RevokedCaNoPoe
    OutOfBoundsNoPoe TryLater
});
