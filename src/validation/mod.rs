//! The search for a path to a trust anchor (RFC 4158, RFC 5280 §6.1).
//!
//! First by signatures: a candidate counts as issuer where its name fits and its key made the
//! signature, and of all paths found so the one that keeps to the rules best is the answer. Only
//! where that leads to no trust anchor, by names and key identifiers alone, so that the report can
//! show the path that was meant, with the signature that does not hold.
//!
//! Whoever sends intermediates chooses how much there is to search. Every kind of work is limited;
//! a limit that is reached makes the verdict INDETERMINATE, never TOTAL-PASSED.

use alloc::string::String;
use alloc::vec::Vec;

mod rank;
pub(crate) mod requirements;
pub(crate) mod rules;
mod signer_path;

pub use requirements::{Requirements, Revocation};

use core::ops::ControlFlow;

use rank::{Best, Reached};

use crate::pki::certificate::{Certificate, KeyIdentity};
use crate::pki::revocation::crl::Crl;
use crate::pki::revocation::ocsp::OcspResponse;
use crate::pki::revocation::{Budget, Sources};
use crate::pki::signature;
use crate::pki::signature::outcome::Signed;
use crate::report::check::Checks;

/// The most certificates in a path. NIST's PKITS comes to 8; the recursion goes as deep.
const MAX_CERTIFICATES: usize = 16;

/// The most signatures that are checked in one search, as in rustls-webpki: with keys of 8192 bits
/// about a second in WebAssembly.
const MAX_SIGNATURES: usize = 100;

/// The most candidates that are tried in one search: each is compared by name with up to 2000
/// certificates, so some ten milliseconds.
const MAX_CANDIDATES: usize = 10_000;

/// The most complete paths that are held against the rules in one search.
const MAX_PATHS: usize = 50;

/// What a path is looked for among, and what may tell whether its certificates were revoked.
#[derive(Debug)]
pub struct Material<'a> {
    /// Certificates that are trusted as they are.
    pub anchors: Vec<Certificate<'a>>,
    /// Certificates that may lead to them.
    pub intermediates: Vec<Certificate<'a>>,
    /// CRLs.
    pub crls: Vec<Crl<'a>>,
    /// OCSP responses.
    pub ocsp_responses: Vec<OcspResponse<'a>>,
}

/// The best path that was found, and every check of it.
#[derive(Debug)]
pub struct Found<'p, 'a> {
    /// End entity first; trust anchor last, where one was reached.
    pub path: Vec<&'p Certificate<'a>>,
    /// What was found about the path.
    pub checks: Checks,
    /// The policies that the path is valid for; anyPolicy for every one.
    pub policies: Vec<String>,
}

/// Searches for the path from `end_entity` to one of the trust anchors that keeps to the rules best.
///
/// An end entity that is itself a trust anchor needs another one above it: an anchor vouches for
/// others, and as an end entity nobody would have checked it.
#[must_use]
pub fn find<'p, 'a>(
    end_entity: &'p Certificate<'a>,
    material: &'p Material<'a>,
    requirements: &Requirements,
) -> Found<'p, 'a> {
    let node = |is_anchor| {
        move |certificate| Node {
            certificate,
            is_anchor,
        }
    };
    let anchors = material.anchors.iter().map(node(true));
    let intermediates = material.intermediates.iter().map(node(false));
    let mut nodes = vec![Node {
        certificate: end_entity,
        is_anchor: false,
    }];
    for node in anchors.chain(intermediates) {
        let is_known = |known: &Node<'_, '_>| known.certificate.der() == node.certificate.der();
        if !nodes.iter().skip(1).any(is_known) {
            nodes.push(node);
        }
    }
    let sources = Sources {
        crls: &material.crls,
        ocsp_responses: &material.ocsp_responses,
        certificates: nodes.iter().skip(1).map(|node| node.certificate).collect(),
    };
    let is_asked = requirements.revocation != Revocation::Off;
    let search = Search {
        sources: is_asked.then_some(&sources),
        ..Search::among(nodes, requirements)
    };
    search.run()
}

#[derive(Clone, Copy)]
struct Node<'p, 'a> {
    certificate: &'p Certificate<'a>,
    is_anchor: bool,
}

/// What makes a candidate an issuer.
#[derive(Clone, Copy, Eq, PartialEq)]
enum By {
    /// Its name, and its key made the signature or cannot be asked.
    Signature,
    /// Its name, and its key identifier does not speak against it.
    Name,
}

/// Indices into [`Search::nodes`], end entity first.
type Indices = Vec<usize>;

/// `'r`: what is asked for; `'p`: the certificates; `'a`: their DER.
struct Search<'r, 'p, 'a> {
    /// The end entity, the trust anchors, the intermediates.
    nodes: Vec<Node<'p, 'a>>,
    requirements: &'r Requirements,
    /// Where revocation is asked for.
    sources: Option<&'r Sources<'r, 'a>>,
    /// What is left of the work that is done for revocation.
    budget: Budget,
    /// The most signatures that are checked.
    max_signatures: usize,
    /// What came of checking the signature of one node with the key of another.
    signed: Vec<((usize, usize), Signed)>,
    candidates_left: usize,
    paths_left: usize,
    is_limited: bool,
    /// The best path to a trust anchor by signatures.
    best: Option<Best>,
    /// The first path to a trust anchor by names.
    named: Option<Indices>,
    /// The longest path that did not reach a trust anchor.
    partial: Indices,
}

