//! Pending logins in a Web Storage.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use js_sys::{JSON, JsString, Object};
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use crate::bindings::page::callback_address;
use crate::bindings::read::read;
use crate::bindings::tsify::{self, Js};
use crate::bindings::values::{IsoTime, Moment, Secret, or_now};
use crate::bindings::write::{ToJs, set, write};
use crate::login::{self, CodeVerifier, LoginRecord, PendingLogins, Store};
use crate::state::State;
use crate::{Error, Result};

/// Maximum number of keys read from a storage: far more than fit into the 5 MB that browsers allow
/// an origin.
const MAX_KEYS: u32 = 100_000;

/// Maximum length of all keys, and of one value, in characters: the 5 MB that browsers allow an
/// origin. Another storage may hold more.
const MAX_LENGTH: u32 = 5 * 1024 * 1024;

/// Result of a call to the storage, or the exception it threw.
type Caught<T> = core::result::Result<T, JsValue>;

#[wasm_bindgen(typescript_custom_section)]
const DECLARATION: &str = "
/** The subset of Web Storage in use. Declared here because a worker's types have no `Storage`. */
export interface LoginStorage {
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}
";

#[wasm_bindgen]
extern "C" {
    /// A Web Storage.
    #[wasm_bindgen(typescript_type = "LoginStorage")]
    pub type LoginStorage;

    #[wasm_bindgen(method, catch)]
    fn key(this: &LoginStorage, index: u32) -> Caught<JsValue>;

    #[wasm_bindgen(method, catch, js_name = getItem)]
    fn item(this: &LoginStorage, key: &str) -> Caught<JsValue>;

    #[wasm_bindgen(method, catch, js_name = setItem)]
    fn set_item(this: &LoginStorage, key: &str, value: &JsValue) -> Caught<()>;

    #[wasm_bindgen(method, catch, js_name = removeItem)]
    fn remove_item(this: &LoginStorage, key: &str) -> Caught<()>;
}

argument! {
    /// Data of a login to keep until its callback: plain JSON, keyed by `state`.
    pub struct PendingLogin {
        /// `state` of the authorization request.
        state: String,
        /// Code verifier (RFC 7636). Secret.
        code_verifier: Secret,
        /// Callback address of the authorization request.
        redirect_uri: String,
        /// Expected `iss` of the callback (RFC 9207).
        #[tsify(optional)]
        issuer: Option<String>,
        /// True if a callback without `iss` is refused. Default: false.
        #[tsify(optional)]
        require_issuer: Option<bool>,
        /// End of the login, ISO 8601: 18 minutes after its start, the lifetime of an iAM Smart
        /// interaction.
        expires_at: IsoTime,
    }
}

to_js!(PendingLogin { state code_verifier redirect_uri issuer require_issuer expires_at });

/// Entry of the storage: a pending login, or the time until which its outcome is remembered.
struct StoredEntry {
    pending: Option<PendingLogin>,
    used: Option<IsoTime>,
    expired: Option<IsoTime>,
}

from_js!(StoredEntry { pending used expired });

/// Stores a pending login under `prefix` followed by its `state`.
///
/// @throws IamSmartError 'storage-failed', 'invalid-argument', 'state-invalid',
///   'code-verifier-invalid'
#[wasm_bindgen(js_name = addPendingLogin)]
pub fn add_pending_login(
    storage: &LoginStorage,
    #[wasm_bindgen(unchecked_param_type = "string")] prefix: &JsValue,
    pending: &Js<PendingLogin>,
) -> Result<()> {
    let prefix: String = read("prefix", prefix)?;
    let pending: PendingLogin = read("pending", pending)?;
    PendingLogins::new(storage, &prefix).add(&pending.try_into()?, or_now(None))
}

