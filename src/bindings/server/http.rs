//! Requests to the gateway and its responses, over HTTP.

use alloc::string::String;
use alloc::vec::Vec;

use js_sys::Object;
use wasm_bindgen::prelude::*;

use crate::bindings::tsify;
use crate::bindings::write::{ToJs, set};
use crate::{Error, Result, wire};

result! {
    /// A request to the gateway, to be sent by POST.
    pub struct HttpRequest {
        url: String,
        headers: Headers,
        body: String,
    }
}

argument! {
    /// The gateway's response.
    pub struct HttpResponse {
        /// 0 for a redirect, which is not followed.
        status: u32,
        /// The body.
        text: String,
        /// `Retry-After` from now, in milliseconds.
        #[tsify(optional)]
        retry_after_ms: Option<u32>,
    }
}

/// Headers by name.
#[derive(tsify::Tsify)]
#[tsify(type = "Record<string, string>")]
pub struct Headers(Vec<(&'static str, String)>);

impl HttpResponse {
    /// The response, as of `at` (Unix time in milliseconds).
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
