//! Requests in the name of a logged-in or an anonymous user.

use serde::Serialize;

use crate::language::Language;
use crate::state::State;
use crate::wire::account::{AccountFields, AccountRequest, BusinessId};

/// The common fields of an anonymous request: access token, tokenised ID, source and redirect URI
/// are omitted (iAM Smart API, form filling, anonymous). The user logs in with the request's
/// ticket, and the e-service fetches the result with the access token of that login
/// ([`result_call`](crate::wire::result_call)).
#[derive(Clone, Debug)]
pub struct AnonymousRequest {
    /// The ID of the request.
    pub business_id: BusinessId,
    /// The state, repeated by the result.
    pub state: State,
    /// The user's language.
    pub lang: Option<Language>,
}

/// The user of a request, with its common fields.
#[derive(Clone, Debug)]
pub enum Requester {
    /// A logged-in user; the gateway pushes the result.
    Account(AccountRequest),
    /// The user who logs in with the ticket; the e-service fetches the result.
    Anonymous(AnonymousRequest),
}

impl Requester {
    /// Returns the URL for the callback; `None` if the result is fetched.
    pub(crate) fn callback_uri(&self) -> Option<&str> {
        match self {
            Self::Account(account) => Some(account.callback_uri.as_str()),
            Self::Anonymous(_) => None,
        }
    }

    /// Returns the fields in the API's format.
    pub(crate) fn fields(&self) -> RequesterFields<'_> {
        match self {
            Self::Account(account) => RequesterFields::Account(account.fields()),
            Self::Anonymous(request) => RequesterFields::Anonymous(AnonymousFields {
                business_id: request.business_id.as_str(),
                state: request.state.as_str(),
                lang: request.lang.map(Language::as_str),
            }),
        }
    }
}

/// [`Requester`] in the API's format.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum RequesterFields<'a> {
    Account(AccountFields<'a>),
    Anonymous(AnonymousFields<'a>),
}

/// [`AnonymousRequest`] in the API's format (iAM Smart API, form filling, anonymous).
#[derive(Serialize)]
pub(crate) struct AnonymousFields<'a> {
    #[serde(rename = "businessID")]
    business_id: &'a str,
    state: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<&'static str>,
}
