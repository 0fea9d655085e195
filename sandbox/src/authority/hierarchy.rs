//! The levels of the authority, made or opened, and the certificates that they issue.

use std::sync::{Mutex, MutexGuard, PoisonError};

use aws_lc_rs::rsa;
use rcgen::{Certificate, CertificateParams, Issuer, PublicKeyData as _};
use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

use super::certificates::{issuing_params, person_params, responder_params, root_params};
use super::key::Key;
use super::revocation::{Issued, Level, Reason, Revocation, Revocations};
use super::sm2_identifiers::with_sm2_identifiers;
use crate::log;
use crate::persona::Persona;
use crate::protocol::identity::Identity;
use crate::protocol::signature::{KeyKind, PersonKey, Signer};
use crate::state_directory::StateDirectory;

/// After this the certificates are issued anew, with the same keys, so that none ever expires.
const RENEW_AFTER: Duration = Duration::days(365);
/// Version of the certificates' contents; those of an earlier one are issued anew.
const PROFILE: u32 = 2;

/// Certificates belong to an address, since they say where their revocation list is.
#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Issuance {
    gateway: String,
    issued_at: i64,
    #[serde(default)]
    profile: u32,
}

/// A root with two issuing CAs: one for people with RSA keys, one for those with SM2 keys.
pub(crate) struct Authority {
    store: Store,
    root: Ca,
    issuing: Ca,
    issuing_sm2: Ca,
    /// Signs the OCSP responses about certificates of the root and the RSA issuing CA.
    rsa_responder_key: Key,
    /// Signs the OCSP responses about certificates of the SM2 issuing CA.
    sm2_responder_key: Key,
    revocations: Mutex<Revocations>,
}

/// A certification authority, and the OCSP responder that it delegates to.
pub(super) struct Ca {
    pub(super) issuer: Issuer<'static, Key>,
    pem: String,
    pub(super) der: Vec<u8>,
    /// The public key as a certificate's BIT STRING has it (RFC 6960 §4.1.1).
    pub(super) public_key: Vec<u8>,
    /// The responder's certificate, DER.
    pub(super) responder: Vec<u8>,
}

/// Keys and certificates that are kept between runs.
struct Store {
    gateway: String,
    directory: StateDirectory,
    /// True if the certificates kept there are to be replaced.
    renew: bool,
}

impl Level {
    pub(super) fn key_kind(self) -> KeyKind {
        match self {
            Self::Root | Self::Issuing => KeyKind::Rsa,
            Self::IssuingSm2 => KeyKind::Sm2,
        }
    }

    fn of_people_with(kind: KeyKind) -> Self {
        match kind {
            KeyKind::Rsa => Self::Issuing,
            KeyKind::Sm2 => Self::IssuingSm2,
        }
    }
}

impl Authority {
    pub(crate) fn open(directory: &StateDirectory, gateway: &str) -> Result<Self, String> {
        let store = Store::open(directory, gateway)?;
        let rsa_responder_key = Key::open(directory, "ocsp.key", KeyKind::Rsa)?;
        let sm2_responder_key = Key::open(directory, "ocsp-sm2.key", KeyKind::Sm2)?;
        let root = store.root(&rsa_responder_key)?;
        let issuing = store.issuing(Level::Issuing, &root, &rsa_responder_key)?;
        let issuing_sm2 = store.issuing(Level::IssuingSm2, &root, &sm2_responder_key)?;

        let mut revocations = Revocations::open(directory)?;
        for (name, level, der) in [
            ("issuing", Level::Root, &issuing.der),
            ("issuing-sm2", Level::Root, &issuing_sm2.der),
            ("ocsp-root", Level::Root, &root.responder),
            ("ocsp-issuing", Level::Issuing, &issuing.responder),
            (
                "ocsp-issuing-sm2",
                Level::IssuingSm2,
                &issuing_sm2.responder,
            ),
        ] {
            revocations.issued(name, level, identity(der)?.serial_number);
        }
        Ok(Self {
            store,
            root,
            issuing,
            issuing_sm2,
            rsa_responder_key,
            sm2_responder_key,
            revocations: Mutex::new(revocations),
        })
    }

    /// A person's key and iAM Smart-Cert; `None` for one who may not sign.
    pub(crate) fn person(&self, persona: &Persona) -> Result<Option<Signer>, String> {
        let Some(kind) = persona.key else {
            return Ok(None);
        };
        let level = Level::of_people_with(kind);
        let Store {
            gateway, directory, ..
        } = &self.store;
        let key = Key::open(directory, &format!("person-{}.key", persona.id), kind)?;
        let params = person_params(gateway, persona, level);
        let name = format!("person-{}.pem", persona.id);
        let pem = self
            .store
            .certificate(&name, &params, &key, &self.ca(level).issuer)?;
        let certificate = der_of(&pem)?;
        let serial_number = identity(&certificate)?.serial_number;
        self.revocations().issued(persona.id, level, serial_number);
        let key = match key {
            Key::Rsa(key) => rsa::KeyPair::from_pkcs8(&key.serialize_der())
                .map(PersonKey::Rsa)
                .map_err(|error| format!("the key of {} cannot be used: {error}", persona.id))?,
            Key::Sm2(key) => PersonKey::Sm2(key),
        };
        Ok(Some(Signer { key, certificate }))
    }

