//! Names and constraints, prepared for comparison.

use alloc::vec::Vec;

use crate::pki::name::constraints::forms::{DnsName, Host, Mailbox, is_address, is_address_within};
use crate::pki::name::constraints::violation::NameConstraintRule;
use crate::pki::name::general_name::GeneralName;
use crate::pki::name::matching::{NameMatch, PreparedRdn};

/// id-on-SmtpUTF8Mailbox, 1.3.6.1.5.5.7.8.9 (RFC 9598 §3), a mailbox with non-ASCII characters.
pub(super) const SMTP_UTF8_MAILBOX: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 8, 9];

/// A constraint or a name, prepared for comparison; `None` if it is malformed.
pub(super) enum PreparedName<'a> {
    Directory(Vec<PreparedRdn<'a>>),
    Mailbox(Option<Mailbox<'a>>),
    Dns(Option<DnsName<'a>>),
    Uri(Option<Host<'a>>),
    Address(Option<&'a [u8]>),
    /// A name of a form whose constraints are not processed.
    Other(GeneralName<'a>),
}

impl<'a> PreparedName<'a> {
    pub(super) fn name(name: GeneralName<'a>) -> Self {
        match name {
            GeneralName::DirectoryName(name) => Self::Directory(name.prepared()),
            GeneralName::Rfc822Name(name) => Self::Mailbox(Mailbox::of(name)),
            GeneralName::DnsName(name) => Self::Dns(DnsName::of(name)),
            GeneralName::Uri(name) => Self::Uri(Host::of_uri(name)),
            GeneralName::IpAddress(name) => Self::Address(Some(name).filter(|n| is_address(n))),
            name => Self::Other(name),
        }
    }

    pub(super) fn constraint(base: GeneralName<'a>) -> Self {
        match base {
            GeneralName::Rfc822Name(base) => Self::Mailbox(Mailbox::of_constraint(base)),
            GeneralName::DnsName(base) => Self::Dns(DnsName::of_constraint(base)),
            GeneralName::Uri(base) => Self::Uri(Host::of_constraint(base)),
            // A malformed range makes the whole extension broken, so it never gets here.
            GeneralName::IpAddress(base) => Self::Address(Some(base)),
            base => Self::name(base),
        }
    }

    /// Returns whether this name is within `base`; `None` if `base` constrains another name form.
    ///
    /// With `for_any`, a wildcard is within `base` if any name that it matches is.
    pub(super) fn is_within(
        &self,
        base: &PreparedName<'_>,
        for_any: bool,
    ) -> Option<Result<bool, NameConstraintRule>> {
        let within = match (self, base) {
            (Self::Directory(name), PreparedName::Directory(base)) => {
                return Some(is_below(name, base));
            }
            (Self::Mailbox(name), PreparedName::Mailbox(base)) => name
                .as_ref()
                .zip(base.as_ref())
                .map(|(name, base)| name.is_within(base)),
            (Self::Dns(name), PreparedName::Dns(base)) => name
                .as_ref()
                .zip(base.as_ref())
                .map(|(name, base)| name.is_within(base, for_any)),
            (Self::Uri(name), PreparedName::Uri(base)) => name
                .as_ref()
                .zip(base.as_ref())
                .map(|(name, base)| name.is_within(base)),
            (Self::Address(name), PreparedName::Address(base)) => name
                .zip(*base)
                .map(|(name, base)| is_address_within(name, base)),
            (Self::Other(GeneralName::OtherName(SMTP_UTF8_MAILBOX)), PreparedName::Mailbox(_)) => {
                return Some(Err(NameConstraintRule::FormProcessed));
            }
            (Self::Other(name), PreparedName::Other(base)) if name.form() == base.form() => {
                return Some(Err(NameConstraintRule::FormProcessed));
            }
            _ => return None,
        };
        Some(within.ok_or(NameConstraintRule::Comparable))
    }

    /// Returns the cost of a comparison with this constraint, in comparisons.
    pub(super) fn cost(&self) -> usize {
        match self {
            Self::Directory(rdns) => rdns.len().max(1),
            _ => 1,
        }
    }
}

fn is_below(
    name: &[PreparedRdn<'_>],
    base: &[PreparedRdn<'_>],
) -> Result<bool, NameConstraintRule> {
    if name.len() < base.len() {
        return Ok(false);
    }
    let pairs = name.iter().zip(base);
    match pairs.map(|(rdn, base)| rdn.compare(base)).min() {
        None | Some(NameMatch::Same) => Ok(true),
        Some(NameMatch::Different) => Ok(false),
        Some(NameMatch::Undecided) => Err(NameConstraintRule::TextDecided),
    }
}