/// Removes and returns the pending login of a callback. `at` is the time of the callback. Default:
/// now.
///
/// @throws IamSmartError 'state-missing', 'state-unknown', 'state-used', 'login-expired',
///   'callback-url-invalid', 'callback-parameter-repeated', 'storage-failed'
#[wasm_bindgen(js_name = takePendingLogin)]
pub fn take_pending_login(
    storage: &LoginStorage,
    #[wasm_bindgen(unchecked_param_type = "string")] prefix: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "string | URL")] callback_url: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Date")] at: &JsValue,
) -> Result<Js<PendingLogin>> {
    let prefix: String = read("prefix", prefix)?;
    let callback_url = callback_address(callback_url)?;
    let at: Option<Moment> = read("now", at)?;
    let taken = PendingLogins::new(storage, &prefix).take(&callback_url, or_now(at))?;
    Ok(write(&PendingLogin::from(&taken)))
}

impl Store for LoginStorage {
    fn read(&self, key: &str) -> Result<Option<LoginRecord<login::PendingLogin>>> {
        let json = self.item(key).map_err(failed)?;
        // Entries under this prefix from other code or another version are ignored.
        let json = json.dyn_ref::<JsString>();
        let json = json.filter(|json| json.length() <= MAX_LENGTH);
        let entry = json.and_then(|json| JSON::parse(&String::from(json)).ok());
        let entry = entry.and_then(|entry| read::<StoredEntry>("entry", &entry).ok());
        Ok(entry.and_then(StoredEntry::into_core))
    }

    fn write(&self, key: &str, entry: LoginRecord<&login::PendingLogin>) -> Result<()> {
        let (name, value) = match entry {
            LoginRecord::Pending(login) => ("pending", PendingLogin::from(login).to_js()),
            LoginRecord::Used { forget_at } => ("used", IsoTime(forget_at).to_js()),
            LoginRecord::Expired { forget_at } => ("expired", IsoTime(forget_at).to_js()),
        };
        let entry = Object::new();
        set(&entry, name, &value);
        let json = JSON::stringify(&entry).map_err(failed)?;
        self.set_item(key, &json).map_err(failed)
    }

    fn remove(&self, key: &str) -> Result<()> {
        self.remove_item(key).map_err(failed)
    }

    fn keys(&self, prefix: &str) -> Result<Vec<String>> {
        let mut keys = Vec::new();
        let mut length = 0_u32;
        for index in 0..MAX_KEYS {
            let key = self.key(index).map_err(failed)?;
            let Some(key) = key.dyn_ref::<JsString>() else {
                break;
            };
            length = length.saturating_add(key.length());
            if length > MAX_LENGTH {
                return Err(Error::StorageFailed);
            }
            let key = String::from(key);
            keys.extend(key.starts_with(prefix).then_some(key));
        }
        Ok(keys)
    }
}

impl StoredEntry {
    fn into_core(self) -> Option<LoginRecord<login::PendingLogin>> {
        if let Some(IsoTime(forget_at)) = self.used {
            return Some(LoginRecord::Used { forget_at });
        }
        if let Some(IsoTime(forget_at)) = self.expired {
            return Some(LoginRecord::Expired { forget_at });
        }
        self.pending?.try_into().ok().map(LoginRecord::Pending)
    }
}

impl From<&login::PendingLogin> for PendingLogin {
    fn from(login: &login::PendingLogin) -> Self {
        Self {
            state: login.state.as_str().to_owned(),
            code_verifier: Secret(Zeroizing::new(login.code_verifier.as_str().to_owned())),
            redirect_uri: login.redirect_uri.clone(),
            issuer: login.issuer.clone(),
            require_issuer: login.require_issuer.then_some(true),
            expires_at: IsoTime(login.expires_at),
        }
    }
}

impl TryFrom<PendingLogin> for login::PendingLogin {
    type Error = Error;

    fn try_from(login: PendingLogin) -> Result<Self> {
        Ok(Self {
            state: State::parse(&login.state)?,
            code_verifier: CodeVerifier::parse(&login.code_verifier.0)?,
            redirect_uri: login.redirect_uri,
            issuer: login.issuer,
            require_issuer: login.require_issuer.unwrap_or_default(),
            expires_at: login.expires_at.0,
        })
    }
}

fn failed(_: JsValue) -> Error {
    Error::StorageFailed
}
