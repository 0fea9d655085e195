//! What a person is asked in the app, and what became of it.

mod task;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use crate::gateway::callback;
use crate::grants::Grant;
use crate::language::Language;
use crate::persona::{Persona, UserType};
use crate::protocol::{now, random};
use crate::result_code::{Refusal, ResultCode};
use crate::sandbox::{Memory, Sandbox};

pub(crate) use self::task::{
    Bulk, BulkDocument, Callback, Delivery, FormFilling, SignatureForm, Signing, SigningResult,
    Subject, Task,
};

/// A question to a person, open until it is answered or its time is over: a login, a task, or, in
/// an anonymous request, both at once.
#[derive(Clone, Debug)]
pub(crate) struct Interaction {
    pub(crate) id: String,
    /// The getQR page that waits for the answer.
    pub(crate) login: Option<Login>,
    pub(crate) task: Option<Task>,
    /// Whom it is put to; of a login, whoever opened it last.
    pub(crate) persona: Option<&'static Persona>,
    /// Unix time in milliseconds.
    pub(crate) created_at: i64,
    /// Unix time in milliseconds.
    pub(crate) expires_at: i64,
    pub(crate) answer: Option<Answer>,
    /// Unix time in milliseconds; 0 before the answer.
    pub(crate) answered_at: i64,
    /// Wakes those who follow this one.
    changes: watch::Sender<()>,
}

/// A getQR page that is open in a browser.
#[derive(Clone, Debug)]
pub(crate) struct Login {
    /// Known to the page alone: the QR code does not show it, so that only the page is told the
    /// authorization code.
    pub(crate) page: String,
    pub(crate) redirect_uri: String,
    pub(crate) state: Option<String>,
    pub(crate) scope: Vec<String>,
    pub(crate) language: Language,
    /// The anonymous request that it is for.
    pub(crate) ticket_id: Option<String>,
    /// The authorization code, once approved.
    pub(crate) code: Option<String>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Answer {
    Approved,
    Refused,
    Cancelled,
    /// The app could not do it, say because a face was not recognised.
    Failed,
    TimedOut,
}

impl Answer {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Refused => "refused",
            Self::Cancelled => "cancelled",
            Self::Failed => "failed",
            Self::TimedOut => "timed-out",
        }
    }

    /// What the service is told about a login.
    pub(crate) fn login_code(self) -> ResultCode {
        match self {
            Self::Approved => ResultCode::Success,
            Self::Refused => ResultCode::LoginRejected,
            Self::Cancelled => ResultCode::LoginCancelled,
            Self::Failed => ResultCode::LoginFailed,
            Self::TimedOut => ResultCode::LoginTimeout,
        }
    }
}

impl Memory {
    /// The oldest request that waits for a person.
    pub(crate) fn waiting(&self, persona: &Persona) -> Option<&Interaction> {
        self.interactions
            .values()
            .filter(|interaction| interaction.waits_for(persona))
            .min_by_key(|interaction| interaction.created_at)
    }
}

impl Interaction {
    pub(crate) fn waits_for(&self, persona: &Persona) -> bool {
        self.answer.is_none() && self.persona.is_some_and(|asked| asked.id == persona.id)
    }

    /// What the service is told: the answer's code, unless this person cannot do what is asked.
    pub(crate) fn code(&self) -> Option<ResultCode> {
        let answer = self.answer?;
        let Some(task) = &self.task else {
            return Some(answer.login_code());
        };
        let inability = match (answer, self.persona) {
            (Answer::Approved, Some(persona)) => inability(&task.subject, persona),
            _ => None,
        };
        Some(inability.unwrap_or_else(|| task.subject.code(answer)))
    }

    pub(crate) fn watch(&self) -> watch::Receiver<()> {
        self.changes.subscribe()
    }
}

/// Why a person cannot sign what they are asked to.
pub(crate) fn inability(subject: &Subject, persona: &Persona) -> Option<ResultCode> {
    if !subject.is_signing() {
        return None;
    }
    if persona.user_type != UserType::Sign {
        return Some(ResultCode::SigningNotAllowed);
    }
    let hash = subject.hkic_hash()?;
    (persona.hkic_hash() != hash).then_some(ResultCode::HkicMismatch)
}

