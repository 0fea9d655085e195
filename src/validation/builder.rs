//! Path building: the search for paths to a trust anchor (RFC 4158).

use alloc::vec::Vec;
use core::ops::ControlFlow;

use crate::pki::certificate::{Certificate, KeyIdentity};
use crate::pki::name::MatchKey;
use crate::pki::revocation::{Budget, RevocationData};
use crate::pki::signature::outcome::Signed;
use crate::validation::data::ValidationData;
use crate::validation::known_signatures::KnownSignatures;
use crate::validation::path_validation::PathValidation;
use crate::validation::rank::{PathEnd, RankedPath, SearchLimit};
use crate::validation::requirements::Requirements;

/// Maximum number of certificates in a path. NIST's PKITS has up to 8; it also limits the
/// recursion.
pub(super) const MAX_CERTIFICATES: usize = 16;

/// Maximum number of signatures that one search verifies, a quarter of what rustls-webpki takes: a quarter of
/// a second in WebAssembly with keys of 8192 bits, and less than five times what the honest path among as
/// many certificates takes. A path has two or three, the longest of PKITS seven, and key identifiers lead
/// to each at once; without them, three authorities are found among eight each that have their names.
pub(super) const MAX_SIGNATURES: usize = 24;

/// Maximum number of issuers that one search tries. Each step finds those of a name among up to 2000;
/// the limit bounds the search to some ten milliseconds.
pub(super) const MAX_STEPS: usize = 10_000;

/// Maximum number of complete paths that one search validates.
pub(super) const MAX_PATHS: usize = 50;

/// A certificate that may be part of the path.
#[derive(Clone, Copy)]
pub(super) struct Candidate<'p, 'a> {
    pub(super) certificate: &'p Certificate<'a>,
    pub(super) is_anchor: bool,
}

/// The criterion for the issuer of a certificate.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum IssuerMatch {
    /// The name matches, and the key made the signature or the signature cannot be verified.
    Signature,
    /// The name matches, and the key identifiers do not differ.
    Name,
}

/// Indices into [`PathBuilder::candidates`], end entity first.
pub(super) type PathIndices = Vec<usize>;

/// Searches depth first for paths to a trust anchor (RFC 4158).
///
/// The first search goes by signatures: an issuer has the right name, and its key made the
/// signature. The result is the best of all such paths. If none reaches a trust anchor, a second
/// search goes by names and key identifiers alone, so that the report can show the intended path
/// with the signature that does not verify.
///
/// `'r`: the requirements; `'p`: the certificates; `'a`: their DER.
pub(super) struct PathBuilder<'r, 'p, 'a> {
    /// The end entity, the trust anchors, the intermediates.
    pub(super) candidates: Vec<Candidate<'p, 'a>>,
    /// The candidates but the end entity, in the order of their names, and then their own.
    by_subject: Vec<(MatchKey, usize)>,
    pub(super) requirements: &'r Requirements,
    /// The candidates' origin; `None` for the path of a CRL signer.
    pub(super) data: Option<&'p ValidationData<'a>>,
    /// Present if revocation is checked.
    pub(super) revocation_data: Option<&'r RevocationData<'r, 'a>>,
    /// Remaining budget for revocation checking.
    pub(super) budget: Budget,
    /// Maximum number of signatures that are verified.
    pub(super) max_signatures: usize,
    /// What other searches have verified.
    pub(super) known: Option<&'p KnownSignatures>,
    /// Results of verifying the signature of one candidate with the key of another.
    verified: Vec<((usize, usize), Signed)>,
    steps_left: usize,
    pub(super) paths_left: usize,
    /// The limit that kept the search from trying everything.
    pub(super) limit: Option<SearchLimit>,
    /// The best path to a trust anchor by signatures.
    pub(super) best: Option<RankedPath>,
    /// The first path to a trust anchor by names.
    pub(super) named: Option<PathIndices>,
    /// The longest path that did not reach a trust anchor.
    partial: PathIndices,
}

