//! Certificate policy processing (RFC 5280 §6.1, as updated by RFC 9618 §5).
//!
//! `extensions` parses the policy extensions of one certificate, `inputs` has the caller's
//! requirements, and [`evaluate`] processes a path with the policy graph in `graph`.

pub(crate) mod extensions;
pub(crate) mod graph;
pub(crate) mod inputs;

pub use inputs::{PolicyInputs, is_policy_or_arc};

use alloc::string::String;
use alloc::vec::Vec;

use crate::asn1::oid::Identifier;
use crate::pki::policy::extensions::ANY_POLICY;
pub use crate::pki::policy::extensions::{
    Mapping, PolicyConstraints, PolicyExtensions, PolicyRule,
};
use crate::pki::policy::graph::PolicyGraph;

/// The input of policy processing from one certificate.
#[derive(Clone, Copy, Debug)]
pub struct PolicyView<'p, 'a> {
    /// The policy extensions.
    pub extensions: &'p PolicyExtensions<'a>,
    /// True if subject and issuer are the same name (RFC 5280 §3.2).
    pub is_self_issued: bool,
}

/// The policies that a path is valid for, as dotted identifiers, each once, in any order.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct PolicyOutcome {
    /// The authorities-constrained policy set (RFC 9618 §5.4), in the trust anchor's domain;
    /// anyPolicy means all.
    pub authorities_constrained: Vec<String>,
    /// The user-constrained policy set (RFC 9618 §5.4): those of them that the caller accepts; all
    /// of them if the caller accepts any policy.
    pub user_constrained: Vec<String>,
}

/// A broken or undecided policy rule of a path.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct PolicyFailure {
    /// The index of the certificate in the path, trust anchor first.
    pub certificate: usize,
    /// The rule.
    pub rule: PolicyRule,
}

/// Processes the policies of a path, trust anchor first, end entity last.
///
/// The trust anchor's own extensions are not part of the path (RFC 5280 §6.1). They apply
/// nevertheless, as RFC 5937 §3 permits: its policies restrict the user-initial-policy-set, and
/// policyConstraints and inhibitAnyPolicy count from it.
///
/// # Errors
/// [`PolicyFailure`] if a policy is required and the path is valid for none, or if an extension is
/// empty or contradictory.
pub fn evaluate(
    path: &[PolicyView<'_, '_>],
    inputs: &PolicyInputs,
) -> Result<PolicyOutcome, PolicyFailure> {
    for (certificate, view) in path.iter().enumerate() {
        if let Some(rule) = view.extensions.broken_rule() {
            return Err(PolicyFailure { certificate, rule });
        }
    }
    let Some((anchor, certificates)) = path.split_first() else {
        return Ok(PolicyOutcome::default());
    };
    let mut counters = Counters::initial(certificates.len(), inputs);
    counters.constrain(anchor.extensions);
    let mut graph = PolicyGraph::new();
    for (index, view) in certificates.iter().enumerate() {
        let is_last = index + 1 == certificates.len();
        let extensions = view.extensions;
        match &extensions.policies {
            Some(policies) => {
                let any_policy_counts =
                    counters.inhibit_any_policy > 0 || !is_last && view.is_self_issued;
                graph.descend(policies, any_policy_counts);
            }
            None => graph.clear(),
        }
        if counters.explicit_policy == 0 && graph.is_null() {
            return Err(PolicyFailure {
                certificate: index + 1,
                rule: PolicyRule::ExplicitPolicy,
            });
        }
        if is_last {
            counters.wrap_up(extensions);
            break;
        }
        if let Some(mappings) = &extensions.mappings {
            graph.map(mappings, counters.policy_mapping > 0);
        }
        if !view.is_self_issued {
            counters.count_down();
        }
        counters.constrain(extensions);
    }
    let is_null = graph.is_null();
    let outcome = outcome(graph, anchor.extensions, inputs);
    if counters.explicit_policy == 0 && outcome.user_constrained.is_empty() {
        return Err(PolicyFailure {
            certificate: certificates.len(),
            rule: if is_null {
                PolicyRule::ExplicitPolicy
            } else {
                PolicyRule::AcceptablePolicy
            },
        });
    }
    Ok(outcome)
}

