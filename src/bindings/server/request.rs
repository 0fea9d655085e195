//! Requests for a profile or form, and the user they are for.

use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

use crate::bindings::tsify;
use crate::bindings::values::{Lang, Secret};
use crate::endpoint::Endpoint;
use crate::language::Language;
use crate::source::Source;
use crate::state::State;
use crate::wire::{AccessToken, BusinessId, OpenId, Requester};
use crate::{Error, Result, form_filling, wire};

#[wasm_bindgen(typescript_custom_section)]
const IMPORTS: &str = "
import type { EMEField, FormFillingFields, ProfileField } from '../fields.js';
";

intersection! {
    /// Logged-in user, their device and browser, and the address for the result.
    #[tsify(type = "Account & Device")]
    pub struct AccountRequest {
        account: Account,
        device: Device,
    }
}

argument! {
    /// Device and browser of the user: `source`, which the page knows (`detectSource` of
    /// `iamsmart`), or the User-Agent of the user's request, from which it is detected.
    #[tsify(type = "
  | { source: Source; userAgent?: string }
  | { source?: undefined; userAgent: string }")]
    pub struct Device {
        source: Option<String>,
        user_agent: Option<String>,
    }
}

argument! {
    /// Logged-in user, and the address for the result.
    pub struct Account {
        /// businessID: 1 to 36 characters, unique and random, e.g. `crypto.randomUUID()`.
        business_id: String,
        /// Access token from `login` or `getToken`.
        access_token: Secret,
        /// Tokenised ID of the user.
        open_id: String,
        /// Address of the e-service's server to which the result is pushed: `redirectURI` in the
        /// API. It must be registered; the gateway refuses others with D20008.
        callback_uri: String,
        /// 1 to 36 characters of A-Z, a-z, 0-9, '_' and '-'; returned with the result.
        state: String,
        /// Language of the gateway's pages and of the app. Default: the gateway's, 'zh-HK'.
        #[tsify(optional)]
        lang: Option<Lang>,
    }
}

argument! {
    /// Request of a user who is not logged in.
    pub struct AnonymousRequest {
        /// businessID: 1 to 36 characters, unique and random, e.g. `crypto.randomUUID()`.
        business_id: String,
        /// 1 to 36 characters of A-Z, a-z, 0-9, '_' and '-'; returned with the result.
        state: String,
        /// Language of the gateway's pages and of the app. Default: the gateway's, 'zh-HK'.
        #[tsify(optional)]
        lang: Option<Lang>,
    }
}

argument! {
    /// Request for the user's profile.
    pub struct ProfileRequest {
        /// Fields to request; at least one.
        #[tsify(type = "(ProfileField | (string & {}))[]")]
        pub(super) profile_fields: Vec<String>,
    }
}

argument! {
    /// Request for fields of a form.
    #[expect(non_snake_case, reason = "the API's own spelling")]
    pub struct FormFillingRequest {
        /// Fields to request (e-ME).
        #[tsify(type = "(EMEField | (string & {}))[]")]
        eMEFields: Vec<String>,
        /// Fields to request as part of the profile. A field in both lists is shown to the user as
        /// part of the profile.
        #[tsify(optional, type = "(ProfileField | (string & {}))[]")]
        profile_fields: Option<Vec<String>>,
        /// Name of the form, shown to the user: 1 to 255 characters.
        form_name: String,
        /// Number of the form: 1 to 20 characters.
        #[tsify(optional)]
        form_num: Option<String>,
        /// Description of the form: 1 to 255 characters.
        #[tsify(optional)]
        form_desc: Option<String>,
        /// Media type of the callback; with 'multipart/form-data', it can contain files. Default:
        /// 'application/json'.
        #[tsify(optional)]
        callback_content_type: Option<CallbackContentType>,
    }
}

