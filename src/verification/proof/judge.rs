//! The verdict on the time-stamps over one signature.

use alloc::vec::Vec;

use crate::validation::Existence;
use crate::verification::input::PathOptions;
use crate::verification::parsed_input::{DecodedInput, Proofs};
use crate::verification::proof::signature_proof::SignatureProof;
use crate::verification::timestamp::{Stamped, TimestampInput, verify_decoded};
use crate::{Error, Result};

/// Maximum number of time-stamps over one signature. Signers take one; renewed archives add one every
/// few years. Each is judged with a path of its own.
pub(in crate::verification) const MAX_TIMESTAMPS: usize = 16;

/// Judges time-stamps over the octets of a signature. `decoded` has the trust anchors of time-stamp
/// authorities.
pub(in crate::verification) fn judge(
    tokens: &[&[u8]],
    signature: &[u8],
    options: &PathOptions,
    decoded: &DecodedInput<'_>,
    existence: &Existence,
) -> Result<SignatureProof> {
    let mut proof = SignatureProof {
        proven: existence.of(signature),
        beside: existence.proof_of(signature),
        ..SignatureProof::default()
    };
    let options = options.of_timestamps();
    for token in tokens.iter().take(MAX_TIMESTAMPS) {
        let input = TimestampInput {
            token,
            stamped: Stamped::Content(&[signature]),
            nonce: None,
            policies: Vec::new(),
            existence: existence.clone(),
            options: &options,
        };
        match verify_decoded(&input, decoded, &Proofs::new()) {
            Ok(report) => {
                proof.proven = proof.proven.into_iter().chain(report.proven).min();
                proof.reports.push(report);
            }
            Err(Error::TimestampMalformed { .. }) => proof.unreadable += 1,
            Err(error) => return Err(error),
        }
    }
    Ok(proof)
}
