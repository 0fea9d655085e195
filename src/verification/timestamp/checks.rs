//! Checks of what an authority states (RFC 3161 §2.2, §2.4.2).

use alloc::vec::Vec;

use crate::asn1::object_identifier::ObjectIdentifier;
use crate::asn1::oid::Identifier;
use crate::asn1::time::Time;
use crate::pki::certificate::Certificate;
use crate::pki::signature::hash::{Hash, Named};
use crate::pki::timestamp::{Accuracy, Nonce, TstInfo};
use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::verification::timestamp::detail::TimestampDetail;
use crate::verification::timestamp::input::Stamped;

/// How far a time may be ahead of the validation time, in milliseconds: five minutes, by which clocks
/// of computers differ that are set by the network (as in Kerberos, RFC 4120 §8.2 "clockskew").
const AHEAD_MS: i64 = 5 * 60 * 1000;

/// Checks that what is to be stamped is what was stamped.
pub(super) fn check_imprint(checks: &mut Checks, info: &TstInfo<'_>, stamped: &Stamped<'_>) {
    const RULE: Rule = Rule::TimestampImprint;
    const CRYPTO: SubIndication = SubIndication::CryptoConstraintsFailure;
    let algorithm = &info.imprint.algorithm;
    let hash = match Hash::named(algorithm.identifier) {
        Named::Trusted(hash) => hash,
        Named::Broken(name) => {
            let hash = name.into();
            return checks.failed(RULE, CRYPTO, TimestampDetail::HashBroken { hash });
        }
        Named::Unknown => {
            let hash = Identifier(algorithm.identifier).named();
            return checks.indeterminate(RULE, CRYPTO, TimestampDetail::HashUnknown { hash });
        }
    };
    if !algorithm.has_null_or_nothing() {
        let hash = Identifier(algorithm.identifier).named();
        return checks.indeterminate(RULE, CRYPTO, TimestampDetail::HashUnknown { hash });
    }
    let digest = stamped.digest(hash);
    let name = hash.name();
    if digest.len() != hash.length() {
        let detail = TimestampDetail::DigestOfOtherLength {
            hash: name,
            expected: hash.length(),
            actual: digest.len(),
        };
        return checks.failed(RULE, SubIndication::HashFailure, detail);
    }
    if *digest == *info.imprint.digest {
        checks.passed(RULE, TimestampDetail::DigestAgrees { hash: name });
    } else {
        let detail = TimestampDetail::DigestDiffers { hash: name };
        checks.failed(RULE, SubIndication::HashFailure, detail);
    }
}

/// Checks that the statement repeats the nonce of the request.
pub(super) fn check_nonce(checks: &mut Checks, info: &TstInfo<'_>, asked: Option<&Nonce>) {
    const RULE: Rule = Rule::TimestampNonce;
    let Some(asked) = asked else {
        return checks.skipped(RULE, TimestampDetail::NoNonceAsked);
    };
    if info.nonce == Some(asked.octets()) {
        checks.passed(RULE, TimestampDetail::NonceAgrees);
    } else {
        let reason = SubIndication::SigConstraintsFailure;
        checks.failed(RULE, reason, TimestampDetail::NonceDiffers);
    }
}

/// Checks that the policy is one that the caller accepts.
pub(super) fn check_policy(checks: &mut Checks, info: &TstInfo<'_>, accepted: &[ObjectIdentifier]) {
    const RULE: Rule = Rule::TimestampPolicy;
    let found = Identifier(info.policy);
    let policy = found.named();
    if accepted.is_empty() {
        return checks.skipped(RULE, TimestampDetail::AnyPolicy { policy });
    }
    let text = found.text();
    if accepted.iter().any(|accepted| accepted.as_str() == text) {
        checks.passed(RULE, TimestampDetail::PolicyAccepted { policy });
    } else {
        let reason = SubIndication::SigConstraintsFailure;
        checks.failed(RULE, reason, TimestampDetail::PolicyDiffers { policy });
    }
}

/// Checks that no extension says something that is not understood. None that is critical is: that of
/// EN 319 422 §9.1 must not be.
pub(super) fn check_extensions(checks: &mut Checks, info: &TstInfo<'_>) {
    let critical = info.extensions.iter().filter(|found| found.critical);
    let identifiers: Vec<_> = critical
        .map(|found| Identifier(found.identifier).named())
        .collect();
    if !identifiers.is_empty() {
        checks.indeterminate(
            Rule::TimestampExtensions,
            SubIndication::SigConstraintsFailure,
            TimestampDetail::CriticalExtensions { identifiers },
        );
    }
}

/// Checks that the time is not ahead of the one at which is judged, and that the authority's
/// certificate was valid then.
pub(super) fn check_time(
    checks: &mut Checks,
    info: &TstInfo<'_>,
    certificate: Option<&Certificate<'_>>,
    validation: Time,
    strict: bool,
) {
    const RULE: Rule = Rule::TimestampTime;
    let time = info.gen_time.time;
    let accuracy = info.accuracy.map_or(0, Accuracy::milliseconds);
    let earliest = time.unix_ms().saturating_sub_unsigned(accuracy);
    if earliest.saturating_sub(AHEAD_MS) > validation.unix_ms() {
        let reason = SubIndication::TimestampOrderFailure;
        let detail = TimestampDetail::Ahead { time, validation };
        return checks.indeterminate(RULE, reason, detail);
    }
    let second = time.whole_second();
    if let Some(certificate) = certificate {
        let (not_before, not_after) = (certificate.not_before(), certificate.not_after());
        if second < not_before {
            let detail = TimestampDetail::BeforeCertificate { time, not_before };
            return checks.failed(RULE, SubIndication::NotYetValid, detail);
        }
        if second > not_after {
            let detail = TimestampDetail::AfterCertificate { time, not_after };
            return checks.failed(RULE, SubIndication::Expired, detail);
        }
    }
    if !info.gen_time.is_der {
        let detail = TimestampDetail::TimeNotDer { time };
        return checks.duty(strict, RULE, SubIndication::FormatFailure, detail);
    }
    stated(checks, info, time, strict);
}

fn stated(checks: &mut Checks, info: &TstInfo<'_>, time: Time, strict: bool) {
    const RULE: Rule = Rule::TimestampTime;
    match info.accuracy {
        Some(accuracy) => {
            let ms = accuracy.milliseconds();
            checks.passed(RULE, TimestampDetail::Stated { time, ms });
        }
        // EN 319 422 §5.2.2 has it of authorities under that standard.
        None if strict => {
            let reason = SubIndication::FormatFailure;
            checks.failed(RULE, reason, TimestampDetail::NoAccuracy { time });
        }
        None => checks.passed(RULE, TimestampDetail::NoAccuracy { time }),
    }
}
