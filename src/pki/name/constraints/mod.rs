//! Name constraints (RFC 5280 §4.2.1.10, §6.1.3 (b), (c) and §6.1.4 (g)).
//!
//! Whatever is permitted by one certificate must be by every other above it too, so nothing is
//! intersected: a name is held against each of them. Names times constraints is what an attacker
//! multiplies, so comparisons are counted.

pub(crate) mod forms;

use alloc::vec::Vec;

use crate::asn1::der::{Element, Reader, Result as DerResult, count, tag};
use crate::pki::name::constraints::forms::{
    DnsName, Host, Mailbox, is_address, is_address_range, is_address_within,
};
use crate::pki::name::general_name::GeneralName;
use crate::pki::name::{Name, NameMatch, PreparedRdn};

/// The most comparisons of one name with one constraint in one path, a directory name counted once
/// for each of the constraint's parts: the limit of rustls-webpki, natively some three milliseconds.
/// A certificate with 100 names below three authorities of 100 constraints each comes to an eighth.
const MAX_COMPARISONS: usize = 250_000;

/// emailAddress, 1.2.840.113549.1.9.1 (RFC 5280 §4.1.2.6).
const EMAIL_ADDRESS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 1];

/// id-on-SmtpUTF8Mailbox, 1.3.6.1.5.5.7.8.9 (RFC 9598 §3), a mailbox beyond ASCII.
const SMTP_UTF8_MAILBOX: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 8, 9];

/// The extension, its constraints in their order.
#[derive(Clone, Debug)]
pub struct NameConstraints<'a> {
    permitted: Vec<GeneralName<'a>>,
    excluded: Vec<GeneralName<'a>>,
    /// What makes it none that RFC 5280 §4.2.1.10 allows.
    broken: Option<NameConstraintRule>,
}

/// What of a certificate its names and those below it are judged by.
#[derive(Clone, Copy, Debug)]
pub struct NameView<'p, 'a> {
    /// The subject's name.
    pub subject: &'p Name<'a>,
    /// subjectAltName; empty without the extension.
    pub alternative_names: &'p [GeneralName<'a>],
    /// nameConstraints; `None` without the extension.
    pub constraints: Option<&'p NameConstraints<'a>>,
    /// Subject and issuer are the same name (RFC 5280 §3.2).
    pub is_self_issued: bool,
}

/// Where and why a path does not keep to name constraints, or cannot be said to.
#[derive(Clone, Debug)]
pub struct Violation<'a> {
    /// What is broken or left open.
    pub rule: NameConstraintRule,
    /// The index of the certificate whose name it is, in the path, trust anchor first; that of the
    /// certificate with the constraint where no name is at fault.
    pub certificate: usize,
    /// The index of the certificate with the constraint.
    pub constrained_by: usize,
    /// The name.
    pub name: Option<GeneralName<'a>>,
}

/// A rule of RFC 5280 on name constraints that is broken or cannot be decided.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NameConstraintRule {
    /// §4.2.1.10: the extension constrains something, and so does each of its lists.
    NotEmpty,
    /// §4.2.1.10: `minimum` is 0 and `maximum` absent.
    NoDistances,
    /// §4.2.1.10: an iPAddress is an address and a mask in the style of CIDR.
    AddressRange,
    /// §6.1.3 (b): the name is within a permitted subtree of its form.
    Permitted,
    /// §6.1.3 (c): the name is within no excluded subtree.
    NotExcluded,
    /// §4.2.1.10: the name is constrained, and it or the constraint is none of its form, or has no
    /// host that could be compared.
    Comparable,
    /// §4.2.1.10: the name is of a form whose constraints are not processed here. Undecided.
    FormProcessed,
    /// §7.1: whether the names are the same hangs on characters that are not folded or normalised
    /// here, or on texts of kinds that nothing compares. Undecided.
    TextDecided,
    /// There are more comparisons to be made than are made. Undecided.
    Bounded,
}

impl NameConstraintRule {
    /// It is not known whether the rule holds.
    #[must_use]
    pub const fn is_undecided(self) -> bool {
        matches!(
            self,
            Self::FormProcessed | Self::TextDecided | Self::Bounded
        )
    }
}

impl<'a> NameConstraints<'a> {
    /// The bases of `permittedSubtrees`.
    #[must_use]
    pub fn permitted(&self) -> &[GeneralName<'a>] {
        &self.permitted
    }

    /// The bases of `excludedSubtrees`.
    #[must_use]
    pub fn excluded(&self) -> &[GeneralName<'a>] {
        &self.excluded
    }

