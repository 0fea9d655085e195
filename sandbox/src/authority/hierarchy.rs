//! The levels of the authority, made or opened, and the certificates that they issue.

use rcgen::{Certificate, Issuer, KeyPair, PKCS_RSA_SHA256, RsaKeySize};
use serde::{Deserialize, Serialize};
use std::sync::{Mutex, MutexGuard, PoisonError};
use time::{Duration, OffsetDateTime};

use super::certificates::{issuing_params, person_params, responder_params, root_params};
use super::revocation::{Issued, Level, Reason, Revocation, Revocations};
use crate::log;
use crate::persona::Persona;
use crate::protocol::from_base64;
use crate::protocol::identity::Identity;
use crate::state_directory::StateDirectory;

/// After this the certificates are made anew, with the same keys, so that none ever expires here.
const RENEW_AFTER: Duration = Duration::days(365);
/// Counts what certificates say: those of an earlier profile are made anew.
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

/// A certification authority of two levels.
pub(crate) struct Authority {
    gateway: String,
    directory: StateDirectory,
    root: Ca,
    issuing: Ca,
    /// Signs what the responders of both say.
    pub(super) responder_key: KeyPair,
    revocations: Mutex<Revocations>,
    /// Whether the certificates kept in the state folder are to be replaced.
    renew: bool,
}

/// One level, and the OCSP responder that it delegates to.
pub(super) struct Ca {
    pub(super) issuer: Issuer<'static, KeyPair>,
    pem: String,
    pub(super) der: Vec<u8>,
    /// The public key as a certificate's BIT STRING has it (RFC 6960 §4.1.1).
    pub(super) public_key: Vec<u8>,
    /// DER.
    pub(super) responder: Vec<u8>,
}

impl Authority {
    pub(crate) fn open(directory: &StateDirectory, gateway: &str) -> Result<Self, String> {
        let now = OffsetDateTime::now_utc();
        let renew = !directory
            .read("issuance.json")?
            .and_then(|text| serde_json::from_str::<Issuance>(&text).ok())
            .is_some_and(|issuance| {
                let age = now.unix_timestamp() - issuance.issued_at;
                issuance.gateway == gateway
                    && issuance.profile == PROFILE
                    && age < RENEW_AFTER.whole_seconds()
            });
        let responder_key = key(directory, "ocsp.key")?;
        let responder = |name: &str, issuer: &Issuer<'static, KeyPair>| {
            let make = || text(responder_params(gateway, name).signed_by(&responder_key, issuer));
            der_of(&keep(directory, &format!("ocsp-{name}.pem"), renew, make)?)
        };

        let root_key = key(directory, "root.key")?;
        let root_params = root_params();
        let pem = directory.read_or("root.pem", || {
            log::note("making a root certificate");
            text(root_params.self_signed(&root_key))
        })?;
        let public_key = root_key.public_key_raw().to_vec();
        let issuer = Issuer::new(root_params, root_key);
        let root = Ca {
            responder: responder("root", &issuer)?,
            issuer,
            der: der_of(&pem)?,
            pem,
            public_key,
        };

        let issuing_key = key(directory, "issuing.key")?;
        let issuing_params = issuing_params(gateway);
        let make = || text(issuing_params.signed_by(&issuing_key, &root.issuer));
        let pem = keep(directory, "issuing.pem", renew, make)?;
        let public_key = issuing_key.public_key_raw().to_vec();
        let issuer = Issuer::new(issuing_params, issuing_key);
        let issuing = Ca {
            responder: responder("issuing", &issuer)?,
            issuer,
            der: der_of(&pem)?,
            pem,
            public_key,
        };

