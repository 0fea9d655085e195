//! Everything that one running sandbox knows.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use aws_lc_rs::hmac;
use aws_lc_rs::rsa::KeyPair;
use tokio::sync::watch;

use crate::authority::Authority;
use crate::interaction::Interaction;
use crate::options::Options;
use crate::persona::{PERSONAS, Persona, UserType};
use crate::protocol::content_key::ContentKey;
use crate::protocol::{base64, from_base64, percent_encode, random};
use crate::registration::Registration;
use crate::state_directory::StateDirectory;

/// Nonces that are remembered; the oldest goes first.
const NONCES: usize = 100_000;

/// One running stand-in with one registered e-service.
pub(crate) struct Sandbox {
    /// Its own address, without a slash at the end.
    pub(crate) gateway: String,
    pub(crate) authority: Authority,
    pub(crate) registration: Registration,
    /// iAM Smart-Certs of those who have one, by persona.
    pub(crate) signers: HashMap<&'static str, Signer>,
    pub(crate) http: reqwest::Client,
    /// Milliseconds.
    pub(crate) code_life: i64,
    /// Milliseconds.
    pub(crate) interaction_life: i64,
    /// Milliseconds.
    pub(crate) content_key_life: i64,
    pseudonym_key: hmac::Key,
    /// Counts changes, so that open pages know when to look again.
    changes: watch::Sender<u64>,
    memory: Mutex<Memory>,
}

/// A person's signing key and certificate.
pub(crate) struct Signer {
    pub(crate) key: KeyPair,
    /// DER.
    pub(crate) certificate: Vec<u8>,
}

/// What changes while it runs, and is forgotten when it ends.
#[derive(Default)]
pub(crate) struct Memory {
    /// Of the newest accepted call, in milliseconds.
    pub(crate) last_timestamp: i64,
    pub(crate) nonces: Nonces,
    pub(crate) content_key: Option<IssuedContentKey>,
    /// By requestID or ticketID.
    pub(crate) interactions: HashMap<String, Interaction>,
    /// Authorization codes that were not redeemed yet.
    pub(crate) codes: HashMap<String, Grant>,
    pub(crate) access_tokens: HashMap<String, Grant>,
    pub(crate) business_ids: HashSet<String>,
}

/// A content key as getKey gave it out.
pub(crate) struct IssuedContentKey {
    pub(crate) key: ContentKey,
    /// Unix time in milliseconds.
    pub(crate) issued_at: i64,
}

/// What a code or an access token stands for.
#[derive(Clone, Debug)]
pub(crate) struct Grant {
    pub(crate) persona: &'static Persona,
    pub(crate) scope: Vec<String>,
    /// Unix time in milliseconds.
    pub(crate) expires_at: i64,
}

/// Nonces seen, bounded.
#[derive(Default)]
pub(crate) struct Nonces {
    seen: HashSet<String>,
    order: VecDeque<String>,
}

impl Sandbox {
    pub(crate) fn open(options: &Options, gateway: String) -> Result<Self, String> {
        let directory = StateDirectory::open(&options.state)?;
        let authority = Authority::open(&directory, &gateway)?;
        let mut signers = HashMap::new();
        for persona in PERSONAS {
            if persona.user_type == UserType::Sign {
                let (key, certificate) = authority.person(&directory, persona)?;
                let key = KeyPair::from_pkcs8(&key).map_err(|error| {
                    format!("the key of {} cannot be used: {error}", persona.id)
                })?;
                signers.insert(persona.id, Signer { key, certificate });
            }
        }
        authority.finish(&directory)?;
        let pseudonym_key = directory
            .read_or("pseudonym.key", || Ok(base64(&random::bytes::<32>())))
            .map(|text| from_base64(&text).unwrap_or_default())?;
        let registration = Registration::open(&directory, options, &gateway, &authority)?;
        let http = reqwest::Client::builder()
            .timeout(Duration::from_secs(10))
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .map_err(|error| format!("no HTTP client: {error}"))?;
        Ok(Self {
            gateway,
            authority,
            registration,
            signers,
            http,
            code_life: i64::from(options.code_seconds) * 1000,
            interaction_life: i64::from(options.interaction_seconds) * 1000,
            content_key_life: i64::from(options.content_key_seconds) * 1000,
            pseudonym_key: hmac::Key::new(hmac::HMAC_SHA256, &pseudonym_key),
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

    /// The tokenised ID of a person at the registered service: Base64 of 32 bytes, URL-encoded as
    /// in the API's sample, and to be treated as opaque (iAM Smart API, §1; high confidence).
    pub(crate) fn open_id(&self, persona: &Persona) -> String {
        let text = format!("{}\n{}", self.registration.client_id, persona.id);
        let pseudonym = hmac::sign(&self.pseudonym_key, text.as_bytes());
        percent_encode(&base64(pseudonym.as_ref()))
    }

    pub(crate) fn persona_of(&self, open_id: &str) -> Option<&'static Persona> {
        PERSONAS
            .iter()
            .find(|persona| self.open_id(persona) == open_id)
    }
}

impl Nonces {
    /// False where the nonce was used before.
    pub(crate) fn add(&mut self, nonce: &str) -> bool {
        if !self.seen.insert(nonce.to_owned()) {
            return false;
        }
        self.order.push_back(nonce.to_owned());
        if self.order.len() > NONCES
            && let Some(oldest) = self.order.pop_front()
        {
            self.seen.remove(&oldest);
        }
        true
    }
}