/// Numbers of further certificates until each rule applies (RFC 5280 §6.1.2 (d) to (f)).
struct Counters {
    explicit_policy: u32,
    inhibit_any_policy: u32,
    policy_mapping: u32,
}

impl Counters {
    fn initial(length: usize, inputs: &PolicyInputs) -> Self {
        let beyond_path = u32::try_from(length).map_or(u32::MAX, |n| n.saturating_add(1));
        let unless = |now: bool| if now { 0 } else { beyond_path };
        Self {
            explicit_policy: unless(inputs.require_explicit_policy),
            inhibit_any_policy: unless(inputs.inhibit_any_policy),
            policy_mapping: unless(inputs.inhibit_policy_mapping),
        }
    }

    /// Decrements the counters (RFC 5280 §6.1.4 (h)).
    fn count_down(&mut self) {
        for counter in [
            &mut self.explicit_policy,
            &mut self.inhibit_any_policy,
            &mut self.policy_mapping,
        ] {
            *counter = counter.saturating_sub(1);
        }
    }

    /// Lowers the counters to a certificate's constraints (RFC 5280 §6.1.4 (i), (j)).
    fn constrain(&mut self, extensions: &PolicyExtensions<'_>) {
        let constraints = extensions.constraints;
        let lower = |counter: &mut u32, limit: Option<u32>| {
            if let Some(limit) = limit {
                *counter = (*counter).min(limit);
            }
        };
        lower(
            &mut self.explicit_policy,
            constraints.and_then(|c| c.require_explicit_policy),
        );
        lower(
            &mut self.policy_mapping,
            constraints.and_then(|c| c.inhibit_policy_mapping),
        );
        lower(&mut self.inhibit_any_policy, extensions.inhibit_any_policy);
    }

    /// Processes the last certificate (RFC 5280 §6.1.5 (a), (b)).
    fn wrap_up(&mut self, extensions: &PolicyExtensions<'_>) {
        self.explicit_policy = self.explicit_policy.saturating_sub(1);
        let constraints = extensions.constraints;
        if constraints.and_then(|c| c.require_explicit_policy) == Some(0) {
            self.explicit_policy = 0;
        }
    }
}

/// Determines the valid policies (RFC 9618 §5.4, for RFC 5280 §6.1.5 (g)).
fn outcome(
    graph: PolicyGraph<'_>,
    anchor: &PolicyExtensions<'_>,
    inputs: &PolicyInputs,
) -> PolicyOutcome {
    let any_policy = Identifier(ANY_POLICY).text();
    let texts = |policies: &[&[u8]]| -> Vec<String> {
        let texts = policies.iter().map(|policy| Identifier(policy).text());
        texts.collect()
    };
    let authorities_constrained = texts(&graph.authorities_constrained());
    let by_anchor = anchor.policies.as_deref().map(texts);
    let mut user_constrained = authorities_constrained.clone();
    // The caller's arcs last: what is left of anyPolicy below an arc has no identifier of its own.
    for set in [by_anchor.as_ref(), inputs.initial_policy_set.as_ref()] {
        if let Some(set) = set.filter(|set| !set.contains(&any_policy)) {
            user_constrained = intersection(&user_constrained, set, &any_policy);
        }
    }
    PolicyOutcome {
        authorities_constrained,
        user_constrained,
    }
}

/// Returns the policies in both lists; `any_policy` in `allowed` allows all of `asked`, and stands
/// for the policies below an arc that was asked for.
fn intersection(allowed: &[String], asked: &[String], any_policy: &String) -> Vec<String> {
    let allows_any = allowed.contains(any_policy);
    let mut both: Vec<String> = Vec::new();
    let mut add = |policy: &String| {
        if !both.contains(policy) {
            both.push(policy.clone());
        }
    };
    for policy in asked {
        if let Some(arc) = inputs::arc(policy) {
            let is_below = |policy: &&String| {
                let below = policy.strip_prefix(arc);
                below.is_some_and(|below| below.starts_with('.')) || *policy == any_policy
            };
            allowed.iter().filter(is_below).for_each(&mut add);
        } else if allows_any || allowed.contains(policy) {
            add(policy);
        }
    }
    both
}

#[cfg(test)]
mod tests;