argument! {
    /// Request for fields that the user has allowed already; at least one.
    #[expect(non_snake_case, reason = "the API's own spelling")]
    pub struct SharedFieldsRequest {
        /// Profile fields to request.
        #[tsify(optional, type = "(ProfileField | (string & {}))[]")]
        profile_fields: Option<Vec<String>>,
        /// Fields to request (e-ME).
        #[tsify(optional, type = "(EMEField | (string & {}))[]")]
        eMEFields: Option<Vec<String>>,
    }
}

names! {
    /// Media type of a callback.
    pub enum CallbackContentType {
        /// Fields only.
        Json = "application/json",
        /// Fields and files.
        Multipart = "multipart/form-data",
    }
}

argument! {
    /// Access token and the user that it belongs to.
    pub struct TokenHolder {
        /// Access token from `login` or `getToken`.
        access_token: Secret,
        /// Tokenised ID of the user.
        open_id: String,
    }
}

impl TryFrom<AccountRequest> for wire::AccountRequest {
    type Error = Error;

    fn try_from(request: AccountRequest) -> Result<Self> {
        let source = request.device.try_into()?;
        let request = request.account;
        Ok(Self {
            business_id: BusinessId::parse(&request.business_id)?,
            access_token: AccessToken::new(&request.access_token.0)?,
            open_id: OpenId::new(&request.open_id)?,
            source,
            callback_uri: Endpoint::parse("callbackUri", &request.callback_uri)?,
            state: State::parse(&request.state)?,
            lang: request.lang.map(Language::from),
        })
    }
}

impl TryFrom<Device> for Source {
    type Error = Error;

    fn try_from(device: Device) -> Result<Self> {
        match (device.source, device.user_agent) {
            (Some(source), _) => Self::parse(&source),
            (None, Some(user_agent)) => Ok(Self::detect(&user_agent)),
            (None, None) => Err(Error::invalid_argument(
                "source",
                "it is missing; pass what the page detected, or the User-Agent of the user's \
                 request as 'userAgent'",
            )),
        }
    }
}

impl TryFrom<AccountRequest> for Requester {
    type Error = Error;

    fn try_from(request: AccountRequest) -> Result<Self> {
        request.try_into().map(Self::Account)
    }
}

impl TryFrom<AnonymousRequest> for Requester {
    type Error = Error;

    fn try_from(request: AnonymousRequest) -> Result<Self> {
        Ok(Self::Anonymous(wire::AnonymousRequest {
            business_id: BusinessId::parse(&request.business_id)?,
            state: State::parse(&request.state)?,
            lang: request.lang.map(Language::from),
        }))
    }
}

impl TryFrom<TokenHolder> for (AccessToken, OpenId) {
    type Error = Error;

    fn try_from(holder: TokenHolder) -> Result<Self> {
        let access_token = AccessToken::new(&holder.access_token.0)?;
        Ok((access_token, OpenId::new(&holder.open_id)?))
    }
}

impl FormFillingRequest {
    pub(super) fn of(
        self,
        requester: Requester,
        path: &wire::ApiPath,
    ) -> form_filling::FormFillingRequest {
        let content_type = self.callback_content_type.map(Into::into);
        form_filling::FormFillingRequest {
            requester,
            path: path.clone(),
            e_me_fields: self.eMEFields,
            profile_fields: self.profile_fields.unwrap_or_default(),
            form_name: self.form_name,
            form_num: self.form_num,
            form_desc: self.form_desc,
            callback_content_type: content_type.unwrap_or_default(),
        }
    }
}

impl SharedFieldsRequest {
    pub(super) fn of(
        self,
        holder: TokenHolder,
        path: &wire::ApiPath,
    ) -> Result<form_filling::SharedFieldsRequest> {
        let (access_token, open_id) = holder.try_into()?;
        Ok(form_filling::SharedFieldsRequest {
            access_token,
            open_id,
            path: path.clone(),
            profile_fields: self.profile_fields.unwrap_or_default(),
            e_me_fields: self.eMEFields.unwrap_or_default(),
        })
    }
}

same_variants!(CallbackContentType => form_filling::CallbackContentType { Json Multipart });
