//! What a caller asks of a path (RFC 5280 §6.1.1).

use crate::pki::policy::inputs::PolicyInputs;
use alloc::vec::Vec;

use crate::asn1::time::Time;
use crate::pki::certificate::key_usage::KeyUsage;
use crate::pki::certificate::known_anchor::Fingerprint;
use crate::{Error, Result};

/// What the caller asks of a path.
#[derive(Clone, Debug)]
pub struct Requirements {
    /// The point in time that certificates must be valid at.
    pub validation_time: Time,
    /// What is to be done about revocation.
    pub revocation: Revocation,
    /// When the signature is claimed to have been made; what was revoked is told to have been so
    /// before or after.
    pub claimed_time: Option<Time>,
    /// What is asked of policies.
    pub policies: PolicyInputs,
    /// At least one of these must be asserted by the end entity; `None` asks for none.
    pub key_usage: Option<KeyUsage>,
    /// Of the trust anchors that were given, those that count; empty for all of them.
    pub anchor_fingerprints: Vec<Fingerprint>,
    /// The most certificates between end entity and trust anchor, self-issued ones not counted (RFC
    /// 5280 §6.1.4 (l)).
    pub max_path_length: Option<u32>,
}

impl Requirements {
    /// What is asked of the path of whoever signed a CRL (RFC 5280 §6.3.3 (f)): what is asked of
    /// every path, at the same time.
    pub(crate) fn of_signers(&self) -> Self {
        Self {
            validation_time: self.validation_time,
            claimed_time: None,
            revocation: Revocation::Off,
            policies: PolicyInputs::default(),
            key_usage: None,
            anchor_fingerprints: Vec::new(),
            max_path_length: None,
        }
    }
}

/// What is to be done about revocation.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Revocation {
    /// No usable answer makes the verdict INDETERMINATE.
    Hard,
    /// No usable answer is only noted.
    Soft,
    /// Nothing.
    Off,
}

impl Revocation {
    /// Reads 'hard', 'soft' or 'off'.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] for anything else.
    pub fn parse(text: &str) -> Result<Self> {
        match text {
            "hard" => Ok(Self::Hard),
            "soft" => Ok(Self::Soft),
            "off" => Ok(Self::Off),
            _ => Err(Error::invalid_argument(
                "revocation",
                "it is none of 'hard', 'soft' and 'off'",
            )),
        }
    }
}