impl<'r, 'p: 'r, 'a: 'p> PathBuilder<'r, 'p, 'a> {
    /// Creates a builder for the path of the first candidate.
    pub(super) fn new(candidates: Vec<Candidate<'p, 'a>>, requirements: &'r Requirements) -> Self {
        let mut by_subject = Vec::new();
        for (index, candidate) in candidates.iter().enumerate().skip(1) {
            let subject = candidate.certificate.subject_key();
            let place = by_subject.partition_point(|(other, _)| *other <= subject);
            by_subject.insert(place, (subject, index));
        }
        Self {
            candidates,
            by_subject,
            requirements,
            data: None,
            revocation_data: None,
            budget: Budget::default(),
            max_signatures: MAX_SIGNATURES,
            known: None,
            verified: Vec::new(),
            steps_left: MAX_STEPS,
            paths_left: MAX_PATHS,
            limit: None,
            best: None,
            named: None,
            partial: vec![0],
        }
    }

    pub(super) fn build(mut self) -> PathValidation<'p, 'a> {
        let _ = self.explore(&mut vec![0], IssuerMatch::Signature);
        if let Some(best) = self.best.take() {
            // If a limit was reached, a better path than a failed one may exist.
            if self.limit.is_none() || best.has_no_failure() {
                return self.conclude_best(best);
            }
        }
        if let Some(limit) = self.limit {
            return self.report(&[0], PathEnd::Limit(limit));
        }
        let by_signature = core::mem::replace(&mut self.partial, vec![0]);
        self.steps_left = MAX_STEPS;
        let _ = self.explore(&mut vec![0], IssuerMatch::Name);
        if let Some(named) = self.named.take() {
            return self.report(&named, PathEnd::AnchorByName);
        }
        let partial = if by_signature.len() > 1 {
            by_signature
        } else {
            self.partial.clone()
        };
        self.report(&partial, PathEnd::NoIssuer)
    }

    /// Tries every issuer of the last certificate of `path`; breaks when the search is over.
    pub(super) fn explore(&mut self, path: &mut PathIndices, by: IssuerMatch) -> ControlFlow<()> {
        let issuers = if by == IssuerMatch::Name && self.is_self_signed(path) {
            Vec::new()
        } else {
            self.issuers(path, by)
        };
        for issuer in issuers {
            if self.steps_left == 0 {
                self.limit = Some(SearchLimit::Steps);
                return ControlFlow::Break(());
            }
            self.steps_left -= 1;
            let is_issuer = by == IssuerMatch::Name || self.may_have_signed(path, issuer)?;
            if !is_issuer {
                continue;
            }
            path.push(issuer);
            if self.candidates[issuer].is_anchor {
                self.conclude(path, by)?;
            } else if path.len() < MAX_CERTIFICATES {
                self.explore(path, by)?;
            } else {
                self.limit = Some(SearchLimit::Length);
            }
            path.pop();
        }
        if path.len() > self.partial.len() {
            self.partial.clone_from(path);
        }
        ControlFlow::Continue(())
    }

