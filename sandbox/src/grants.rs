//! Authorization codes and access tokens, which end by themselves.

use std::collections::HashMap;

use crate::persona::Persona;

/// What a code or an access token stands for.
#[derive(Clone, Debug)]
pub(crate) struct Grant {
    pub(crate) persona: &'static Persona,
    pub(crate) scope: Vec<String>,
    /// The anonymous request that was answered with this login.
    pub(crate) interaction: Option<String>,
    /// Unix time in milliseconds.
    pub(crate) expires_at: i64,
}

/// Grants by the secret that stands for them. The expired ones are swept when their number may
/// have doubled, so that adding one costs the same however many there are.
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

    /// `None` for one that is unknown or expired.
    pub(crate) fn get(&self, secret: &str, now: i64) -> Option<&Grant> {
        self.values
            .get(secret)
            .filter(|grant| now < grant.expires_at)
    }

    /// The same, and it works once, whatever follows.
    pub(crate) fn take(&mut self, secret: &str, now: i64) -> Option<Grant> {
        self.values
            .remove(secret)
            .filter(|grant| now < grant.expires_at)
    }
}
