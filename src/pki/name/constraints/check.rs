//! Checks the names of a path against its name constraints (RFC 5280 §6.1.3 (b), (c) and §6.1.4
//! (g)).
//!
//! A name must be within the permitted subtrees of every certificate above it. The subtrees are
//! therefore not intersected; the name is compared with each of them.

use alloc::vec::Vec;

use crate::pki::name::constraints::prepared_name::PreparedName;
use crate::pki::name::constraints::violation::{NameConstraintRule, Violation};
use crate::pki::name::constraints::{NameConstraints, NameView};
use crate::pki::name::general_name::GeneralName;

/// Maximum number of comparisons of a name with a constraint in one path: the limit of
/// rustls-webpki, natively about three milliseconds. A directory name counts once for each RDN of
/// the constraint. A certificate with 100 names below three CAs with 100 constraints each takes an
/// eighth of the limit.
pub(crate) const MAX_COMPARISONS: usize = 250_000;

/// emailAddress, 1.2.840.113549.1.9.1 (RFC 5280 §4.1.2.6).
pub(super) const EMAIL_ADDRESS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 1];

/// Checks the names of a path, trust anchor first, against its name constraints.
///
/// The trust anchor's constraints apply too (RFC 5937 §3.2, RFC 5280 §6.1.1 (h), (i)). Its own
/// names and those of self-issued certificates are not checked, except the end entity's.
///
/// # Errors
/// [`Violation`]: the first broken rule, or else the first undecided one.
pub fn check<'a>(path: &[NameView<'_, 'a>]) -> Result<(), Violation<'a>> {
    let mut checker = NameChecker {
        comparisons_left: MAX_COMPARISONS,
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

/// The constraints of one certificate, prepared for comparison.
struct PreparedConstraints<'a> {
    index: usize,
    permitted: Vec<PreparedName<'a>>,
    excluded: Vec<PreparedName<'a>>,
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

struct NameChecker<'a> {
    comparisons_left: usize,
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
        // §4.2.1.10: constraints on rfc822Name apply to emailAddress if there is no rfc822Name.
        let is_mailbox = |name: &GeneralName<'_>| matches!(name, GeneralName::Rfc822Name(_));
        if view.alternative_names.iter().any(is_mailbox) {
            return Ok(());
        }
        let attributes = view.subject.attributes();
        for mailbox in attributes.filter(|a| a.identifier == EMAIL_ADDRESS) {
            // IA5String or, in faulty certificates, UTF8String. Other types and the empty string
            // are not mailboxes.
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

    /// Checks the excluded subtrees (RFC 5280 §6.1.3 (c)) and returns the broken or undecided rule.
    /// A malformed constraint may be meant to exclude the name.
    fn excluded(
        &mut self,
        name: &PreparedName<'_>,
        constraints: &PreparedConstraints<'_>,
    ) -> Option<NameConstraintRule> {
        let mut undecided = None;
        for base in &constraints.excluded {
            if self.is_limited(base) {
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

    /// Checks the permitted subtrees (RFC 5280 §6.1.3 (b)) and returns the broken or undecided
    /// rule. A malformed constraint permits nothing, but another may permit the name.
    fn permitted(
        &mut self,
        name: &PreparedName<'_>,
        constraints: &PreparedConstraints<'_>,
    ) -> Option<NameConstraintRule> {
        let mut broken = None;
        for base in &constraints.permitted {
            if self.is_limited(base) {
                return Some(NameConstraintRule::Bounded);
            }
            let rule = match name.is_within(base, false) {
                None => continue,
                Some(Ok(true)) => return None,
                Some(Ok(false)) => NameConstraintRule::Permitted,
                Some(Err(rule)) => rule,
            };
            // Precedence: undecided, malformed, not permitted.
            if rule.is_undecided() || matches!(broken, None | Some(NameConstraintRule::Permitted)) {
                broken = Some(rule);
            }
        }
        broken
    }

    /// Counts a comparison with `base`; true if the limit is reached.
    fn is_limited(&mut self, base: &PreparedName<'_>) -> bool {
        match self.comparisons_left.checked_sub(base.cost()) {
            Some(left) => {
                self.comparisons_left = left;
                false
            }
            None => true,
        }
    }
}
