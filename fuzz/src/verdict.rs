//! Invariants of reports.

use std::collections::BTreeSet;

use iamsmart::Result;
use iamsmart::asn1::Encoded;
use iamsmart::asn1::Time;
use iamsmart::pki::certificate::Certificate;
use iamsmart::report::Outcome;
use iamsmart::report::ReportLanguage;
use iamsmart::validation::Revocation;
use iamsmart::verification::CertificateSummary;
use iamsmart::verification::{
    Indication, PathOptions, SignatureInput, VerificationReport, validate_certificate_path,
    verify_signature,
};

use crate::chain;
use crate::parts::{self, Role};

/// Maximum path length in certificates, as documented by `iamsmart`.
const MAX_PATH: usize = 16;

/// A verification request built from the parts of an input.
///
/// [`Role::Options`] starts with: the revocation mode (hard, soft, off, absent: two bits),
/// requireExplicitPolicy, inhibitPolicyMapping, inhibitAnyPolicy, no key usage required (one bit
/// each); and the offset of the validation time from 2026-06-01 in seconds (three bytes, signed).
#[derive(Debug)]
pub struct Question {
    certificate: Vec<u8>,
    signature: Option<Vec<u8>>,
    content: Option<Vec<u8>>,
    digest: Option<Vec<u8>>,
    options: PathOptions,
}

impl Question {
    /// Parses an input.
    #[must_use]
    pub fn read(input: &[u8]) -> Self {
        let mut question = Self {
            certificate: Vec::new(),
            signature: None,
            content: None,
            digest: None,
            options: PathOptions::at(chain::validation_time()),
        };
        for (role, part) in parts::split(input) {
            question.take(role, part);
        }
        question
    }

    fn take(&mut self, role: Role, part: Vec<u8>) {
        let options = &mut self.options;
        match role {
            Role::Options => set(options, &part),
            Role::Certificate => self.certificate = part,
            Role::Anchor => options.trust_anchors.push(Encoded::Bytes(part)),
            Role::Intermediate => options.intermediates.push(Encoded::Bytes(part)),
            Role::Crl => options.crls.push(Encoded::Bytes(part)),
            Role::OcspResponse => options.ocsp_responses.push(Encoded::Bytes(part)),
            Role::Signature => self.signature = Some(part),
            Role::Content => self.content = Some(part),
            Role::Digest => self.digest = Some(part),
        }
    }

    /// Verifies, and checks the report against all invariants.
    pub fn ask(self) {
        let Ok(report) = self.answer(self.options.clone()) else {
            return;
        };
        check(&report, &self.options);
        if report.indication != Indication::TotalPassed {
            return;
        }
        assert!(
            self.signature.is_none() || self.content.is_some() || self.digest.is_some(),
            "a signature over nothing passed"
        );
        // A weaker revocation mode must pass too.
        for revocation in [Revocation::Soft, Revocation::Off] {
            let options = PathOptions {
                revocation,
                ..self.options.clone()
            };
            let milder = self.answer(options).expect("it was read before");
            let is_passed = milder.indication == Indication::TotalPassed;
            assert!(is_passed, "passed, and not with revocation {revocation:?}");
        }
    }

    fn answer(&self, options: PathOptions) -> Result<VerificationReport> {
        let certificate = Encoded::Bytes(self.certificate.clone());
        let Some(signature) = &self.signature else {
            return validate_certificate_path(&certificate, &options);
        };
        verify_signature(&SignatureInput {
            content: self.content.clone(),
            digest: self.digest.clone(),
            signature: signature.clone(),
            certificate,
            signature_algorithm: None,
            claimed_time: None,
            timestamps: Vec::new(),
            options,
        })
    }
}

fn set(options: &mut PathOptions, part: &[u8]) {
    let mut bytes = part.iter().copied();
    let mut next = || bytes.next().unwrap_or_default();
    let flags = next();
    options.revocation = match flags & 3 {
        0 => Revocation::Hard,
        1 => Revocation::Soft,
        2 => Revocation::Off,
        _ => Revocation::default(),
    };
    options.policies.require_explicit_policy = flags & 4 != 0;
    options.policies.inhibit_policy_mapping = flags & 8 != 0;
    options.policies.inhibit_any_policy = flags & 16 != 0;
    options.key_usage = (flags & 32 != 0).then(Vec::new);
    options.strict_profile = flags & 64 != 0;
    let shift = i32::from_be_bytes([next(), next(), next(), 0]) >> 8;
    let seconds = i64::from(chain::VALIDATION_SECONDS) + i64::from(shift);
    options.validation_time = Time::from_unix_seconds(seconds);
}

/// Checks that a report is consistent and that every sentence exists in every language.
pub fn check(report: &VerificationReport, options: &PathOptions) {
    let mut names = BTreeSet::new();
    for check in &report.checks {
        for language in [
            ReportLanguage::English,
            ReportLanguage::TraditionalChinese,
            ReportLanguage::SimplifiedChinese,
        ] {
            assert!(!check.name.title().in_language(language).is_empty());
            assert!(!check.detail.in_language(language).is_empty());
        }
        let name = check.name.to_string();
        assert!(names.insert(name), "two checks are called {}", check.name);
    }

    let is = |outcome| report.checks.iter().any(|check| check.outcome == outcome);
    let expected = if is(Outcome::Failed) {
        Indication::TotalFailed
    } else if is(Outcome::Indeterminate) {
        Indication::Indeterminate
    } else {
        Indication::TotalPassed
    };
    assert_eq!(report.indication, expected);
    let is_passed = report.indication == Indication::TotalPassed;
    assert_eq!(report.sub_indication.is_none(), is_passed);

    assert!(report.path.len() <= MAX_PATH);
    if is_passed {
        assert!(!report.checks.is_empty());
        assert!(report.path.len() > 1, "nobody vouches for the signer");
        let last = report.path.last().map(|anchor| anchor.sha256.clone());
        assert!(options.trust_anchors.iter().any(|anchor| {
            // Inputs are bytes, never strings.
            let Encoded::Bytes(der) = anchor else {
                return true;
            };
            der.starts_with(b"-") || fingerprint(der) == last
        }));
    }
}

/// SHA-256 of a certificate as in reports; `None` if it cannot be parsed.
#[must_use]
pub fn fingerprint(der: &[u8]) -> Option<String> {
    let anchor = Certificate::parse("trustAnchors", der).ok()?;
    Some(CertificateSummary::of(&anchor).sha256)
}
