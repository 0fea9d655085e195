//! Meaning of result codes.

use alloc::borrow::ToOwned;
use alloc::string::String;

use js_sys::Object;
use wasm_bindgen::prelude::*;

use crate::bindings::read::read;
use crate::bindings::tsify::{self, Js};
use crate::bindings::write::{ToJs, set, write};
use crate::{Error, Result, wire};

#[wasm_bindgen(typescript_custom_section)]
const IMPORTS: &str = "
import type { ResultCode } from '../server/result-code.js';
";

result! {
    /// Meaning of a result code, and what to do about it.
    pub struct ResultCodeInfo {
        /// Result code.
        #[tsify(type = "ResultCode | (string & {})")]
        code: String,
        /// Meaning and remedy in a sentence.
        meaning: &'static str,
        /// Party that can fix the cause; undefined if nothing is wrong or public sources do not
        /// say.
        #[tsify(optional)]
        fault: Option<Fault>,
        /// Remedy.
        retry: Retry,
    }
}

names! {
    /// Party that can fix the cause of a result code.
    pub enum Fault {
        /// The user cancelled, refused, did not respond, or is not permitted.
        User = "user",
        /// The e-service sent an invalid request, or its registration does not allow the request.
        EService = "e-service",
        /// iAM Smart itself.
        Gateway = "gateway",
    }
}

names! {
    /// Remedy for a result code. 'never': sending again does not help; 'new-content-key': the same
    /// call with a new content key, which `EService` tries once by itself; 'later': the same call
    /// later; 'new-request': a new request with a new businessID; 'new-login': a new login.
    pub enum Retry {
        /// Sending again does not help.
        Never = "never",
        /// The same call with a new content key.
        NewContentKey = "new-content-key",
        /// The same call later.
        Later = "later",
        /// A new request with a new businessID.
        NewRequest = "new-request",
        /// A new login.
        NewLogin = "new-login",
    }
}

/// Looks up a result code. For an unknown code, `retry` is 'never'.
#[wasm_bindgen(js_name = resultCode)]
pub fn result_code(
    #[wasm_bindgen(unchecked_param_type = "string")] code: &JsValue,
) -> Result<Js<ResultCodeInfo>> {
    let code = wire::ResultCode::of(&read::<String>("code", code)?);
    Ok(write(&ResultCodeInfo {
        code: code.as_str().to_owned(),
        meaning: code.meaning(),
        fault: code.fault().map(Fault::from),
        retry: code.retry().into(),
    }))
}

/// Adds the gateway's result code, message and transaction ID to an error, and the meaning of the
/// code.
pub(in crate::bindings) fn describe(error: &Error, thrown: &Object) {
    match error {
        Error::GatewayRefused {
            result_code,
            message,
            tx_id,
            ..
        } => {
            let code = wire::ResultCode::of(result_code);
            set(thrown, "resultCode", &result_code.to_js());
            set(thrown, "gatewayMessage", &message.to_js());
            set(thrown, "txId", &tx_id.to_js());
            set(thrown, "fault", &code.fault().map(Fault::from).to_js());
            set(thrown, "retry", &Retry::from(code.retry()).to_js());
        }
        Error::GatewayStatus { status } => set(thrown, "status", &u32::from(*status).to_js()),
        _ => {}
    }
}

same_variants!(wire::Fault => Fault { User EService Gateway });
same_variants!(wire::Retry => Retry { Never NewContentKey Later NewRequest NewLogin });
