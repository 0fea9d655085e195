//! What is asked of the certificates of iAM Smart's signers.

use alloc::string::String;
use alloc::vec::Vec;

use crate::pki::certificate::key_usage::KeyUsage;
use crate::pki::certificate::known_anchor::{Fingerprint, HONGKONG_POST};
use crate::verification::PathOptions;

/// What is asked of a signer's certificate beside a valid path; a value of its own, because it says
/// what is known today, and is the caller's to change.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CertificateProfile {
    /// Trust anchors, of which the path leads to one; empty: any that is given will do.
    pub anchor_fingerprints: Vec<Fingerprint>,
    /// Policies, as dotted identifiers, of which the path is valid for one; empty: none is asked
    /// for.
    pub policies: Vec<String>,
    /// Key usages, of which the certificate asserts one.
    pub key_usage: Vec<KeyUsage>,
}

/// The profile of iAM Smart-Certs as far as it is public: they are recognised certificates of the
/// Postmaster General (Hongkong Post), so a Hongkong Post root is the trust anchor (high
/// confidence); their key usage is taken to be that of other certificates for signing (medium);
/// their policy is not published (none is asked for).
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
    /// `options` with everything that the profile asks for.
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
