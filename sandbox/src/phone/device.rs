//! A phone: its user and language.

use std::sync::Arc;

use axum::http::{HeaderMap, header};

use crate::interaction::Interaction;
use crate::language::Language;
use crate::layout;
use crate::people::Person;
use crate::persona::Persona;
use crate::result_code::Refusal;
use crate::sandbox::Sandbox;

pub(super) const PERSONA_COOKIE: &str = "iamsmart_sandbox_persona";
pub(super) const LANGUAGE_COOKIE: &str = "iamsmart_sandbox_lang";

/// State of a browser that shows the app, kept in cookies.
pub(super) struct Device {
    pub(super) persona: Option<Arc<Persona>>,
    pub(super) language: Language,
    /// That of the phone, or of the browser.
    pub(super) phone_language: Language,
}

impl Device {
    pub(super) fn of(sandbox: &Sandbox, headers: &HeaderMap) -> Self {
        let phone_language = layout::browser_language(headers);
        let chosen = cookie(headers, LANGUAGE_COOKIE).and_then(Language::from_lang);
        let person = cookie(headers, PERSONA_COOKIE).and_then(|id| sandbox.people.find(id));
        Self {
            persona: person.map(|person| Arc::clone(&person.persona)),
            language: chosen.unwrap_or(phone_language),
            phone_language,
        }
    }

    pub(super) fn person(&self, sandbox: &Sandbox) -> Option<Arc<Person>> {
        sandbox.people.find(&self.persona.as_ref()?.id)
    }

    /// The request to show: the open one, unless it was answered and another one waits.
    pub(super) fn shown(
        &self,
        sandbox: &Sandbox,
        id: Option<&str>,
    ) -> Option<Result<Interaction, Refusal>> {
        let persona = self.persona.as_ref()?;
        let open = id.map(|id| sandbox.look(id, persona));
        match open {
            None => {}
            Some(Ok(ref interaction)) if interaction.answer.is_some() => {}
            open => return open,
        }
        let waiting = sandbox.memory().waiting(persona).cloned();
        waiting.map(Ok).or(open)
    }
}

pub(super) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split("; "))
        .filter_map(|pair| pair.split_once('='))
        .find_map(|(found, value)| (found == name).then_some(value))
}
