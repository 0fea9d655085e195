//! Requests answered without a person.

use std::sync::Arc;
use std::time::Duration;

use super::Sandbox;
use crate::auto::Reply;
use crate::log;
use crate::persona::Persona;

impl Sandbox {
    /// Who logs in without being asked; `None` if a person answers.
    pub(crate) fn logs_in_by_itself(&self) -> Option<Arc<Persona>> {
        let persona = self.login_as(None)?;
        self.auto.reply(&persona.id)?;
        Some(persona)
    }

    /// The person of this ID, or who logs in without a click.
    pub(crate) fn login_as(&self, id: Option<&str>) -> Option<Arc<Persona>> {
        let chosen = self.auto.settings().login_as;
        let person = match id.or(chosen.as_deref()) {
            Some(id) => self.people.find(id),
            None => self.people.all().into_iter().next(),
        }?;
        Some(Arc::clone(&person.persona))
    }

    /// Answers a request after the delay, if its person's requests are answered without them. A
    /// request of nobody is a login.
    pub(super) fn answer_by_itself(self: &Arc<Self>, id: &str, asked: Option<&Arc<Persona>>) {
        let Some(persona) = asked.cloned().or_else(|| self.logs_in_by_itself()) else {
            return;
        };
        if let Some(reply) = self.auto.reply(&persona.id) {
            self.answer_later(id, persona, reply);
        }
    }

    /// Answers a request for this person after the delay, unless somebody is quicker.
    pub(crate) fn answer_later(self: &Arc<Self>, id: &str, persona: Arc<Persona>, reply: Reply) {
        let sandbox = Arc::clone(self);
        let id = id.to_owned();
        tokio::spawn(async move {
            tokio::time::sleep(Duration::from_millis(reply.delay_ms)).await;
            // Fails if somebody was quicker.
            if sandbox
                .answer(&id, Some(&persona), reply.answer, None)
                .is_ok()
            {
                let answer = reply.answer.name();
                log::note(&format!(
                    "auto: {answer} for {} without a click",
                    persona.id
                ));
            }
        });
    }
}
