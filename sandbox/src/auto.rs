//! Requests that are answered without a person, for CI.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use crate::interaction::Answer;

/// Delay unless chosen, in milliseconds: the service learns the ticket before the result.
pub(crate) const DELAY_MS: u64 = 500;
/// Maximum delay in milliseconds, one hour.
pub(crate) const LONGEST_DELAY_MS: u64 = 3_600_000;

/// An answer without a person.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Reply {
    pub(crate) answer: Answer,
    pub(crate) delay_ms: u64,
}

/// Who is answered for, and how.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Settings {
    /// For everybody who has no answer of their own; `None`: a person answers.
    pub(crate) everybody: Option<Reply>,
    /// By persona ID. `None` inside: this person answers.
    pub(crate) personas: BTreeMap<String, Option<Reply>>,
    /// Who logs in; `None`: the first of the people.
    pub(crate) login_as: Option<String>,
}

/// The settings in force.
#[derive(Default)]
pub(crate) struct Auto(Mutex<Settings>);

impl Reply {
    /// Parses `approve` or `approve:500`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (answer, delay) = match text.split_once(':') {
            Some((answer, delay)) => (answer, delay.parse().ok()?),
            None => (text, DELAY_MS),
        };
        let answer = Answer::of_button(answer)?;
        (delay <= LONGEST_DELAY_MS).then_some(Self {
            answer,
            delay_ms: delay,
        })
    }
}

impl Auto {
    pub(crate) fn new(settings: Settings) -> Self {
        Self(Mutex::new(settings))
    }

    pub(crate) fn settings(&self) -> Settings {
        self.locked().clone()
    }

    /// How this person's requests are answered.
    pub(crate) fn reply(&self, persona: &str) -> Option<Reply> {
        let settings = self.locked();
        match settings.personas.get(persona) {
            Some(reply) => *reply,
            None => settings.everybody,
        }
    }

    pub(crate) fn change(&self, change: impl FnOnce(&mut Settings)) {
        change(&mut self.locked());
    }

    fn locked(&self) -> MutexGuard<'_, Settings> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::{DELAY_MS, Reply};
    use crate::interaction::Answer;

    #[test]
    fn answers_are_parsed() {
        let reply = |text| Reply::parse(text).map(|reply| (reply.answer, reply.delay_ms));
        assert_eq!(reply("approve"), Some((Answer::Approved, DELAY_MS)));
        assert_eq!(reply("refuse:0"), Some((Answer::Refused, 0)));
        for wrong in [
            "",
            "accept",
            "approve:",
            "approve:-1",
            "approve:3600001",
            "timed-out",
        ] {
            assert_eq!(reply(wrong), None, "{wrong}");
        }
    }
}
