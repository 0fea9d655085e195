//! Keys and certificates persisted between runs.

use rcgen::{Certificate, CertificateParams, Issuer, PublicKeyData as _};
use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

use super::certificates::{issuing_params, responder_params, root_params};
use super::key::Key;
use super::revocation::Level;
use super::sm2_identifiers::with_sm2_identifiers;
use crate::log;
use crate::protocol::identity::Identity;
use crate::state_directory::StateDirectory;

/// Age at which certificates are reissued with the same keys, so that none expires.
const RENEW_AFTER: Duration = Duration::days(365);
/// Version of the certificate profiles. Certificates of an older version are reissued.
const PROFILE: u32 = 4;

/// Gateway, time and profile of the certificates. They contain the gateway's URL, so another
/// gateway needs new ones.
#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Issuance {
    gateway: String,
    issued_at: i64,
    #[serde(default)]
    profile: u32,
}

/// Keys and certificates persisted between runs.
pub(super) struct Store {
    pub(super) gateway: String,
    pub(super) directory: StateDirectory,
    /// True if the stored certificates must be reissued.
    renew: bool,
}

/// A CA and its delegated OCSP responder.
pub(super) struct Ca {
    pub(super) issuer: Issuer<'static, Key>,
    pub(super) pem: String,
    pub(super) der: Vec<u8>,
    /// Value of the BIT STRING subjectPublicKey, the input of issuerKeyHash (RFC 6960 §4.1.1).
    pub(super) public_key: Vec<u8>,
    /// OCSP responder certificate, DER.
    pub(super) responder: Vec<u8>,
}

impl Store {
    pub(super) fn open(directory: &StateDirectory, gateway: &str) -> Result<Self, String> {
        let now = OffsetDateTime::now_utc().unix_timestamp();
        let renew = !directory
            .read("issuance.json")?
            .and_then(|text| serde_json::from_str::<Issuance>(&text).ok())
            .is_some_and(|issuance| {
                issuance.gateway == gateway
                    && issuance.profile == PROFILE
                    && now - issuance.issued_at < RENEW_AFTER.whole_seconds()
            });
        Ok(Self {
            gateway: gateway.to_owned(),
            directory: directory.clone(),
            renew,
        })
    }

    pub(super) fn finish(&self) -> Result<(), String> {
        if !self.renew {
            return Ok(());
        }
        let issuance = Issuance {
            gateway: self.gateway.clone(),
            issued_at: OffsetDateTime::now_utc().unix_timestamp(),
            profile: PROFILE,
        };
        let text = serde_json::to_string(&issuance).map_err(|error| error.to_string())?;
        self.directory.write("issuance.json", &text)
    }

    /// A root CA. Its certificate is the trust anchor, so it is never reissued.
    pub(super) fn root(&self, level: Level, responder_key: &Key) -> Result<Ca, String> {
        let name = level.name();
        let key = Key::open(&self.directory, &format!("{name}.key"), level.key_kind())?;
        let params = root_params(level);
        let pem = self.directory.read_or(&format!("{name}.pem"), || {
            log::note("making a root certificate");
            pem_of(params.self_signed(&key))
        })?;
        self.ca(level, pem, params, key, responder_key)
    }

    pub(super) fn issuing(
        &self,
        level: Level,
        root: &Ca,
        responder_key: &Key,
    ) -> Result<Ca, String> {
        let name = level.name();
        let key = Key::open(&self.directory, &format!("{name}.key"), level.key_kind())?;
        let params = issuing_params(&self.gateway, level);
        let pem = self.certificate(&format!("{name}.pem"), &params, &key, &root.issuer)?;
        self.ca(level, pem, params, key, responder_key)
    }

    /// Builds a CA from its certificate, with a certificate for its OCSP responder.
    fn ca(
        &self,
        level: Level,
        pem: String,
        params: CertificateParams,
        key: Key,
        responder_key: &Key,
    ) -> Result<Ca, String> {
        let public_key = key.der_bytes().to_vec();
        let issuer = Issuer::new(params, key);
        let name = format!("ocsp-{}.pem", level.name());
        let params = responder_params(&self.gateway, level);
        let responder = self.certificate(&name, &params, responder_key, &issuer)?;
        Ok(Ca {
            issuer,
            der: der_of(&pem)?,
            pem,
            public_key,
            responder: der_of(&responder)?,
        })
    }

    /// Loads the certificate stored under `name`, PEM; issues and stores it if it is absent or must
    /// be reissued.
    pub(super) fn certificate(
        &self,
        name: &str,
        params: &CertificateParams,
        key: &Key,
        issuer: &Issuer<'static, Key>,
    ) -> Result<String, String> {
        let issue = || pem_of(params.signed_by(key, issuer));
        if self.renew {
            let pem = issue()?;
            self.directory.write(name, &pem)?;
            return Ok(pem);
        }
        self.directory.read_or(name, issue)
    }
}

pub(super) fn identity(der: &[u8]) -> Result<Identity<'_>, String> {
    Identity::of(der).ok_or_else(|| "a certificate in the state is no certificate".to_owned())
}

pub(super) fn der_of(text: &str) -> Result<Vec<u8>, String> {
    pem::parse(text)
        .map(pem::Pem::into_contents)
        .map_err(|error| format!("a certificate in the state is no PEM: {error}"))
}

pub(super) fn pem_of(certificate: Result<Certificate, rcgen::Error>) -> Result<String, String> {
    let certificate =
        certificate.map_err(|error| format!("cannot issue a certificate: {error}"))?;
    let der = with_sm2_identifiers(certificate.der());
    Ok(pem::encode(&pem::Pem::new("CERTIFICATE", der)))
}
