//! The purposes of the certificates of a path (RFC 5280 §4.2.1.12, RFC 9336 §4).

use alloc::string::String;
use alloc::vec::Vec;

use crate::asn1::oid::{Identifier, extension};
use crate::report::check::SubIndication;
use crate::report::rule::Rule;
use crate::report::sentence::purposes::PurposeDetail;
use crate::validation::purposes::{PurposeMatch, WantedPurposes};
use crate::validation::rules::certificate::CertificateRules;

const RULE: Rule = Rule::ExtendedKeyUsage;
const REASON: SubIndication = SubIndication::ChainConstraintsFailure;

impl CertificateRules<'_, '_, '_> {
    /// Checks the purposes of the end entity. "If the extension is present, then the certificate
    /// MUST only be used for one of the purposes indicated", critical or not (RFC 5280 §4.2.1.12).
    pub(super) fn check_purposes(&mut self, wanted: &WantedPurposes) {
        let Some(purposes) = self.certificate.purposes() else {
            // What cannot be read is judged by `check_extensions`.
            if self
                .certificate
                .has_extension(extension::EXTENDED_KEY_USAGE)
            {
                return self.skipped(RULE, PurposeDetail::Unreadable);
            }
            return self.passed(RULE, PurposeDetail::Unlimited);
        };
        let found = wanted.of_end_entity(purposes);
        let purposes = named(purposes);
        match found {
            PurposeMatch::NotAsked => self.skipped(RULE, PurposeDetail::NotAsked { purposes }),
            PurposeMatch::Fit => self.passed(RULE, PurposeDetail::Fit { purposes }),
            PurposeMatch::Excluded(excluded) => {
                self.failed(RULE, REASON, PurposeDetail::Excluded { purposes, excluded });
            }
            PurposeMatch::NoneAccepted => {
                let accepted = wanted.accepted();
                self.failed(
                    RULE,
                    REASON,
                    PurposeDetail::NoneAccepted { purposes, accepted },
                );
            }
        }
    }

    /// Checks the purposes of an authority, if it has some. No step of RFC 5280 §6.1 applies them
    /// to what it issues, as OpenSSL, NSS and others do, so that they only warn. But a critical
    /// extension is not to be overlooked (§4.2). A trust anchor is trusted as configured.
    pub(super) fn check_authority_purposes(&mut self, wanted: &WantedPurposes, strict: bool) {
        let Some(purposes) = self.certificate.purposes() else {
            return;
        };
        let found = wanted.of_authority(purposes);
        let purposes = named(purposes);
        let is_critical = self.certificate.extensions().iter().any(|extension| {
            extension.critical && extension.identifier == extension::EXTENDED_KEY_USAGE
        });
        match found {
            PurposeMatch::NotAsked => self.skipped(RULE, PurposeDetail::NotAsked { purposes }),
            PurposeMatch::NoneAccepted | PurposeMatch::Excluded(_) if is_critical => {
                self.failed(RULE, REASON, PurposeDetail::AuthorityCritical { purposes });
            }
            PurposeMatch::NoneAccepted | PurposeMatch::Excluded(_) if !self.is_anchor => {
                self.duty(strict, RULE, REASON, PurposeDetail::Authority { purposes });
            }
            _ => self.passed(RULE, PurposeDetail::Fit { purposes }),
        }
    }
}

fn named(purposes: &[&[u8]]) -> Vec<String> {
    let named = |purpose: &&[u8]| Identifier(purpose).named();
    purposes.iter().map(named).collect()
}
