//! Messages with several signers, each of whom signed the same content (RFC 5652 §5.1).

use alloc::vec::Vec;

use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::validation::known_signatures::MAX_TOGETHER;
use crate::verification::cms::detail::CmsDetail;
use crate::verification::cms::message::CmsMessage;
use crate::verification::input::PathOptions;
use crate::verification::report::{Indication, VerificationReport};

/// Maximum number of signers that are judged at once. A contract has a handful of parties, and the
/// path of each is searched for.
const MAX_JUDGED: usize = 16;

/// Returns the report on a message with `count` signers, not one.
///
/// Anyone can add a signer to a message, so several good reports are no good report on the message:
/// the caller says which signer is meant. That none is good is the same for all of them.
pub(super) fn report(
    message: &mut CmsMessage<'_>,
    count: usize,
    options: &PathOptions,
) -> VerificationReport {
    const RULE: Rule = Rule::CmsSigner;
    const SEVERAL: SubIndication = SubIndication::SigConstraintsFailure;
    let mut checks = Checks::default();
    let judged = if count > MAX_JUDGED { 0 } else { count };
    message.parsed.0.signatures.bound(MAX_TOGETHER);
    let signers: Vec<_> = (0..judged)
        .filter_map(|index| message.report(index))
        .collect();
    let failed = signers
        .iter()
        .filter(|report| report.indication == Indication::TotalFailed);
    if count == 0 {
        checks.failed(RULE, SubIndication::FormatFailure, CmsDetail::NoSigner);
    } else if count > MAX_JUDGED {
        let most = MAX_JUDGED;
        checks.indeterminate(RULE, SEVERAL, CmsDetail::TooManySigners { count, most });
    } else if failed.clone().count() == count {
        let reasons = failed.filter_map(|report| report.sub_indication);
        let reason = reasons.min_by_key(|reason| reason.rank());
        let detail = CmsDetail::EverySignerFailed { count };
        checks.failed(RULE, reason.unwrap_or(SEVERAL), detail);
    } else {
        checks.indeterminate(RULE, SEVERAL, CmsDetail::SeveralSigners { count });
    }
    VerificationReport {
        signers,
        ..VerificationReport::without_signer(checks, &options.requirements(None))
    }
}
