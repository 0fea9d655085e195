//! What every request in a logged-in user's name has in common.

use std::fmt;

use serde::Serialize;
use zeroize::Zeroizing;

use crate::endpoint::Endpoint;
use crate::language::Language;
use crate::source::Source;
use crate::state::State;
use crate::wire::content::Content;
use crate::wire::text::limited;
use crate::{Error, Result};

/// `businessID`: names one request, and never a second one; at most 36 characters (iAM Smart API,
/// form filling).
///
/// Let it hold at least 122 random bits, as a random UUID does: a callback is believed for it.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct BusinessId(String);

impl BusinessId {
    /// Parses a business ID.
    ///
    /// # Errors
    /// [`Error::TextLength`].
    pub fn parse(text: &str) -> Result<Self> {
        limited("businessId", text, 36).map(|text| Self(text.to_owned()))
    }

    /// The business ID's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The tokenised ID, `openID`: who the user is to this e-service. Opaque, echoed byte for byte
/// (iAM Smart API, token).
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct OpenId(String);

impl OpenId {
    /// Takes a tokenised ID.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] for an empty one.
    pub fn new(text: &str) -> Result<Self> {
        not_empty("openId", text).map(|()| Self(text.to_owned()))
    }

    /// The tokenised ID's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An access token's text: whoever has it may ask the user for data and signatures in the
/// e-service's name.
#[derive(Clone, Eq, PartialEq)]
pub struct AccessToken(Zeroizing<String>);

impl AccessToken {
    /// Takes an access token.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] for an empty one.
    pub fn new(text: &str) -> Result<Self> {
        not_empty("accessToken", text).map(|()| Self(Zeroizing::new(text.to_owned())))
    }

    /// The access token's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessToken(…)")
    }
}

/// The common part of a request in a logged-in user's name.
#[derive(Clone, Debug)]
pub struct AccountRequest {
    /// Names the request.
    pub business_id: BusinessId,
    /// From the login.
    pub access_token: AccessToken,
    /// Who is asked.
    pub open_id: OpenId,
    /// The user's browser.
    pub source: Source,
    /// Where the gateway pushes the callback to; registered, or the gateway answers D20008.
    pub redirect_uri: Endpoint,
    /// Comes back with the callback.
    pub state: State,
    /// The language that the user reads.
    pub lang: Option<Language>,
}

impl AccountRequest {
    /// The fields as the API spells them.
    pub(crate) fn fields(&self) -> AccountFields<'_> {
        AccountFields {
            business_id: self.business_id.as_str(),
            access_token: self.access_token.as_str(),
            open_id: self.open_id.as_str(),
            source: self.source.as_str(),
            redirect_uri: self.redirect_uri.as_str(),
            state: self.state.as_str(),
            lang: self.lang.map(Language::as_str),
        }
    }
}

/// [`AccountRequest`], as it is written (iAM Smart API, form filling and signing).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AccountFields<'a> {
    #[serde(rename = "businessID")]
    business_id: &'a str,
    access_token: &'a str,
    #[serde(rename = "openID")]
    open_id: &'a str,
    source: &'a str,
    #[serde(rename = "redirectURI")]
    redirect_uri: &'a str,
    state: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<&'static str>,
}

/// What the gateway answers to such a request (iAM Smart API, form filling).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Ticket {
    /// What opens the app on the user's own device; lives 18 minutes.
    pub ticket_id: Option<String>,
    /// True if the user is on another device than the app and is told to open it.
    pub auth_by_qr: bool,
}

impl Ticket {
    /// Parses a ticket.
    ///
    /// # Errors
    /// [`Error::AnswerFieldInvalid`].
    pub fn read(content: &Content) -> Result<Self> {
        Ok(Self {
            ticket_id: content.optional_text("ticketID").map(str::to_owned),
            auth_by_qr: content.flag("authByQR")?,
        })
    }
}

fn not_empty(name: &str, text: &str) -> Result<()> {
    if !text.is_empty() {
        return Ok(());
    }
    Err(Error::invalid_argument(name, "it is empty"))
}
