//! A forged authority: every name is that of the true one, and every key another's.

use aws_lc_rs::rsa;
use rcgen::{Issuer, KeyPair, PKCS_RSA_SHA256, RsaKeySize};

use super::certificates::{issuing_params, person_params, root_params};
use super::hierarchy::Authority;
use super::revocation::Level;
use crate::persona::Persona;
use crate::protocol::signature::{PersonKey, SignatureAlgorithm};

/// A signature of nobody's, with certificates, DER.
pub(crate) struct Forgery {
    pub(crate) signature: Vec<u8>,
    pub(crate) certificate: Vec<u8>,
    pub(crate) issuer: Vec<u8>,
}

impl Authority {
    /// Signs for a person without their key, and issues the certificates that say otherwise. Only the root is
    /// missing: the true one is trusted, and a forged one would not be.
    pub(crate) fn forge(&self, persona: &Persona, hash: &[u8; 32]) -> Result<Forgery, String> {
        let gateway = &self.store.gateway;
        let failed = |error: rcgen::Error| format!("the forgery failed: {error}");
        let make =
            || KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048).map_err(failed);
        let (authority_key, person_key) = (make()?, make()?);
        let root = Issuer::new(root_params(Level::Root), &authority_key);
        let params = issuing_params(gateway, Level::Issuing);
        let issuer = params.signed_by(&authority_key, &root).map_err(failed)?;
        let issuing = Issuer::new(params, &authority_key);
        let certificate = person_params(gateway, persona, Level::Issuing)
            .signed_by(&person_key, &issuing)
            .map_err(failed)?;
        let key = rsa::KeyPair::from_pkcs8(&person_key.serialize_der())
            .map_err(|error| format!("the forged key cannot be used: {error}"))?;
        let signature = PersonKey::Rsa(key)
            .sign(SignatureAlgorithm::Sha256WithRsa, hash)
            .ok_or("the forged key does not sign")?;
        Ok(Forgery {
            signature,
            certificate: certificate.der().to_vec(),
            issuer: issuer.der().to_vec(),
        })
    }
}
