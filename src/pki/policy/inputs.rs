//! Inputs of policy processing (RFC 5280 §6.1.1).

use alloc::string::String;
use alloc::vec::Vec;

use crate::asn1::object_identifier::ObjectIdentifier;

/// The caller's requirements on certificate policies (RFC 5280 §6.1.1), by default none.
#[derive(Clone, Debug, Default)]
pub struct PolicyInputs {
    /// user-initial-policy-set (c), as dotted identifiers; `None` for any policy.
    ///
    /// `1.3.6.1.4.1.16030.1.*` stands for every policy below the arc: the last number of Hongkong
    /// Post's policies is the version of its certification practice statement.
    pub initial_policy_set: Option<Vec<String>>,
    /// initial-explicit-policy (e).
    pub require_explicit_policy: bool,
    /// initial-policy-mapping-inhibit (f).
    pub inhibit_policy_mapping: bool,
    /// initial-any-policy-inhibit (g).
    pub inhibit_any_policy: bool,
}

/// Returns the arc of an entry that stands for all policies below it.
pub(super) fn arc(policy: &str) -> Option<&str> {
    let arc = policy.strip_suffix(".*")?;
    ObjectIdentifier::parse(arc).map(|_| arc)
}

/// Returns true if `text` is a policy or stands for all policies below an arc.
#[must_use]
pub fn is_policy_or_arc(text: &str) -> bool {
    ObjectIdentifier::parse(text).is_some() || arc(text).is_some()
}
