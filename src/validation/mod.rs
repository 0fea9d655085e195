//! Certification path building and validation (RFC 4158, RFC 5280 §6.1).
//!
//! | module | content |
//! |---|---|
//! | `algorithm_ends` | until when algorithms are suitable |
//! | `builder` | the search for paths to a trust anchor |
//! | `rank` | the order of paths, best first |
//! | `rules` | the rules for a path and its certificates |
//! | `purposes` | the purposes that a caller asks of an end entity |
//! | `conclusion` | validation and report of a path that the builder found |
//! | `existence` | what is known to have been there, and since when |
//! | `known_signatures` | signatures of certificates that were verified already |
//! | `past` | the path of what was there in the past |
//! | `missing_issuer` | why no candidate issued the last certificate of a path |
//! | `revocation` | revocation checking along a path, and the paths of CRL signers |
//!
//! The number of intermediates, CRLs and OCSP responses is under the control of the sender, so
//! every kind of work is limited. Reaching a limit makes the verdict INDETERMINATE, never
//! TOTAL-PASSED.

mod algorithm_ends;
mod builder;
mod conclusion;
mod data;
mod existence;
pub(crate) mod known_signatures;
mod missing_issuer;
mod past;
mod path_validation;
pub(crate) mod purposes;
mod rank;
pub(crate) mod requirements;
mod revocation;
pub(crate) mod rules;

pub use algorithm_ends::{Algorithm, AlgorithmEnds};
pub use data::{Unreadable, ValidationData};
pub use existence::{Existence, Proof};
pub use path_validation::PathValidation;
pub use purposes::WantedPurposes;
pub use requirements::{Requirements, Revocation};

use alloc::vec::Vec;

use crate::pki::certificate::Certificate;
use crate::pki::revocation::RevocationData;
use crate::report::check::Checks;
use crate::validation::builder::{Candidate, PathBuilder};

/// Builds the paths from `end_entity` to a trust anchor, validates them, and returns the best.
///
/// An end entity that is itself a trust anchor needs a path to another one: a trust anchor is
/// trusted as an issuer, not as an end entity.
#[must_use]
pub fn validate<'p, 'a>(
    end_entity: &'p Certificate<'a>,
    data: &'p ValidationData<'a>,
    requirements: &Requirements,
) -> PathValidation<'p, 'a> {
    let candidate = |is_anchor| {
        move |certificate| Candidate {
            certificate,
            is_anchor,
        }
    };
    let anchors = data.anchors.iter().map(candidate(true));
    let intermediates = data.intermediates.iter().map(candidate(false));
    let mut candidates = vec![Candidate {
        certificate: end_entity,
        is_anchor: false,
    }];
    // Sorted digests: certificates that only differ at their ends are slow to compare.
    let mut known = Vec::new();
    for candidate in anchors.chain(intermediates) {
        let digest = candidate.certificate.sha256();
        if let Err(place) = known.binary_search(&digest) {
            known.insert(place, digest);
            candidates.push(candidate);
        }
    }
    let others = candidates.iter().skip(1);
    let revocation_data = RevocationData {
        crls: &data.crls,
        ocsp_responses: &data.ocsp_responses,
        certificates: others.map(|candidate| candidate.certificate).collect(),
    };
    let mut builder = PathBuilder::new(candidates, requirements);
    builder.data = Some(data);
    builder.known = Some(&data.signatures);
    if requirements.revocation != Revocation::Off {
        builder.revocation_data = Some(&revocation_data);
    }
    let mut validation = builder.build();
    let mut checks = Checks::default();
    data.check_unreadable(&mut checks);
    checks.append(validation.checks);
    validation.checks = checks;
    validation
}
