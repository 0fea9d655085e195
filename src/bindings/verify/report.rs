//! Verification reports: verdict, reason, and every check.

use alloc::string::String;
use alloc::vec::Vec;

use crate::asn1::time::Time;
use crate::bindings::tsify;
use crate::bindings::values::Octets;
use crate::bindings::verify::options::Revocation;
use crate::bindings::verify::timestamp::TimestampReport;
use crate::report::check;
use crate::report::sentence::ReportLanguage;
use crate::verification;

result! {
    /// Verification report after ETSI EN 319 102-1: verdict, reason, and every check with its
    /// outcome.
    ///
    /// TOTAL-FAILED: a rule is broken. INDETERMINATE: no rule is known to be broken, but some could
    /// not be decided. Only TOTAL-PASSED means that the signature is valid.
    pub struct VerificationReport {
        /// Verdict.
        indication: Indication,
        /// Verdict in full sentences, for display, including what was asked for about revocation.
        summary: String,
        /// Main reason for the verdict; undefined if it is TOTAL-PASSED.
        #[tsify(optional)]
        sub_indication: Option<SubIndication>,
        /// Every check, in this order: signed data, signature, path, certificates.
        checks: Vec<Check>,
        /// What the signature covers; undefined if it is invalid, or if only a certificate was
        /// validated.
        #[tsify(optional)]
        signed_as: Option<SignedAs>,
        /// Validation time, ISO 8601.
        validation_time: String,
        /// Handling of revocation that was asked for.
        revocation: Revocation,
        /// Signing time that the signer claims, ISO 8601. Not proven.
        #[tsify(optional)]
        claimed_time: Option<String>,
        /// Earliest time at which a time-stamp proves that the signature was there, ISO 8601; undefined if
        /// none does. If the verdict at `validationTime` is not TOTAL-PASSED, path and revocation are
        /// judged at this time.
        #[tsify(optional)]
        proven_time: Option<String>,
        /// Until when the time-stamps prove it without another one over them, ISO 8601: the first end of
        /// a certificate or an algorithm. Undefined unless the verdict is TOTAL-PASSED and a time is
        /// proven.
        /// Of evidence without a time-stamp: until when its path and algorithms hold.
        #[tsify(optional)]
        pub(super) holds_until: Option<String>,
        /// Reports on the time-stamps over the signature that can be read; undefined if there are none.
        #[tsify(optional)]
        signature_timestamps: Option<Vec<TimestampReport>>,
        /// Signer's certificate, the end entity.
        #[tsify(optional)]
        signer: Option<CertificateSummary>,
        /// Policies that the path is valid for (RFC 5280 §6.1.6), as dotted object identifiers;
        /// '2.5.29.32.0' (anyPolicy) means all.
        policies: Vec<String>,
        /// Best path found, even if it failed: end entity first, trust anchor last.
        path: Vec<CertificateSummary>,
        /// Reports on each signer of a CMS message with several of them, in the order of the message;
        /// undefined if it has one, or if the option `signer` chose one.
        #[tsify(optional)]
        signers: Option<Vec<VerificationReport>>,
    }
}

names! {
    /// Verdict (ETSI EN 319 102-1 §5.1.3).
    pub enum Indication {
        /// Every requested check was made and passed.
        TotalPassed = "TOTAL-PASSED",
        /// A rule is broken.
        TotalFailed = "TOTAL-FAILED",
        /// No rule is known to be broken, but some could not be decided.
        Indeterminate = "INDETERMINATE",
    }
}

