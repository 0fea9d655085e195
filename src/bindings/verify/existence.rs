//! Proofs of existence.

use alloc::string::String;
use alloc::vec::Vec;

use crate::asn1::time::Time;
use crate::bindings::tsify;
use crate::bindings::values::Moment;
use crate::pki::certificate;
use crate::validation::{Existence, Proof};
use crate::{Error, Result};

/// Maximum number of proofs. A PDF file with 100 signatures, 1,000 certificates and 400 CRLs and OCSP
/// responses has less.
const MAX_PROOFS: usize = 10_000;

argument! {
    /// Proof of existence (ETSI EN 319 102-1 §3.1): what a time-stamp is over that you have verified.
    pub struct ProofOfExistence {
        /// SHA-256 digest in hexadecimal, of one of these as it stands: the value of a signature, a
        /// time-stamp token, a certificate, a CRL, an OCSP response.
        sha256: String,
        /// It was there at this time: `provenTime` of the report on the time-stamp.
        proven_time: Moment,
        /// Until when the time-stamp holds: `holdsUntil` of its report. Default: not known.
        #[tsify(optional)]
        holds_until: Option<Moment>,
    }
}

pub(super) fn existence_of(proofs: Option<Vec<ProofOfExistence>>) -> Result<Existence> {
    let proofs = proofs.unwrap_or_default();
    if proofs.len() > MAX_PROOFS {
        let (count, most) = (proofs.len() as u64, MAX_PROOFS as u64);
        return Err(Error::above_limit("existence", count, "items", most));
    }
    let time = |Moment(unix_ms)| Time::from_unix_ms(unix_ms);
    let mut existence = Existence::default();
    for proof in proofs {
        let digest = certificate::fingerprint(&proof.sha256).ok_or_else(|| {
            let reason = "it has a 'sha256' that is not the 64 hexadecimal digits of a digest";
            Error::invalid_argument("existence", reason)
        })?;
        let (at, holds_until) = (time(proof.proven_time), proof.holds_until.map(time));
        existence.add_proof(digest, Proof { at, holds_until });
    }
    Ok(existence)
}
