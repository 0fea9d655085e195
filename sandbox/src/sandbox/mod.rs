//! State of one running sandbox.

mod content_key;
mod memory;
mod records;
mod requests;
mod without_person;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;
use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::watch;

use crate::authority::Authority;
use crate::auto::Auto;
use crate::e_me::{Fields, Problem};
use crate::fault::Faults;
use crate::given::Record;
use crate::interaction::Interaction;
use crate::options::Options;
use crate::people::{People, Person};
use crate::persona::Persona;
use crate::registration::Registration;
use crate::state_directory::StateDirectory;
use crate::timestamp::TimestampAuthority;
use crate::wire::Wire;

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
    pub(crate) people: People,
    pub(crate) faults: Faults,
    /// What passes, for the demo's tour; `None`: nothing is kept.
    pub(crate) wire: Option<Wire>,
    /// What services got of whom.
    pub(crate) given: Record,
    pub(crate) auto: Auto,
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
        let registration = Registration::open(&directory, options, &gateway, &authority)?;
        let file = options.personas.as_ref().map(|path| {
            let text = std::fs::read_to_string(path);
            let name = path.display().to_string();
            text.map(|text| (name.clone(), text))
                .map_err(|error| format!("cannot read {name}: {error}"))
        });
        let file = file.transpose()?;
        let file = file.as_ref().map(|(name, text)| (&**name, &**text));
        let people = People::open(&directory, &authority, &registration.client_id, file)?;
        authority.finish()?;
        if let Some(id) = &options.auto.login_as
            && people.find(id).is_none()
        {
            return Err(format!("--auto-login-as: there is no person '{id}'"));
        }
        Ok(Self {
            app: options.app.clone().unwrap_or_else(|| gateway.clone()),
            gateway,
            authority,
            timestamps,
            registration,
            people,
            faults: Faults::default(),
            wire: options.tour.clone().map(Wire::new),
            given: Record::open(&directory)?,
            auto: Auto::new(options.auto.clone()),
            code_life: i64::from(options.code_seconds) * 1000,
            interaction_life: i64::from(options.interaction_seconds) * 1000,
            content_key_life: i64::from(options.content_key_seconds) * 1000,
            timestamp_tolerance: i64::from(options.timestamp_tolerance_ms),
            seals_files: options.seals_files,
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

    /// A person's tokenised ID at the registered service; empty if they were removed.
    pub(crate) fn open_id(&self, persona: &Persona) -> String {
        let person = self.people.find(&persona.id);
        person
            .map(|person| person.open_id.clone())
            .unwrap_or_default()
    }

    pub(crate) fn persona_of(&self, open_id: &str) -> Option<Arc<Persona>> {
        let person = self.people.of_open_id(open_id)?;
        Some(Arc::clone(&person.persona))
    }

    /// Adds a person, given as in the file of `--personas`. The outer error is that of the disk.
    pub(crate) async fn add_person(
        self: &Arc<Self>,
        value: Value,
    ) -> Result<Result<Arc<Person>, Vec<Problem>>, String> {
        let sandbox = Arc::clone(self);
        // Making a key takes up to seconds of CPU time.
        let added = tokio::task::spawn_blocking(move || sandbox.people.add(&value)).await;
        let added = added.map_err(|error| error.to_string())?;
        self.changed();
        added
    }

    /// Removes a person; false if there is no such. The error is that of the disk.
    pub(crate) fn remove_person(&self, id: &str) -> Result<bool, String> {
        let is_removed = self.people.remove(id)?;
        if is_removed {
            self.changed();
        }
        Ok(is_removed)
    }

    /// Replaces the fields that a person can change; `None` if there is no such person. The outer
    /// error is that of the disk.
    pub(crate) fn change_person(
        &self,
        id: &str,
        fields: Fields,
    ) -> Result<Option<Result<(), Vec<Problem>>>, String> {
        let changed = self.people.change(id, fields)?;
        if matches!(changed, Some(Ok(()))) {
            self.changed();
        }
        Ok(changed)
    }
}
