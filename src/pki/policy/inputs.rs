//! Inputs of policy processing (RFC 5280 §6.1.1).

use alloc::string::String;
use alloc::vec::Vec;

/// The caller's requirements on certificate policies (RFC 5280 §6.1.1), by default none.
#[derive(Clone, Debug, Default)]
pub struct PolicyInputs {
    /// user-initial-policy-set (c), as dotted identifiers; `None` for any policy.
    pub initial_policy_set: Option<Vec<String>>,
    /// initial-explicit-policy (e).
    pub require_explicit_policy: bool,
    /// initial-policy-mapping-inhibit (f).
    pub inhibit_policy_mapping: bool,
    /// initial-any-policy-inhibit (g).
    pub inhibit_any_policy: bool,
}