    /// `SEQUENCE { permittedSubtrees [0] GeneralSubtrees OPTIONAL, excludedSubtrees [1]
    /// GeneralSubtrees OPTIONAL }`.
    pub(crate) fn parse(mut fields: Reader<'a>) -> DerResult<Self> {
        let permitted = fields.optional(tag::constructed(0))?;
        let excluded = fields.optional(tag::constructed(1))?;
        fields.end()?;
        let mut constraints = Self {
            permitted: Vec::new(),
            excluded: Vec::new(),
            broken: None,
        };
        constraints.permitted = constraints.subtrees(permitted)?;
        constraints.excluded = constraints.subtrees(excluded)?;
        if constraints.permitted.is_empty() && constraints.excluded.is_empty() {
            constraints.broken = Some(NameConstraintRule::NotEmpty);
        }
        Ok(constraints)
    }

    /// `SEQUENCE SIZE (1..MAX) OF SEQUENCE { base GeneralName, minimum [0] BaseDistance DEFAULT 0,
    /// maximum [1] BaseDistance OPTIONAL }`.
    fn subtrees(&mut self, list: Option<Element<'a>>) -> DerResult<Vec<GeneralName<'a>>> {
        let Some(list) = list else {
            return Ok(Vec::new());
        };
        let mut list = list.reader();
        let mut bases = Vec::new();
        while !list.is_empty() {
            let mut subtree = list.expect(tag::SEQUENCE)?.reader();
            let base = GeneralName::parse(&mut subtree)?;
            let minimum = match subtree.optional(tag::primitive(0))? {
                Some(minimum) => count(minimum.content)?,
                None => 0,
            };
            let maximum = subtree.optional(tag::primitive(1))?;
            subtree.end()?;
            if minimum != 0 || maximum.is_some() {
                self.broken = Some(NameConstraintRule::NoDistances);
            }
            if matches!(base, GeneralName::IpAddress(range) if !is_address_range(range)) {
                self.broken = Some(NameConstraintRule::AddressRange);
            }
            bases.push(base);
        }
        if bases.is_empty() {
            self.broken = Some(NameConstraintRule::NotEmpty);
        }
        Ok(bases)
    }
}

/// Holds the names of a path, trust anchor first, end entity last, to its name constraints.
///
/// The trust anchor's constraints count too (RFC 5937 §3.2, RFC 5280 §6.1.1 (h), (i)); its own names
/// and those of self-issued certificates are held to none, but for the end entity's.
///
/// # Errors
/// [`Violation`]: the first rule that is broken, or, where none is, the first that is undecided.
pub fn check<'a>(path: &[NameView<'_, 'a>]) -> Result<(), Violation<'a>> {
    let mut checker = NameChecker {
        left: MAX_COMPARISONS,
        undecided: None,
    };
    let mut above = Vec::new();
    for (index, view) in path.iter().enumerate() {
        let is_last = index + 1 == path.len();
        if index > 0 && (is_last || !view.is_self_issued) {
            checker.check_names(index, view, &above)?;
        }
        if let Some(constraints) = view.constraints {
            above.push(PreparedConstraints::of(index, constraints)?);
        }
    }
    checker.undecided.map_or(Ok(()), Err)
}

/// The constraints of one certificate.
struct PreparedConstraints<'a> {
    index: usize,
    permitted: Vec<PreparedName<'a>>,
    excluded: Vec<PreparedName<'a>>,
}

