//! Requests to a person, and their answers.

mod answer;
mod subject;
mod task;

use std::sync::Arc;

use tokio::sync::watch;

use crate::language::Language;
use crate::persona::Persona;
use crate::result_code::ResultCode;

pub(crate) use self::answer::Answer;
pub(crate) use self::subject::{Bulk, BulkDocument, FormFilling, SignatureForm, Signing, Subject};
pub(crate) use self::task::{Callback, Delivery, SigningResult, Task};

/// A request to a person, open until it is answered or expires: a login, a task, or both in an
/// anonymous request.
#[derive(Clone, Debug)]
pub(crate) struct Interaction {
    pub(crate) id: String,
    /// The getQR page that waits for the answer.
    pub(crate) login: Option<Login>,
    pub(crate) task: Option<Task>,
    /// The person asked; for a login, the last one who opened it.
    pub(crate) persona: Option<Arc<Persona>>,
    /// Unix time in milliseconds.
    pub(crate) created_at: i64,
    /// Unix time in milliseconds.
    pub(crate) expires_at: i64,
    pub(crate) answer: Option<Answer>,
    /// Unix time in milliseconds; 0 before the answer.
    pub(crate) answered_at: i64,
    /// Notifies the watchers of this request.
    changes: watch::Sender<()>,
}

/// A getQR page that is open in a browser.
#[derive(Clone, Debug)]
pub(crate) struct Login {
    /// Secret of the page. It is not in the QR code, so that only the page receives the
    /// authorization code.
    pub(crate) page: String,
    pub(crate) redirect_uri: String,
    pub(crate) state: Option<String>,
    pub(crate) scope: Vec<String>,
    pub(crate) language: Language,
    /// Ticket of the anonymous request, if any.
    pub(crate) ticket_id: Option<String>,
    /// The authorization code, once approved.
    pub(crate) code: Option<String>,
}

impl Interaction {
    /// An unanswered request. `created_at` is Unix time, `life` a duration, both in milliseconds.
    pub(crate) fn new(
        id: String,
        login: Option<Login>,
        task: Option<Task>,
        persona: Option<Arc<Persona>>,
        created_at: i64,
        life: i64,
    ) -> Self {
        Self {
            id,
            login,
            task,
            persona,
            created_at,
            expires_at: created_at + life,
            answer: None,
            answered_at: 0,
            changes: watch::Sender::new(()),
        }
    }

    pub(crate) fn waits_for(&self, persona: &Persona) -> bool {
        self.answer.is_none() && self.is_for(persona)
    }

    fn is_for(&self, persona: &Persona) -> bool {
        self.persona
            .as_ref()
            .is_some_and(|asked| asked.id == persona.id)
    }

    /// The result code: that of the answer, or of why this person cannot sign. `None` before the
    /// answer.
    pub(crate) fn code(&self) -> Option<ResultCode> {
        let answer = self.answer?;
        let Some(task) = &self.task else {
            return Some(answer.login_code());
        };
        let inability = match (answer, &self.persona) {
            (Answer::Approved, Some(persona)) => inability(&task.subject, persona),
            _ => None,
        };
        Some(inability.unwrap_or_else(|| task.subject.code(answer)))
    }

    pub(crate) fn watch(&self) -> watch::Receiver<()> {
        self.changes.subscribe()
    }

    /// Notifies the watchers of this request.
    pub(crate) fn changed(&self) {
        self.changes.send_replace(());
    }
}

/// Why a person cannot sign; `None` if they can.
pub(crate) fn inability(subject: &Subject, persona: &Persona) -> Option<ResultCode> {
    if !subject.is_signing() {
        return None;
    }
    let Some(key) = persona.key else {
        return Some(ResultCode::SigningNotAllowed);
    };
    if subject
        .hkic_hash()
        .is_some_and(|hash| persona.hkic_hash() != hash)
    {
        return Some(ResultCode::HkicMismatch);
    }
    // The real gateway's code is not public.
    (!subject.can_be_signed_with(key)).then_some(ResultCode::ParameterInvalid)
}
