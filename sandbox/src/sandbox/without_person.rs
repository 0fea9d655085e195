//! Requests answered without a person.

use std::sync::Arc;
use std::time::Duration;

use super::Sandbox;
use crate::log;
use crate::persona::Persona;

impl Sandbox {
    /// Who logs in without being asked; `None` if a person answers.
    pub(crate) fn logs_in_by_itself(&self) -> Option<Arc<Persona>> {
        let login_as = self.auto.settings().login_as;
        let person = match login_as {
            Some(id) => self.people.find(&id),
            None => self.people.all().into_iter().next(),
        }?;
        self.auto.reply(&person.persona.id)?;
        Some(Arc::clone(&person.persona))
    }

    /// Answers a request after the delay, if its person's requests are answered without them. A
    /// request of nobody is a login.
    pub(super) fn answer_by_itself(self: &Arc<Self>, id: &str, asked: Option<&Arc<Persona>>) {
        let Some(persona) = asked.cloned().or_else(|| self.logs_in_by_itself()) else {
            return;
        };
        let Some(reply) = self.auto.reply(&persona.id) else {
            return;
        };
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