names! {
    /// Reason why a verdict is not TOTAL-PASSED (ETSI EN 319 102-1 §5.1.3).
    #[expect(missing_docs, reason = "the names are the standard's")]
    pub enum SubIndication {
        FormatFailure = "FORMAT_FAILURE",
        HashFailure = "HASH_FAILURE",
        SigCryptoFailure = "SIG_CRYPTO_FAILURE",
        Revoked = "REVOKED",
        Expired = "EXPIRED",
        NotYetValid = "NOT_YET_VALID",
        SigConstraintsFailure = "SIG_CONSTRAINTS_FAILURE",
        TimestampOrderFailure = "TIMESTAMP_ORDER_FAILURE",
        NoSigningCertificateFound = "NO_SIGNING_CERTIFICATE_FOUND",
        NoCertificateChainFound = "NO_CERTIFICATE_CHAIN_FOUND",
        CertificateChainGeneralFailure = "CERTIFICATE_CHAIN_GENERAL_FAILURE",
        ChainConstraintsFailure = "CHAIN_CONSTRAINTS_FAILURE",
        CryptoConstraintsFailure = "CRYPTO_CONSTRAINTS_FAILURE",
        SignedDataNotFound = "SIGNED_DATA_NOT_FOUND",
        RevokedNoPoe = "REVOKED_NO_POE",
        RevokedCaNoPoe = "REVOKED_CA_NO_POE",
        OutOfBoundsNoPoe = "OUT_OF_BOUNDS_NO_POE",
        NoPoe = "NO_POE",
        TryLater = "TRY_LATER",
    }
}

names! {
    /// How the signature covers the digest.
    pub enum SignedAs {
        /// SHA-256 of the digest bytes, in a DigestInfo.
        Sha256WithRsaOverDigest = "SHA256withRSA-over-digest",
        /// Digest itself, in a DigestInfo.
        Digest = "digest",
        /// Digest itself, without a DigestInfo.
        DigestWithoutDigestInfo = "digest-without-digest-info",
        /// SM3 of the signer's identifier, key and digest bytes.
        Sm3WithSm2OverDigest = "SM3withSM2-over-digest",
        /// SM3 of the digest bytes alone, from signing devices that do not support an identifier.
        Sm3OverDigestWithoutIdentifier = "SM3-over-digest-without-identifier",
        /// Digest itself, in place of e (SM2).
        Sm2Digest = "SM2-digest",
    }
}

result! {
    /// Check and its outcome.
    pub struct Check {
        /// Name, unique within a report: 'signed-data', 'cms.signer', 'cms.version',
        /// 'cms.digest-algorithm', 'cms.signature-algorithm', 'cms.signed-attributes', 'cms.content-type', 'cms.message-digest',
        /// 'cms.algorithm-protection', 'cms.signing-certificate', 'cms.unsigned-attributes',
        /// 'jws.header', 'timestamp.imprint', 'timestamp.time', 'timestamp.nonce', 'timestamp.policy',
        /// 'timestamp.extensions', 'timestamp.authority', 'signature', 'claimed-time', 'proven-time', 'path', 'trust-anchor', 'max-path-length',
        /// 'policies', 'name-constraints'; and for each certificate of `path`, by its index,
        /// 'certificate[0].profile', '.signature', '.validity', '.public-key', '.key-usage',
        /// '.existence' of what is judged in the past, '.basic-constraints', '.path-length', '.critical-extensions', '.extended-key-usage',
        /// '.revocation', and where there is something to say, '.encoding', '.extensions'; and for
        /// each item of the input that cannot be read, by list and index, 'intermediates[2].unreadable',
        /// 'crls[0][3].unreadable' of a file of several, 'cms.certificates[1].unreadable',
        /// 'evidence.crls[0].unreadable', 'jws.x5c[1].unreadable'.
        name: String,
        /// Title for display; certificates are numbered from 1.
        title: String,
        /// Outcome.
        outcome: Outcome,
        /// Finding for display, in full sentences.
        detail: String,
    }
}

names! {
    /// Outcome of a check.
    pub enum Outcome {
        /// The rule holds.
        Passed = "passed",
        /// A duty of an issuer or a signer is broken on which no step of the validation depends; with
        /// `strictProfile`, the check fails.
        Warning = "warning",
        /// The rule is broken.
        Failed = "failed",
        /// The rule could not be decided.
        Indeterminate = "indeterminate",
        /// The rule was not requested, does not apply, or depends on another one that failed.
        Skipped = "skipped",
    }
}

