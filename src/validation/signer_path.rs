//! Revocation along a path, and the paths of those who sign CRLs (RFC 5280 §6.3).

use alloc::vec::Vec;

use crate::pki::certificate::Certificate;
use crate::pki::revocation::{Budget, Judge};
use crate::report::check::Checks;
use crate::validation::requirements::Requirements;
use crate::validation::rules;
use crate::validation::{By, Node, Search};

impl<'r, 'p: 'r, 'a: 'p> Search<'r, 'p, 'a> {
    /// Says of every certificate of a path to a trust anchor whether it was revoked.
    pub(crate) fn check_revocation(&mut self, checks: &mut Checks, path: &[usize]) {
        let certificates: Vec<&'r Certificate<'a>> = self.certificates(path);
        let (Some(sources), Some(&anchor)) = (self.sources, certificates.last()) else {
            return rules::check_revocation(checks, &certificates, None, self.requirements);
        };
        let requirements = self.requirements.of_signers();
        let nodes = &self.nodes;
        let signer_path = |signer: &'r Certificate<'a>, budget: &mut Budget| {
            let intermediates = nodes.iter().filter(|node| !node.is_anchor).skip(1);
            let nodes = [(signer, false), (anchor, true)]
                .map(|(certificate, is_anchor)| Node {
                    certificate,
                    is_anchor,
                })
                .into_iter()
                .chain(intermediates.copied());
            path_of_signer(nodes.collect(), &requirements, budget)
        };
        let time = self.requirements.validation_time;
        let mut judge = Judge::new(sources, time, &signer_path, self.budget.clone());
        rules::check_revocation(checks, &certificates, Some(&mut judge), self.requirements);
        self.budget = judge.budget;
    }
}

/// The path from the first of `nodes` to the trust anchor among them, every rule kept.
fn path_of_signer<'s, 'a: 's>(
    nodes: Vec<Node<'s, 'a>>,
    requirements: &Requirements,
    budget: &mut Budget,
) -> Option<Vec<&'s Certificate<'a>>> {
    let mut search = Search {
        max_signatures: budget.signatures,
        ..Search::among(nodes, requirements)
    };
    let _ = search.explore(&mut vec![0], By::Signature);
    budget.signatures = budget.signatures.saturating_sub(search.signed.len());
    let best = search.best.take()?;
    best.is_flawless().then(|| search.certificates(&best.path))
}
