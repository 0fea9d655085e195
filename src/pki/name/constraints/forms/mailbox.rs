//! rfc822Name (RFC 5280 §4.2.1.6).

use alloc::borrow::ToOwned;
use alloc::string::String;

use crate::pki::name::constraints::forms::host::Host;

/// A mailbox, or a constraint on mailboxes; a constraint without local part covers all mailboxes of
/// its hosts.
#[derive(Clone, Debug)]
pub(crate) struct Mailbox<'a> {
    local: Option<String>,
    host: Host<'a>,
}

impl<'a> Mailbox<'a> {
    /// Parses a `Mailbox` (RFC 5321 §4.1.2) at a host.
    pub(crate) fn of(address: &'a str) -> Option<Self> {
        let (local, host) = address.rsplit_once('@')?;
        Some(Self {
            host: Host::of(host)?,
            local: Some(local_part(local)?),
        })
    }

    /// Parses a constraint: one mailbox, all mailboxes of a host, or all below a domain.
    pub(crate) fn of_constraint(constraint: &'a str) -> Option<Self> {
        if constraint.contains('@') {
            return Self::of(constraint);
        }
        Some(Self {
            local: None,
            host: Host::of_constraint(constraint)?,
        })
    }

    /// Returns true if this mailbox is within the constraint: local parts must be equal, hosts
    /// equal regardless of case (§7.5).
    pub(crate) fn is_within(&self, constraint: &Mailbox<'_>) -> bool {
        (constraint.local.is_none() || constraint.local == self.local)
            && self.host.is_within(&constraint.host)
    }
}

/// Parses a `Local-part` (RFC 5321 §4.1.2) and removes its quotes.
fn local_part(local: &str) -> Option<String> {
    let is_atom =
        |octet: u8| octet.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&octet);
    let is_dot_string = local
        .split('.')
        .all(|atom| !atom.is_empty() && atom.bytes().all(is_atom));
    if is_dot_string {
        return Some(local.to_owned());
    }
    let quoted = local.strip_prefix('"')?.strip_suffix('"')?;
    let mut plain = String::new();
    let mut characters = quoted.chars();
    while let Some(character) = characters.next() {
        let character = match character {
            '"' => return None,
            '\\' => characters.next()?,
            character => character,
        };
        if !matches!(character, ' '..='~') {
            return None;
        }
        plain.push(character);
    }
    Some(plain)
}