result! {
    /// Summary of a certificate for display.
    pub struct CertificateSummary {
        /// Subject as an RFC 4514 string: the most specific part first.
        subject: String,
        /// Most specific common name of the subject, unescaped.
        #[tsify(optional)]
        common_name: Option<String>,
        /// Issuer as an RFC 4514 string.
        issuer: String,
        /// Serial number in lower-case hexadecimal.
        serial_number: String,
        /// Start of the validity, ISO 8601.
        not_before: String,
        /// Last second of the validity, ISO 8601.
        not_after: String,
        /// Certificate policies as dotted object identifiers.
        policies: Vec<String>,
        /// Key usages by their names in RFC 5280 §4.2.1.3.
        #[tsify(type = "KeyUsage[]")]
        key_usage: Vec<&'static str>,
        /// Well-known name of the certificate with this fingerprint, such as 'Hongkong Post Root CA
        /// 2'.
        #[tsify(optional)]
        known_as: Option<&'static str>,
        /// Algorithm and size or curve of the key: 'RSA 2048', 'EC P-256', …
        public_key: String,
        /// The certificate itself, for `inspectCertificate` of `iamsmart/inspect`.
        der: Octets,
        /// SHA-256 fingerprint in lower-case hexadecimal.
        sha256: String,
        /// True for the last certificate of `path` if it is one of the `trustAnchors` that were
        /// given. Without one, the path ends at a certificate that nobody vouches for, whatever its
        /// name.
        is_trust_anchor: bool,
        /// Time from which the certificate is revoked for good, ISO 8601: that of its revocation, or an
        /// earlier one from which its issuer holds the key to be unsafe. Undefined if no CRL or OCSP
        /// response says so, or if revocation was not checked.
        #[tsify(optional)]
        revocation_time: Option<String>,
    }
}

impl VerificationReport {
    pub(super) fn of(report: verification::VerificationReport, language: ReportLanguage) -> Self {
        let summary = report.summary().in_language(language);
        let checks = report.checks.iter();
        let path = report.path.into_iter();
        Self {
            summary,
            revocation: report.revocation.into(),
            indication: report.indication.into(),
            sub_indication: report.sub_indication.map(SubIndication::from),
            checks: checks.map(|found| Check::of(found, language)).collect(),
            signed_as: report.signed_as.map(SignedAs::from),
            validation_time: report.validation_time.text(),
            claimed_time: report.claimed_time.map(Time::text),
            proven_time: report.proven_time.map(Time::text),
            holds_until: report.holds_until.map(Time::text),
            signature_timestamps: (!report.signature_timestamps.is_empty()).then(|| {
                let timestamps = report.signature_timestamps.into_iter();
                timestamps
                    .map(|found| TimestampReport::of(found, language))
                    .collect()
            }),
            signer: report.signer.map(CertificateSummary::from),
            policies: report.policies,
            path: path.map(CertificateSummary::from).collect(),
            signers: (!report.signers.is_empty()).then(|| {
                let signers = report.signers.into_iter();
                signers.map(|report| Self::of(report, language)).collect()
            }),
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
            der: Octets(summary.der),
            sha256: summary.sha256,
            is_trust_anchor: summary.is_trust_anchor,
            revocation_time: summary.revocation_time.map(Time::text),
        }
    }
}

same_variants!(verification::Indication => Indication { TotalPassed TotalFailed Indeterminate });
same_variants!(check::Outcome => Outcome { Passed Warning Failed Indeterminate Skipped });
same_variants!(verification::SignedAs => SignedAs {
    Sha256WithRsaOverDigest Digest DigestWithoutDigestInfo Sm3WithSm2OverDigest
    Sm3OverDigestWithoutIdentifier Sm2Digest
});
same_variants!(check::SubIndication => SubIndication {
    FormatFailure HashFailure SigCryptoFailure Revoked Expired NotYetValid
    SigConstraintsFailure TimestampOrderFailure NoSigningCertificateFound NoCertificateChainFound CertificateChainGeneralFailure
    ChainConstraintsFailure CryptoConstraintsFailure SignedDataNotFound RevokedNoPoe
    RevokedCaNoPoe
    OutOfBoundsNoPoe NoPoe TryLater
});
