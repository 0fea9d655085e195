//! What a person is asked in the app, and what became of it.

use std::sync::Arc;
use std::time::Duration;

use crate::gateway::callback;
use crate::language::Language;
use crate::persona::Persona;
use crate::protocol::signature::SignatureAlgorithm;
use crate::protocol::{now, random};
use crate::result_code::{Refusal, ResultCode};
use crate::sandbox::{Grant, Memory, Sandbox};

/// A question to a person, open until it is answered or its time is over.
#[derive(Clone, Debug)]
pub(crate) struct Interaction {
    pub(crate) id: String,
    pub(crate) request: Request,
    /// Whom it is put to; of a login, whoever opened it last.
    pub(crate) persona: Option<&'static Persona>,
    /// Unix time in milliseconds.
    pub(crate) created_at: i64,
    /// Unix time in milliseconds.
    pub(crate) expires_at: i64,
    pub(crate) answer: Option<Answer>,
}

#[derive(Clone, Debug)]
pub(crate) enum Request {
    Login(Login),
    Signing(Signing),
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
    /// The authorization code, once approved.
    pub(crate) code: Option<String>,
}

/// A signing request that the app shows.
#[derive(Clone, Debug)]
pub(crate) struct Signing {
    pub(crate) business_id: String,
    pub(crate) callback_uri: String,
    pub(crate) state: String,
    pub(crate) hash: [u8; 32],
    /// As it was sent.
    pub(crate) hash_code: String,
    pub(crate) algorithm: SignatureAlgorithm,
    pub(crate) identification_code: String,
    pub(crate) department: String,
    pub(crate) service_name: String,
    pub(crate) document_name: String,
    pub(crate) delivery: Delivery,
}

/// How far the result of a signing request got.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Delivery {
    /// Not pushed, or not taken by the service yet.
    Pending,
    /// The service answered the push with 200.
    Taken,
    /// The service did not answer, often enough.
    Failed,
    /// The service acknowledged with this `signingResult`.
    Acknowledged(SigningResult),
}

/// `signingResult` (iAM Smart API, §4; high confidence).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum SigningResult {
    /// SR001
    Accepted,
    /// SR002
    Rejected,
    /// SR003
    NotReceived,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Answer {
    Approved,
    Refused,
    Cancelled,
    TimedOut,
}

impl Answer {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Refused => "refused",
            Self::Cancelled => "cancelled",
            Self::TimedOut => "timed-out",
        }
    }

    /// What the service is told about a login.
    pub(crate) fn login_code(self) -> ResultCode {
        match self {
            Self::Approved => ResultCode::Success,
            Self::Refused => ResultCode::LoginRejected,
            Self::Cancelled => ResultCode::LoginCancelled,
            Self::TimedOut => ResultCode::LoginTimeout,
        }
    }

    /// What the service is told about a signing request.
    pub(crate) fn signing_code(self) -> ResultCode {
        match self {
            Self::Approved => ResultCode::Success,
            Self::Refused => ResultCode::SigningRejected,
            Self::Cancelled => ResultCode::SigningCancelled,
            Self::TimedOut => ResultCode::SigningTimeout,
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
}

impl Sandbox {
    /// Puts a request to a person, or to whoever opens it, and sees to it that its time ends.
    pub(crate) fn ask(
        self: &Arc<Self>,
        id: String,
        request: Request,
        persona: Option<&'static Persona>,
    ) {
        let created_at = now();
        let interaction = Interaction {
            id: id.clone(),
            request,
            persona,
            created_at,
            expires_at: created_at + self.interaction_life,
            answer: None,
        };
        self.memory().interactions.insert(id.clone(), interaction);
        self.changed();
        let sandbox = Arc::clone(self);
        let life = Duration::from_millis(self.interaction_life.unsigned_abs());
        tokio::spawn(async move {
            tokio::time::sleep(life).await;
            // Refused where it was answered in time, which is the usual case.
            let _ = sandbox.answer(&id, None, Answer::TimedOut);
            // Long enough for a page that was away to learn the outcome.
            tokio::time::sleep(life).await;
            sandbox.memory().interactions.remove(&id);
        });
    }

    /// Opens a request in a person's app. A login belongs to whoever opens it; a signing request
    /// only to the person whom it was made for.
    pub(crate) fn show(&self, id: &str, persona: &'static Persona) -> Result<Interaction, Refusal> {
        let mut memory = self.memory();
        let interaction = find(&mut memory, id, Some(persona))?;
        if interaction.answer.is_none() {
            interaction.persona = Some(persona);
        }
        let shown = interaction.clone();
        drop(memory);
        self.changed();
        Ok(shown)
    }

    /// The same for an app that has it open already.
    pub(crate) fn look(&self, id: &str, persona: &'static Persona) -> Result<Interaction, Refusal> {
        find(&mut self.memory(), id, Some(persona)).cloned()
    }

    /// Records an answer and sends it on its way; the first answer counts.
    pub(crate) fn answer(
        self: &Arc<Self>,
        id: &str,
        persona: Option<&'static Persona>,
        answer: Answer,
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
        interaction.persona = persona.or(interaction.persona);
        let new_code = approved_login(interaction).map(|(login, persona)| {
            let code = random::code();
            login.code = Some(code.clone());
            let grant = Grant {
                persona,
                scope: login.scope.clone(),
                expires_at: now() + self.code_life,
            };
            (code, grant)
        });
        let answered = interaction.clone();
        memory.codes.retain(|_, grant| grant.expires_at > now());
        memory.codes.extend(new_code);
        drop(memory);
        if let Request::Signing(signing) = answered.request {
            tokio::spawn(callback::push(
                Arc::clone(self),
                answered.id,
                signing,
                answer,
            ));
        }
        self.changed();
        Ok(())
    }
}

fn approved_login(interaction: &mut Interaction) -> Option<(&mut Login, &'static Persona)> {
    match (&mut interaction.request, interaction.answer) {
        (Request::Login(login), Some(Answer::Approved)) => Some((login, interaction.persona?)),
        _ => None,
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
    let somebody_else = match (&interaction.request, interaction.persona, persona) {
        (Request::Signing(_), Some(asked), Some(persona)) => asked.id != persona.id,
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
