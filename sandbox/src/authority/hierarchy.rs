//! The CA hierarchy, the people's certificates, and the revocation status of both.

use std::sync::{Mutex, MutexGuard, PoisonError};

use aws_lc_rs::rsa;
use rcgen::{CertificateParams, PublicKeyData as _};
use serde_json::json;

use super::certificates::{person_params, server_params};
use super::key::Key;
use super::revocation::{Issued, Level, Reason, Revocation, Revocations};
use super::store::{Ca, Store, der_of, identity};
use crate::log;
use crate::persona::Persona;
use crate::protocol::signature::{KeyKind, PersonKey, Signer};
use crate::state_directory::StateDirectory;

/// A root CA and two issuing CAs, one for RSA keys, one for SM2 keys; and the root CA of the
/// time-stamp authority.
pub(crate) struct Authority {
    pub(super) store: Store,
    root: Ca,
    issuing: Ca,
    issuing_sm2: Ca,
    timestamp_root: Ca,
    /// Signs OCSP responses for certificates of the roots and the RSA issuing CA.
    rsa_responder_key: Key,
    /// Signs OCSP responses for certificates of the SM2 issuing CA.
    sm2_responder_key: Key,
    revocations: Mutex<Revocations>,
}

impl Authority {
    pub(crate) fn open(directory: &StateDirectory, gateway: &str) -> Result<Self, String> {
        let store = Store::open(directory, gateway)?;
        let rsa_responder_key = Key::open(directory, "ocsp.key", KeyKind::Rsa)?;
        let sm2_responder_key = Key::open(directory, "ocsp-sm2.key", KeyKind::Sm2)?;
        let root = store.root(Level::Root, &rsa_responder_key)?;
        let timestamp_root = store.root(Level::TimestampRoot, &rsa_responder_key)?;
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
            (
                "ocsp-timestamp-root",
                Level::TimestampRoot,
                &timestamp_root.responder,
            ),
        ] {
            revocations.issued(name, level, identity(der)?.serial_number);
        }
        Ok(Self {
            store,
            root,
            issuing,
            issuing_sm2,
            timestamp_root,
            rsa_responder_key,
            sm2_responder_key,
            revocations: Mutex::new(revocations),
        })
    }

    /// A person's key and iAM Smart-Cert, and a TLS server's certificate for the same key; `None` if
    /// they cannot sign.
    pub(crate) fn person(&self, persona: &Persona) -> Result<Option<Signer>, String> {
        let Some(kind) = persona.key else {
            return Ok(None);
        };
        self.forget_another(persona)?;
        let level = Level::of_people_with(kind);
        let Store {
            gateway, directory, ..
        } = &self.store;
        let key = Key::open(directory, &format!("person-{}.key", persona.id), kind)?;
        let params = person_params(gateway, persona, level);
        let file = format!("person-{}.pem", persona.id);
        let certificate = self.issue(&persona.id, &file, level, &params, &key)?;
        let server = format!("server-{}", persona.id);
        let params = server_params(gateway, level);
        let file = format!("{server}.pem");
        let server_certificate = self.issue(&server, &file, level, &params, &key)?;
        let key = match key {
            Key::Rsa(key) => rsa::KeyPair::from_pkcs8(&key.serialize_der())
                .map(PersonKey::Rsa)
                .map_err(|error| format!("the key of {} cannot be used: {error}", persona.id))?,
            Key::Sm2(key) => PersonKey::Sm2(key),
        };
        Ok(Some(Signer {
            key,
            certificate,
            server_certificate,
        }))
    }

    /// Forgets key and certificates of a person who is removed: OCSP responds with `unknown`.
    pub(crate) fn forget(&self, id: &str) -> Result<(), String> {
        let server = format!("server-{id}");
        self.revocations().retire(&[id, &server]);
        for name in [format!("person-{id}"), server] {
            for extension in ["key", "pem", "json"] {
                self.store
                    .directory
                    .remove(&format!("{name}.{extension}"))?;
            }
        }
        Ok(())
    }

    /// Forgets what is kept of another person of this ID, from a run with other people.
    fn forget_another(&self, persona: &Persona) -> Result<(), String> {
        let directory = &self.store.directory;
        let file = format!("person-{}.json", persona.id);
        let names = json!({
            "englishName": persona.english_name,
            "chineseName": persona.chinese_name,
            "isSm2": persona.key == Some(KeyKind::Sm2),
        });
        let names = names.to_string();
        if directory.read(&file)?.is_some_and(|kept| kept != names) {
            self.forget(&persona.id)?;
        }
        directory.write(&file, &names)
    }

    /// Records that all certificates have been issued.
    pub(crate) fn finish(&self) -> Result<(), String> {
        self.store.finish()
    }

    /// Root certificate, PEM.
    pub(crate) fn trust_anchors(&self) -> [&str; 1] {
        [&self.root.pem]
    }

    /// Root certificate of the time-stamp authority, PEM.
    pub(crate) fn timestamp_anchors(&self) -> [&str; 1] {
        [&self.timestamp_root.pem]
    }

    /// Issuing CA certificates, PEM.
    pub(crate) fn intermediates(&self) -> [&str; 2] {
        [&self.issuing.pem, &self.issuing_sm2.pem]
    }

    /// SubjectPublicKeyInfo of the RSA responder key, DER.
    pub(crate) fn responder_public_key(&self) -> Vec<u8> {
        self.rsa_responder_key.subject_public_key_info()
    }

    /// Certificates in use, with their revocations.
    pub(crate) fn certificates(&self) -> Vec<(Issued, Option<Revocation>)> {
        self.revocations().certificates()
    }

    /// Revokes a certificate; false if it is unknown. `at` is Unix time in milliseconds, by default
    /// now.
    pub(crate) fn revoke(&self, name: &str, reason: Reason, at: Option<i64>) -> bool {
        self.change_revocations(|revocations| revocations.revoke(name, reason, at))
    }

    /// Removes a certificate from the CRL; false if it is unknown. A real CA does so only with a
    /// certificate on hold.
    pub(crate) fn restore(&self, name: &str) -> bool {
        self.change_revocations(|revocations| revocations.restore(name))
    }

    /// The certificate in `file`, issued if it is absent, and in use as `name`; DER.
    pub(super) fn issue(
        &self,
        name: &str,
        file: &str,
        level: Level,
        params: &CertificateParams,
        key: &Key,
    ) -> Result<Vec<u8>, String> {
        let issuer = &self.ca(level).issuer;
        let certificate = der_of(&self.store.certificate(file, params, key, issuer)?)?;
        let serial_number = identity(&certificate)?.serial_number;
        self.revocations().issued(name, level, serial_number);
        Ok(certificate)
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
            Level::TimestampRoot => &self.timestamp_root,
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
