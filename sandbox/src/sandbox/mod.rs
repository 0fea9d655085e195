//! State of one running sandbox.

mod content_key;
mod memory;
mod requests;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aws_lc_rs::hmac;
use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::watch;

use crate::authority::Authority;
use crate::e_me::Profiles;
use crate::fault::Faults;
use crate::interaction::Interaction;
use crate::options::Options;
use crate::persona::{PERSONAS, Persona};
use crate::protocol::signature::Signer;
use crate::protocol::{base64, from_base64, percent_encode, random};
use crate::registration::Registration;
use crate::state_directory::StateDirectory;
use crate::timestamp::TimestampAuthority;

use self::memory::Memory;

pub(crate) use self::memory::Ticket;

/// A running sandbox with one registered e-service.
pub(crate) struct Sandbox {
    /// Public URL without a trailing slash.
    pub(crate) gateway: String,
    /// URL of the app for phones, without a trailing slash and without a path.
    pub(crate) app: String,
    pub(crate) authority: Arc<Authority>,
    pub(crate) timestamps: Arc<TimestampAuthority>,
    pub(crate) registration: Registration,
    /// Keys and iAM Smart-Certs by persona ID.
    pub(crate) signers: HashMap<&'static str, Signer>,
    pub(crate) faults: Faults,
    pub(crate) profiles: Profiles,
    /// Lifetime of an authorization code in milliseconds.
    pub(crate) code_life: i64,
    /// Lifetime of a request in milliseconds.
    pub(crate) interaction_life: i64,
    /// Lifetime of a content key in milliseconds.
    pub(crate) content_key_life: i64,
    /// Maximum lag of a call's timestamp behind the newest, in milliseconds.
    pub(crate) timestamp_tolerance: i64,
    /// True if files of a multipart callback are encrypted.
    pub(crate) seals_files: bool,
    /// Tokenised IDs by persona ID.
    open_ids: HashMap<&'static str, String>,
    /// Receives the answered requests, in the order of the answers.
    answered: UnboundedSender<Interaction>,
    /// Change counter, watched by open pages.
    changes: watch::Sender<u64>,
    memory: Mutex<Memory>,
}

impl Sandbox {
    /// Loads the persisted state. Answered requests with a callback are sent to `answered`.
    pub(crate) fn open(
        options: &Options,
        gateway: String,
        answered: UnboundedSender<Interaction>,
    ) -> Result<Self, String> {
        let directory = StateDirectory::open(&options.state)?;
        let authority = Arc::new(Authority::open(&directory, &gateway)?);
        let timestamps = Arc::new(TimestampAuthority::open(&authority)?);
        let mut signers = HashMap::new();
        for persona in PERSONAS {
            if let Some(signer) = authority.person(persona)? {
                signers.insert(persona.id, signer);
            }
        }
        authority.finish()?;
        let pseudonym_key = directory
            .read_or("pseudonym.key", || Ok(base64(&random::bytes::<32>())))
            .map(|text| from_base64(&text).unwrap_or_default())?;
        let registration = Registration::open(&directory, options, &gateway, &authority)?;
        let pseudonym_key = hmac::Key::new(hmac::HMAC_SHA256, &pseudonym_key);
        let open_id = |persona: &Persona| open_id(&pseudonym_key, &registration.client_id, persona);
        let open_ids = PERSONAS
            .iter()
            .map(|persona| (persona.id, open_id(persona)))
            .collect();
        Ok(Self {
            app: options.app.clone().unwrap_or_else(|| gateway.clone()),
            gateway,
            authority,
            timestamps,
            registration,
            signers,
            faults: Faults::default(),
            profiles: Profiles::read()?,
            code_life: i64::from(options.code_seconds) * 1000,
            interaction_life: i64::from(options.interaction_seconds) * 1000,
            content_key_life: i64::from(options.content_key_seconds) * 1000,
            timestamp_tolerance: i64::from(options.timestamp_tolerance_ms),
            seals_files: options.seals_files,
            open_ids,
            answered,
            changes: watch::Sender::new(0),
            memory: Mutex::default(),
        })
    }

    pub(crate) fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notifies all open pages.
    pub(crate) fn changed(&self) {
        self.changes.send_modify(|count| *count += 1);
    }

    pub(crate) fn watch(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    /// A person's tokenised ID at the registered service.
    pub(crate) fn open_id(&self, persona: &Persona) -> &str {
        self.open_ids
            .get(persona.id)
            .map(String::as_str)
            .unwrap_or_default()
    }

    pub(crate) fn persona_of(&self, open_id: &str) -> Option<&'static Persona> {
        PERSONAS
            .iter()
            .find(|persona| self.open_id(persona) == open_id)
    }
}

/// Tokenised ID: 32 bytes in Base64, URL-encoded as in the API's sample; opaque to the service (iAM
/// Smart API, §1; high confidence).
fn open_id(key: &hmac::Key, client_id: &str, persona: &Persona) -> String {
    let text = format!("{client_id}\n{}", persona.id);
    percent_encode(&base64(hmac::sign(key, text.as_bytes()).as_ref()))
}
