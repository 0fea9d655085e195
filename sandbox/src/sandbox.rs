//! Everything that one running sandbox knows.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use aws_lc_rs::hmac;
use aws_lc_rs::rsa::KeyPair;
use tokio::sync::{Semaphore, watch};

use crate::authority::Authority;
use crate::e_me::Profiles;
use crate::fault::Faults;
use crate::grants::Grants;
use crate::interaction::{Interaction, Task};
use crate::options::Options;
use crate::persona::{PERSONAS, Persona, UserType};
use crate::protocol::content_key::ContentKey;
use crate::protocol::{base64, from_base64, percent_encode, random};
use crate::registration::Registration;
use crate::state_directory::StateDirectory;

/// Nonces that are remembered; the oldest goes first.
const NONCES: usize = 100_000;
/// Pushes that are sent at once; the others wait their turn.
const PUSHES: usize = 128;

/// One running stand-in with one registered e-service.
pub(crate) struct Sandbox {
    /// Its own address, without a slash at the end.
    pub(crate) gateway: String,
    pub(crate) authority: Authority,
    pub(crate) registration: Registration,
    /// iAM Smart-Certs of those who have one, by persona.
    pub(crate) signers: HashMap<&'static str, Signer>,
    pub(crate) http: reqwest::Client,
    /// Pushes that are on their way at once.
    pub(crate) pushing: Semaphore,
    /// Counts pushes that were delivered, for those that are told to wait for others.
    pub(crate) pushed: watch::Sender<u64>,
    pub(crate) faults: Faults,
    pub(crate) profiles: Profiles,
    /// Milliseconds.
    pub(crate) code_life: i64,
    /// Milliseconds.
    pub(crate) interaction_life: i64,
    /// Milliseconds.
    pub(crate) content_key_life: i64,
    /// How far a call's timestamp may lie behind the newest, in milliseconds.
    pub(crate) timestamp_tolerance: i64,
    /// Whether files of a multipart callback are envelopes.
    pub(crate) seals_files: bool,
    /// Tokenised IDs, by persona.
    open_ids: HashMap<&'static str, String>,
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
    pub(crate) content_key: Option<Arc<IssuedContentKey>>,
    /// By requestID or ticketID.
    pub(crate) interactions: HashMap<String, Interaction>,
    /// IDs of interactions, by the name of the getQR page that waits for them.
    pages: HashMap<String, String>,
    /// IDs of interactions, by businessID.
    businesses: HashMap<String, String>,
    /// Anonymous requests, which getQR puts to whoever opens it.
    pub(crate) tickets: HashMap<String, Ticket>,
    /// Authorization codes that were not redeemed yet.
    pub(crate) codes: Grants,
    pub(crate) access_tokens: Grants,
    pub(crate) business_ids: HashSet<String>,
}

/// An anonymous request that waits for its getQR page.
pub(crate) struct Ticket {
    pub(crate) task: Task,
    /// The scope that its getQR page has to ask for.
    pub(crate) scope: &'static str,
    /// Unix time in milliseconds.
    pub(crate) expires_at: i64,
    /// Somebody answered it.
    pub(crate) consumed: bool,
}

/// A content key as getKey gave it out.
pub(crate) struct IssuedContentKey {
    pub(crate) key: ContentKey,
    /// Unix time in milliseconds.
    pub(crate) issued_at: i64,
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
        let pseudonym_key = hmac::Key::new(hmac::HMAC_SHA256, &pseudonym_key);
        let open_id = |persona: &Persona| open_id(&pseudonym_key, &registration.client_id, persona);
        let open_ids = PERSONAS
            .iter()
            .map(|persona| (persona.id, open_id(persona)))
            .collect();
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
            pushing: Semaphore::new(PUSHES),
            pushed: watch::Sender::new(0),
            faults: Faults::default(),
            profiles: Profiles::read()?,
            code_life: i64::from(options.code_seconds) * 1000,
            interaction_life: i64::from(options.interaction_seconds) * 1000,
            content_key_life: i64::from(options.content_key_seconds) * 1000,
            timestamp_tolerance: i64::from(options.timestamp_tolerance_ms),
            seals_files: options.seals_files,
            open_ids,
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

/// Base64 of 32 bytes, URL-encoded as in the API's sample, and to be treated as opaque (iAM Smart
/// API, §1; high confidence).
fn open_id(key: &hmac::Key, client_id: &str, persona: &Persona) -> String {
    let text = format!("{client_id}\n{}", persona.id);
    percent_encode(&base64(hmac::sign(key, text.as_bytes()).as_ref()))
}

impl Memory {
    pub(crate) fn remember(&mut self, interaction: Interaction) {
        let id = &interaction.id;
        if let Some(login) = &interaction.login {
            self.pages.insert(login.page.clone(), id.clone());
        }
        if let Some(task) = &interaction.task {
            self.businesses.insert(task.business_id.clone(), id.clone());
        }
        self.interactions.insert(id.clone(), interaction);
    }

    pub(crate) fn forget(&mut self, id: &str) {
        let Some(interaction) = self.interactions.remove(id) else {
            return;
        };
        if let Some(login) = &interaction.login {
            self.pages.remove(&login.page);
        }
        if let Some(task) = &interaction.task
            && self
                .businesses
                .get(&task.business_id)
                .is_some_and(|at| at == id)
        {
            self.businesses.remove(&task.business_id);
        }
    }

    pub(crate) fn of_page(&self, page: &str) -> Option<&Interaction> {
        self.interactions.get(self.pages.get(page)?)
    }

    pub(crate) fn of_business(&mut self, business_id: &str) -> Option<&mut Interaction> {
        self.interactions.get_mut(self.businesses.get(business_id)?)
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