impl<'r, 'p: 'r, 'a: 'p> Search<'r, 'p, 'a> {
    fn among(nodes: Vec<Node<'p, 'a>>, requirements: &'r Requirements) -> Self {
        Self {
            nodes,
            requirements,
            sources: None,
            budget: Budget::default(),
            max_signatures: MAX_SIGNATURES,
            signed: Vec::new(),
            candidates_left: MAX_CANDIDATES,
            paths_left: MAX_PATHS,
            is_limited: false,
            best: None,
            named: None,
            partial: vec![0],
        }
    }

    fn run(mut self) -> Found<'p, 'a> {
        let _ = self.explore(&mut vec![0], By::Signature);
        if let Some(best) = self.best.take() {
            // What a search that was cut short found wanting may not be the best there is.
            if !self.is_limited || best.has_no_failure() {
                return self.found(best);
            }
        }
        if self.is_limited {
            return self.judge(&[0], Reached::Limit);
        }
        let by_signature = core::mem::replace(&mut self.partial, vec![0]);
        self.candidates_left = MAX_CANDIDATES;
        let _ = self.explore(&mut vec![0], By::Name);
        if let Some(named) = self.named.take() {
            return self.judge(&named, Reached::Anchor);
        }
        let partial = if by_signature.len() > 1 {
            by_signature
        } else {
            self.partial.clone()
        };
        self.judge(&partial, Reached::Nothing)
    }

    /// Tries every issuer of the last certificate of `path`; breaks off where the search is over.
    fn explore(&mut self, path: &mut Indices, by: By) -> ControlFlow<()> {
        for candidate in self.candidates(path, by) {
            if self.candidates_left == 0 {
                self.is_limited = true;
                return ControlFlow::Break(());
            }
            self.candidates_left -= 1;
            let is_issuer = by == By::Name || self.may_have_signed(path, candidate)?;
            if !is_issuer {
                continue;
            }
            path.push(candidate);
            if self.nodes[candidate].is_anchor {
                self.conclude(path, by)?;
            } else if path.len() < MAX_CERTIFICATES {
                self.explore(path, by)?;
            } else {
                self.is_limited = true;
            }
            path.pop();
        }
        if path.len() > self.partial.len() {
            self.partial.clone_from(path);
        }
        ControlFlow::Continue(())
    }

    /// Nodes that have the name of the last certificate's issuer, the likeliest first.
    ///
    /// Likelier is whose key identifier fits (RFC 4158 §3.5.12), then who is valid at the time
    /// (§3.5.10), then a trust anchor (§3.5.1). Nobody stands twice in a path (§5.2), which ends
    /// every loop. An issuer whose key identifier differs is asked last rather than not at all:
    /// identifiers are hints (§3.5.12).
    fn candidates(&self, path: &[usize], by: By) -> Indices {
        let Some(child) = path.last().map(|&index| self.nodes[index].certificate) else {
            return Vec::new();
        };
        let stands_in_path = |certificate: &Certificate<'_>| {
            path.iter()
                .any(|&index| self.nodes[index].certificate.is_same_entity(certificate))
        };
        let at = self.requirements.validation_time.whole_second();
        let likelihood = |index: usize| {
            let issuer = self.nodes[index].certificate;
            let is_valid = issuer.not_before() <= at && at <= issuer.not_after();
            (child.key_identity(issuer), is_valid)
        };
        let named: Vec<_> = (1..self.nodes.len())
            .filter(|&index| child.names_as_issuer(self.nodes[index].certificate))
            .filter(|&index| !stands_in_path(self.nodes[index].certificate))
            .map(|index| (likelihood(index), index))
            .collect();
        let identities: &[KeyIdentity] = match by {
            By::Signature => &[
                KeyIdentity::Same,
                KeyIdentity::Unknown,
                KeyIdentity::Different,
            ],
            By::Name => &[KeyIdentity::Same, KeyIdentity::Unknown],
        };
        // Trust anchors are the first of the nodes.
        let mut candidates = Vec::new();
        for identity in identities {
            for is_valid in [true, false] {
                let likely = named.iter().filter(|(of, _)| *of == (*identity, is_valid));
                candidates.extend(likely.map(|(_, index)| index));
            }
        }
        candidates
    }

    /// Whether the signature does not rule the candidate out; breaks off at the limit.
    fn may_have_signed(&mut self, path: &[usize], candidate: usize) -> ControlFlow<(), bool> {
        let Some(&child) = path.last() else {
            return ControlFlow::Continue(false);
        };
        if self.signed.len() >= self.max_signatures && self.known_signed(child, candidate).is_none()
        {
            self.is_limited = true;
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(!matches!(self.signed(child, candidate), Signed::No(_)))
    }

    /// Where the signature of `child` was checked with the key of `issuer`, or with the same key in
    /// another certificate: authorities that certify each other, and renewed certificates, have one
    /// key in several.
    fn known_signed(&self, child: usize, issuer: usize) -> Option<usize> {
        let key = self.nodes[issuer].certificate.shape().public_key_info.whole;
        let has_key =
            |known: usize| self.nodes[known].certificate.shape().public_key_info.whole == key;
        let mut known = self.signed.iter();
        known.position(|((signed, by), _)| *signed == child && (*by == issuer || has_key(*by)))
    }

    /// Checks each pair once: candidates meet again on other paths.
    fn signed(&mut self, child: usize, issuer: usize) -> &Signed {
        let index = self.known_signed(child, issuer).unwrap_or_else(|| {
            let certificate = self.nodes[child].certificate;
            let signed = signature::check(certificate, self.nodes[issuer].certificate);
            self.signed.push(((child, issuer), signed));
            self.signed.len() - 1
        });
        &self.signed[index].1
    }
}
