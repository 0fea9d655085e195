//! State of one run, kept in memory.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

use crate::grants::Grants;
use crate::interaction::{Interaction, Task};
use crate::persona::Persona;
use crate::protocol::content_key::ContentKey;

/// Maximum number of nonces kept; the oldest are dropped.
const NONCES: usize = 100_000;

/// Requests, codes, tokens, keys and nonces of one run.
#[derive(Default)]
pub(crate) struct Memory {
    /// Timestamp of the newest accepted call, in milliseconds.
    pub(crate) last_timestamp: i64,
    pub(crate) nonces: Nonces,
    pub(super) content_key: Option<Arc<IssuedContentKey>>,
    /// By requestID or ticketID.
    pub(crate) interactions: HashMap<String, Interaction>,
    /// Interaction IDs by the secret of their getQR page.
    pages: HashMap<String, String>,
    /// Interaction IDs by businessID.
    businesses: HashMap<String, String>,
    /// Anonymous requests by ticketID.
    pub(crate) tickets: HashMap<String, Ticket>,
    /// Unredeemed authorization codes.
    pub(crate) codes: Grants,
    pub(crate) access_tokens: Grants,
    pub(crate) business_ids: HashSet<String>,
}

/// An anonymous request that waits for its getQR page.
pub(crate) struct Ticket {
    pub(crate) task: Task,
    /// Scope that its getQR page must request.
    pub(crate) scope: &'static str,
    /// Unix time in milliseconds.
    pub(crate) expires_at: i64,
    /// True once it is answered.
    pub(crate) consumed: bool,
}

/// A content key issued by getKey.
pub(crate) struct IssuedContentKey {
    pub(crate) key: ContentKey,
    /// Unix time in milliseconds.
    pub(crate) issued_at: i64,
}

/// The most recent nonces.
#[derive(Default)]
pub(crate) struct Nonces {
    seen: HashSet<String>,
    order: VecDeque<String>,
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

    /// The oldest request that waits for a person.
    pub(crate) fn waiting(&self, persona: &Persona) -> Option<&Interaction> {
        self.interactions
            .values()
            .filter(|interaction| interaction.waits_for(persona))
            .min_by_key(|interaction| interaction.created_at)
    }

    pub(crate) fn of_page(&self, page: &str) -> Option<&Interaction> {
        self.interactions.get(self.pages.get(page)?)
    }

    pub(crate) fn of_business(&mut self, business_id: &str) -> Option<&mut Interaction> {
        self.interactions.get_mut(self.businesses.get(business_id)?)
    }
}

impl Nonces {
    /// Records a nonce; false if it was used before.
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
