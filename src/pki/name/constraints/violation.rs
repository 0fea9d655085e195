//! Violations of name constraints.

use crate::pki::name::general_name::GeneralName;

/// Where and why a path violates name constraints, or cannot be decided.
#[derive(Clone, Debug)]
pub struct Violation<'a> {
    /// The rule that is broken or undecided.
    pub rule: NameConstraintRule,
    /// Index in the path, trust anchor first, of the certificate with the name; of the certificate
    /// with the constraint if the extension itself is malformed.
    pub certificate: usize,
    /// Index of the certificate with the constraint.
    pub constrained_by: usize,
    /// The name; `None` if the extension itself is malformed.
    pub name: Option<GeneralName<'a>>,
}

/// A rule of RFC 5280 on name constraints that is broken or cannot be decided.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NameConstraintRule {
    /// §4.2.1.10: neither the extension nor any of its lists is empty.
    NotEmpty,
    /// §4.2.1.10: `minimum` is 0 and `maximum` absent.
    NoDistances,
    /// §4.2.1.10: an iPAddress is an address and a mask in the style of CIDR.
    AddressRange,
    /// §6.1.3 (b): the name is within a permitted subtree of its form.
    Permitted,
    /// §6.1.3 (c): the name is within no excluded subtree.
    NotExcluded,
    /// §4.2.1.10: the name and the constraint are well-formed, and have a host to compare.
    Comparable,
    /// §4.2.1.10: the name is of a form whose constraints are not processed here. Undecided.
    FormProcessed,
    /// §7.1: the names differ only in characters that are not folded or normalised here, or in
    /// string types without a comparison rule. Undecided.
    TextDecided,
    /// The limit of comparisons was reached. Undecided.
    Bounded,
}

impl NameConstraintRule {
    /// True if it is not known whether the rule holds.
    #[must_use]
    pub const fn is_undecided(self) -> bool {
        matches!(
            self,
            Self::FormProcessed | Self::TextDecided | Self::Bounded
        )
    }
}
