//! Parameters common to all requests to a person (iAM Smart API, §3 and §4).

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};

use super::parameters::{Parameters, invalid};
use crate::grants::Grant;
use crate::interaction::{Callback, Delivery, Subject, Task};
use crate::language::Language;
use crate::persona::Persona;
use crate::protocol::{now, random};
use crate::result_code::{Refusal, ResultCode};
use crate::sandbox::{Sandbox, Ticket};

/// Parameters of every request after a login.
const WITH_LOGIN: &[&str] = &[
    "businessID",
    "accessToken",
    "openID",
    "source",
    "redirectURI",
    "state",
    "lang",
];
/// Parameters of every anonymous request. Whether `state` and `lang` are allowed is not public.
const ANONYMOUS: &[&str] = &["businessID", "state", "lang"];

/// Request with or without login.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Flow {
    WithLogin,
    Anonymous,
}

/// Common parameters of a request.
pub(super) struct Account {
    flow: Flow,
    business_id: String,
    state: Option<String>,
    callback: Option<Callback>,
    /// True if the user opens the app by hand on another device.
    auth_by_qr: bool,
}

impl Flow {
    /// Names of the allowed parameters; `others` are those of this kind of request.
    pub(super) fn parameters(self, others: &[&'static str]) -> Vec<&'static str> {
        let common = match self {
            Self::WithLogin => WITH_LOGIN,
            Self::Anonymous => ANONYMOUS,
        };
        [common, others].concat()
    }
}

impl Account {
    pub(super) fn read(
        sandbox: &Sandbox,
        flow: Flow,
        parameters: &Parameters,
    ) -> Result<Self, Refusal> {
        let business_id = parameters.ascii("businessID", 36)?.to_owned();
        if let Some(lang) = parameters.optional("lang")? {
            Language::from_lang(lang).ok_or_else(|| invalid("lang"))?;
        }
        let state = parameters.state()?.map(str::to_owned);
        if flow == Flow::Anonymous {
            return Ok(Self {
                flow,
                business_id,
                state,
                callback: None,
                auth_by_qr: true,
            });
        }
        let auth_by_qr = parameters.source(true)? == "PC_Browser";
        let uri = registered(sandbox, parameters.required("redirectURI")?)?;
        let multipart = match parameters.optional("callbackContentType")? {
            None | Some("application/json") => false,
            Some("multipart/form-data") => true,
            Some(_) => return Err(invalid("callbackContentType")),
        };
        if state.is_none() {
            return Err(Refusal::new(ResultCode::ParameterMissing, "state"));
        }
        Ok(Self {
            flow,
            business_id,
            state,
            callback: Some(Callback { uri, multipart }),
            auth_by_qr,
        })
    }

    /// Replaces `redirectURI` as the callback address.
    pub(super) fn callback_uri(&mut self, sandbox: &Sandbox, uri: &str) -> Result<(), Refusal> {
        let uri = registered(sandbox, uri)?;
        if let Some(callback) = &mut self.callback {
            callback.uri = uri;
        }
        Ok(())
    }

    /// The person of the access token and tokenised ID; the login must have one of `scopes`. `None`
    /// for an anonymous request.
    pub(super) fn person(
        &self,
        sandbox: &Sandbox,
        parameters: &Parameters,
        scopes: &[&str],
    ) -> Result<Option<Arc<Persona>>, Refusal> {
        if self.flow == Flow::Anonymous {
            return Ok(None);
        }
        let login = login(sandbox, parameters, scopes)?;
        Ok(Some(login.persona))
    }

    /// Sends the request to the person, or keeps it for its getQR page; returns the response
    /// content.
    pub(super) fn begin(
        self,
        sandbox: &Arc<Sandbox>,
        persona: Option<&Arc<Persona>>,
        scope: &'static str,
        subject: Subject,
    ) -> Result<Value, Refusal> {
        // Checked last, so that a refused request does not use up its businessID.
        if !sandbox
            .memory()
            .business_ids
            .insert(self.business_id.clone())
        {
            return Err(Refusal::new(ResultCode::BusinessIdDuplicated, "businessID"));
        }
        let ticket_id = random::hex();
        let task = Task {
            business_id: self.business_id,
            state: self.state,
            callback: self.callback,
            subject,
            delivery: Delivery::Pending,
        };
        let content = json!({ "authByQR": self.auth_by_qr, "ticketID": ticket_id });
        if self.flow == Flow::WithLogin {
            sandbox.ask(ticket_id, None, Some(task), persona);
            return Ok(content);
        }
        keep(sandbox, ticket_id, task, scope);
        Ok(content)
    }
}

/// The login of the access token and tokenised ID; it must have one of `scopes`.
pub(super) fn login(
    sandbox: &Sandbox,
    parameters: &Parameters,
    scopes: &[&str],
) -> Result<Grant, Refusal> {
    let token = parameters.required("accessToken")?;
    let open_id = parameters.required("openID")?;
    let grant = sandbox
        .memory()
        .access_tokens
        .get(token, now())
        .cloned()
        .ok_or_else(|| Refusal::new(ResultCode::AccessTokenInvalid, "accessToken"))?;
    let persona = sandbox
        .persona_of(open_id)
        .ok_or_else(|| Refusal::new(ResultCode::OpenIdAbsent, "openID is unknown"))?;
    if persona.id != grant.persona.id {
        return Err(Refusal::new(ResultCode::TokenMismatch, "openID"));
    }
    if !grant
        .scope
        .iter()
        .any(|scope| scopes.contains(&scope.as_str()))
    {
        let reason = format!("the login was without {}", scopes.join(" or "));
        return Err(Refusal::new(ResultCode::ScopeInsufficient, reason));
    }
    Ok(grant)
}

fn keep(sandbox: &Arc<Sandbox>, ticket_id: String, task: Task, scope: &'static str) {
    let ticket = Ticket {
        task,
        scope,
        expires_at: now() + sandbox.interaction_life,
        consumed: false,
    };
    sandbox.memory().tickets.insert(ticket_id.clone(), ticket);
    let sandbox = Arc::clone(sandbox);
    // Twice the lifetime: an expired ticket gets D20069 for as long again.
    let life = Duration::from_millis(sandbox.interaction_life.unsigned_abs()) * 2;
    tokio::spawn(async move {
        tokio::time::sleep(life).await;
        sandbox.memory().tickets.remove(&ticket_id);
    });
}

fn registered(sandbox: &Sandbox, uri: &str) -> Result<String, Refusal> {
    sandbox
        .registration
        .redirect_uri(uri)
        .map(str::to_owned)
        .ok_or_else(|| {
            let reason = "redirectURI is not registered";
            Refusal::new(ResultCode::ServiceUrlInvalid, reason)
        })
}
