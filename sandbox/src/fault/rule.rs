//! A fault: place, kind, number of uses and parameters.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::kind::Kind;
use super::place::places_of;
use crate::interaction::Answer;
use crate::protocol::random;
use crate::result_code::{Refusal, ResultCode};

/// Default delay in milliseconds.
const DELAY_MS: u64 = 3000;
/// Maximum delay in milliseconds, one hour.
const LONGEST_DELAY_MS: u64 = 3_600_000;
/// Maximum `count`: repetitions of a push, or pushes to wait for.
const LARGEST_COUNT: u32 = 100;

/// A fault to apply.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Rule {
    #[serde(default, skip_deserializing)]
    pub(crate) id: u64,
    /// Path below `/api/v1`, `*`, a path of `/ca/…`, `callback`, `callback/<kind>`, `redirect`
    /// or `/tsa`.
    pub(crate) at: String,
    pub(crate) fault: Kind,
    /// Remaining uses; `None`: until cleared.
    #[serde(default = "once")]
    pub(crate) times: Option<u32>,
    /// Result code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) code: Option<String>,
    /// Delay in milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ms: Option<u64>,
    /// Upper limit of an additional random delay, in milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) jitter_ms: Option<u64>,
    /// HTTP status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) status: Option<u16>,
    /// `Retry-After`, in seconds or as a date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) retry_after: Option<String>,
    /// Repetitions of a push, or number of pushes to wait for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) count: Option<u32>,
    /// True to process the call and lose only its response.
    #[serde(default)]
    pub(crate) handled: bool,
    /// The person's answer before an early push: `approve`, `refuse`, `cancel` or `fail`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) answer: Option<String>,
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "serde's `default` wants the field's type"
)]
fn once() -> Option<u32> {
    Some(1)
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

    /// True if later pushes may overtake this one.
    pub(crate) fn holds_back(&self) -> bool {
        self.ms.is_some() || self.jitter_ms.is_some() || self.fault == Kind::OutOfOrder
    }

    /// Applies the fault to the query of a redirect.
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

    /// Checks that the fault applies to its place and that its parameters are valid.
    pub(super) fn check(&mut self) -> Result<(), Refusal> {
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
            && Answer::of_button(answer).is_none()
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
