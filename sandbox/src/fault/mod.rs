//! What goes wrong next, as a person or a test chooses.

mod answer;
mod api;
mod kind;
mod page;

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::http::Method;
use serde::{Deserialize, Serialize};

use crate::gateway;
use crate::protocol::random;
use crate::result_code::{Refusal, ResultCode};

use self::kind::Place;

pub(crate) use self::answer::answers;
pub(crate) use self::api::router;
pub(crate) use self::kind::Kind;

/// The browser's way back.
pub(crate) const REDIRECT: &str = "redirect";
/// Every push; `callback/signing` and so on are those of a kind.
const CALLBACK: &str = "callback";
/// Every call of the API.
const EVERY_CALL: &str = "*";
const PUSH_KINDS: &[&str] = &[
    "profile",
    "form-filling",
    "signing",
    "pdf-signing",
    "bulk-signing",
    "step-up",
];
/// What the certification authority publishes.
const PUBLISHED: &[&str] = &[
    "/ca/ocsp",
    "/ca/issuing.crl",
    "/ca/root.crl",
    "/ca/issuing.cer",
    "/ca/root.cer",
];
/// Rules that may wait at once.
const RULES: usize = 1000;
/// A delay that nobody gave a length.
const DELAY_MS: u64 = 3000;
/// The longest delay, an hour.
const LONGEST_DELAY_MS: u64 = 3_600_000;
/// The most that a push is repeated, or waits for.
const LARGEST_COUNT: u32 = 100;

/// What a web server in front of the gateway might say.
pub(crate) const HTML: &str =
    "<!doctype html><title>Service unavailable</title><h1>Service unavailable</h1>";

/// Marks a request whose answer is to be out of date.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stale;

/// One fault, chosen to happen.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Rule {
    #[serde(default, skip_deserializing)]
    id: u64,
    /// A path below `/api/v1`, `*`, one of `/ca/…`, `callback`, `callback/<kind>` or `redirect`.
    at: String,
    pub(crate) fault: Kind,
    /// How many times more; `None`: until it is cleared.
    #[serde(default = "once")]
    times: Option<u32>,
    /// A result code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) code: Option<String>,
    /// Milliseconds before it happens.
    #[serde(skip_serializing_if = "Option::is_none")]
    ms: Option<u64>,
    /// Milliseconds more, of which a random part is waited.
    #[serde(skip_serializing_if = "Option::is_none")]
    jitter_ms: Option<u64>,
    /// Of an HTTP answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    /// `Retry-After`, in seconds or as a date.
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after: Option<String>,
    /// Repetitions, or pushes to wait for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) count: Option<u32>,
    /// Whether the call is carried out all the same, and only its answer is lost.
    #[serde(default)]
    handled: bool,
    /// What an early push tells: `approve`, `refuse`, `cancel` or `fail`.
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<String>,
}

// What serde's `default` asks for.
#[allow(clippy::unnecessary_wraps)]
fn once() -> Option<u32> {
    Some(1)
}

/// The faults that are to happen, in the order in which they were chosen.
#[derive(Default)]
pub(crate) struct Faults(Mutex<Chosen>);

#[derive(Default)]
struct Chosen {
    rules: Vec<Rule>,
    last_id: u64,
}

impl Faults {
    /// The fault of an answer to this request. `path` is whole.
    fn take_answer(&self, method: &Method, path: &str) -> Option<Rule> {
        let at = match path.strip_prefix(gateway::PREFIX) {
            Some(path) => path,
            // An OCSP request by GET is the rest of its path.
            None if path.starts_with("/ca/ocsp") => "/ca/ocsp",
            None => path,
        };
        let is_call = path.starts_with(gateway::PREFIX)
            && method == Method::POST
            && !at.starts_with("/auth/getQR");
        self.take_where(|rule| rule.at == at || is_call && rule.at == EVERY_CALL)
    }

    /// The fault of a push of this kind.
    pub(crate) fn take_push(&self, kind: &str) -> Option<Rule> {
        self.take_where(|rule| {
            rule.at == CALLBACK
                || rule
                    .at
                    .strip_prefix("callback/")
                    .is_some_and(|wanted| wanted == kind)
        })
    }

    pub(crate) fn take(&self, at: &str) -> Option<Rule> {
        self.take_where(|rule| rule.at == at)
    }

    /// One fault at a time: the first that fits.
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

