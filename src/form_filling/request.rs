//! Requests for a user's profile, or for fields of a form.

use serde::Serialize;

use crate::wire::{
    AccessToken, AccountFields, AccountRequest, ApiPath, Call, OpenId, Repeatable, Requester,
    RequesterFields, limited,
};
use crate::{Error, Result};

/// Maximum number of fields in a request. The API defines 20; a larger number is a mistake.
const MAX_FIELDS: usize = 100;

/// A request for profile fields of a logged-in user.
#[derive(Clone, Debug)]
pub struct ProfileRequest {
    /// The common fields: user, redirect URI, state.
    pub account: AccountRequest,
    /// The requested fields: `idNo`, `enName`, `chName`, `birthDate`, `gender`; at least one.
    pub profile_fields: Vec<String>,
}

impl ProfileRequest {
    /// Creates the call (iAM Smart API, form filling).
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] for an empty list or an invalid field name.
    pub fn call(&self) -> Result<Call> {
        let content = ProfileContent {
            account: self.account.fields(),
            profile_fields: named("profileFields", &self.profile_fields)?
                .ok_or_else(|| invalid("profileFields", "it names no field"))?,
        };
        Call::new(
            "/account/auth/profile/initiateRequest",
            Repeatable::WhereNotLookedAt,
            &content,
        )
    }
}

/// The format of the callback, `callbackContentType` (iAM Smart API, form filling).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum CallbackContentType {
    /// `application/json`, the gateway's default.
    #[default]
    Json,
    /// `multipart/form-data`: files beside the JSON.
    Multipart,
}

/// A request for fields of a form.
#[derive(Clone, Debug)]
pub struct FormFillingRequest {
    /// The common fields: user, redirect URI, state.
    pub requester: Requester,
    /// The path for a logged-in user's request; see [`DEFAULT_PATH`](Self::DEFAULT_PATH).
    pub path: ApiPath,
    /// Requested fields of the user's e-ME.
    pub e_me_fields: Vec<String>,
    /// Requested fields of the profile. A field in both lists is shown as a profile field.
    pub profile_fields: Vec<String>,
    /// The name of the form, shown to the user: at most 255 characters.
    pub form_name: String,
    /// The number of the form: at most 20 characters.
    pub form_num: Option<String>,
    /// The description of the form: at most 255 characters.
    pub form_desc: Option<String>,
    /// The format of the callback.
    pub callback_content_type: CallbackContentType,
}

impl FormFillingRequest {
    /// The path that an e-service in production uses. Another integration uses
    /// `/account/auth/eme/initiateRequest` (iAM Smart API, form filling, endpoints).
    pub const DEFAULT_PATH: &'static str = "/account/eme/initiateRequest";

    /// Creates the call (iAM Smart API, form filling). An empty list is omitted, because the
    /// gateway rejects it with D20002.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] if both lists are empty or one has an invalid name;
    /// [`Error::TextLength`].
    pub fn call(&self) -> Result<Call> {
        let content = FormFillingContent {
            requester: self.requester.fields(),
            e_me_fields: named("eMEFields", &self.e_me_fields)?,
            profile_fields: named("profileFields", &self.profile_fields)?,
            form_name: limited("formName", &self.form_name, 255)?,
            form_num: optional("formNum", self.form_num.as_deref(), 20)?,
            form_desc: optional("formDesc", self.form_desc.as_deref(), 255)?,
            callback_content_type: match self.callback_content_type {
                CallbackContentType::Json => None,
                CallbackContentType::Multipart => Some("multipart/form-data"),
            },
        };
        if content.e_me_fields.is_none() && content.profile_fields.is_none() {
            return Err(invalid("eMEFields", "it names no field"));
        }
        let path = match &self.requester {
            Requester::Account(_) => self.path.clone(),
            Requester::Anonymous(_) => "/anonymous/eme/initiateRequest".into(),
        };
        Call::new(path, Repeatable::WhereNotLookedAt, &content)
    }
}

/// A request for fields that the user has allowed already: they come with the answer, and the user is
/// not asked. Known from one integrator's client (medium confidence).
#[derive(Clone, Debug)]
pub struct SharedFieldsRequest {
    /// The access token of the login.
    pub access_token: AccessToken,
    /// The user.
    pub open_id: OpenId,
    /// The endpoint; see [`DEFAULT_PATH`](Self::DEFAULT_PATH).
    pub path: ApiPath,
    /// Requested profile fields.
    pub profile_fields: Vec<String>,
    /// Requested fields of the user's e-ME.
    pub e_me_fields: Vec<String>,
}

impl SharedFieldsRequest {
    /// The path of the one public source (iAM Smart API, added in November 2026).
    pub const DEFAULT_PATH: &'static str = "/profiles";

    /// Creates the call, `getProfiles`. It only reads, so it may be repeated. [`Fields::read`] parses
    /// its answer. An empty list is omitted, because the gateway rejects it with D20002.
    ///
    /// [`Fields::read`]: crate::form_filling::Fields::read
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] if both lists are empty or one has an invalid name.
    pub fn call(&self) -> Result<Call> {
        let content = SharedFieldsContent {
            access_token: self.access_token.as_str(),
            open_id: self.open_id.as_str(),
            profile_fields: named("profileFields", &self.profile_fields)?,
            e_me_fields: named("eMEFields", &self.e_me_fields)?,
        };
        if content.e_me_fields.is_none() && content.profile_fields.is_none() {
            return Err(invalid("profileFields", "it names no field"));
        }
        Call::new(self.path.clone(), Repeatable::Always, &content)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SharedFieldsContent<'a> {
    access_token: &'a str,
    #[serde(rename = "openID")]
    open_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    profile_fields: Option<&'a [String]>,
    #[serde(rename = "eMEFields", skip_serializing_if = "Option::is_none")]
    e_me_fields: Option<&'a [String]>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ProfileContent<'a> {
    #[serde(flatten)]
    account: AccountFields<'a>,
    profile_fields: &'a [String],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FormFillingContent<'a> {
    #[serde(flatten)]
    requester: RequesterFields<'a>,
    #[serde(rename = "eMEFields", skip_serializing_if = "Option::is_none")]
    e_me_fields: Option<&'a [String]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    profile_fields: Option<&'a [String]>,
    form_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    form_num: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    form_desc: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    callback_content_type: Option<&'static str>,
}

/// Checks a list of field names; `None` for an empty one. Which names exist is left to the gateway;
/// here each must be well-formed and unique.
fn named<'a>(name: &str, fields: &'a [String]) -> Result<Option<&'a [String]>> {
    let is_name = |field: &String| {
        (1..=64).contains(&field.len()) && field.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    if fields.len() > MAX_FIELDS || !fields.iter().all(is_name) {
        return Err(invalid(
            name,
            "it must be a list of at most 100 field names",
        ));
    }
    if fields
        .iter()
        .enumerate()
        .any(|(i, field)| fields[..i].contains(field))
    {
        return Err(invalid(name, "it names a field twice"));
    }
    Ok((!fields.is_empty()).then_some(fields))
}

fn optional<'a>(name: &str, text: Option<&'a str>, limit: usize) -> Result<Option<&'a str>> {
    text.map(|text| limited(name, text, limit)).transpose()
}

fn invalid(name: &str, reason: &str) -> Error {
    Error::invalid_argument(name, reason)
}
