//! The policy graph (RFC 9618 §3 and §5.1).
//!
//! RFC 5280's tree doubles with every certificate that maps two policies to two; the graph has one
//! node for a policy at a depth, however many ways lead there. So its nodes are at most the policies
//! and mappings that the certificates name, its edges at most the mappings more.

use super::policy_extensions::{ANY_POLICY, Mapping};

/// The graph of the certificates so far.
pub(super) struct PolicyGraph<'a> {
    /// One level for each depth, from 0.
    levels: Vec<Level<'a>>,
}

/// The nodes of one depth.
#[derive(Default)]
struct Level<'a> {
    nodes: Vec<Node<'a>>,
    /// The expected policies with the indices of the nodes that expect them, in order.
    expected: Vec<(&'a [u8], usize)>,
}

struct Node<'a> {
    valid_policy: &'a [u8],
    /// Indices of nodes one depth above.
    parents: Vec<usize>,
}

impl<'a> PolicyGraph<'a> {
    /// RFC 5280 §6.1.2 (a).
    pub(super) fn new() -> Self {
        let mut level = Level::default();
        level.add(ANY_POLICY, Vec::new());
        level.expect_own();
        Self {
            levels: vec![level],
        }
    }

    /// RFC 5280 §6.1.3 (e).
    pub(super) fn clear(&mut self) {
        self.levels.clear();
    }

    /// No policy holds for the path.
    pub(super) fn is_null(&self) -> bool {
        self.levels
            .last()
            .is_none_or(|level| level.nodes.is_empty())
    }

    /// RFC 5280 §6.1.3 (d), for a certificate with these policies, none of them twice.
    pub(super) fn descend(&mut self, policies: &[&'a [u8]], any_policy_counts: bool) {
        let Some(above) = self.levels.last() else {
            return;
        };
        let any_policy_above = above.position(ANY_POLICY);
        let mut level = Level::default();
        for policy in policies.iter().filter(|policy| **policy != ANY_POLICY) {
            let mut parents = above.expecting(policy);
            if parents.is_empty() {
                parents.extend(any_policy_above);
            }
            if !parents.is_empty() {
                level.add(policy, parents);
            }
        }
        if any_policy_counts && policies.contains(&ANY_POLICY) {
            level.sort();
            let mut implied: Vec<_> = above.expected.iter().map(|(policy, _)| *policy).collect();
            implied.dedup();
            implied.retain(|policy| level.position(policy).is_none());
            for policy in implied {
                level.add(policy, above.expecting(policy));
            }
        }
        level.sort();
        level.expect_own();
        self.levels.push(level);
    }

    /// RFC 5280 §6.1.4 (b).
    pub(super) fn map(&mut self, mappings: &[Mapping<'a>], is_allowed: bool) {
        let [.., above, level] = &mut self.levels[..] else {
            return;
        };
        let mut mappings = mappings.to_vec();
        mappings.sort_unstable();
        mappings.dedup();
        let is_mapped = |policy: &[u8]| {
            mappings
                .binary_search_by_key(&policy, |mapping| mapping.issuer_domain)
                .is_ok()
        };
        if !is_allowed {
            level.nodes.retain(|node| !is_mapped(node.valid_policy));
            return level.expect_own();
        }
        if level.position(ANY_POLICY).is_some() {
            let mut implied: Vec<_> = mappings.iter().map(|m| m.issuer_domain).collect();
            implied.dedup();
            implied.retain(|policy| level.position(policy).is_none());
            for policy in implied {
                level.add(policy, above.position(ANY_POLICY).into_iter().collect());
            }
            level.sort();
        }
        level.expect_own();
        level.expected.retain(|(policy, _)| !is_mapped(policy));
        for mapping in &mappings {
            if let Some(node) = level.position(mapping.issuer_domain) {
                level.expected.push((mapping.subject_domain, node));
            }
        }
        level.expected.sort_unstable();
    }

    /// RFC 9618 §5.4: the policies of the trust anchor's domain that hold for the whole path, and
    /// anyPolicy where every policy does; in the order of their octets.
    ///
    /// They are the nodes right below a node for anyPolicy from which a way leads to the last depth.
    pub(super) fn authorities_constrained(&self) -> Vec<&'a [u8]> {
        let mut policies = Vec::new();
        if self.is_null() {
            return policies;
        }
        let last = self.levels.last().map_or(0, |level| level.nodes.len());
        let mut is_reached = vec![true; last];
        let mut is_last = true;
        for pair in self.levels.windows(2).rev() {
            let [above, level] = pair else { break };
            let mut is_reached_above = vec![false; above.nodes.len()];
            for (node, _) in level.nodes.iter().zip(&is_reached).filter(|(_, r)| **r) {
                for &parent in &node.parents {
                    if let Some(is_reached) = is_reached_above.get_mut(parent) {
                        *is_reached = true;
                    }
                }
                let parents = node
                    .parents
                    .iter()
                    .filter_map(|parent| above.nodes.get(*parent));
                let is_any_policy = node.valid_policy == ANY_POLICY;
                let is_below_any_policy = parents.into_iter().any(|p| p.valid_policy == ANY_POLICY);
                if is_below_any_policy && (is_last || !is_any_policy) {
                    policies.push(node.valid_policy);
                }
            }
            is_reached = is_reached_above;
            is_last = false;
        }
        policies.sort_unstable();
        policies.dedup();
        policies
    }
}

impl<'a> Level<'a> {
    fn add(&mut self, valid_policy: &'a [u8], parents: Vec<usize>) {
        self.nodes.push(Node {
            valid_policy,
            parents,
        });
    }

    fn sort(&mut self) {
        self.nodes.sort_unstable_by_key(|node| node.valid_policy);
    }

    /// Where the node for a policy is; the level is sorted.
    fn position(&self, policy: &[u8]) -> Option<usize> {
        self.nodes
            .binary_search_by_key(&policy, |node| node.valid_policy)
            .ok()
    }

    /// Every node expects its own policy, as long as nothing is mapped.
    fn expect_own(&mut self) {
        let own = self.nodes.iter().enumerate();
        self.expected = own.map(|(i, node)| (node.valid_policy, i)).collect();
    }

    /// The nodes that expect a policy.
    fn expecting(&self, policy: &[u8]) -> Vec<usize> {
        let start = self.expected.partition_point(|(other, _)| *other < policy);
        let from = self.expected.get(start..).unwrap_or_default();
        let expecting = from.iter().take_while(|(other, _)| *other == policy);
        expecting.map(|(_, node)| *node).collect()
    }
}
