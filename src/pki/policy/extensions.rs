//! Policy extensions of a certificate (RFC 5280 §4.2.1.4, §4.2.1.5, §4.2.1.11, §4.2.1.14).

use alloc::vec::Vec;

use crate::asn1::der::{Reader, Result, count, tag};

/// anyPolicy, 2.5.29.32.0, as content octets.
pub(crate) const ANY_POLICY: &[u8] = &[0x55, 0x1d, 32, 0];

/// id-qt-cps and id-qt-unotice, 1.3.6.1.5.5.7.2.1 and .2 (RFC 5280 §4.2.1.4), which are only for
/// display.
const QUALIFIERS: [&[u8]; 2] = [&[0x2b, 6, 1, 5, 5, 7, 2, 1], &[0x2b, 6, 1, 5, 5, 7, 2, 2]];

/// Maximum number of policies, and of mappings, of one certificate: the work grows with their
/// product. Cross-certificates of bridge CAs have the most, about fifty.
pub(crate) const MAX_POLICIES: usize = 200;

/// The four extensions, with policies as content octets of their identifiers.
#[derive(Clone, Debug, Default)]
pub struct PolicyExtensions<'a> {
    /// certificatePolicies; `None` without the extension.
    pub policies: Option<Vec<&'a [u8]>>,
    /// True if certificatePolicies has a qualifier other than id-qt-cps and id-qt-unotice.
    pub has_unknown_qualifier: bool,
    /// policyMappings; `None` without the extension.
    pub mappings: Option<Vec<Mapping<'a>>>,
    /// policyConstraints; `None` without the extension.
    pub constraints: Option<PolicyConstraints>,
    /// inhibitAnyPolicy: number of further certificates for which anyPolicy is accepted.
    pub inhibit_any_policy: Option<u32>,
}

/// A mapping of one of the issuer's policies to one of the subject's.
#[derive(Clone, Copy, Debug)]
pub struct Mapping<'a> {
    /// `issuerDomainPolicy`, content octets.
    pub issuer_domain: &'a [u8],
    /// `subjectDomainPolicy`, content octets.
    pub subject_domain: &'a [u8],
}

/// policyConstraints: number of further certificates until each constraint applies.
#[derive(Clone, Copy, Debug)]
pub struct PolicyConstraints {
    /// `requireExplicitPolicy`; larger numbers become `u32::MAX`.
    pub require_explicit_policy: Option<u32>,
    /// `inhibitPolicyMapping`; larger numbers become `u32::MAX`.
    pub inhibit_policy_mapping: Option<u32>,
}

/// A rule of RFC 5280 on policies.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PolicyRule {
    /// §6.1.4 (a): no mapping is from or to anyPolicy.
    AnyPolicyNotMapped,
    /// §6.1.3 (f): if an explicit policy is required, at least one is valid for the path so far.
    ExplicitPolicy,
    /// §6.1.5 (g): if an explicit policy is required, at least one policy of the path is in the
    /// user's initial policy set.
    AcceptablePolicy,
    /// The number of policies of each certificate is within the limit. Undecided if not.
    Bounded,
}

impl PolicyRule {
    /// Returns true if the rule is undecided rather than broken.
    #[must_use]
    pub const fn is_undecided(self) -> bool {
        matches!(self, Self::Bounded)
    }
}

impl<'a> PolicyExtensions<'a> {
    /// Parses `SEQUENCE SIZE (1..MAX) OF SEQUENCE { policyIdentifier, policyQualifiers OPTIONAL }`.
    pub(crate) fn take_policies(&mut self, mut list: Reader<'a>) -> Result<()> {
        let mut policies = Vec::new();
        while !list.is_empty() {
            let mut policy = list.expect(tag::SEQUENCE)?.reader();
            policies.push(policy.expect(tag::OBJECT_IDENTIFIER)?.content);
            let qualifiers = policy.optional(tag::SEQUENCE)?;
            policy.end()?;
            let mut qualifiers = qualifiers.map_or(Reader(&[]), |q| q.reader());
            while !qualifiers.is_empty() {
                let mut qualifier = qualifiers.expect(tag::SEQUENCE)?.reader();
                let identifier = qualifier.expect(tag::OBJECT_IDENTIFIER)?.content;
                self.has_unknown_qualifier |= !QUALIFIERS.contains(&identifier);
            }
        }
        self.policies = Some(policies);
        Ok(())
    }

    /// Parses `SEQUENCE SIZE (1..MAX) OF SEQUENCE { issuerDomainPolicy, subjectDomainPolicy }`.
    pub(crate) fn take_mappings(&mut self, mut list: Reader<'a>) -> Result<()> {
        let mut mappings = Vec::new();
        while !list.is_empty() {
            let mut mapping = list.expect(tag::SEQUENCE)?.reader();
            let issuer_domain = mapping.expect(tag::OBJECT_IDENTIFIER)?.content;
            let subject_domain = mapping.expect(tag::OBJECT_IDENTIFIER)?.content;
            mapping.end()?;
            mappings.push(Mapping {
                issuer_domain,
                subject_domain,
            });
        }
        self.mappings = Some(mappings);
        Ok(())
    }

    /// Parses `SEQUENCE { requireExplicitPolicy [0] SkipCerts OPTIONAL, inhibitPolicyMapping [1]
    /// SkipCerts OPTIONAL }`.
    pub(crate) fn take_constraints(&mut self, mut fields: Reader<'a>) -> Result<()> {
        let mut skip_certs = |number| match fields.optional(tag::primitive(number))? {
            Some(skip) => count(skip.content).map(Some),
            None => Ok(None),
        };
        self.constraints = Some(PolicyConstraints {
            require_explicit_policy: skip_certs(0)?,
            inhibit_policy_mapping: skip_certs(1)?,
        });
        fields.end()
    }

    /// Returns the rule of processing that the extensions break by themselves.
    pub(crate) fn broken_rule(&self) -> Option<PolicyRule> {
        let [policies, mappings] = [
            self.policies.as_ref().map_or(0, Vec::len),
            self.mappings.as_ref().map_or(0, Vec::len),
        ];
        if policies.max(mappings) > MAX_POLICIES {
            return Some(PolicyRule::Bounded);
        }
        let maps_any = |m: &Mapping<'_>| [m.issuer_domain, m.subject_domain].contains(&ANY_POLICY);
        let mut mappings = self.mappings.iter().flatten();
        mappings
            .any(maps_any)
            .then_some(PolicyRule::AnyPolicyNotMapped)
    }

    /// Returns true if a policy is named twice, within the limit.
    pub(crate) fn names_policy_twice(&self) -> bool {
        let mut rest = self.policies.as_deref().unwrap_or_default();
        if rest.len() > MAX_POLICIES {
            return false;
        }
        while let [policy, after @ ..] = rest {
            if after.contains(policy) {
                return true;
            }
            rest = after;
        }
        false
    }
}

impl PolicyConstraints {
    /// Returns true if neither constraint is there.
    pub(crate) fn is_empty(self) -> bool {
        self.require_explicit_policy.is_none() && self.inhibit_policy_mapping.is_none()
    }
}
