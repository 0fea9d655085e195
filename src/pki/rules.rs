//! What is asked of every certificate of a path (RFC 5280 §6.1).
//!
//! Policies, name constraints and revocation are not evaluated in this version; where a certificate
//! or the caller asks for them, the check that stands for them says so, and the verdict is never
//! TOTAL-PASSED.

use super::certificate::Certificate;
use super::check::{Checks, SubIndication};
use super::identifier::{Identifier, extension};
use super::key_usage::KeyUsage;
use super::profile;
use super::public_key::{KeyFlaw, KeyProblem};
use super::requirements::{PolicyInputs, Requirements, Revocation};
use super::signature::{Mismatch, Signed, Undecided};
use super::time::Time;

/// A path, or as much of one as was found: end entity first.
#[derive(Clone, Copy, Debug)]
pub struct Path<'p, 'a> {
    /// The certificates, each issued by the next.
    pub certificates: &'p [&'p Certificate<'a>],
    /// For each certificate but the last, what came of checking its signature with the next key.
    pub signed: &'p [Signed],
    /// The last certificate is a trust anchor.
    pub is_complete: bool,
}

/// Every check of every certificate of the path, end entity first.
#[must_use]
pub fn check_path(path: &Path<'_, '_>, requirements: &Requirements) -> Checks {
    let mut checks = Checks::default();
    if path.is_complete {
        check_max_path_length(&mut checks, path, requirements);
    }
    for (index, certificate) in path.certificates.iter().enumerate() {
        let mut position = Position {
            checks: &mut checks,
            certificate,
            index,
            is_anchor: path.is_complete && index + 1 == path.certificates.len(),
        };
        position.check_profile();
        position.check_signature(path.signed.get(index));
        position.check_validity(requirements.validation_time);
        position.check_public_key();
        if index == 0 {
            position.check_end_entity_key_usage(requirements.key_usage);
        } else {
            position.check_basic_constraints();
            position.check_path_length(path);
            position.check_issuer_key_usage();
        }
        position.check_critical_extensions();
        position.check_constraints();
        if index == 0 {
            position.check_extended_key_usage();
        }
        position.check_revocation(requirements);
    }
    check_policies(&mut checks, &requirements.policies);
    checks
}

/// api.d.ts: "the most intermediate certificates between end entity and trust anchor", self-issued
/// ones among them.
fn check_max_path_length(checks: &mut Checks, path: &Path<'_, '_>, requirements: &Requirements) {
    const NAME: &str = "max-path-length";
    let between = path.certificates.len().saturating_sub(2);
    match requirements.max_path_length {
        None => checks.skipped(NAME, "No greatest length of the path was asked for."),
        Some(most) if usize::try_from(most).is_ok_and(|most| between > most) => checks.failed(
            NAME,
            SubIndication::ChainConstraintsFailure,
            format!(
                "The path has {between} certificates between end entity and trust anchor; at most \
                 {most} were asked for."
            ),
        ),
        Some(most) => checks.passed(
            NAME,
            format!(
                "The path has {between} certificates between end entity and trust anchor, and \
                 {most} were allowed."
            ),
        ),
    }
}

fn check_policies(checks: &mut Checks, policies: &PolicyInputs) {
    const NAME: &str = "policies";
    if policies.ask_for_something() {
        checks.indeterminate(
            NAME,
            SubIndication::ChainConstraintsFailure,
            "Policies were asked for, and certificate policies are not processed in this version.",
        );
    } else {
        checks.skipped(NAME, "No policy was asked for.");
    }
}

/// One certificate at its place in the path.
struct Position<'c, 'p, 'a> {
    checks: &'c mut Checks,
    certificate: &'p Certificate<'a>,
    index: usize,
    is_anchor: bool,
}

