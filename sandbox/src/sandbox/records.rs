//! What services get of people, noted for the app.

use super::Sandbox;
use crate::given::{Given, host};
use crate::grants::Grant;
use crate::interaction::{Interaction, Subject};
use crate::persona::Persona;
use crate::protocol::now;
use crate::result_code::ResultCode;

impl Sandbox {
    /// Notes that a service redeemed a login.
    pub(crate) fn record_login(&self, grant: &Grant) {
        self.given.add(Given {
            at: now(),
            persona: grant.persona.id.clone(),
            kind: "login".to_owned(),
            service: grant.service.clone(),
            about: None,
            fields: grant.scope.clone(),
        });
        self.changed();
    }

    /// Notes that a service got fields without asking the person.
    pub(crate) fn record_fields(&self, grant: &Grant, fields: Vec<String>) {
        self.given.add(Given {
            at: now(),
            persona: grant.persona.id.clone(),
            kind: "profile".to_owned(),
            service: grant.service.clone(),
            about: None,
            fields,
        });
        self.changed();
    }

    /// Notes that a service got the result of a request.
    pub(super) fn record(&self, interaction: &Interaction) {
        let (Some(task), Some(persona)) = (&interaction.task, &interaction.persona) else {
            return;
        };
        if interaction.code() != Some(ResultCode::Success) {
            return;
        }
        let uri = match (&task.callback, &interaction.login) {
            (Some(callback), _) => &callback.uri,
            (None, Some(login)) => &login.redirect_uri,
            (None, None) => return,
        };
        let (about, fields) = match &task.subject {
            Subject::FormFilling(form) => {
                (form.form_name.clone(), self.had(persona, form.granted()))
            }
            Subject::Signing(signing) => (Some(signing.document_name.clone()), Vec::new()),
            Subject::Bulk(bulk) => (Some(bulk.request_name.clone()), Vec::new()),
            Subject::StepUp => (None, Vec::new()),
        };
        self.given.add(Given {
            at: now(),
            persona: persona.id.clone(),
            kind: task.subject.kind().to_owned(),
            service: host(uri).to_owned(),
            about,
            fields,
        });
    }

    /// Those of the fields that the person has.
    fn had<'a>(&self, persona: &Persona, names: impl Iterator<Item = &'a String>) -> Vec<String> {
        names
            .filter(|name| self.people.field(persona, name).is_some())
            .cloned()
            .collect()
    }
}
