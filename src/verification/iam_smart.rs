//! The certificate profile of iAM Smart's signers.

use alloc::string::String;
use alloc::vec::Vec;

use crate::pki::certificate::key_usage::KeyUsage;
use crate::pki::certificate::known_anchor::{Fingerprint, HONGKONG_POST};
use crate::verification::PathOptions;

/// Requirements on a signer's certificate in addition to a valid path. Callers can change them as
/// more about the certificates becomes known.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CertificateProfile {
    /// SHA-256 fingerprints of the acceptable trust anchors; empty: all.
    pub anchor_fingerprints: Vec<Fingerprint>,
    /// Acceptable policies, as dotted identifiers or arcs (`1.3.6.1.4.1.16030.1.*`); the path must
    /// be valid for at least one; empty: none is required.
    pub policies: Vec<String>,
    /// Key usages of which the certificate must assert at least one.
    pub key_usage: Vec<KeyUsage>,
}

/// The profile of iAM Smart-Certs, as far as it is public. They are recognised certificates of the
/// Postmaster General (Hongkong Post), so the trust anchor is a Hongkong Post root (high
/// confidence). Their key usage is assumed to be that of other signing certificates (medium
/// confidence). Their policy is not published, so none is required.
impl Default for CertificateProfile {
    fn default() -> Self {
        Self {
            anchor_fingerprints: HONGKONG_POST.to_vec(),
            policies: Vec::new(),
            key_usage: vec![KeyUsage::DIGITAL_SIGNATURE, KeyUsage::NON_REPUDIATION],
        }
    }
}

impl CertificateProfile {
    /// Returns `options` with the requirements of the profile.
    #[must_use]
    pub fn applied_to(self, options: PathOptions) -> PathOptions {
        let mut policies = options.policies;
        if !self.policies.is_empty() {
            policies.initial_policy_set = Some(self.policies);
            policies.require_explicit_policy = true;
        }
        PathOptions {
            anchor_fingerprints: self.anchor_fingerprints,
            policies,
            key_usage: Some(self.key_usage),
            ..options
        }
    }
}
