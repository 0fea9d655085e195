//! A time-stamp token, as far as a file needs it.

use alloc::borrow::ToOwned;
use alloc::vec::Vec;

use crate::asn1::algorithm_identifier::AlgorithmIdentifier;
use crate::asn1::der::{Element, Malformed};
use crate::asn1::time::Time;
use crate::pki::certificate::Certificate;
use crate::pki::cms::SignedData;
use crate::pki::signature::hash::Named;
use crate::pki::signature::{Hash, PublicKeyInfo, Scheme};
use crate::pki::timestamp::{TimeStampResponse, TimeStampToken};
use crate::validation::Algorithm;
use crate::verification::report::VerificationReport;
use crate::{Error, Result};

/// What a token states: that this digest existed at this time.
pub(in crate::verification) struct Stamp {
    pub(in crate::verification) hash: Hash,
    pub(in crate::verification) digest: Vec<u8>,
    pub(in crate::verification) time: Time,
    /// The hash function of its signature, if it is trusted.
    signed_hash: Option<Hash>,
    /// The scheme of its signature, if the identifier names one.
    scheme: Option<Scheme>,
}

impl Stamp {
    /// Reads a token that was given as `name`.
    ///
    /// # Errors
    /// [`Error::TimestampMalformed`].
    pub(in crate::verification) fn read(name: &str, token: &[u8]) -> Result<Self> {
        Self::parse(token).map_err(|reason| Error::TimestampMalformed {
            name: name.to_owned(),
            reason,
        })
    }

    /// Returns the token of a response, or the token itself.
    ///
    /// # Errors
    /// [`Error::TimestampMalformed`].
    pub(in crate::verification) fn token<'t>(name: &str, given: &'t [u8]) -> Result<&'t [u8]> {
        let malformed = |reason| Error::TimestampMalformed {
            name: name.to_owned(),
            reason,
        };
        let response =
            TimeStampResponse::read(given).map_err(|Malformed(reason)| malformed(reason))?;
        response
            .token
            .ok_or_else(|| malformed("it is the response of an authority that granted none"))
    }

    /// Reads a token.
    ///
    /// # Errors
    /// Why it cannot be read, as a clause.
    pub(in crate::verification) fn parse(token: &[u8]) -> core::result::Result<Self, &'static str> {
        let clause = |Malformed(reason)| reason;
        let token = TimeStampToken::read(token).map_err(clause)?;
        let info = token.info().map_err(clause)?;
        let data = SignedData::parse(&token.envelope).map_err(clause)?;
        let signer = data.signer_infos.first();
        let hash = info.imprint.hash();
        Ok(Self {
            hash: hash.ok_or("it is over a digest of a hash function that is not trusted")?,
            digest: info.imprint.digest.to_vec(),
            time: info.gen_time.time,
            signed_hash: signer.and_then(|signer| trusted_hash(&signer.digest_algorithm)),
            scheme: signer.and_then(|signer| named_scheme(&signer.signature_algorithm)),
        })
    }

    /// Returns every algorithm that the token rests on, but for those of its path.
    pub(in crate::verification) fn algorithms(
        &self,
        report: &VerificationReport,
    ) -> Vec<Algorithm> {
        let mut algorithms = vec![Algorithm::of_hash(self.hash)];
        algorithms.extend(self.signed_hash.map(Algorithm::of_hash));
        let signer = report.signer.as_ref();
        let signer = signer.and_then(|signer| Certificate::parse("", &signer.der).ok());
        let Some(signer) = signer else {
            return algorithms;
        };
        let key = signer.public_key();
        if let Some(scheme) = self.scheme.or_else(|| self.scheme_of(key)) {
            algorithms.extend(Algorithm::of_signature(scheme, key));
        }
        algorithms
    }

    /// Returns the scheme of a signature whose identifier names the key instead (RFC 3370 §3.2).
    fn scheme_of(&self, key: &PublicKeyInfo<'_>) -> Option<Scheme> {
        match (key, self.signed_hash?) {
            (PublicKeyInfo::Rsa(_), Hash::Sha2(hash)) => Some(Scheme::RsaPkcs1(hash)),
            (PublicKeyInfo::Ec(_), Hash::Sha2(hash)) => Some(Scheme::Ecdsa(hash)),
            _ => None,
        }
    }
}

fn trusted_hash(algorithm: &Element<'_>) -> Option<Hash> {
    let algorithm = AlgorithmIdentifier::parse(algorithm).ok()?;
    match Hash::named(algorithm.identifier) {
        Named::Trusted(hash) => Some(hash),
        Named::Broken(_) | Named::Unknown => None,
    }
}

fn named_scheme(algorithm: &Element<'_>) -> Option<Scheme> {
    let algorithm = AlgorithmIdentifier::parse(algorithm).ok()?;
    Scheme::named(&algorithm).ok()
}