    fn add(&self, mut rule: Rule) -> Result<Rule, Refusal> {
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

    /// Forgets one fault, or all; false where there is none with this ID.
    fn clear(&self, id: Option<u64>) -> bool {
        let mut chosen = self.chosen();
        let before = chosen.rules.len();
        chosen
            .rules
            .retain(|rule| id.is_some_and(|id| rule.id != id));
        id.is_none() || chosen.rules.len() < before
    }

    fn list(&self) -> Vec<Rule> {
        self.chosen().rules.clone()
    }

    fn chosen(&self) -> MutexGuard<'_, Chosen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Rule {
    pub(crate) async fn wait(&self) {
        let jitter = match self.jitter_ms {
            None | Some(0) => 0,
            Some(limit) => u64::from_be_bytes(random::bytes()) % limit,
        };
        let ms = self.ms.unwrap_or_default() + jitter;
        if ms > 0 {
            tokio::time::sleep(Duration::from_millis(ms)).await;
        }
    }

    /// Whether later pushes go ahead of this one.
    pub(crate) fn holds_back(&self) -> bool {
        self.ms.is_some() || self.jitter_ms.is_some() || self.fault == Kind::OutOfOrder
    }

    /// What the browser brings back.
    pub(crate) fn change_redirect(&self, query: &mut Vec<(&'static str, String)>) {
        match self.fault {
            Kind::ResultCode => {
                query.retain(|(name, _)| *name == "state");
                let code = self.code.clone().unwrap_or_default();
                query.insert(0, ("error_code", code));
            }
            Kind::WrongState => {
                for (name, value) in query {
                    if *name == "state" {
                        *value = random::hex();
                    }
                }
            }
            Kind::NoState => query.retain(|(name, _)| *name != "state"),
            Kind::OnlyState => query.retain(|(name, _)| *name == "state"),
            _ => {}
        }
    }

    /// Whether it can happen where it is to, and has what it needs.
    fn check(&mut self) -> Result<(), Refusal> {
        let refuse = |reason: &'static str| Err(Refusal::new(ResultCode::ParameterInvalid, reason));
        let places = places_of(&self.at);
        if places.is_empty() {
            return refuse("at");
        }
        if !self
            .fault
            .places()
            .iter()
            .any(|place| places.contains(place))
        {
            return refuse("this fault does not happen there");
        }
        let is_code = |code: &String| {
            let (letter, digits) = code.split_at_checked(1).unwrap_or_default();
            matches!(letter, "D" | "M")
                && digits.len() == 5
                && digits.bytes().all(|byte| byte.is_ascii_digit())
        };
        if self.fault == Kind::ResultCode && !self.code.as_ref().is_some_and(is_code) {
            return refuse("code");
        }
        if self.fault == Kind::Delay && !self.holds_back() {
            self.ms = Some(DELAY_MS);
        }
        if self.ms.max(self.jitter_ms).unwrap_or_default() > LONGEST_DELAY_MS {
            return refuse("ms");
        }
        if self.count.is_some_and(|count| count > LARGEST_COUNT) {
            return refuse("count");
        }
        if self.times == Some(0) {
            return refuse("times");
        }
        if self
            .status
            .is_some_and(|status| !(200..600).contains(&status))
        {
            return refuse("status");
        }
        if let Some(answer) = &self.answer
            && !["approve", "refuse", "cancel", "fail"].contains(&answer.as_str())
        {
            return refuse("answer");
        }
        let printable = |text: &String| text.bytes().all(|byte| (0x20..0x7f).contains(&byte));
        if !self.retry_after.as_ref().is_none_or(printable) {
            return refuse("retryAfter");
        }
        Ok(())
    }
}

/// Empty where there is no such place.
fn places_of(at: &str) -> &'static [Place] {
    let push_kind = |kind| PUSH_KINDS.contains(&kind);
    if at == REDIRECT {
        return &[Place::Redirect];
    }
    if at == CALLBACK || at.strip_prefix("callback/").is_some_and(push_kind) {
        return &[Place::Push];
    }
    if PUBLISHED.contains(&at) {
        let says_revoked = !at.ends_with("cer");
        return if says_revoked {
            &[Place::Answer, Place::Revocation]
        } else {
            &[Place::Answer]
        };
    }
    if at != EVERY_CALL && !gateway::endpoints().iter().any(|(path, _)| *path == at) {
        return &[];
    }
    if at == EVERY_CALL || at.starts_with("/account/") && at.ends_with("/initiateRequest") {
        return &[Place::Answer, Place::Call, Place::Initiate];
    }
    &[Place::Answer, Place::Call]
}