        let mut revocations = Revocations::open(directory)?;
        for (name, level, der) in [
            ("issuing", Level::Root, &issuing.der),
            ("ocsp-root", Level::Root, &root.responder),
            ("ocsp-issuing", Level::Issuing, &issuing.responder),
        ] {
            revocations.issued(name, level, identity(der)?.serial_number);
        }
        Ok(Self {
            gateway: gateway.to_owned(),
            directory: directory.clone(),
            root,
            issuing,
            responder_key,
            revocations: Mutex::new(revocations),
            renew,
        })
    }

    /// A person's key (PKCS#8 DER) and iAM Smart-Cert (DER).
    pub(crate) fn person(
        &self,
        directory: &StateDirectory,
        persona: &Persona,
    ) -> Result<(Vec<u8>, Vec<u8>), String> {
        let key = key(directory, &format!("person-{}.key", persona.id))?;
        let make =
            || text(person_params(&self.gateway, persona).signed_by(&key, &self.issuing.issuer));
        let name = format!("person-{}.pem", persona.id);
        let certificate = der_of(&keep(directory, &name, self.renew, make)?)?;
        let serial_number = identity(&certificate)?.serial_number;
        self.revocations()
            .issued(persona.id, Level::Issuing, serial_number);
        Ok((key.serialize_der(), certificate))
    }

    /// Notes that everything is issued, once it is.
    pub(crate) fn finish(&self, directory: &StateDirectory) -> Result<(), String> {
        if !self.renew {
            return Ok(());
        }
        let issuance = Issuance {
            gateway: self.gateway.clone(),
            issued_at: OffsetDateTime::now_utc().unix_timestamp(),
            profile: PROFILE,
        };
        let text = serde_json::to_string(&issuance).map_err(|error| error.to_string())?;
        directory.write("issuance.json", &text)
    }

    pub(crate) fn root_pem(&self) -> &str {
        &self.root.pem
    }

    pub(crate) fn issuing_pem(&self) -> &str {
        &self.issuing.pem
    }

    /// SubjectPublicKeyInfo, DER.
    pub(crate) fn responder_public_key(&self) -> Vec<u8> {
        rcgen::PublicKeyData::subject_public_key_info(&self.responder_key)
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
        if changed && let Err(error) = revocations.save(&self.directory) {
            log::note(&error);
        }
        changed
    }

    pub(super) fn ca(&self, level: Level) -> &Ca {
        match level {
            Level::Root => &self.root,
            Level::Issuing => &self.issuing,
        }
    }

    pub(super) fn revocations(&self) -> MutexGuard<'_, Revocations> {
        self.revocations
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

fn identity(der: &[u8]) -> Result<Identity<'_>, String> {
    Identity::of(der).ok_or_else(|| "a certificate in the state is no certificate".to_owned())
}

fn der_of(pem: &str) -> Result<Vec<u8>, String> {
    let base64: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    from_base64(&base64).ok_or_else(|| "a certificate in the state is no PEM".to_owned())
}

/// The text kept under `name`, or a new one where there is none or it is to be replaced.
fn keep(
    directory: &StateDirectory,
    name: &str,
    renew: bool,
    make: impl FnOnce() -> Result<String, String>,
) -> Result<String, String> {
    if renew {
        let text = make()?;
        directory.write(name, &text)?;
        return Ok(text);
    }
    directory.read_or(name, make)
}

/// An RSA-2048 key that is kept, made by aws-lc-rs where there is none.
pub(crate) fn key(directory: &StateDirectory, name: &str) -> Result<KeyPair, String> {
    let text = directory.read_or(name, || {
        KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048)
            .map(|key| key.serialize_pem())
            .map_err(|error| format!("cannot make an RSA key: {error}"))
    })?;
    KeyPair::from_pem_and_sign_algo(&text, &PKCS_RSA_SHA256)
        .map_err(|error| format!("the key {name} cannot be read: {error}"))
}

fn text(certificate: Result<Certificate, rcgen::Error>) -> Result<String, String> {
    certificate
        .map(|certificate| certificate.pem())
        .map_err(|error| format!("cannot issue a certificate: {error}"))
}