impl Position<'_, '_, '_> {
    fn name(&self, rule: &str) -> String {
        format!("certificate[{}].{rule}", self.index)
    }

    fn passed(&mut self, rule: &str, detail: impl Into<String>) {
        self.checks.passed(self.name(rule), detail);
    }

    fn failed(&mut self, rule: &str, reason: SubIndication, detail: impl Into<String>) {
        self.checks.failed(self.name(rule), reason, detail);
    }

    fn indeterminate(&mut self, rule: &str, reason: SubIndication, detail: impl Into<String>) {
        self.checks.indeterminate(self.name(rule), reason, detail);
    }

    fn skipped(&mut self, rule: &str, detail: impl Into<String>) {
        self.checks.skipped(self.name(rule), detail);
    }

    /// A trust anchor is given, not issued to us (RFC 5280 §6.1.1 (d)): old ones have serial number
    /// 0, or are signed oddly. Only what could make its extensions say two things is held against it.
    fn check_profile(&mut self) {
        const RULE: &str = "profile";
        let broken = match profile::contradiction(self.certificate) {
            None if self.is_anchor => None,
            None => profile::irregularity(self.certificate, self.index > 0),
            contradiction => contradiction,
        };
        match broken {
            Some(sentence) => {
                self.failed(
                    RULE,
                    SubIndication::CertificateChainGeneralFailure,
                    sentence,
                );
            }
            None => self.passed(
                RULE,
                "Version, serial number, names, algorithm identifiers and extensions have the form \
                 that RFC 5280 asks for.",
            ),
        }
    }

    fn check_signature(&mut self, signed: Option<&Signed>) {
        const RULE: &str = "signature";
        let issuer = self.index + 1;
        match signed {
            Some(Signed::Yes {
                algorithm,
                lacks_null,
            }) => self.passed(RULE, signed_detail(algorithm, *lacks_null)),
            Some(Signed::No(mismatch)) => self.failed(
                RULE,
                SubIndication::CertificateChainGeneralFailure,
                mismatch_detail(*mismatch),
            ),
            Some(Signed::Refused(name)) => self.failed(
                RULE,
                SubIndication::CryptoConstraintsFailure,
                format!(
                    "The certificate is signed with {name}, which is never trusted: its hash is \
                     broken."
                ),
            ),
            Some(Signed::Undecided(undecided)) => self.indeterminate(
                RULE,
                SubIndication::CryptoConstraintsFailure,
                undecided_detail(*undecided),
            ),
            Some(Signed::KeyRefused(_)) => self.skipped(
                RULE,
                format!(
                    "The key of certificate[{issuer}] is refused, so nothing is checked with it."
                ),
            ),
            None if self.is_anchor => self.skipped(
                RULE,
                "A trust anchor is trusted because it was given as one; its own signature adds \
                 nothing (RFC 5280 §6.1.1 (d)) and is not checked.",
            ),
            None => self.skipped(RULE, "The certificate's issuer was not found."),
        }
    }

    /// RFC 5280 §6.1.3 (a)(2). Trust anchors too: whoever gave an anchor did not extend its life.
    fn check_validity(&mut self, time: Time) {
        const RULE: &str = "validity";
        let (not_before, not_after) = (self.certificate.not_before(), self.certificate.not_after());
        let at = time.whole_second();
        if at < not_before {
            self.failed(
                RULE,
                SubIndication::NotYetValid,
                format!(
                    "The certificate is not valid before {not_before}, and the time is {time}."
                ),
            );
        } else if at > not_after {
            self.failed(
                RULE,
                SubIndication::Expired,
                format!("The certificate expired after {not_after}, and the time is {time}."),
            );
        } else {
            self.passed(
                RULE,
                format!("The certificate is valid from {not_before} to {not_after}, so at {time}."),
            );
        }
    }

    fn check_public_key(&mut self) {
        const RULE: &str = "public-key";
        const REASON: SubIndication = SubIndication::CryptoConstraintsFailure;
        let key = self.certificate.public_key();
        match key.check() {
            Ok(()) => self.passed(
                RULE,
                format!("The key ({}) is accepted.", key.description()),
            ),
            Err(KeyProblem::Refused(flaw)) => self.failed(RULE, REASON, flaw_detail(flaw)),
            Err(KeyProblem::Unsupported(kind)) => self.indeterminate(
                RULE,
                REASON,
                format!("Keys of the kind {kind} are not processed in this version."),
            ),
        }
    }

    fn check_end_entity_key_usage(&mut self, wanted: Option<KeyUsage>) {
        const RULE: &str = "key-usage";
        let Some(wanted) = wanted else {
            return self.skipped(RULE, "No key usage was asked for.");
        };
        let names = wanted.names().join(" or ");
        match self.certificate.key_usage() {
            Some(usage) if usage.intersects(wanted) => self.passed(
                RULE,
                format!(
                    "The key may be used for {}; {names} was asked for.",
                    list(usage)
                ),
            ),
            Some(usage) => self.failed(
                RULE,
                SubIndication::ChainConstraintsFailure,
                format!(
                    "The key may be used for {} only; {names} was asked for.",
                    list(usage)
                ),
            ),
            None => self.failed(
                RULE,
                SubIndication::ChainConstraintsFailure,
                format!("The certificate does not say what its key is for; {names} was asked for."),
            ),
        }
    }

    /// RFC 5280 §6.1.4 (k). A trust anchor of version 1 or 2 cannot have basicConstraints and is
    /// taken at its giver's word; one of version 3 must be what it says.
    fn check_basic_constraints(&mut self) {
        const RULE: &str = "basic-constraints";
        match self.certificate.basic_constraints() {
            Some(constraints) if constraints.ca => {
                self.passed(RULE, "The certificate is one of a certification authority.");
            }
            None if self.is_anchor && matches!(self.certificate.version(), Some(1 | 2)) => self
                .skipped(
                    RULE,
                    "A trust anchor of version 1 or 2 cannot say that it is a certification \
                     authority.",
                ),
            constraints => self.failed(
                RULE,
                SubIndication::ChainConstraintsFailure,
                if constraints.is_some() {
                    "The certificate says that it is not one of a certification authority, and yet \
                     another was issued with it."
                } else {
                    "The certificate does not say that it is one of a certification authority \
                     (basicConstraints), and yet another was issued with it."
                },
            ),
        }
    }

    /// RFC 5280 §6.1.4 (l), (m): self-issued certificates and the end entity are not counted.
    fn check_path_length(&mut self, path: &Path<'_, '_>) {
        const RULE: &str = "path-length";
        let below = path.certificates.get(1..self.index).unwrap_or_default();
        let count = below
            .iter()
            .filter(|certificate| !certificate.is_self_issued())
            .count();
        let limit = self
            .certificate
            .basic_constraints()
            .and_then(|bc| bc.path_length);
        match limit {
            None => self.passed(
                RULE,
                format!("The certificate sets no limit to the authorities below it, here {count}."),
            ),
            Some(most) if usize::try_from(most).is_ok_and(|most| count > most) => self.failed(
                RULE,
                SubIndication::ChainConstraintsFailure,
                format!(
                    "The certificate allows {most} authorities below it (pathLenConstraint), and \
                     there are {count}."
                ),
            ),
            Some(most) => self.passed(
                RULE,
                format!(
                    "The certificate allows {most} authorities below it (pathLenConstraint), here \
                     {count}."
                ),
            ),
        }
    }

    /// RFC 5280 §6.1.4 (n).
    fn check_issuer_key_usage(&mut self) {
        const RULE: &str = "key-usage";
        match self.certificate.key_usage() {
            None => self.passed(RULE, "The certificate does not limit what its key is for."),
            Some(usage) if usage.intersects(KeyUsage::KEY_CERT_SIGN) => {
                self.passed(RULE, "The key may sign certificates (keyCertSign).");
            }
            Some(usage) => self.failed(
                RULE,
                SubIndication::ChainConstraintsFailure,
                format!(
                    "The key may be used for {} only, and not to sign certificates (keyCertSign).",
                    list(usage)
                ),
            ),
        }
    }

    /// RFC 5280 §4.2: "MUST reject the certificate if it encounters a critical extension it does
    /// not recognize or a critical extension that contains information that it cannot process".
    fn check_critical_extensions(&mut self) {
        const RULE: &str = "critical-extensions";
        // Names beside the subject are reported by nobody and constrained by nothing that passes.
        const PROCESSED: [&[u8]; 3] = [
            extension::BASIC_CONSTRAINTS,
            extension::KEY_USAGE,
            extension::SUBJECT_ALT_NAME,
        ];
        let critical = self.certificate.extensions().iter().filter(|e| e.critical);
        let unknown: Vec<_> = critical
            .map(|extension| extension.identifier)
            .filter(|identifier| !PROCESSED.contains(identifier))
            .map(|identifier| Identifier(identifier).to_string())
            .collect();
        if unknown.is_empty() {
            self.passed(RULE, "Every critical extension is processed.");
        } else {
            self.failed(
                RULE,
                SubIndication::ChainConstraintsFailure,
                format!(
                    "The certificate has critical extensions that are not processed in this \
                     version: {}.",
                    unknown.join(", ")
                ),
            );
        }
    }

    /// Extensions that restrict a path even where they are not marked critical. Those of the trust
    /// anchor count too (RFC 5937 §3): leaving them aside would accept what its owner ruled out.
    fn check_constraints(&mut self) {
        const RULE: &str = "constraints";
        const RESTRICTING: [(&[u8], &str); 4] = [
            (extension::NAME_CONSTRAINTS, "nameConstraints"),
            (extension::POLICY_CONSTRAINTS, "policyConstraints"),
            (extension::POLICY_MAPPINGS, "policyMappings"),
            (extension::INHIBIT_ANY_POLICY, "inhibitAnyPolicy"),
        ];
        let found: Vec<_> = RESTRICTING
            .iter()
            .filter(|(identifier, _)| self.certificate.has_extension(identifier))
            .map(|(_, name)| *name)
            .collect();
        if found.is_empty() {
            self.passed(
                RULE,
                "The certificate constrains neither names nor policies.",
            );
        } else {
            self.indeterminate(
                RULE,
                SubIndication::ChainConstraintsFailure,
                format!(
                    "The certificate constrains the path ({}), which is not evaluated in this \
                     version.",
                    found.join(", ")
                ),
            );
        }
    }

    fn check_extended_key_usage(&mut self) {
        const RULE: &str = "extended-key-usage";
        if self
            .certificate
            .has_extension(extension::EXTENDED_KEY_USAGE)
        {
            self.skipped(
                RULE,
                "The certificate lists purposes of its key (extKeyUsage); none was asked for.",
            );
        } else {
            self.skipped(
                RULE,
                "The certificate lists no purposes of its key (extKeyUsage).",
            );
        }
    }

    fn check_revocation(&mut self, requirements: &Requirements) {
        const RULE: &str = "revocation";
        if self.is_anchor {
            return self.skipped(
                RULE,
                "A trust anchor is not revoked, but no longer given as one.",
            );
        }
        match requirements.revocation {
            Revocation::Off => self.skipped(RULE, "The caller turned revocation off."),
            Revocation::Soft if !requirements.has_revocation_data => self.skipped(
                RULE,
                "No CRL and no OCSP response was given, so it is not known whether the certificate \
                 was revoked.",
            ),
            Revocation::Hard | Revocation::Soft => self.indeterminate(
                RULE,
                SubIndication::TryLater,
                "Whether the certificate was revoked was asked for, and CRLs and OCSP responses are \
                 not evaluated in this version.",
            ),
        }
    }
}

fn list(usage: KeyUsage) -> String {
    let names = usage.names();
    if names.is_empty() {
        "nothing".to_owned()
    } else {
        names.join(", ")
    }
}

fn signed_detail(algorithm: &str, lacks_null: bool) -> String {
    let note = if lacks_null {
        "; the signed algorithm identifier leaves out its NULL"
    } else {
        ""
    };
    format!("The certificate is signed with its issuer's key ({algorithm}{note}).")
}

fn mismatch_detail(mismatch: Mismatch) -> String {
    match mismatch {
        Mismatch::KeyKind { algorithm, key } => format!(
            "The certificate is signed with {algorithm}, and its issuer's key is of another kind \
             ({key})."
        ),
        Mismatch::Length { expected, actual } => {
            format!("The signature has {actual} bytes, and one of this key has {expected}.")
        }
        other => format!(
            "The certificate is not signed with its issuer's key, or was changed afterwards \
             ({other:?})."
        ),
    }
}

fn undecided_detail(undecided: Undecided) -> String {
    format!("The signature is not processed in this version: {undecided:?}.")
}

fn flaw_detail(flaw: KeyFlaw) -> String {
    format!("The key is not accepted: {flaw:?}.")
}
