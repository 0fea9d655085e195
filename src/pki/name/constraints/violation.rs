//! Violations of name constraints.

use crate::pki::name::general_name::GeneralName;

/// A violated or undecided name constraint of a path.
#[derive(Clone, Debug)]
pub struct Violation<'a> {
    /// The broken or undecided rule.
    pub rule: NameConstraintRule,
    /// Index in the path, trust anchor first, of the certificate with the name; of the certificate
    /// with the constraint if the extension itself is malformed.
    pub certificate: usize,
    /// Index of the certificate with the constraint.
    pub constrained_by: usize,
    /// The name; `None` if the extension itself is malformed.
    pub name: Option<GeneralName<'a>>,
}

/// A rule of RFC 5280 on name constraints.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NameConstraintRule {
    /// §4.2.1.10: no list of the extension is empty: it may be meant to permit nothing.
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
    /// §4.2.1.10: constraints on this name form are processed. Undecided if not.
    FormProcessed,
    /// §7.1: the names differ only in characters that this implementation does not fold or
    /// normalise, or in string types without a comparison rule. Undecided.
    TextDecided,
    /// The limit of comparisons was reached. Undecided.
    Bounded,
}

impl NameConstraintRule {
    /// Returns true if the rule is undecided rather than broken.
    #[must_use]
    pub const fn is_undecided(self) -> bool {
        matches!(
            self,
            Self::FormProcessed | Self::TextDecided | Self::Bounded
        )
    }
}
