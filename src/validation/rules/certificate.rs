//! The rules for one certificate at its position in a path (RFC 5280 §4, §6.1.3 to §6.1.5).

use alloc::vec::Vec;

use crate::asn1::oid::{Identifier, extension};
use crate::asn1::time::Time;
use crate::pki::certificate::Certificate;
use crate::pki::certificate::key_usage::KeyUsage;
use crate::pki::certificate::tbs::Extension;
use crate::pki::signature::key_problem::KeyProblem;
use crate::pki::signature::outcome::Signed;
use crate::report::check::{AsOf, Checks, SubIndication};
use crate::report::rule::Rule;
use crate::report::sentence::certificate::{CertificateDetail, usage};
use crate::report::sentence::place::certificate_at;
use crate::report::sentence::profile::ProfileDetail;
use crate::report::sentence::signature::SignedDetail;
use crate::report::sentence::{AnyOf, Clauses, Detail};
use crate::validation::requirements::Requirements;
use crate::validation::rules::path::CertificationPath;
use crate::validation::rules::profile;
use crate::validation::rules::profile::Position;

/// The checks of one certificate at its position in the path.
pub(crate) struct CertificateRules<'c, 'p, 'a> {
    pub(crate) checks: &'c mut Checks,
    pub(crate) certificate: &'p Certificate<'a>,
    pub(crate) index: usize,
    pub(crate) is_anchor: bool,
}