    /// Returns the candidates with the name of the last certificate's issuer, most likely first.
    ///
    /// Candidates with the right key identifier come first (RFC 4158 §3.5.12), then those valid at
    /// the validation time (§3.5.10), then trust anchors (§3.5.1). No entity occurs twice in a path
    /// (§5.2), which rules out loops. Issuers with another key identifier are tried last rather
    /// than skipped: identifiers are hints (§3.5.12).
    fn issuers(&self, path: &[usize], by: IssuerMatch) -> PathIndices {
        let Some(child) = path.last().map(|&index| self.candidates[index].certificate) else {
            return Vec::new();
        };
        let is_in_path = |certificate: &Certificate<'_>| {
            path.iter().any(|&index| {
                self.candidates[index]
                    .certificate
                    .is_same_entity(certificate)
            })
        };
        let at = self.requirements.validation_time.whole_second();
        let likelihood = |index: usize| {
            let issuer = self.candidates[index].certificate;
            let is_valid = issuer.not_before() <= at && at <= issuer.not_after();
            (child.key_identity(issuer), is_valid)
        };
        let name = child.issuer_key();
        let first = self.by_subject.partition_point(|(other, _)| *other < name);
        let named: Vec<_> = self.by_subject[first..]
            .iter()
            .take_while(|(other, _)| *other == name)
            .map(|(_, index)| *index)
            .filter(|&index| !is_in_path(self.candidates[index].certificate))
            .map(|index| (likelihood(index), index))
            .collect();
        let identities: &[KeyIdentity] = match by {
            IssuerMatch::Signature => &[
                KeyIdentity::Same,
                KeyIdentity::Unknown,
                KeyIdentity::Different,
            ],
            IssuerMatch::Name => &[KeyIdentity::Same, KeyIdentity::Unknown],
        };
        // Trust anchors are the first of the candidates.
        let mut issuers = Vec::new();
        for identity in identities {
            for is_valid in [true, false] {
                let likely = named.iter().filter(|(of, _)| *of == (*identity, is_valid));
                issuers.extend(likely.map(|(_, index)| index));
            }
        }
        issuers
    }

    /// Returns true if the last certificate issued itself. No namesake did, be it a trust anchor:
    /// the certificate may be a stranger's.
    fn is_self_signed(&mut self, path: &[usize]) -> bool {
        let Some(&last) = path.last() else {
            return false;
        };
        self.candidates[last].certificate.is_self_issued()
            && self.verified_signatures() < self.max_signatures
            && matches!(self.signature(last, last), Signed::Yes { .. })
    }

    /// Returns true unless the signature excludes the issuer; breaks at the limit.
    fn may_have_signed(&mut self, path: &[usize], issuer: usize) -> ControlFlow<(), bool> {
        let Some(&child) = path.last() else {
            return ControlFlow::Continue(false);
        };
        if self.verified_signatures() >= self.max_signatures
            && self.known_signature(child, issuer).is_none()
        {
            self.limit = Some(SearchLimit::Signatures);
            return ControlFlow::Break(());
        }
        let pair = [child, issuer].map(|index| self.candidates[index].certificate);
        if let (Some(known), [child, issuer]) = (self.known, pair)
            && known.is_out_of_bounds(child, issuer)
        {
            self.limit = Some(SearchLimit::SignaturesTogether);
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(!matches!(self.signature(child, issuer), Signed::No(_)))
    }

    /// Returns the known result of verifying the signature of `child` with the key of `issuer`, or
    /// with the same key in another certificate: cross-certificates and renewed certificates share
    /// a key.
    pub(super) fn known_signature(&self, child: usize, issuer: usize) -> Option<Signed> {
        let key = self.candidates[issuer]
            .certificate
            .tbs()
            .public_key_info
            .whole;
        let has_key = |known: usize| {
            self.candidates[known]
                .certificate
                .tbs()
                .public_key_info
                .whole
                == key
        };
        let mut known = self.verified.iter();
        let (_, signed) =
            known.find(|((signed, by), _)| *signed == child && (*by == issuer || has_key(*by)))?;
        Some(*signed)
    }

    /// Verifies the signature of `child` with the key of `issuer`, once for each pair, because the
    /// same pair occurs in several paths. Those that another search has verified count as if they were
    /// verified here: what a search comes to does not depend on those before it.
    pub(super) fn signature(&mut self, child: usize, issuer: usize) -> Signed {
        if let Some(known) = self.known_signature(child, issuer) {
            return known;
        }
        let [certificate, authority] =
            [child, issuer].map(|index| self.candidates[index].certificate);
        let signed = match self.known {
            Some(known) => known.verify(certificate, authority),
            None => certificate.verify_signature(authority),
        };
        self.verified.push(((child, issuer), signed));
        signed
    }

    /// Returns the number of verified signatures.
    pub(super) fn verified_signatures(&self) -> usize {
        self.verified.len()
    }
}
