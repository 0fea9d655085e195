//! What a caller asks of a path (RFC 5280 §6.1.1).

use super::key_usage::KeyUsage;
use super::time::Time;
use crate::{Error, Result};

/// The policy that an initial policy set names where every policy will do (RFC 5280 §6.1.1 (c)).
const ANY_POLICY: &str = "2.5.29.32.0";

/// What the caller asks of a path.
#[derive(Clone, Debug)]
pub struct Requirements {
    /// The point in time that certificates must be valid at.
    pub validation_time: Time,
    /// What is to be done about revocation.
    pub revocation: Revocation,
    /// CRLs or OCSP responses were handed over.
    pub has_revocation_data: bool,
    /// What is asked of policies.
    pub policies: PolicyInputs,
    /// At least one of these must be asserted by the end entity; `None` asks for none.
    pub key_usage: Option<KeyUsage>,
    /// The most certificates between end entity and trust anchor.
    pub max_path_length: Option<u32>,
}

/// What the caller asks of certificate policies (RFC 5280 §6.1.1); by default nothing.
#[derive(Clone, Debug, Default)]
pub struct PolicyInputs {
    /// (c), as dotted identifiers; `None` for any policy.
    pub initial_policy_set: Option<Vec<String>>,
    /// (e).
    pub require_explicit_policy: bool,
    /// (f).
    pub inhibit_policy_mapping: bool,
    /// (g).
    pub inhibit_any_policy: bool,
}

impl PolicyInputs {
    pub(super) fn ask_for_something(&self) -> bool {
        let any_policy_will_do = self
            .initial_policy_set
            .as_ref()
            .is_none_or(|set| set.iter().any(|policy| policy == ANY_POLICY));
        !any_policy_will_do
            || self.require_explicit_policy
            || self.inhibit_policy_mapping
            || self.inhibit_any_policy
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
            _ => Err(Error::InvalidArgument {
                name: "revocation".to_owned(),
                reason: "it is none of 'hard', 'soft' and 'off'".to_owned(),
            }),
        }
    }
}
