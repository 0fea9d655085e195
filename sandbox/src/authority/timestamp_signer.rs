//! Keys and certificates of the time-stamp authority.

use aws_lc_rs::rsa;

use super::certificates::timestamp_params;
use super::hierarchy::Authority;
use super::key::Key;
use super::key::rsa_key;
use super::revocation::Level;
use super::store::{der_of, pem_of};

/// A time-stamp authority's private key and its certificate, DER.
pub(crate) struct TimestampSigner {
    pub(crate) key: rsa::KeyPair,
    pub(crate) certificate: Vec<u8>,
}

impl Authority {
    /// The time-stamp authority.
    pub(crate) fn timestamp_signer(&self) -> Result<TimestampSigner, String> {
        let key = rsa_key(&self.store.directory, "timestamp.key")?;
        let signing = signing_key(&key.serialize_der())?;
        let params = timestamp_params(&self.store.gateway);
        let level = Level::TimestampRoot;
        let certificate =
            self.issue("timestamp", "timestamp.pem", level, &params, &Key::Rsa(key))?;
        Ok(TimestampSigner {
            key: signing,
            certificate,
        })
    }

    /// One of the same name that nobody trusts: it issued its certificate itself.
    pub(crate) fn unknown_timestamp_signer(&self) -> Result<TimestampSigner, String> {
        let key = rsa_key(&self.store.directory, "timestamp-unknown.key")?;
        let params = timestamp_params(&self.store.gateway);
        Ok(TimestampSigner {
            key: signing_key(&key.serialize_der())?,
            certificate: der_of(&pem_of(params.self_signed(&key))?)?,
        })
    }
}

fn signing_key(pkcs8: &[u8]) -> Result<rsa::KeyPair, String> {
    rsa::KeyPair::from_pkcs8(pkcs8)
        .map_err(|error| format!("the key of the time-stamp authority cannot be used: {error}"))
}