impl CertificateRules<'_, '_, '_> {
    pub(crate) fn check(&mut self, path: &CertificationPath<'_, '_>, requirements: &Requirements) {
        self.check_profile(requirements.strict_profile);
        self.check_signature(path.signed.get(self.index));
        self.check_validity(requirements.validation_time);
        self.check_public_key();
        if self.index == 0 {
            self.check_end_entity_key_usage(requirements.key_usage);
        } else {
            self.check_basic_constraints();
            self.check_path_length(path);
            self.check_issuer_key_usage();
        }
        self.check_encoding(requirements.strict_profile);
        self.check_extensions(path, requirements.strict_profile);
        self.check_critical_extensions();
        if self.index == 0 {
            self.check_purposes(&requirements.purposes);
        } else {
            self.check_authority_purposes(&requirements.purposes, requirements.strict_profile);
        }
    }

    pub(super) fn passed(&mut self, rule: Rule, detail: impl Into<Detail>) {
        self.checks.passed(rule.of(self.index), detail);
    }

    pub(super) fn failed(&mut self, rule: Rule, reason: SubIndication, detail: impl Into<Detail>) {
        self.checks.failed(rule.of(self.index), reason, detail);
    }

    fn decided_as_of(&mut self, rule: Rule, as_of: AsOf) {
        self.checks.decided_as_of(rule.of(self.index), as_of);
    }

    fn indeterminate(&mut self, rule: Rule, reason: SubIndication, detail: impl Into<Detail>) {
        self.checks
            .indeterminate(rule.of(self.index), reason, detail);
    }

    pub(super) fn duty(
        &mut self,
        strict: bool,
        rule: Rule,
        reason: SubIndication,
        detail: impl Into<Detail>,
    ) {
        self.checks
            .duty(strict, rule.of(self.index), reason, detail);
    }

    pub(super) fn skipped(&mut self, rule: Rule, detail: impl Into<Detail>) {
        self.checks.skipped(rule.of(self.index), detail);
    }

    /// Checks the certificate profile: contradictions fail, duties of the issuer warn.
    fn check_profile(&mut self, strict: bool) {
        const RULE: Rule = Rule::Profile;
        const REASON: SubIndication = SubIndication::CertificateChainGeneralFailure;
        let position = match self.index {
            0 => Position::EndEntity,
            _ if self.is_anchor => Position::Anchor,
            _ => Position::Authority,
        };
        if let Some(rule) = profile::contradiction(self.certificate, position) {
            let rule = rule.into();
            return self.failed(RULE, REASON, ProfileDetail::Contradictory { rule });
        }
        let duties = profile::broken_duties(self.certificate, position);
        if duties.is_empty() {
            return self.passed(RULE, ProfileDetail::Regular);
        }
        let rules = Clauses(duties.into_iter().map(Detail::from).collect());
        self.duty(strict, RULE, REASON, ProfileDetail::DutiesBroken { rules });
    }

    fn check_signature(&mut self, signed: Option<&Signed>) {
        const RULE: Rule = Rule::CertificateSignature;
        const CHAIN: SubIndication = SubIndication::CertificateChainGeneralFailure;
        const CRYPTO: SubIndication = SubIndication::CryptoConstraintsFailure;
        let issuer = certificate_at(self.index + 1);
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

    /// Checks the validity period (RFC 5280 §6.1.3 (a)(2)), also of trust anchors, which are not
    /// trusted beyond it.
    ///
    /// A signature that is there at the validation time may be older, but not younger (ETSI EN 319
    /// 102-1 §5.2.6 and §5.5.4). If the signer's certificate is expired, it may have been valid when
    /// the signature was made: undecided without proof of that time. If it is not valid yet, the
    /// signature was made before it was: failed. An authority may have, or have had, another
    /// certificate for the same key: undecided in both cases.
    fn check_validity(&mut self, time: Time) {
        const RULE: Rule = Rule::Validity;
        const UNDECIDED: SubIndication = SubIndication::OutOfBoundsNoPoe;
        let (not_before, not_after) = (self.certificate.not_before(), self.certificate.not_after());
        let at = time.whole_second();
        if at < not_before {
            let detail = CertificateDetail::NotYetValid { not_before, time };
            if self.index == 0 {
                self.failed(RULE, SubIndication::NotYetValid, detail);
            } else {
                self.indeterminate(RULE, UNDECIDED, detail);
                self.decided_as_of(RULE, AsOf::From(not_before));
            }
        } else if at > not_after {
            let detail = CertificateDetail::Expired { not_after, time };
            self.indeterminate(RULE, UNDECIDED, detail);
            self.decided_as_of(RULE, AsOf::Until(not_after));
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
        let wanted_names = AnyOf(usage(wanted));
        match self.certificate.key_usage() {
            Some(asserted) if asserted.intersects(wanted) => self.passed(
                RULE,
                CertificateDetail::UsageFits {
                    usage: usage(asserted),
                    wanted: wanted_names,
                },
            ),
            Some(asserted) => self.failed(
                RULE,
                REASON,
                CertificateDetail::UsageDiffers {
                    usage: usage(asserted),
                    wanted: wanted_names,
                },
            ),
            None => self.failed(
                RULE,
                REASON,
                CertificateDetail::UsageUnsaid {
                    wanted: wanted_names,
                },
            ),
        }
    }

    /// Checks that the certificate is a CA certificate (RFC 5280 §6.1.4 (k)). A trust anchor of
    /// version 1 or 2 cannot have basicConstraints and is accepted; one of version 3 must be a CA
    /// certificate.
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

    /// Checks pathLenConstraint (RFC 5280 §6.1.4 (l), (m)), not counting self-issued certificates
    /// and the end entity.
    fn check_path_length(&mut self, path: &CertificationPath<'_, '_>) {
        const RULE: Rule = Rule::PathLength;
        let count = path.authorities_below(self.index);
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

    /// Checks that keyUsage includes keyCertSign (RFC 5280 §6.1.4 (n)).
    fn check_issuer_key_usage(&mut self) {
        const RULE: Rule = Rule::KeyUsage;
        match self.certificate.key_usage() {
            None => self.passed(RULE, CertificateDetail::UsageUnlimited),
            Some(asserted) if asserted.intersects(KeyUsage::KEY_CERT_SIGN) => {
                self.passed(RULE, CertificateDetail::SignsCertificates);
            }
            Some(asserted) => self.failed(
                RULE,
                SubIndication::ChainConstraintsFailure,
                CertificateDetail::SignsNoCertificates {
                    usage: usage(asserted),
                },
            ),
        }
    }

    /// Checks the critical extensions. RFC 5280 §4.2: "MUST reject the certificate if it encounters
    /// a critical extension it does not recognize or a critical extension that contains information
    /// that it cannot process".
    fn check_critical_extensions(&mut self) {
        const RULE: Rule = Rule::CriticalExtensions;
        let critical = self.certificate.extensions().iter().filter(|e| e.critical);
        let identifiers: Vec<_> = critical
            .filter(|extension| !self.is_processed(extension))
            .map(|extension| Identifier(extension.identifier).named())
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

    fn is_processed(&self, extension: &Extension<'_>) -> bool {
        match extension.identifier {
            extension::BASIC_CONSTRAINTS
            | extension::KEY_USAGE
            | extension::SUBJECT_ALT_NAME
            | extension::NAME_CONSTRAINTS
            | extension::POLICY_MAPPINGS
            | extension::POLICY_CONSTRAINTS
            | extension::INHIBIT_ANY_POLICY
            | extension::CRL_DISTRIBUTION_POINTS
            // Judged by `check_purposes` and `check_authority_purposes`.
            | extension::EXTENDED_KEY_USAGE
            // §4.2.1.7: no part of path validation.
            | extension::ISSUER_ALT_NAME
            // Known, and critical against a duty of the issuer: `profile`.
            | extension::AUTHORITY_KEY_IDENTIFIER
            | extension::SUBJECT_KEY_IDENTIFIER
            | extension::FRESHEST_CRL
            | extension::AUTHORITY_INFO_ACCESS => true,
            // RFC 5280 §4.2.1.4: a critical extension includes its qualifiers.
            extension::CERTIFICATE_POLICIES => {
                let policies = self.certificate.policy_view().extensions;
                !policies.has_unknown_qualifier
            }
            _ => false,
        }
    }
}
