//! What is asked of every certificate of a path (RFC 5280 §6.1).
//!
//! Policies, name constraints and revocation are not evaluated in this version; where a certificate
//! or the caller asks for them, the check that stands for them says so, and the verdict is never
//! TOTAL-PASSED.

use super::certificate::Certificate;
use super::check::{Checks, SubIndication};
use super::detail::Detail;
use super::detail::certificate::CertificateDetail;
use super::detail::path::PathDetail;
use super::detail::profile::ProfileDetail;
use super::detail::signature::SignedDetail;
use super::identifier::{Identifier, extension};
use super::key_usage::KeyUsage;
use super::profile;
use super::public_key::KeyProblem;
use super::requirements::{PolicyInputs, Requirements, Revocation};
use super::rule::{Rule, number_of};
use super::signature::Signed;
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
    let between = path.certificates.len().saturating_sub(2);
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

fn check_policies(checks: &mut Checks, policies: &PolicyInputs) {
    if policies.ask_for_something() {
        checks.indeterminate(
            Rule::Policies,
            SubIndication::ChainConstraintsFailure,
            PathDetail::PoliciesNotProcessed,
        );
    } else {
        checks.skipped(Rule::Policies, PathDetail::NoPolicyWanted);
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
    fn passed(&mut self, rule: Rule, detail: impl Into<Detail>) {
        self.checks.passed(rule.of(self.index), detail);
    }

    fn failed(&mut self, rule: Rule, reason: SubIndication, detail: impl Into<Detail>) {
        self.checks.failed(rule.of(self.index), reason, detail);
    }

    fn indeterminate(&mut self, rule: Rule, reason: SubIndication, detail: impl Into<Detail>) {
        self.checks
            .indeterminate(rule.of(self.index), reason, detail);
    }

    fn skipped(&mut self, rule: Rule, detail: impl Into<Detail>) {
        self.checks.skipped(rule.of(self.index), detail);
    }

    /// A trust anchor is given, not issued to us (RFC 5280 §6.1.1 (d)): old ones have serial number
    /// 0, or are signed oddly. Only what could make its extensions say two things is held against it.
    fn check_profile(&mut self) {
        let broken = match profile::contradiction(self.certificate) {
            None if self.is_anchor => None,
            None => profile::irregularity(self.certificate, self.index > 0),
            contradiction => contradiction,
        };
        match broken {
            Some(broken) => {
                self.failed(
                    Rule::Profile,
                    SubIndication::CertificateChainGeneralFailure,
                    broken,
                );
            }
            None => self.passed(Rule::Profile, ProfileDetail::Regular),
        }
    }

    fn check_signature(&mut self, signed: Option<&Signed>) {
        const RULE: Rule = Rule::CertificateSignature;
        const CHAIN: SubIndication = SubIndication::CertificateChainGeneralFailure;
        const CRYPTO: SubIndication = SubIndication::CryptoConstraintsFailure;
        let issuer = number_of(self.index + 1);
        match signed.copied() {
            Some(Signed::Yes {
                algorithm,
                lacks_null,
            }) => self.passed(
                RULE,
                if lacks_null {
                    CertificateDetail::SignedWithoutNull { algorithm }
                } else {
                    CertificateDetail::Signed { algorithm }
                },
            ),
            Some(Signed::No(mismatch)) => self.failed(RULE, CHAIN, mismatch),
            Some(Signed::Refused(algorithm)) => {
                self.failed(RULE, CRYPTO, SignedDetail::Refused { algorithm });
            }
            Some(Signed::Undecided(undecided)) => self.indeterminate(RULE, CRYPTO, undecided),
            Some(Signed::KeyRefused(_)) => {
                self.skipped(RULE, CertificateDetail::IssuersKeyRefused { issuer });
            }
            None if self.is_anchor => self.skipped(RULE, CertificateDetail::AnchorNotSigned),
            None => self.skipped(RULE, CertificateDetail::IssuerNotFound),
        }
    }

    /// RFC 5280 §6.1.3 (a)(2). Trust anchors too: whoever gave an anchor did not extend its life.
    fn check_validity(&mut self, time: Time) {
        const RULE: Rule = Rule::Validity;
        let (not_before, not_after) = (self.certificate.not_before(), self.certificate.not_after());
        let at = time.whole_second();
        if at < not_before {
            let detail = CertificateDetail::NotYetValid { not_before, time };
            self.failed(RULE, SubIndication::NotYetValid, detail);
        } else if at > not_after {
            let detail = CertificateDetail::Expired { not_after, time };
            self.failed(RULE, SubIndication::Expired, detail);
        } else {
            self.passed(
                RULE,
                CertificateDetail::Valid {
                    not_before,
                    not_after,
                    time,
                },
            );
        }
    }

    fn check_public_key(&mut self) {
        const RULE: Rule = Rule::PublicKey;
        const REASON: SubIndication = SubIndication::CryptoConstraintsFailure;
        let key = self.certificate.public_key();
        match key.check() {
            Ok(()) => self.passed(
                RULE,
                CertificateDetail::KeyAccepted {
                    key: key.description(),
                },
            ),
            Err(KeyProblem::Refused(flaw)) => self.failed(RULE, REASON, flaw),
            Err(problem) => self.indeterminate(RULE, REASON, problem),
        }
    }

    fn check_end_entity_key_usage(&mut self, wanted: Option<KeyUsage>) {
        const RULE: Rule = Rule::KeyUsage;
        const REASON: SubIndication = SubIndication::ChainConstraintsFailure;
        let Some(wanted) = wanted else {
            return self.skipped(RULE, CertificateDetail::NoUsageWanted);
        };
        let names = wanted.names();
        match self.certificate.key_usage() {
            Some(usage) if usage.intersects(wanted) => self.passed(
                RULE,
                CertificateDetail::UsageFits {
                    usage: list(usage),
                    wanted: names,
                },
            ),
            Some(usage) => self.failed(
                RULE,
                REASON,
                CertificateDetail::UsageDiffers {
                    usage: list(usage),
                    wanted: names,
                },
            ),
            None => self.failed(
                RULE,
                REASON,
                CertificateDetail::UsageUnsaid { wanted: names },
            ),
        }
    }

    /// RFC 5280 §6.1.4 (k). A trust anchor of version 1 or 2 cannot have basicConstraints and is
    /// taken at its giver's word; one of version 3 must be what it says.
    fn check_basic_constraints(&mut self) {
        const RULE: Rule = Rule::BasicConstraints;
        const REASON: SubIndication = SubIndication::ChainConstraintsFailure;
        match self.certificate.basic_constraints() {
            Some(constraints) if constraints.ca => self.passed(RULE, CertificateDetail::Authority),
            None if self.is_anchor && matches!(self.certificate.version(), Some(1 | 2)) => {
                self.skipped(RULE, CertificateDetail::AnchorTooOldToSay);
            }
            Some(_) => self.failed(RULE, REASON, CertificateDetail::NoAuthority),
            None => self.failed(RULE, REASON, CertificateDetail::AuthorityUnsaid),
        }
    }

    /// RFC 5280 §6.1.4 (l), (m): self-issued certificates and the end entity are not counted.
    fn check_path_length(&mut self, path: &Path<'_, '_>) {
        const RULE: Rule = Rule::PathLength;
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
            None => self.passed(RULE, CertificateDetail::NoLimitBelow { count }),
            Some(most) if usize::try_from(most).is_ok_and(|most| count > most) => self.failed(
                RULE,
                SubIndication::ChainConstraintsFailure,
                CertificateDetail::TooManyBelow { count, most },
            ),
            Some(most) => self.passed(RULE, CertificateDetail::FewEnoughBelow { count, most }),
        }
    }

    /// RFC 5280 §6.1.4 (n).
    fn check_issuer_key_usage(&mut self) {
        const RULE: Rule = Rule::KeyUsage;
        match self.certificate.key_usage() {
            None => self.passed(RULE, CertificateDetail::UsageUnlimited),
            Some(usage) if usage.intersects(KeyUsage::KEY_CERT_SIGN) => {
                self.passed(RULE, CertificateDetail::SignsCertificates);
            }
            Some(usage) => self.failed(
                RULE,
                SubIndication::ChainConstraintsFailure,
                CertificateDetail::SignsNoCertificates { usage: list(usage) },
            ),
        }
    }

    /// RFC 5280 §4.2: "MUST reject the certificate if it encounters a critical extension it does
    /// not recognize or a critical extension that contains information that it cannot process".
    fn check_critical_extensions(&mut self) {
        const RULE: Rule = Rule::CriticalExtensions;
        // Names beside the subject are reported by nobody and constrained by nothing that passes.
        const PROCESSED: [&[u8]; 3] = [
            extension::BASIC_CONSTRAINTS,
            extension::KEY_USAGE,
            extension::SUBJECT_ALT_NAME,
        ];
        let critical = self.certificate.extensions().iter().filter(|e| e.critical);
        let identifiers: Vec<_> = critical
            .map(|extension| extension.identifier)
            .filter(|identifier| !PROCESSED.contains(identifier))
            .map(|identifier| Identifier(identifier).to_string())
            .collect();
        if identifiers.is_empty() {
            self.passed(RULE, CertificateDetail::CriticalProcessed);
        } else {
            self.failed(
                RULE,
                SubIndication::ChainConstraintsFailure,
                CertificateDetail::CriticalUnknown { identifiers },
            );
        }
    }

    /// Extensions that restrict a path even where they are not marked critical. Those of the trust
    /// anchor count too (RFC 5937 §3): leaving them aside would accept what its owner ruled out.
    fn check_constraints(&mut self) {
        const RULE: Rule = Rule::Constraints;
        const RESTRICTING: [(&[u8], &str); 4] = [
            (extension::NAME_CONSTRAINTS, "nameConstraints"),
            (extension::POLICY_CONSTRAINTS, "policyConstraints"),
            (extension::POLICY_MAPPINGS, "policyMappings"),
            (extension::INHIBIT_ANY_POLICY, "inhibitAnyPolicy"),
        ];
        let names: Vec<_> = RESTRICTING
            .iter()
            .filter(|(identifier, _)| self.certificate.has_extension(identifier))
            .map(|(_, name)| (*name).to_owned())
            .collect();
        if names.is_empty() {
            self.passed(RULE, CertificateDetail::Unconstrained);
        } else {
            self.indeterminate(
                RULE,
                SubIndication::ChainConstraintsFailure,
                CertificateDetail::ConstraintsNotEvaluated { names },
            );
        }
    }

    fn check_extended_key_usage(&mut self) {
        let detail = if self
            .certificate
            .has_extension(extension::EXTENDED_KEY_USAGE)
        {
            CertificateDetail::PurposesNotWanted
        } else {
            CertificateDetail::NoPurposes
        };
        self.skipped(Rule::ExtendedKeyUsage, detail);
    }

    fn check_revocation(&mut self, requirements: &Requirements) {
        const RULE: Rule = Rule::Revocation;
        if self.is_anchor {
            return self.skipped(RULE, CertificateDetail::AnchorNotRevoked);
        }
        match requirements.revocation {
            Revocation::Off => self.skipped(RULE, CertificateDetail::RevocationOff),
            Revocation::Soft if !requirements.has_revocation_data => {
                self.skipped(RULE, CertificateDetail::NoRevocationData);
            }
            Revocation::Hard | Revocation::Soft => self.indeterminate(
                RULE,
                SubIndication::TryLater,
                CertificateDetail::RevocationNotEvaluated,
            ),
        }
    }
}

fn list(usage: KeyUsage) -> Vec<String> {
    usage.names().into_iter().map(str::to_owned).collect()
}
