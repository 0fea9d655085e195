//! The people who have the app: those that come with the sandbox or from a file, and what was changed
//! of them in its pages, which is persisted.

mod entry;
mod line;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use aws_lc_rs::hmac;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::authority::Authority;
use crate::e_me::{self, Fields, Problem, Wrong};
use crate::persona::Persona;
use crate::protocol::signature::Signer;
use crate::protocol::{base64, from_base64, now, percent_encode, random};
use crate::state_directory::StateDirectory;

pub(crate) use self::entry::{Entry, signs_with};

/// The people that come with the sandbox.
const BUILT_IN: &str = include_str!("../../assets/people.json");
/// What was changed, in the state directory.
const FILE: &str = "people.json";
/// Fields whose change moves `lastModifiedDate` (iAM Smart API, §1; high confidence).
const IDENTIFYING: &[&str] = &["birthDate", "gender"];

/// A person who has the app.
pub(crate) struct Person {
    pub(crate) persona: Arc<Persona>,
    /// Fields that the person can change.
    pub(crate) changeable: Fields,
    /// All fields that can be given to forms.
    pub(crate) fields: Fields,
    /// `lastModifiedDate`: Unix time in milliseconds.
    pub(crate) last_modified: i64,
    /// Key and iAM Smart-Cert; `None` if they cannot sign.
    pub(crate) signer: Option<Arc<Signer>>,
    /// Tokenised ID at the registered service.
    pub(crate) open_id: String,
}

/// What was changed in the pages.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
struct Changes {
    /// As in the file of `--personas`.
    added: Vec<Value>,
    removed: BTreeSet<String>,
    /// By persona ID.
    changed: BTreeMap<String, Changed>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Changed {
    fields: Fields,
    last_modified: i64,
}

/// All people.
pub(crate) struct People {
    authority: Arc<Authority>,
    directory: StateDirectory,
    /// Makes tokenised IDs.
    pseudonym_key: hmac::Key,
    client_id: String,
    /// In the order in which the app lists them.
    list: RwLock<Vec<Arc<Person>>>,
    /// Held while people change, so that the file has the last change.
    changes: Mutex<Changes>,
}

impl People {
    /// Reads the people in `text`, by default those that come with the sandbox, and what was changed
    /// of them.
    pub(crate) fn open(
        directory: &StateDirectory,
        authority: &Arc<Authority>,
        client_id: &str,
        file: Option<(&str, &str)>,
    ) -> Result<Self, String> {
        let (name, text) = file.unwrap_or((FILE, BUILT_IN));
        let mut entries = Entry::read_all(name, text)?;
        let changes = match directory.read(FILE)? {
            Some(text) => serde_json::from_str(&text)
                .map_err(|error| format!("{FILE} of the state cannot be read: {error}"))?,
            None => Changes::default(),
        };
        entries.retain(|entry| !changes.removed.contains(&entry.persona.id));
        for added in &changes.added {
            let entry = Entry::read("", added)
                .map_err(|_| format!("{FILE} of the state has a person that cannot be read"))?;
            // The file may have got this person, too.
            let personas = entries.iter().map(|other| &other.persona);
            if entry.taken("", personas).is_empty() {
                entries.push(entry);
            }
        }
        for entry in &mut entries {
            if let Some(changed) = changes.changed.get(&entry.persona.id) {
                entry.fields.clone_from(&changed.fields);
                entry.last_modified = changed.last_modified;
            }
        }
        let pseudonym_key = directory
            .read_or("pseudonym.key", || Ok(base64(&random::bytes::<32>())))
            .map(|text| from_base64(&text).unwrap_or_default())?;
        let people = Self {
            authority: Arc::clone(authority),
            directory: directory.clone(),
            pseudonym_key: hmac::Key::new(hmac::HMAC_SHA256, &pseudonym_key),
            client_id: client_id.to_owned(),
            list: RwLock::default(),
            changes: Mutex::new(changes),
        };
        let list: Result<Vec<_>, String> = entries
            .into_iter()
            .map(|entry| people.person(entry))
            .collect();
        people.replace(list?);
        Ok(people)
    }

    /// All people, in the order in which the app lists them.
    pub(crate) fn all(&self) -> Vec<Arc<Person>> {
        let list = self.list.read().unwrap_or_else(PoisonError::into_inner);
        list.clone()
    }

    pub(crate) fn find(&self, id: &str) -> Option<Arc<Person>> {
        self.all()
            .into_iter()
            .find(|person| person.persona.id == id)
    }

    pub(crate) fn of_open_id(&self, open_id: &str) -> Option<Arc<Person>> {
        self.all()
            .into_iter()
            .find(|person| person.open_id == open_id)
    }

