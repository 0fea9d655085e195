//! Authorization codes and access tokens, which expire.

use std::collections::HashMap;
use std::sync::Arc;

use crate::persona::Persona;

/// The login that a code or an access token stands for.
#[derive(Clone, Debug)]
pub(crate) struct Grant {
    pub(crate) persona: Arc<Persona>,
    pub(crate) scope: Vec<String>,
    /// The anonymous request that was approved in this login.
    pub(crate) interaction: Option<String>,
    /// Host of the service's address.
    pub(crate) service: String,
    /// True if the login began in the app (Direct Login), and not at the e-service.
    pub(crate) is_direct: bool,
    /// Unix time in milliseconds.
    pub(crate) expires_at: i64,
}

/// Grants by code or access token. Expired grants are removed each time the number doubles, so that
/// an insertion takes amortised constant time.
#[derive(Default)]
pub(crate) struct Grants {
    values: HashMap<String, Grant>,
    sweep_at: usize,
}

impl Grants {
    pub(crate) fn insert(&mut self, secret: String, grant: Grant, now: i64) {
        if self.values.len() >= self.sweep_at.max(64) {
            self.values.retain(|_, grant| now < grant.expires_at);
            self.sweep_at = self.values.len() * 2;
        }
        self.values.insert(secret, grant);
    }

    /// The grant; `None` if it is unknown or expired.
    pub(crate) fn get(&self, secret: &str, now: i64) -> Option<&Grant> {
        self.values
            .get(secret)
            .filter(|grant| now < grant.expires_at)
    }

    /// Like [`Self::get`], but removes the grant.
    pub(crate) fn take(&mut self, secret: &str, now: i64) -> Option<Grant> {
        self.values
            .remove(secret)
            .filter(|grant| now < grant.expires_at)
    }
}
