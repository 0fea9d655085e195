//! Token request: exchanges an authorization code for an access token and a tokenised ID.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use serde::Serialize;

use crate::wire::{AccessToken, Call, Content, OpenId, Repeatable};
use crate::{Error, Result};

/// Creates the call that redeems an authorization code, `getToken` (iAM Smart API, token).
///
/// # Errors
/// [`Error::CodeMissing`] for an empty code.
pub fn token_call(code: &str) -> Result<Call> {
    redeeming(code, None)
}

/// Creates the call that redeems the code of a Direct Login v2, in which the user comes from the app
/// and the e-service has begun no login (iAM Smart API, token; medium confidence).
///
/// # Errors
/// [`Error::CodeMissing`] for an empty code.
pub fn direct_login_call(code: &str) -> Result<Call> {
    redeeming(code, Some("true"))
}

fn redeeming(code: &str, is_direct_login_v2: Option<&'static str>) -> Result<Call> {
    if code.is_empty() {
        return Err(Error::CodeMissing);
    }
    Call::new(
        "/auth/getToken",
        // A code is valid once.
        Repeatable::WhereNotLookedAt,
        &TokenContent {
            code,
            is_direct_login_v2,
            grant_type: "authorization_code",
        },
    )
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TokenContent<'a> {
    code: &'a str,
    /// A string, not a boolean.
    #[serde(rename = "isDirectLoginV2", skip_serializing_if = "Option::is_none")]
    is_direct_login_v2: Option<&'static str>,
    grant_type: &'static str,
}

/// The result of a login.
#[derive(Clone, Debug)]
pub struct Token {
    /// The access token for further calls.
    pub access_token: AccessToken,
    /// The tokenised ID.
    pub open_id: OpenId,
    /// The granted scopes.
    pub scope: Vec<String>,
    /// Time of issue as Unix time in milliseconds.
    pub issued_at: i64,
    /// Expiry as Unix time in milliseconds; 4 hours after issue in the sample.
    pub expires_at: i64,
    /// Last change of name, gender or birth date, or last registration, as Unix time in
    /// milliseconds.
    pub last_modified_at: i64,
    /// `default` for iAM Smart, `sign` for iAM Smart+.
    pub user_type: String,
}

impl Token {
    /// Parses the response of `getToken` (iAM Smart API, token).
    ///
    /// # Errors
    /// [`Error::AnswerFieldInvalid`].
    pub fn read(content: &Content) -> Result<Self> {
        Ok(Self {
            access_token: AccessToken::new(content.text("accessToken")?)?,
            open_id: OpenId::new(content.text("openID")?)?,
            scope: content.texts("scope")?,
            issued_at: content.milliseconds("issueAt")?,
            expires_at: content.expiry()?,
            last_modified_at: content.milliseconds("lastModifiedDate")?,
            user_type: content.text("userType")?.to_owned(),
        })
    }
}
