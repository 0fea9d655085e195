//! HTTP requests to the gateway and its responses.

use alloc::string::String;
use alloc::vec::Vec;

use js_sys::Object;
use wasm_bindgen::prelude::*;

use crate::bindings::read::read;
use crate::bindings::tsify;
use crate::bindings::write::{ToJs, set};
use crate::{Error, Result, wire};

result! {
    /// HTTP request to the gateway, method POST.
    pub struct HttpRequest {
        url: String,
        headers: Headers,
        /// Body, JSON.
        body: String,
    }
}

argument! {
    /// HTTP response of the gateway.
    pub struct HttpResponse {
        /// HTTP status; 0 for a redirect that was not followed.
        status: u32,
        /// Body.
        text: String,
        /// Delay that `Retry-After` demands from now, in milliseconds.
        #[tsify(optional)]
        retry_after_ms: Option<u32>,
    }
}

/// HTTP headers by name.
#[derive(tsify::Tsify)]
#[tsify(type = "Record<string, string>")]
pub struct Headers(Vec<(&'static str, String)>);

result! {
    /// Result code and transaction ID of an exchange.
    pub struct FrameFacts {
        result_code: String,
        #[tsify(optional)]
        tx_id: Option<String>,
    }
}

/// Reads result code and transaction ID from the body of a response; undefined if it is none of the
/// gateway's.
#[wasm_bindgen(js_name = frameFacts, unchecked_return_type = "FrameFacts | undefined")]
pub fn frame_facts(
    #[wasm_bindgen(unchecked_param_type = "string")] body: &JsValue,
) -> Result<JsValue> {
    let body: String = read("body", body)?;
    let facts = wire::FrameFacts::read(&body);
    Ok(facts.as_ref().map(FrameFacts::from).to_js())
}

impl From<&wire::FrameFacts> for FrameFacts {
    fn from(facts: &wire::FrameFacts) -> Self {
        Self {
            result_code: facts.result_code.clone(),
            tx_id: facts.tx_id.clone(),
        }
    }
}

impl HttpResponse {
    /// Converts the response, received at `at` (Unix time in milliseconds).
    pub(super) fn to_core(&self, at: i64) -> Result<wire::HttpResponse<'_>> {
        let status = u16::try_from(self.status);
        Ok(wire::HttpResponse {
            status: status
                .map_err(|_| Error::invalid_argument("status", "it is none of HTTP's"))?,
            body: &self.text,
            retry_after: self.retry_after_ms.map(i64::from),
            at,
        })
    }
}

impl From<wire::HttpRequest> for HttpRequest {
    fn from(request: wire::HttpRequest) -> Self {
        Self {
            url: request.url,
            headers: Headers(request.headers.into_iter().collect()),
            body: request.body,
        }
    }
}

impl ToJs for Headers {
    fn to_js(&self) -> JsValue {
        let headers = Object::new();
        for (name, value) in &self.0 {
            set(&headers, name, &value.to_js());
        }
        headers.into()
    }
}