/// A constraint or a name, ready to be compared; `None` for what is none of its form.
enum PreparedName<'a> {
    Directory(Vec<PreparedRdn<'a>>),
    Mailbox(Option<Mailbox<'a>>),
    Dns(Option<DnsName<'a>>),
    Uri(Option<Host<'a>>),
    Address(Option<&'a [u8]>),
    /// Of a form whose constraints are not processed.
    Other(GeneralName<'a>),
}

impl<'a> PreparedConstraints<'a> {
    fn of(index: usize, constraints: &NameConstraints<'a>) -> Result<Self, Violation<'a>> {
        if let Some(rule) = constraints.broken {
            return Err(Violation {
                rule,
                certificate: index,
                constrained_by: index,
                name: None,
            });
        }
        let prepared = |names: &[GeneralName<'a>]| {
            names
                .iter()
                .copied()
                .map(PreparedName::constraint)
                .collect()
        };
        Ok(Self {
            index,
            permitted: prepared(&constraints.permitted),
            excluded: prepared(&constraints.excluded),
        })
    }
}

impl<'a> PreparedName<'a> {
    fn name(name: GeneralName<'a>) -> Self {
        match name {
            GeneralName::DirectoryName(name) => Self::Directory(name.prepared()),
            GeneralName::Rfc822Name(name) => Self::Mailbox(Mailbox::of(name)),
            GeneralName::DnsName(name) => Self::Dns(DnsName::of(name)),
            GeneralName::Uri(name) => Self::Uri(Host::of_uri(name)),
            GeneralName::IpAddress(name) => Self::Address(Some(name).filter(|n| is_address(n))),
            name => Self::Other(name),
        }
    }

    fn constraint(base: GeneralName<'a>) -> Self {
        match base {
            GeneralName::Rfc822Name(base) => Self::Mailbox(Mailbox::of_constraint(base)),
            GeneralName::DnsName(base) => Self::Dns(DnsName::of_constraint(base)),
            GeneralName::Uri(base) => Self::Uri(Host::of_constraint(base)),
            // A range that is none made the whole extension broken.
            GeneralName::IpAddress(base) => Self::Address(Some(base)),
            base => Self::name(base),
        }
    }

    /// Whether this name lies within `base`; `None` where that is about names of another form.
    ///
    /// `for_any`: whether one of all that the name stands for does.
    fn is_within(
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

    /// How many comparisons one with this constraint counts for.
    fn cost(&self) -> usize {
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

struct NameChecker<'a> {
    /// How many more are made.
    left: usize,
    undecided: Option<Violation<'a>>,
}

impl<'a> NameChecker<'a> {
    fn check_names(
        &mut self,
        certificate: usize,
        view: &NameView<'_, 'a>,
        above: &[PreparedConstraints<'a>],
    ) -> Result<(), Violation<'a>> {
        if above.is_empty() {
            return Ok(());
        }
        let subject = Some(*view.subject).filter(|subject| !subject.is_empty());
        let names = subject.map(GeneralName::DirectoryName);
        let names = names.iter().chain(view.alternative_names);
        for &name in names {
            self.check_name(certificate, name, above)?;
        }
        // §4.2.1.10: constraints on mailboxes bound those in the subject, where it has no other.
        let is_mailbox = |name: &GeneralName<'_>| matches!(name, GeneralName::Rfc822Name(_));
        if view.alternative_names.iter().any(is_mailbox) {
            return Ok(());
        }
        let attributes = view.subject.attributes();
        for mailbox in attributes.filter(|a| a.identifier == EMAIL_ADDRESS) {
            // IA5String, or another text by mistake; what is neither can be no mailbox.
            let text = core::str::from_utf8(mailbox.value.content).unwrap_or_default();
            self.check_name(certificate, GeneralName::Rfc822Name(text), above)?;
        }
        Ok(())
    }

    fn check_name(
        &mut self,
        certificate: usize,
        name: GeneralName<'a>,
        above: &[PreparedConstraints<'a>],
    ) -> Result<(), Violation<'a>> {
        let prepared = PreparedName::name(name);
        for constraints in above {
            let rules = [
                self.excluded(&prepared, constraints),
                self.permitted(&prepared, constraints),
            ];
            for rule in rules.into_iter().flatten() {
                let violation = Violation {
                    rule,
                    certificate,
                    constrained_by: constraints.index,
                    name: Some(name),
                };
                if rule == NameConstraintRule::Bounded || !rule.is_undecided() {
                    return Err(violation);
                }
                self.undecided.get_or_insert(violation);
            }
        }
        Ok(())
    }

    /// RFC 5280 §6.1.3 (c): the rule that is broken or undecided. A constraint that cannot be
    /// compared may be meant to exclude the name.
    fn excluded(
        &mut self,
        name: &PreparedName<'_>,
        constraints: &PreparedConstraints<'_>,
    ) -> Option<NameConstraintRule> {
        let mut undecided = None;
        for base in &constraints.excluded {
            if self.is_used_up(base) {
                return Some(NameConstraintRule::Bounded);
            }
            match name.is_within(base, true) {
                None | Some(Ok(false)) => {}
                Some(Ok(true)) => return Some(NameConstraintRule::NotExcluded),
                Some(Err(rule)) if rule.is_undecided() => undecided = Some(rule),
                Some(Err(rule)) => return Some(rule),
            }
        }
        undecided
    }

    /// RFC 5280 §6.1.3 (b): the rule that is broken or undecided. A constraint that cannot be
    /// compared permits nothing, and the name may be within another.
    fn permitted(
        &mut self,
        name: &PreparedName<'_>,
        constraints: &PreparedConstraints<'_>,
    ) -> Option<NameConstraintRule> {
        let mut broken = None;
        for base in &constraints.permitted {
            if self.is_used_up(base) {
                return Some(NameConstraintRule::Bounded);
            }
            let rule = match name.is_within(base, false) {
                None => continue,
                Some(Ok(true)) => return None,
                Some(Ok(false)) => NameConstraintRule::Permitted,
                Some(Err(rule)) => rule,
            };
            // What may yet be permitted weighs more than what cannot be compared, and that more than
            // what is just another name.
            if rule.is_undecided() || matches!(broken, None | Some(NameConstraintRule::Permitted)) {
                broken = Some(rule);
            }
        }
        broken
    }

    /// Counts a checker with `base`; true where no more are made.
    fn is_used_up(&mut self, base: &PreparedName<'_>) -> bool {
        match self.left.checked_sub(base.cost()) {
            Some(left) => {
                self.left = left;
                false
            }
            None => true,
        }
    }
}

#[cfg(test)]
mod tests;
