//! Values of a certificate that are not in DER, and extensions that cannot be read (RFC 5280 §4.1,
//! §4.2).

use alloc::vec::Vec;

use crate::asn1::oid::extension;
use crate::pki::certificate::UnreadableExtension;
use crate::report::check::SubIndication;
use crate::report::rule::Rule;
use crate::report::sentence::unreadable::ExtensionsDetail;
use crate::report::sentence::{Clauses, Detail};
use crate::validation::rules::certificate::CertificateRules;
use crate::validation::rules::path::CertificationPath;

/// Extensions that no step of path validation reads without being able to go on: key identifiers
/// are hints for the search (RFC 4158 §3.5.12), and a CRL or a response must cover the certificate
/// whatever the certificate says about where to find it (RFC 5280 §6.3.3).
const NOT_NEEDED: [&[u8]; 5] = [
    extension::AUTHORITY_INFO_ACCESS,
    extension::AUTHORITY_KEY_IDENTIFIER,
    extension::CRL_DISTRIBUTION_POINTS,
    extension::FRESHEST_CRL,
    extension::SUBJECT_KEY_IDENTIFIER,
];

impl CertificateRules<'_, '_, '_> {
    /// Checks that the certificate is in DER throughout (RFC 5280 §4.1). There is no check if it is;
    /// a certificate that could be read in two ways is not read.
    pub(super) fn check_encoding(&mut self, strict: bool) {
        let Some(reason) = self.certificate.untidiness() else {
            return;
        };
        let rule = Rule::Encoding.of(self.index);
        let strict = strict && !self.is_anchor;
        let detail = ExtensionsDetail::Untidy {
            reason: reason.into(),
        };
        let reason = SubIndication::CertificateChainGeneralFailure;
        self.checks.duty(strict, rule, reason, detail);
    }

    /// Checks that the extensions can be read. A critical one must be (RFC 5280 §4.2); with another,
    /// what depends on it is undecided, and if nothing does, its issuer broke a duty, from which a
    /// trust anchor is exempt (§6.1.1 (d)). There is no check if all can be read.
    pub(super) fn check_extensions(&mut self, path: &CertificationPath<'_, '_>, strict: bool) {
        let unreadable = self.certificate.unreadable_extensions();
        if unreadable.is_empty() {
            return;
        }
        let details = |of: &dyn Fn(&UnreadableExtension<'_>) -> bool| {
            let chosen = unreadable.iter().filter(|extension| of(extension));
            chosen.map(Detail::from).collect::<Vec<_>>()
        };
        let rule = Rule::Extensions.of(self.index);
        let reason = SubIndication::ChainConstraintsFailure;
        let extensions = details(&|extension| extension.critical);
        if !extensions.is_empty() {
            let detail = ExtensionsDetail::Critical {
                extensions: Clauses(extensions),
            };
            return self.checks.failed(rule, reason, detail);
        }
        let has_constraints = path.constrains_names();
        let extensions = details(&|extension| is_needed(extension, has_constraints));
        if !extensions.is_empty() {
            let detail = ExtensionsDetail::Needed {
                extensions: Clauses(extensions),
            };
            return self.checks.indeterminate(rule, reason, detail);
        }
        let extensions = details(&|_| true);
        let detail = ExtensionsDetail::NotNeeded {
            extensions: Clauses(extensions),
        };
        let strict = strict && !self.is_anchor;
        self.checks.duty(strict, rule, reason, detail);
    }
}

/// Names are compared with name constraints, and with nothing else (RFC 5280 §6.1.3 (b), (c)).
fn is_needed(extension: &UnreadableExtension<'_>, has_constraints: bool) -> bool {
    match extension.identifier {
        extension::SUBJECT_ALT_NAME => has_constraints,
        identifier => !NOT_NEEDED.contains(&identifier),
    }
}
