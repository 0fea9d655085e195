//! Check of the versions of a message and its signer (RFC 5652 §5.1, §5.3).

use crate::pki::cms::{SignedData, SignedDataVersion, SignerInfo};
use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::verification::cms::detail::CmsDetail;

/// Checks both versions. Nothing depends on that of the message as long as it is one that is known:
/// all of them are read alike.
pub(super) fn check(
    checks: &mut Checks,
    message: &SignedData<'_>,
    info: &SignerInfo<'_>,
    strict: bool,
) {
    const RULE: Rule = Rule::CmsVersion;
    const FORMAT: SubIndication = SubIndication::FormatFailure;
    match message.version {
        SignedDataVersion::Unknown => checks.failed(RULE, FORMAT, CmsDetail::VersionUnknown),
        _ if !info.has_its_version() => {
            checks.failed(RULE, FORMAT, CmsDetail::SignerVersionWrong);
        }
        SignedDataVersion::Other { written, due } => {
            let detail = CmsDetail::VersionNotDue {
                written: written.into(),
                due: due.into(),
            };
            checks.duty(strict, RULE, FORMAT, detail);
        }
        SignedDataVersion::Due => checks.passed(RULE, CmsDetail::VersionsAgree),
    }
}
