//! The verdict on a time-stamp (ETSI EN 319 102-1 §5.4).

use crate::Result;
use crate::asn1::der::Malformed;
use crate::pki::cms::SignedData;
use crate::pki::timestamp::{TimeStampResponse, TimeStampToken, TstInfo};
use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::validation::{AlgorithmEnds, Proof};
use crate::verification::cms::attributes::ContentKind;
use crate::verification::cms::content::Given;
use crate::verification::cms::message::CmsMessage;
use crate::verification::evidence::holding::{Limit, LimitOf, limit_of};
use crate::verification::evidence::stamp::Stamp;
use crate::verification::input::PathOptions;
use crate::verification::parsed_input::{DecodedInput, Proofs};
use crate::verification::report::{Indication, VerificationReport};
use crate::verification::timestamp::detail::TimestampDetail;
use crate::verification::timestamp::input::TimestampInput;
use crate::verification::timestamp::read::malformed;
use crate::verification::timestamp::report::{TimestampReport, TimestampStatement, latest};
use crate::verification::timestamp::{authority, checks};

/// Verifies a time-stamp and the path of its authority's certificate.
///
/// # Errors
/// [`TimestampMalformed`](crate::Error::TimestampMalformed) for a token that cannot be parsed, or a
/// response without one; [`InvalidArgument`](crate::Error::InvalidArgument) for too many certificates
/// or revocation data.
pub fn verify_timestamp(input: &TimestampInput<'_>) -> Result<TimestampReport> {
    let decoded = DecodedInput::decode(input.options)?;
    verify_decoded(input, &decoded, &Proofs::new())
}

/// Verifies a time-stamp by certificates and revocation data that are decoded already, instead of those
/// of its options.
pub(in crate::verification) fn verify_decoded(
    input: &TimestampInput<'_>,
    decoded: &DecodedInput<'_>,
    proofs: &Proofs,
) -> Result<TimestampReport> {
    let refused = |Malformed(reason)| malformed("token", reason);
    let response = TimeStampResponse::read(input.token).map_err(refused)?;
    let octets = response.token.ok_or_else(|| {
        malformed(
            "token",
            "it is the response of an authority that granted none",
        )
    })?;
    let token = TimeStampToken::read(octets).map_err(refused)?;
    let info = token.info().map_err(refused)?;
    let data = SignedData::parse(&token.envelope).map_err(refused)?;
    let kind = ContentKind::Timestamp;
    let given = Given::default();
    let (options, existence) = (input.options, &input.existence);
    let mut message = CmsMessage::new(kind, given, options, existence, &data, decoded);
    message.parsed.0.proofs.clone_from(proofs);
    let proof = input.existence.proof_of(octets).or_else(|| {
        let response = input.token;
        input.existence.proof_of(response)
    });
    let proven = proof.map(|proof| proof.at);
    let (mut report, stands) = judge(input, &info, &data, &message, proof);
    let limit = limit(octets, &report, options);
    let at = proven.unwrap_or(options.validation_time);
    if let Some(limit) = &limit
        && let LimitOf::Algorithm(algorithm) = limit.of
        && limit.end < at
    {
        let mut checks = Checks::default();
        let detail = TimestampDetail::AlgorithmEnded {
            algorithm: algorithm.as_str(),
            ended: limit.end,
            judged: at,
        };
        let reason = SubIndication::CryptoConstraintsFailure;
        checks.indeterminate(Rule::SignatureAlgorithm, reason, detail);
        report.add(checks);
    }
    let has_passed = report.indication == Indication::TotalPassed;
    let kept_up = proof.and_then(|proof| proof.holds_until);
    let limit = limit.map(|limit| limit.end);
    Ok(TimestampReport {
        proven: has_passed.then(|| latest(&info)),
        holds_until: limit.max(kept_up.filter(|_| stands)).filter(|_| has_passed),
        statement: TimestampStatement::of(&info),
        report,
    })
}

/// Returns the first end of what a token rests upon.
fn limit(token: &[u8], report: &VerificationReport, options: &PathOptions) -> Option<Limit> {
    let table = AlgorithmEnds::default();
    let ends = options.algorithm_ends.as_ref().unwrap_or(&table);
    let algorithms = Stamp::parse(token).ok()?.algorithms(report);
    limit_of(report, &algorithms, ends)
}

/// Returns the report, and whether what proofs of existence show is enough for it, however late.
fn judge(
    input: &TimestampInput<'_>,
    info: &TstInfo<'_>,
    data: &SignedData<'_>,
    message: &CmsMessage<'_>,
    proof: Option<Proof>,
) -> (VerificationReport, bool) {
    let options = input.options;
    let without_signer = |checks| {
        let requirements = options.requirements(None);
        (
            VerificationReport::without_signer(checks, &requirements),
            false,
        )
    };
    let mut found = Checks::default();
    checks::check_imprint(&mut found, info, &input.stamped);
    checks::check_nonce(&mut found, info, input.nonce.as_ref());
    checks::check_policy(&mut found, info, &input.policies);
    checks::check_extensions(&mut found, info);
    // RFC 3161 §2.4.2: "The time-stamp token MUST NOT contain any signatures other than the signature
    // of the TSA."
    let count = data.signer_infos.len();
    if count > 1 {
        let detail = TimestampDetail::SeveralSigners { count };
        found.failed(Rule::CmsSigner, SubIndication::FormatFailure, detail);
        return without_signer(found);
    }
    let Some(judged) = message.judge(&mut found, 0) else {
        let reason = SubIndication::FormatFailure;
        found.failed(Rule::CmsSigner, reason, TimestampDetail::NoSigner);
        return without_signer(found);
    };
    let certificate = judged.certificate;
    let proven = proof.map(|proof| proof.at);
    let at = proven.unwrap_or(options.validation_time);
    checks::check_time(&mut found, info, certificate, at, options.strict_profile);
    let Some(certificate) = certificate else {
        return without_signer(found);
    };
    authority::check(&mut found, info, certificate, options.strict_profile);
    let requirements = authority::requirements(options, certificate);
    let parsed = &message.parsed;
    let report = parsed.report_proven(certificate, found, &requirements, proven);
    let lasting = proof.filter(|proof| proof.holds_until.is_some());
    let stands =
        lasting.is_some_and(|proof| parsed.stands_by_proofs(certificate, &requirements, proof.at));
    (report, stands)
}
