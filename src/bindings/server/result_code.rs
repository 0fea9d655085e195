//! What a result code means.

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
    /// What a result code means.
    pub struct ResultCodeInfo {
        #[tsify(type = "ResultCode | (string & {})")]
        code: String,
        /// What it means, and what to do, as a sentence.
        meaning: &'static str,
        /// Undefined if nothing is wrong, or if public sources do not say.
        #[tsify(optional)]
        fault: Option<Fault>,
        retry: Retry,
    }
}

names! {
    /// Who can mend what a result code reports.
    pub enum Fault {
        /// The user cancelled, refused, did not answer, or may not do what is asked.
        User = "user",
        /// The e-service sent what the gateway cannot take, or is registered otherwise.
        EService = "e-service",
        /// iAM Smart itself.
        Gateway = "gateway",
    }
}

names! {
    /// What helps after a result code: nothing that is sent again, the same call with a new content
    /// key (which `EService` tries once by itself), the same call later, a new request with a new
    /// businessID, or a new login.
    pub enum Retry {
        /// Nothing that is sent again.
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

/// What a result code means. A code that this version does not know has `retry` 'never'.
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

/// A refusal carries the gateway's own words, and what its code means, beside the code of the
/// package.
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