    /// A field that can be given to forms.
    pub(crate) fn field(&self, persona: &Persona, name: &str) -> Option<Value> {
        self.find(&persona.id)?.fields.get(name).cloned()
    }

    /// Key and certificates of a person who can sign.
    pub(crate) fn signer(&self, persona: &Persona) -> Option<Arc<Signer>> {
        self.find(&persona.id)?.signer.clone()
    }

    /// Adds a person. Making a key takes up to seconds.
    pub(crate) fn add(&self, value: &Value) -> Result<Result<Arc<Person>, Vec<Problem>>, String> {
        let entry = match Entry::read("", value) {
            Ok(entry) => entry,
            Err(problems) => return Ok(Err(problems)),
        };
        let mut changes = self.changes();
        let mut list = self.all();
        if list.len() >= entry::PEOPLE {
            return Ok(Err(vec![Problem::new("id", Wrong::TooMany)]));
        }
        let taken = entry.taken("", list.iter().map(|person| &*person.persona));
        if !taken.is_empty() {
            return Ok(Err(taken));
        }
        let id = entry.persona.id.clone();
        let added = entry.to_json();
        // What was kept of somebody else of this ID.
        self.authority.forget(&id)?;
        let person = self.person(entry)?;
        changes.changed.remove(&id);
        changes.added.push(added);
        self.save(&changes)?;
        list.push(Arc::clone(&person));
        self.replace(list);
        Ok(Ok(person))
    }

    /// Removes a person; false if there is no such.
    pub(crate) fn remove(&self, id: &str) -> Result<bool, String> {
        let mut changes = self.changes();
        let mut list = self.all();
        let before = list.len();
        list.retain(|person| person.persona.id != id);
        if list.len() == before {
            return Ok(false);
        }
        let added = changes.added.len();
        changes.added.retain(|person| person["id"] != id);
        if changes.added.len() == added {
            changes.removed.insert(id.to_owned());
        }
        changes.changed.remove(id);
        self.save(&changes)?;
        self.replace(list);
        self.authority.forget(id)?;
        Ok(true)
    }

    /// Replaces the fields that a person can change; `None` if there is no such person.
    pub(crate) fn change(
        &self,
        id: &str,
        fields: Fields,
    ) -> Result<Option<Result<(), Vec<Problem>>>, String> {
        let problems = e_me::check("", &fields);
        if !problems.is_empty() {
            return Ok(Some(Err(problems)));
        }
        let mut changes = self.changes();
        let mut list = self.all();
        let Some(person) = list.iter_mut().find(|person| person.persona.id == id) else {
            return Ok(None);
        };
        let moved = IDENTIFYING
            .iter()
            .any(|name| person.changeable.get(*name) != fields.get(*name));
        let last_modified = if moved { now() } else { person.last_modified };
        *person = Arc::new(Person {
            persona: Arc::clone(&person.persona),
            fields: e_me::complete(&person.persona, &fields),
            changeable: fields.clone(),
            last_modified,
            signer: person.signer.clone(),
            open_id: person.open_id.clone(),
        });
        let now_has = Changed {
            fields,
            last_modified,
        };
        changes.changed.insert(id.to_owned(), now_has);
        self.save(&changes)?;
        self.replace(list);
        Ok(Some(Ok(())))
    }

    /// A person with their key, certificates and tokenised ID.
    fn person(&self, entry: Entry) -> Result<Arc<Person>, String> {
        let signer = self.authority.person(&entry.persona)?;
        Ok(Arc::new(Person {
            fields: e_me::complete(&entry.persona, &entry.fields),
            changeable: entry.fields,
            last_modified: entry.last_modified,
            signer: signer.map(Arc::new),
            open_id: self.open_id(&entry.persona),
            persona: Arc::new(entry.persona),
        }))
    }

    /// Tokenised ID: 32 bytes in Base64, URL-encoded as in the API's sample; opaque to the service
    /// (iAM Smart API, §1; high confidence).
    fn open_id(&self, persona: &Persona) -> String {
        let text = format!("{}\n{}", self.client_id, persona.id);
        let pseudonym = hmac::sign(&self.pseudonym_key, text.as_bytes());
        percent_encode(&base64(pseudonym.as_ref()))
    }

    fn save(&self, changes: &Changes) -> Result<(), String> {
        let text = serde_json::to_string_pretty(changes).map_err(|error| error.to_string())?;
        self.directory.write(FILE, &text)
    }

    fn replace(&self, people: Vec<Arc<Person>>) {
        *self.list.write().unwrap_or_else(PoisonError::into_inner) = people;
    }

    fn changes(&self) -> std::sync::MutexGuard<'_, Changes> {
        self.changes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
