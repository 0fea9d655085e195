//! Requests to people: creating, opening and answering them, and recording their delivery.

use std::sync::Arc;
use std::time::Duration;

use super::Sandbox;
use super::memory::Memory;
use crate::given::host;
use crate::grants::Grant;
use crate::interaction::{Answer, Delivery, Interaction, Login, Subject, Task};
use crate::persona::Persona;
use crate::protocol::{now, random};
use crate::result_code::{Refusal, ResultCode};

impl Sandbox {
    /// Creates a request for a person, or for anyone who opens it, and times it out when it
    /// expires.
    pub(crate) fn ask(
        self: &Arc<Self>,
        id: String,
        login: Option<Login>,
        task: Option<Task>,
        persona: Option<&Arc<Persona>>,
    ) {
        let interaction = Interaction::new(
            id.clone(),
            login,
            task,
            persona.cloned(),
            now(),
            self.interaction_life,
        );
        self.memory().remember(interaction);
        self.changed();
        self.answer_by_itself(&id, persona);
        let sandbox = Arc::clone(self);
        let life = Duration::from_millis(self.interaction_life.unsigned_abs());
        tokio::spawn(async move {
            tokio::time::sleep(life).await;
            // Fails if the request was answered in time, the usual case.
            let _ = sandbox.answer(&id, None, Answer::TimedOut, None);
            // Keeps the outcome for pages that reconnect.
            tokio::time::sleep(life).await;
            sandbox.memory().forget(&id);
        });
    }

    /// Opens a request in a person's app. Anyone can open a login, only the addressee a task.
    pub(crate) fn show(&self, id: &str, persona: &Arc<Persona>) -> Result<Interaction, Refusal> {
        let mut memory = self.memory();
        let interaction = find(&mut memory, id, Some(persona))?;
        if interaction.answer.is_none() {
            interaction.persona = Some(Arc::clone(persona));
        }
        let shown = interaction.clone();
        drop(memory);
        shown.changed();
        self.changed();
        Ok(shown)
    }

    /// A request that the person's app has open.
    pub(crate) fn look(&self, id: &str, persona: &Arc<Persona>) -> Result<Interaction, Refusal> {
        find(&mut self.memory(), id, Some(persona)).cloned()
    }

    /// Records an answer, and queues the result if it has a callback. Fails if there is an answer
    /// already. `allowed` are the form fields that the person allows; `None`: all requested ones.
    pub(crate) fn answer(
        self: &Arc<Self>,
        id: &str,
        persona: Option<&Arc<Persona>>,
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
        if let Some(persona) = persona {
            interaction.persona = Some(Arc::clone(persona));
        }
        if let Some(Task {
            subject: Subject::FormFilling(form),
            ..
        }) = &mut interaction.task
        {
            form.allowed = allowed;
        }
        let granted = interaction.code() == Some(ResultCode::Success);
        let new_code = match (&mut interaction.login, interaction.persona.clone()) {
            (Some(login), Some(persona)) if granted => {
                let code = random::code();
                login.code = Some(code.clone());
                let grant = Grant {
                    persona,
                    scope: login.scope.clone(),
                    interaction: interaction.task.is_some().then(|| id.to_owned()),
                    service: host(&login.redirect_uri).to_owned(),
                    is_direct: false,
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
        answered.changed();
        if answered
            .task
            .as_ref()
            .is_some_and(|task| task.callback.is_some())
        {
            // The receiver lives as long as the process.
            let _ = self.answered.send(answered);
        }
        self.changed();
        Ok(())
    }

    /// Logs a person in who opened the service from the app's catalogue (Direct Login); returns the
    /// authorization code.
    pub(crate) fn log_in_directly(
        &self,
        persona: &Arc<Persona>,
        scope: Vec<String>,
        redirect_uri: &str,
    ) -> String {
        let code = random::code();
        let now = now();
        let grant = Grant {
            persona: Arc::clone(persona),
            scope,
            interaction: None,
            service: host(redirect_uri).to_owned(),
            is_direct: true,
            expires_at: now + self.code_life,
        };
        self.memory().codes.insert(code.clone(), grant, now);
        code
    }

    /// Records the delivery of a result, unless the service acknowledged it already.
    pub(crate) fn delivered(&self, id: &str, delivery: Delivery) {
        let mut memory = self.memory();
        let mut received = None;
        if let Some(interaction) = memory.interactions.get_mut(id) {
            // A result may be fetched again and again; it is pushed once, perhaps after the
            // acknowledgement.
            if delivery == Delivery::Taken
                && interaction.task.as_ref().is_some_and(|task| {
                    task.callback.is_some() || task.delivery == Delivery::Pending
                })
            {
                received = Some(interaction.clone());
            }
            if let Some(task) = &mut interaction.task
                && !matches!(task.delivery, Delivery::Acknowledged(_))
            {
                task.delivery = delivery;
            }
            // Also after an acknowledgement: a response may be waiting for the push.
            interaction.changed();
        }
        drop(memory);
        if let Some(interaction) = received {
            self.record(&interaction);
        }
        self.changed();
    }
}

/// Finds the request with this ID; fails if it is for another person.
fn find<'a>(
    memory: &'a mut Memory,
    id: &str,
    persona: Option<&Arc<Persona>>,
) -> Result<&'a mut Interaction, Refusal> {
    let interaction = memory
        .interactions
        .get_mut(id)
        .ok_or_else(|| Refusal::new(ResultCode::NotFound, "there is no such request"))?;
    let somebody_else = match (&interaction.login, &interaction.persona, persona) {
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
