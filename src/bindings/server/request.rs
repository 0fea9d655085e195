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

argument! {
    /// Logged-in user, and the address for the result.
    pub struct AccountRequest {
        /// businessID: 1 to 36 characters, unique and random, e.g. `crypto.randomUUID()`.
        business_id: String,
        /// Access token from `login` or `getToken`.
        access_token: Secret,
        /// Tokenised ID of the user.
        open_id: String,
        /// Device and browser of the user; see `detectSource` of `iamsmart`.
        #[tsify(type = "Source")]
        source: String,
        /// Callback address to which the result is pushed. It must be registered; the gateway
        /// refuses others with D20008.
        redirect_uri: String,
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
        Ok(Self {
            business_id: BusinessId::parse(&request.business_id)?,
            access_token: AccessToken::new(&request.access_token.0)?,
            open_id: OpenId::new(&request.open_id)?,
            source: Source::parse(&request.source)?,
            redirect_uri: Endpoint::parse("redirectUri", &request.redirect_uri)?,
            state: State::parse(&request.state)?,
            lang: request.lang.map(Language::from),
        })
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

same_variants!(CallbackContentType => form_filling::CallbackContentType { Json Multipart });
