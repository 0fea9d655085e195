//! The policy graph (RFC 9618 §3 and §5.1).
//!
//! The tree of RFC 5280 doubles with every certificate that maps two policies to two. The graph has
//! one node for each policy at a depth, whatever the number of paths to it, so a depth has at most
//! as many nodes as its certificate and the one above have policies. Nodes are few and searched
//! linearly: sorting would double the size of this module.

use alloc::vec::Vec;

use crate::pki::policy::extensions::{ANY_POLICY, Mapping};

/// The graph of the certificates processed so far.
pub(crate) struct PolicyGraph<'a> {
    /// One level for each depth, from 0.
    levels: Vec<Level<'a>>,
}

/// The nodes of one depth.
#[derive(Default)]
struct Level<'a> {
    nodes: Vec<PolicyNode<'a>>,
}

struct PolicyNode<'a> {
    valid_policy: &'a [u8],
    /// expected_policy_set: the names of this policy in the next certificate.
    expected: Vec<&'a [u8]>,
    /// Indices of its parents, one depth above.
    parents: Vec<usize>,
    /// True if a path leads from this node to the last depth.
    is_reached: bool,
}

impl<'a> PolicyGraph<'a> {
    /// Creates the initial graph (RFC 5280 §6.1.2 (a)).
    pub(crate) fn new() -> Self {
        let mut level = Level::default();
        level.add(ANY_POLICY, Vec::new());
        Self {
            levels: vec![level],
        }
    }

    /// Sets the graph to null (RFC 5280 §6.1.3 (e)).
    pub(crate) fn clear(&mut self) {
        self.levels.clear();
    }

    /// Returns true if no policy is valid for the path.
    pub(crate) fn is_null(&self) -> bool {
        self.levels
            .last()
            .is_none_or(|level| level.nodes.is_empty())
    }

    /// Adds the level of a certificate with these policies (RFC 5280 §6.1.3 (d)).
    pub(crate) fn descend(&mut self, policies: &[&'a [u8]], any_policy_counts: bool) {
        let Some(above) = self.levels.last() else {
            return;
        };
        let mut level = Level::default();
        for &policy in policies {
            if policy == ANY_POLICY || level.position(policy).is_some() {
                continue;
            }
            let mut parents = above.expecting(policy);
            if parents.is_empty() {
                parents.extend(above.position(ANY_POLICY));
            }
            if !parents.is_empty() {
                level.add(policy, parents);
            }
        }
        if any_policy_counts && policies.contains(&ANY_POLICY) {
            for policy in above.nodes.iter().flat_map(|node| &node.expected) {
                if level.position(policy).is_none() {
                    level.add(policy, above.expecting(policy));
                }
            }
        }
        self.levels.push(level);
    }

    /// Applies the mappings of a certificate (RFC 5280 §6.1.4 (b)).
    pub(crate) fn map(&mut self, mappings: &[Mapping<'a>], is_allowed: bool) {
        let [.., above, level] = &mut self.levels[..] else {
            return;
        };
        if !is_allowed {
            let is_mapped = |policy| mappings.iter().any(|m| m.issuer_domain == policy);
            return level.nodes.retain(|node| !is_mapped(node.valid_policy));
        }
        if level.position(ANY_POLICY).is_some() {
            for mapping in mappings {
                if level.position(mapping.issuer_domain).is_none() {
                    let parents = above.position(ANY_POLICY).into_iter().collect();
                    level.add(mapping.issuer_domain, parents);
                }
            }
        }
        for node in &mut level.nodes {
            let of_node = mappings
                .iter()
                .filter(|m| m.issuer_domain == node.valid_policy);
            let mut expected = Vec::new();
            for mapping in of_node {
                if !expected.contains(&mapping.subject_domain) {
                    expected.push(mapping.subject_domain);
                }
            }
            if !expected.is_empty() {
                node.expected = expected;
            }
        }
    }

    /// Returns the authorities-constrained policy set (RFC 9618 §5.4): the policies, in the trust
    /// anchor's domain, that are valid for the whole path; anyPolicy if every policy is.
    ///
    /// These are the children of anyPolicy nodes from which a path leads to the last depth.
    pub(crate) fn authorities_constrained(mut self) -> Vec<&'a [u8]> {
        let mut policies = Vec::new();
        let Some(mut level) = self.levels.pop() else {
            return policies;
        };
        for node in &mut level.nodes {
            node.is_reached = true;
        }
        let mut is_last = true;
        while let Some(mut above) = self.levels.pop() {
            for node in level.nodes.iter().filter(|node| node.is_reached) {
                let mut is_below_any_policy = false;
                for &parent in &node.parents {
                    if let Some(parent) = above.nodes.get_mut(parent) {
                        parent.is_reached = true;
                        is_below_any_policy |= parent.valid_policy == ANY_POLICY;
                    }
                }
                let policy = node.valid_policy;
                if is_below_any_policy
                    && (is_last || policy != ANY_POLICY)
                    && !policies.contains(&policy)
                {
                    policies.push(policy);
                }
            }
            level = above;
            is_last = false;
        }
        policies
    }
}

impl<'a> Level<'a> {
    /// Adds a node that expects its own policy until mappings are applied.
    fn add(&mut self, valid_policy: &'a [u8], parents: Vec<usize>) {
        self.nodes.push(PolicyNode {
            valid_policy,
            expected: vec![valid_policy],
            parents,
            is_reached: false,
        });
    }

    fn position(&self, policy: &[u8]) -> Option<usize> {
        self.nodes
            .iter()
            .position(|node| node.valid_policy == policy)
    }

    /// Returns the nodes that expect a policy.
    fn expecting(&self, policy: &[u8]) -> Vec<usize> {
        let mut expecting = Vec::new();
        for (index, node) in self.nodes.iter().enumerate() {
            if node.expected.contains(&policy) {
                expecting.push(index);
            }
        }
        expecting
    }
}
