//! Inputs of path validation (RFC 5280 §6.1.1).

use alloc::vec::Vec;

use crate::asn1::time::Time;
use crate::pki::certificate::key_usage::KeyUsage;
use crate::pki::certificate::known_anchor::Fingerprint;
use crate::pki::policy::inputs::PolicyInputs;
use crate::validation::purposes::WantedPurposes;

/// The caller's requirements on a path.
#[derive(Clone, Debug)]
pub struct Requirements {
    /// The time at which certificates must be valid.
    pub validation_time: Time,
    /// The time of judging, if the validation time is one in the past that a time-stamp proves.
    pub judged_at: Option<Time>,
    /// The revocation checking mode.
    pub revocation: Revocation,
    /// Claimed signing time; the report says whether a revocation was before or after it.
    pub claimed_time: Option<Time>,
    /// Inputs of policy processing.
    pub policies: PolicyInputs,
    /// The end entity's keyUsage must include at least one of these; `None`: any keyUsage.
    pub key_usage: Option<KeyUsage>,
    /// The purposes of the end entity, if it has extKeyUsage.
    pub purposes: WantedPurposes,
    /// True if a broken duty of an issuer or a signer is a failure, even if no step of the
    /// validation depends on it.
    pub strict_profile: bool,
    /// Maximum age of a CRL or an OCSP response without nextUpdate, in milliseconds; `None`: the
    /// default.
    pub revocation_max_age_ms: Option<u64>,
    /// SHA-256 fingerprints of the acceptable trust anchors; empty: all.
    pub anchor_fingerprints: Vec<Fingerprint>,
    /// Maximum number of certificates between end entity and trust anchor, not counting self-issued
    /// ones (RFC 5280 §6.1.4 (l)).
    pub max_path_length: Option<u32>,
}

impl Requirements {
    /// Requirements on the path of a CRL signer (RFC 5280 §6.3.3 (f)): the general rules, at the
    /// same validation time.
    pub(crate) fn for_crl_signers(&self) -> Self {
        Self {
            validation_time: self.validation_time,
            judged_at: None,
            claimed_time: None,
            revocation: Revocation::Off,
            policies: PolicyInputs::default(),
            key_usage: None,
            purposes: WantedPurposes::default(),
            strict_profile: self.strict_profile,
            revocation_max_age_ms: self.revocation_max_age_ms,
            anchor_fingerprints: Vec::new(),
            max_path_length: None,
        }
    }
}

/// The revocation checking mode.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Revocation {
    /// A missing status makes the verdict INDETERMINATE.
    #[default]
    Hard,
    /// A missing status skips the check.
    Soft,
    /// Revocation is not checked.
    Off,
}