    /// Records that everything is issued, once it is.
    pub(crate) fn finish(&self) -> Result<(), String> {
        self.store.finish()
    }

    /// The root's certificate, PEM.
    pub(crate) fn trust_anchors(&self) -> [&str; 1] {
        [&self.root.pem]
    }

    /// Certificates of the issuing CAs, PEM.
    pub(crate) fn intermediates(&self) -> [&str; 2] {
        [&self.issuing.pem, &self.issuing_sm2.pem]
    }

    /// SubjectPublicKeyInfo of an RSA key, DER.
    pub(crate) fn responder_public_key(&self) -> Vec<u8> {
        self.rsa_responder_key.subject_public_key_info()
    }

    /// The certificates in use, with their revocations.
    pub(crate) fn certificates(&self) -> Vec<(Issued, Option<Revocation>)> {
        self.revocations().certificates()
    }

    /// Revokes a certificate at a Unix time in milliseconds, `None` being now. False if there is
    /// no such certificate.
    pub(crate) fn revoke(&self, name: &str, reason: Reason, at: Option<i64>) -> bool {
        self.change_revocations(|revocations| revocations.revoke(name, reason, at))
    }

    /// Takes a certificate off the list, which a real authority does only with one on hold. False
    /// if there is no such certificate.
    pub(crate) fn restore(&self, name: &str) -> bool {
        self.change_revocations(|revocations| revocations.restore(name))
    }

    fn change_revocations(&self, change: impl FnOnce(&mut Revocations) -> bool) -> bool {
        let mut revocations = self.revocations();
        let changed = change(&mut revocations);
        if changed && let Err(error) = revocations.save(&self.store.directory) {
            log::note(&error);
        }
        changed
    }

    pub(super) fn ca(&self, level: Level) -> &Ca {
        match level {
            Level::Root => &self.root,
            Level::Issuing => &self.issuing,
            Level::IssuingSm2 => &self.issuing_sm2,
        }
    }

    pub(super) fn responder_key(&self, level: Level) -> &Key {
        match level.key_kind() {
            KeyKind::Rsa => &self.rsa_responder_key,
            KeyKind::Sm2 => &self.sm2_responder_key,
        }
    }

    pub(super) fn revocations(&self) -> MutexGuard<'_, Revocations> {
        self.revocations
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store {
    fn open(directory: &StateDirectory, gateway: &str) -> Result<Self, String> {
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

    fn finish(&self) -> Result<(), String> {
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

    /// The root, whose certificate is kept for good: it is the trust anchor.
    fn root(&self, responder_key: &Key) -> Result<Ca, String> {
        let level = Level::Root;
        let key = Key::open(&self.directory, "root.key", level.key_kind())?;
        let params = root_params();
        let pem = self.directory.read_or("root.pem", || {
            log::note("making a root certificate");
            pem_of(params.self_signed(&key))
        })?;
        self.ca(level, pem, params, key, responder_key)
    }

    fn issuing(&self, level: Level, root: &Ca, responder_key: &Key) -> Result<Ca, String> {
        let name = level.name();
        let key = Key::open(&self.directory, &format!("{name}.key"), level.key_kind())?;
        let params = issuing_params(&self.gateway, level);
        let pem = self.certificate(&format!("{name}.pem"), &params, &key, &root.issuer)?;
        self.ca(level, pem, params, key, responder_key)
    }

    /// An authority from its certificate, with a certificate for its responder.
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

    /// The certificate kept under `name`, PEM; a new one if there is none or it is to be replaced.
    fn certificate(
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

fn identity(der: &[u8]) -> Result<Identity<'_>, String> {
    Identity::of(der).ok_or_else(|| "a certificate in the state is no certificate".to_owned())
}

fn der_of(text: &str) -> Result<Vec<u8>, String> {
    pem::parse(text)
        .map(pem::Pem::into_contents)
        .map_err(|error| format!("a certificate in the state is no PEM: {error}"))
}

fn pem_of(certificate: Result<Certificate, rcgen::Error>) -> Result<String, String> {
    let certificate =
        certificate.map_err(|error| format!("cannot issue a certificate: {error}"))?;
    let der = with_sm2_identifiers(certificate.der());
    Ok(pem::encode(&pem::Pem::new("CERTIFICATE", der)))
}
