//! Name constraints (RFC 5280 §4.2.1.10).
//!
//! | module | content |
//! |---|---|
//! | `check` | the check of a path's names |
//! | `forms` | comparison of names with constraints, by name form |
//! | `prepared_name` | names and constraints, prepared for comparison |
//! | `violation` | the rules and their violations |

mod check;
pub(crate) mod forms;
mod prepared_name;
mod violation;

pub(crate) use check::MAX_COMPARISONS;
pub use check::check;
pub use violation::{NameConstraintRule, Violation};

use alloc::vec::Vec;

use crate::asn1::der::{Element, Reader, Result as DerResult, count, tag};
use crate::pki::name::Name;
use crate::pki::name::constraints::forms::is_address_range;
use crate::pki::name::general_name::GeneralName;

/// nameConstraints, with the subtrees in order.
#[derive(Clone, Debug)]
pub struct NameConstraints<'a> {
    permitted: Vec<GeneralName<'a>>,
    excluded: Vec<GeneralName<'a>>,
    /// The rule of RFC 5280 §4.2.1.10 that the extension breaks.
    broken: Option<NameConstraintRule>,
}

/// The input of name constraints processing from one certificate.
#[derive(Clone, Copy, Debug)]
pub struct NameView<'p, 'a> {
    /// The subject's name.
    pub subject: &'p Name<'a>,
    /// subjectAltName; empty without the extension.
    pub alternative_names: &'p [GeneralName<'a>],
    /// nameConstraints; `None` without the extension.
    pub constraints: Option<&'p NameConstraints<'a>>,
    /// True if subject and issuer are the same name (RFC 5280 §3.2).
    pub is_self_issued: bool,
}

impl<'a> NameConstraints<'a> {
    /// Returns the bases of `permittedSubtrees`.
    #[must_use]
    pub fn permitted(&self) -> &[GeneralName<'a>] {
        &self.permitted
    }

    /// Returns the bases of `excludedSubtrees`.
    #[must_use]
    pub fn excluded(&self) -> &[GeneralName<'a>] {
        &self.excluded
    }

    /// Returns true if the extension has neither list, so that it constrains nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.permitted.is_empty() && self.excluded.is_empty()
    }

    /// Parses `SEQUENCE { permittedSubtrees [0] GeneralSubtrees OPTIONAL, excludedSubtrees [1]
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
        Ok(constraints)
    }

    /// Parses `SEQUENCE SIZE (1..MAX) OF SEQUENCE { base GeneralName, minimum [0] BaseDistance
    /// DEFAULT 0, maximum [1] BaseDistance OPTIONAL }`.
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

#[cfg(test)]
mod tests;
