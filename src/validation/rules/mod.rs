//! The rules for a path and for each of its certificates (RFC 5280 §6.1).
//!
//! | module | subject |
//! |---|---|
//! | `certificate` | one certificate at its position in the path |
//! | `extensions` | what is not in DER, or cannot be read, in it |
//! | `profile` | the certificate profile |
//! | `purposes` | the purposes of the certificates |
//! | `revocation` | revocation status of the certificates |

use alloc::string::String;
use alloc::vec::Vec;

mod certificate;
mod extensions;
mod path;
mod profile;
mod purposes;
mod revocation;

use certificate::CertificateRules;
pub(crate) use path::CertificationPath;
pub(crate) use revocation::{NamedChecker, check as check_revocation};

use crate::pki::certificate::known_anchor;
use crate::pki::name::constraints as name_constraints;
use crate::pki::policy as policies;
use crate::pki::policy::inputs::PolicyInputs;
use crate::report::check::{Checks, SubIndication};
use crate::report::rule::Rule;
use crate::report::sentence::constraints;
use crate::report::sentence::constraints::{NameDetail, PolicyDetail};
use crate::report::sentence::path::{KnownDetail, PathDetail};
use crate::validation::requirements::Requirements;

/// Outputs of path validation (RFC 5280 §6.1.6).
#[derive(Clone, Debug, Default)]
pub(crate) struct PathOutputs {
    /// Every check of the path and of its certificates, end entity first.
    pub(crate) checks: Checks,
    /// The policies that the path is valid for (RFC 5280 §6.1.6, user-constrained-policy-set), as
    /// dotted identifiers; anyPolicy means all.
    pub(crate) policies: Vec<String>,
}

/// Checks a path against every rule except revocation.
#[must_use]
pub(crate) fn check_path(
    path: &CertificationPath<'_, '_>,
    requirements: &Requirements,
) -> PathOutputs {
    let mut outputs = PathOutputs::default();
    let checks = &mut outputs.checks;
    if path.is_complete {
        check_trust_anchor(checks, path, requirements);
        check_max_path_length(checks, path, requirements);
        outputs.policies = check_policies(checks, path, &requirements.policies);
        check_names(checks, path);
    } else {
        checks.skipped(Rule::Policies, PolicyDetail::PathIncomplete);
        checks.skipped(Rule::NameConstraints, PolicyDetail::PathIncomplete);
    }
    for (index, certificate) in path.certificates.iter().enumerate() {
        let mut rules = CertificateRules {
            checks,
            certificate,
            index,
            is_anchor: path.is_complete && index + 1 == path.certificates.len(),
        };
        rules.check(path, requirements);
    }
    outputs
}

fn check_trust_anchor(
    checks: &mut Checks,
    path: &CertificationPath<'_, '_>,
    requirements: &Requirements,
) {
    const RULE: Rule = Rule::TrustAnchor;
    let Some(last) = path.certificates.last() else {
        return;
    };
    let anchor = last.subject_for_people();
    let fingerprint = last.sha256();
    let known_as = match known_anchor::known_as(&fingerprint) {
        Some(name) => KnownDetail::As { name }.into(),
        None => KnownDetail::Unknown.into(),
    };
    let wanted = &requirements.anchor_fingerprints;
    if wanted.is_empty() {
        checks.skipped(RULE, PathDetail::NoAnchorWanted { anchor, known_as });
    } else if wanted.contains(&fingerprint) {
        checks.passed(RULE, PathDetail::AnchorAskedFor { anchor, known_as });
    } else {
        checks.failed(
            RULE,
            SubIndication::ChainConstraintsFailure,
            PathDetail::AnchorNotAskedFor { anchor, known_as },
        );
    }
}

/// Checks the path length (RFC 5280 §6.1.2 (k), §6.1.4 (l)), not counting self-issued certificates.
fn check_max_path_length(
    checks: &mut Checks,
    path: &CertificationPath<'_, '_>,
    requirements: &Requirements,
) {
    let between = path.authorities_below(path.certificates.len().saturating_sub(1));
    match requirements.max_path_length {
        None => checks.skipped(Rule::MaxPathLength, PathDetail::NoGreatestLength),
        Some(most) if usize::try_from(most).is_ok_and(|most| between > most) => checks.failed(
            Rule::MaxPathLength,
            SubIndication::ChainConstraintsFailure,
            PathDetail::TooLong { between, most },
        ),
        Some(most) => checks.passed(
            Rule::MaxPathLength,
            PathDetail::ShortEnough { between, most },
        ),
    }
}

/// Checks the policies (RFC 5280 §6.1, RFC 9618) and returns those that the path is valid for.
fn check_policies(
    checks: &mut Checks,
    path: &CertificationPath<'_, '_>,
    inputs: &PolicyInputs,
) -> Vec<String> {
    const REASON: SubIndication = SubIndication::ChainConstraintsFailure;
    let anchor_first = path.certificates.iter().rev();
    let views: Vec<_> = anchor_first.map(|c| c.policy_view()).collect();
    match policies::evaluate(&views, inputs) {
        Ok(outcome) if outcome.user_constrained.is_empty() => {
            checks.passed(Rule::Policies, PolicyDetail::NoneRequired);
            Vec::new()
        }
        Ok(outcome) => {
            let policies = outcome.user_constrained.iter();
            let policies = policies.map(|policy| constraints::policy(policy)).collect();
            checks.passed(Rule::Policies, PolicyDetail::Valid { policies });
            outcome.user_constrained
        }
        Err(failure) => {
            let certificate = path.certificate_from_anchor(failure.certificate);
            let rule = failure.rule.into();
            let detail = PolicyDetail::Broken { certificate, rule };
            if failure.rule.is_undecided() {
                checks.indeterminate(Rule::Policies, REASON, detail);
            } else {
                checks.failed(Rule::Policies, REASON, detail);
            }
            Vec::new()
        }
    }
}

fn check_names(checks: &mut Checks, path: &CertificationPath<'_, '_>) {
    const RULE: Rule = Rule::NameConstraints;
    const REASON: SubIndication = SubIndication::ChainConstraintsFailure;
    let anchor_first = path.certificates.iter().rev();
    let views: Vec<_> = anchor_first.map(|c| c.name_view()).collect();
    if views.iter().all(|view| view.constraints.is_none()) {
        return checks.passed(RULE, NameDetail::Unconstrained);
    }
    let Err(violation) = name_constraints::check(&views) else {
        return checks.passed(RULE, NameDetail::Kept);
    };
    let by = path.certificate_from_anchor(violation.constrained_by);
    let rule = violation.rule.into();
    let detail = match violation.name {
        None => NameDetail::Broken { by, rule },
        Some(name) => NameDetail::BrokenByName {
            certificate: path.certificate_from_anchor(violation.certificate),
            by,
            form: name.form(),
            name: name.text(),
            rule,
        },
    };
    if violation.rule.is_undecided() {
        checks.indeterminate(RULE, REASON, detail);
    } else {
        checks.failed(RULE, REASON, detail);
    }
}
