//! The state of one running sandbox.

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

use self::memory::Memory;

pub(crate) use self::memory::Ticket;

/// One running stand-in with one registered e-service.
pub(crate) struct Sandbox {
    /// Its own address, without a slash at the end.
    pub(crate) gateway: String,
    pub(crate) authority: Arc<Authority>,
    pub(crate) registration: Registration,
    /// Keys and iAM Smart-Certs of those who have one, by persona.
    pub(crate) signers: HashMap<&'static str, Signer>,
    pub(crate) faults: Faults,
    pub(crate) profiles: Profiles,
    /// Lifetime of an authorization code in milliseconds.
    pub(crate) code_life: i64,
    /// Lifetime of a request in milliseconds.
    pub(crate) interaction_life: i64,
    /// Lifetime of a content key in milliseconds.
    pub(crate) content_key_life: i64,
    /// How far a call's timestamp may lie behind the newest, in milliseconds.
    pub(crate) timestamp_tolerance: i64,
    /// True if files of a multipart callback are envelopes.
    pub(crate) seals_files: bool,
    /// Tokenised IDs, by persona.
    open_ids: HashMap<&'static str, String>,
    /// Answered requests whose results are to be pushed, in the order of the answers.
    answered: UnboundedSender<Interaction>,
    /// Counts changes, so that open pages know when to look again.
    changes: watch::Sender<u64>,
    memory: Mutex<Memory>,
}

impl Sandbox {
    /// Opens the state kept between runs. Requests that a person answered, and whose result is to
    /// be pushed, are sent to `answered`.
    pub(crate) fn open(
        options: &Options,
        gateway: String,
        answered: UnboundedSender<Interaction>,
    ) -> Result<Self, String> {
        let directory = StateDirectory::open(&options.state)?;
        let authority = Authority::open(&directory, &gateway)?;
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
            gateway,
            authority: Arc::new(authority),
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

    /// Wakes every open page.
    pub(crate) fn changed(&self) {
        self.changes.send_modify(|count| *count += 1);
    }

    pub(crate) fn watch(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    /// The tokenised ID of a person at the registered service.
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

/// Base64 of 32 bytes, URL-encoded as in the API's sample; opaque to the service (iAM Smart API, §1;
/// high confidence).
fn open_id(key: &hmac::Key, client_id: &str, persona: &Persona) -> String {
    let text = format!("{client_id}\n{}", persona.id);
    percent_encode(&base64(hmac::sign(key, text.as_bytes()).as_ref()))
}
