//! Inputs of policy processing (RFC 5280 §6.1.1).

use alloc::string::String;
use alloc::vec::Vec;

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
