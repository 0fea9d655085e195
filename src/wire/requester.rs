//! In whose name a request is made: a logged-in user's, or nobody's yet.

use serde::Serialize;

use crate::language::Language;
use crate::state::State;
use crate::wire::account::{AccountFields, AccountRequest, BusinessId};

/// The common part of an anonymous request: access token, tokenised ID, source and redirect URI are
/// left out (iAM Smart API, form filling, anonymous). The user then logs in with its ticket, and
/// the result is fetched with the token that this gives
/// ([`result_call`](crate::wire::result_call)).
#[derive(Clone, Debug)]
pub struct AnonymousRequest {
    /// Names the request.
    pub business_id: BusinessId,
    /// Comes back with the result.
    pub state: State,
    /// The language that the user reads.
    pub lang: Option<Language>,
}

/// Who is asked, and where the answer goes.
#[derive(Clone, Debug)]
pub enum Requester {
    /// A logged-in user; the answer is pushed.
    Account(AccountRequest),
    /// Whoever logs in with the ticket; the answer is fetched.
    Anonymous(AnonymousRequest),
}

impl Requester {
    /// Where the answer is pushed to; `None` where it is fetched.
    pub(crate) fn redirect_uri(&self) -> Option<&str> {
        match self {
            Self::Account(account) => Some(account.redirect_uri.as_str()),
            Self::Anonymous(_) => None,
        }
    }

    /// The fields as the API spells them.
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

/// [`Requester`], as it is written.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum RequesterFields<'a> {
    Account(AccountFields<'a>),
    Anonymous(AnonymousFields<'a>),
}

/// [`AnonymousRequest`], as it is written (iAM Smart API, form filling, anonymous).
#[derive(Serialize)]
pub(crate) struct AnonymousFields<'a> {
    #[serde(rename = "businessID")]
    business_id: &'a str,
    state: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<&'static str>,
}
