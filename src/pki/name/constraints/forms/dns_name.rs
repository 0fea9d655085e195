//! dNSName (RFC 5280 §4.2.1.6).

use crate::pki::name::constraints::forms::host::{is_host, is_in_domain};

/// dNSName (RFC 5280 §4.2.1.6).
#[derive(Clone, Copy, Debug)]
pub(crate) struct DnsName<'a> {
    host: &'a str,
    /// True if the name starts with `*.`, which matches one label (RFC 6125 §6.4.3).
    is_wildcard: bool,
}

impl<'a> DnsName<'a> {
    /// Parses a host, optionally preceded by a wildcard label.
    pub(crate) fn of(name: &'a str) -> Option<Self> {
        let parent = name.strip_prefix("*.");
        let host = parent.unwrap_or(name);
        is_host(host).then_some(Self {
            host,
            is_wildcard: parent.is_some(),
        })
    }

    /// Parses a constraint: a host, or the empty string, which covers every name.
    pub(crate) fn of_constraint(constraint: &'a str) -> Option<Self> {
        (constraint.is_empty() || is_host(constraint)).then_some(Self {
            host: constraint,
            is_wildcard: false,
        })
    }

    /// Returns true if the name equals the constraint or extends it by labels on the left. A
    /// permitted subtree must cover all names that a wildcard matches, an excluded one (`for_any`)
    /// at least one.
    pub(crate) fn is_within(&self, constraint: &DnsName<'_>, for_any: bool) -> bool {
        if constraint.host.is_empty() || is_in_domain(self.host, constraint.host) {
            return true;
        }
        let above = constraint.host.split_once('.').map(|(_, above)| above);
        let is_one_label_more = above.is_some_and(|above| above.eq_ignore_ascii_case(self.host));
        for_any && self.is_wildcard && is_one_label_more
    }
}
