//! Requests in the name of a logged-in user.

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

/// `businessID`: the unique ID of a request; at most 36 characters (iAM Smart API, form filling).
///
/// Use at least 122 random bits, like a random UUID: the ID authenticates the callback.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct BusinessId(String);

impl BusinessId {
    /// Generates a random business ID: 22 Base64url characters from 16 random bytes.
    ///
    /// # Errors
    /// [`Error::RandomUnavailable`] if the platform has no secure random numbers.
    pub fn generate() -> Result<Self> {
        State::generate().map(|random| Self(random.as_str().to_owned()))
    }

    /// Parses a business ID.
    ///
    /// # Errors
    /// [`Error::TextLength`].
    pub fn parse(text: &str) -> Result<Self> {
        limited("businessId", text, 36).map(|text| Self(text.to_owned()))
    }

    /// Returns the business ID as a string.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The tokenised ID, `openID`, of a user at this e-service. Opaque; sent back byte for byte (iAM
/// Smart API, token).
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct OpenId(String);

impl OpenId {
    /// Creates a tokenised ID.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] for an empty one.
    pub fn new(text: &str) -> Result<Self> {
        not_empty("openId", text).map(|()| Self(text.to_owned()))
    }

    /// Returns the tokenised ID as a string.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An access token: its holder can request data and signatures from the user in the e-service's
/// name.
#[derive(Clone, Eq, PartialEq)]
pub struct AccessToken(Zeroizing<String>);

impl AccessToken {
    /// Creates an access token.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] for an empty one.
    pub fn new(text: &str) -> Result<Self> {
        not_empty("accessToken", text).map(|()| Self(Zeroizing::new(text.to_owned())))
    }

    /// Returns the access token as a string.
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

/// The common fields of a request in the name of a logged-in user.
#[derive(Clone, Debug)]
pub struct AccountRequest {
    /// The ID of the request.
    pub business_id: BusinessId,
    /// The access token of the login.
    pub access_token: AccessToken,
    /// The user.
    pub open_id: OpenId,
    /// The user's device and browser.
    pub source: Source,
    /// The URL for the callback, `redirectURI` in the API. It must be registered, or the gateway
    /// returns D20008.
    pub callback_uri: Endpoint,
    /// The state, repeated by the callback.
    pub state: State,
    /// The user's language.
    pub lang: Option<Language>,
}

impl AccountRequest {
    /// Returns the fields in the API's format.
    pub(crate) fn fields(&self) -> AccountFields<'_> {
        AccountFields {
            business_id: self.business_id.as_str(),
            access_token: self.access_token.as_str(),
            open_id: self.open_id.as_str(),
            source: self.source.as_str(),
            callback_uri: self.callback_uri.as_str(),
            state: self.state.as_str(),
            lang: self.lang.map(Language::as_str),
        }
    }
}

/// [`AccountRequest`] in the API's format (iAM Smart API, form filling and signing).
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
    callback_uri: &'a str,
    state: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<&'static str>,
}

/// The response to a request to a user (iAM Smart API, form filling).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Ticket {
    /// The ticket that opens the app on the same device; valid for 18 minutes.
    pub ticket_id: Option<String>,
    /// True if the app is on another device and the page must ask the user to open it.
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
