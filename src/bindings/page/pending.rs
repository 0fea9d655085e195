//! Pending logins in a Web Storage.

use alloc::string::String;
use alloc::vec::Vec;
use wasm_bindgen::prelude::*;

use crate::bindings::error::Result;
use crate::bindings::page::time::{from_ms, to_ms};
use crate::login::{Login, LoginRecord, PendingLogins, Store};
use crate::{Error, Result as CoreResult};

#[wasm_bindgen]
extern "C" {
    /// A Web Storage whose texts are read and written by the script; times are Unix time in
    /// milliseconds.
    pub type LoginStore;

    /// All keys with this prefix.
    #[wasm_bindgen(method, catch)]
    fn keys(this: &LoginStore, prefix: &str) -> Result<Vec<String>>;

    /// What is under a key, one of the kinds below, and zero for nothing that can be read.
    #[wasm_bindgen(method, catch)]
    fn read(this: &LoginStore, key: &str) -> Result<u32>;

    /// The login of the entry that was read last.
    #[wasm_bindgen(method, getter)]
    fn login(this: &LoginStore) -> JsValue;

    /// The time of the entry that was read last: of a login, when it expires, else when the entry
    /// may go.
    #[wasm_bindgen(method, getter)]
    fn time(this: &LoginStore) -> f64;

    #[wasm_bindgen(method, catch)]
    fn write(this: &LoginStore, key: &str, kind: u32, time: f64, login: &JsValue) -> Result<()>;

    #[wasm_bindgen(method, catch)]
    fn remove(this: &LoginStore, key: &str) -> Result<()>;
}

const PENDING: u32 = 1;
const USED: u32 = 2;
const EXPIRED: u32 = 3;

/// Keeps a login in a store, under `prefix` and its state.
#[wasm_bindgen(js_name = addPendingLogin)]
pub fn add_pending_login(
    store: &LoginStore,
    prefix: &str,
    state: String,
    expires_at: f64,
    login: JsValue,
    now: f64,
) -> Result<()> {
    let login = StoredLogin {
        state,
        expires_at: from_ms(expires_at),
        login,
    };
    Ok(PendingLogins::new(&WebStorage(store), prefix).add(&login, from_ms(now))?)
}

/// Removes and returns the login that a callback belongs to.
#[wasm_bindgen(js_name = takePendingLogin)]
pub fn take_pending_login(
    store: &LoginStore,
    prefix: &str,
    callback_url: &str,
    now: f64,
) -> Result<JsValue> {
    let taken = PendingLogins::new(&WebStorage(store), prefix).take(callback_url, from_ms(now))?;
    Ok(taken.login)
}

/// A login as the script has it; its state is told where it is added.
struct StoredLogin {
    state: String,
    expires_at: i64,
    login: JsValue,
}

impl Login for StoredLogin {
    fn state(&self) -> &str {
        &self.state
    }

    fn expires_at(&self) -> i64 {
        self.expires_at
    }
}

struct WebStorage<'a>(&'a LoginStore);

impl Store for WebStorage<'_> {
    type Login = StoredLogin;

    fn read(&self, key: &str) -> CoreResult<Option<LoginRecord<StoredLogin>>> {
        let kind = self.0.read(key).map_err(failed)?;
        let time = from_ms(self.0.time());
        Ok(match kind {
            PENDING => Some(LoginRecord::Pending(StoredLogin {
                state: String::new(),
                expires_at: time,
                login: self.0.login(),
            })),
            USED => Some(LoginRecord::Used { forget_at: time }),
            EXPIRED => Some(LoginRecord::Expired { forget_at: time }),
            _ => None,
        })
    }

    fn write(&self, key: &str, entry: LoginRecord<&StoredLogin>) -> CoreResult<()> {
        let (kind, time, login) = match entry {
            LoginRecord::Pending(login) => (PENDING, login.expires_at, &login.login),
            LoginRecord::Used { forget_at } => (USED, forget_at, &JsValue::UNDEFINED),
            LoginRecord::Expired { forget_at } => (EXPIRED, forget_at, &JsValue::UNDEFINED),
        };
        self.0.write(key, kind, to_ms(time), login).map_err(failed)
    }

    fn remove(&self, key: &str) -> CoreResult<()> {
        self.0.remove(key).map_err(failed)
    }

    fn keys(&self, prefix: &str) -> CoreResult<Vec<String>> {
        self.0.keys(prefix).map_err(failed)
    }
}

fn failed(_: JsValue) -> Error {
    Error::StorageFailed
}