impl Sandbox {
    /// Puts a request to a person, or to whoever opens it, and sees to it that its time ends.
    pub(crate) fn ask(
        self: &Arc<Self>,
        id: String,
        login: Option<Login>,
        task: Option<Task>,
        persona: Option<&'static Persona>,
    ) {
        let created_at = now();
        let interaction = Interaction {
            id: id.clone(),
            login,
            task,
            persona,
            created_at,
            expires_at: created_at + self.interaction_life,
            answer: None,
            answered_at: 0,
            changes: watch::Sender::new(()),
        };
        self.memory().remember(interaction);
        self.changed();
        let sandbox = Arc::clone(self);
        let life = Duration::from_millis(self.interaction_life.unsigned_abs());
        tokio::spawn(async move {
            tokio::time::sleep(life).await;
            // Refused where it was answered in time, which is the usual case.
            let _ = sandbox.answer(&id, None, Answer::TimedOut, None);
            // Long enough for a page that was away to learn the outcome.
            tokio::time::sleep(life).await;
            sandbox.memory().forget(&id);
        });
    }

    /// Opens a request in a person's app. A login belongs to whoever opens it; a task only to the
    /// person whom it was made for.
    pub(crate) fn show(&self, id: &str, persona: &'static Persona) -> Result<Interaction, Refusal> {
        let mut memory = self.memory();
        let interaction = find(&mut memory, id, Some(persona))?;
        if interaction.answer.is_none() {
            interaction.persona = Some(persona);
        }
        let shown = interaction.clone();
        drop(memory);
        shown.changes.send_replace(());
        self.changed();
        Ok(shown)
    }

    /// The same for an app that has it open already.
    pub(crate) fn look(&self, id: &str, persona: &'static Persona) -> Result<Interaction, Refusal> {
        find(&mut self.memory(), id, Some(persona)).cloned()
    }

    /// Records an answer and sends it on its way; the first answer counts. `allowed` are the
    /// fields that a form may have, `None` being all that it asks for.
    pub(crate) fn answer(
        self: &Arc<Self>,
        id: &str,
        persona: Option<&'static Persona>,
        answer: Answer,
        allowed: Option<Vec<String>>,
    ) -> Result<(), Refusal> {
        let mut memory = self.memory();
        let interaction = find(&mut memory, id, persona)?;
        if interaction.answer.is_some() {
            return Err(Refusal::new(
                ResultCode::RequestDuplicated,
                "this request was answered before",
            ));
        }
        interaction.answer = Some(answer);
        interaction.answered_at = now();
        interaction.persona = persona.or(interaction.persona);
        if let Some(Task {
            subject: Subject::FormFilling(form),
            ..
        }) = &mut interaction.task
        {
            form.allowed = allowed;
        }
        let granted = interaction.code() == Some(ResultCode::Success);
        let new_code = match (&mut interaction.login, interaction.persona) {
            (Some(login), Some(persona)) if granted => {
                let code = random::code();
                login.code = Some(code.clone());
                let grant = Grant {
                    persona,
                    scope: login.scope.clone(),
                    interaction: interaction.task.is_some().then(|| id.to_owned()),
                    expires_at: interaction.answered_at + self.code_life,
                };
                Some((code, grant))
            }
            _ => None,
        };
        let answered = interaction.clone();
        if let Some(ticket_id) = answered
            .login
            .as_ref()
            .and_then(|login| login.ticket_id.as_ref())
            && let Some(ticket) = memory.tickets.get_mut(ticket_id)
        {
            ticket.consumed = true;
        }
        if let Some((code, grant)) = new_code {
            memory.codes.insert(code, grant, now());
        }
        drop(memory);
        answered.changes.send_replace(());
        if answered
            .task
            .as_ref()
            .is_some_and(|task| task.callback.is_some())
        {
            tokio::spawn(callback::push(Arc::clone(self), answered));
        }
        self.changed();
        Ok(())
    }

    /// Notes how far a result got, unless the service acknowledged it already.
    pub(crate) fn delivered(&self, id: &str, delivery: Delivery) {
        let mut memory = self.memory();
        if let Some(interaction) = memory.interactions.get_mut(id) {
            if let Some(task) = &mut interaction.task
                && !matches!(task.delivery, Delivery::Acknowledged(_))
            {
                task.delivery = delivery;
            }
            // Also where it was acknowledged meanwhile: whoever waits for the push may go on.
            interaction.changes.send_replace(());
        }
        drop(memory);
        self.changed();
    }
}

/// The request with this ID, unless it was made for somebody else.
fn find<'a>(
    memory: &'a mut Memory,
    id: &str,
    persona: Option<&'static Persona>,
) -> Result<&'a mut Interaction, Refusal> {
    let interaction = memory
        .interactions
        .get_mut(id)
        .ok_or_else(|| Refusal::new(ResultCode::NotFound, "there is no such request"))?;
    let somebody_else = match (&interaction.login, interaction.persona, persona) {
        (None, Some(asked), Some(persona)) => asked.id != persona.id,
        _ => false,
    };
    if somebody_else {
        return Err(Refusal::new(
            ResultCode::NotFound,
            "this request was made for somebody else",
        ));
    }
    Ok(interaction)
}
