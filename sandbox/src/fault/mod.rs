//! Pending faults, chosen by a person or a test.

mod kind;
mod place;
mod preset;
mod rule;

use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::http::Method;

use crate::authority::OCSP_PATH;
use crate::protocol::endpoint::PREFIX;
use crate::result_code::{Refusal, ResultCode};

pub(crate) use self::kind::{Input, Kind};
pub(crate) use self::place::{CALLBACK, EVERY_CALL, REDIRECT, places, places_of};
pub(crate) use self::preset::{PRESETS, Preset};
pub(crate) use self::rule::Rule;

use self::place::push_kind;

/// Maximum number of pending faults.
const RULES: usize = 1000;

/// Error page of a web server in front of the gateway.
pub(crate) const HTML: &str =
    "<!doctype html><title>Service unavailable</title><h1>Service unavailable</h1>";

/// Pending faults in the order in which they were added.
#[derive(Default)]
pub(crate) struct Faults(Mutex<Chosen>);

#[derive(Default)]
struct Chosen {
    rules: Vec<Rule>,
    last_id: u64,
}

impl Faults {
    /// Takes the first fault that matches this request. `path` includes the prefix.
    pub(crate) fn take_response(&self, method: &Method, path: &str) -> Option<Rule> {
        let at = match path.strip_prefix(PREFIX) {
            Some(path) => path,
            // OCSP over GET has the request in its path.
            None if path.starts_with(OCSP_PATH) => OCSP_PATH,
            None => path,
        };
        let is_call =
            path.starts_with(PREFIX) && method == Method::POST && !at.starts_with("/auth/getQR");
        self.take_where(|rule| rule.at == at || is_call && rule.at == EVERY_CALL)
    }

    /// Takes the first fault that matches a push of this kind.
    pub(crate) fn take_push(&self, kind: &str) -> Option<Rule> {
        self.take_where(|rule| rule.at == CALLBACK || push_kind(&rule.at) == Some(kind))
    }

    pub(crate) fn take(&self, at: &str) -> Option<Rule> {
        self.take_where(|rule| rule.at == at)
    }

    /// Takes one fault, the first that matches.
    fn take_where(&self, fits: impl Fn(&Rule) -> bool) -> Option<Rule> {
        let mut chosen = self.chosen();
        let position = chosen.rules.iter().position(fits)?;
        let rule = chosen.rules.get_mut(position)?;
        let taken = rule.clone();
        if let Some(times) = &mut rule.times {
            *times -= 1;
            if *times == 0 {
                chosen.rules.remove(position);
            }
        }
        Some(taken)
    }

    pub(crate) fn add(&self, mut rule: Rule) -> Result<Rule, Refusal> {
        rule.check()?;
        let mut chosen = self.chosen();
        if chosen.rules.len() == RULES {
            let reason = "there are too many faults already";
            return Err(Refusal::new(ResultCode::ParameterInvalid, reason));
        }
        chosen.last_id += 1;
        rule.id = chosen.last_id;
        chosen.rules.push(rule.clone());
        Ok(rule)
    }

    /// Removes one fault, or all; false if the ID is unknown.
    pub(crate) fn clear(&self, id: Option<u64>) -> bool {
        let mut chosen = self.chosen();
        let before = chosen.rules.len();
        chosen
            .rules
            .retain(|rule| id.is_some_and(|id| rule.id != id));
        id.is_none() || chosen.rules.len() < before
    }

    pub(crate) fn list(&self) -> Vec<Rule> {
        self.chosen().rules.clone()
    }

    fn chosen(&self) -> MutexGuard<'_, Chosen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
