//! Pending calls and the decoding of their responses.

use alloc::string::String;

use wasm_bindgen::prelude::*;

use crate::bindings::server::result::{AccessToken, CallbackResult, SharedFields, Ticket};
use crate::bindings::write::ToJs;
use crate::callback_result;
use crate::wire::{BusinessId, Content};
use crate::{Error, Result, wire};

/// Pending call to the gateway.
#[wasm_bindgen]
pub struct Call {
    pub(super) inner: wire::Call,
    pub(super) response: Response,
    pub(super) wait_ms: u32,
}

/// How a response is decoded.
pub(super) enum Response {
    Token,
    Ticket { identification_code: Option<String> },
    Bulk { total_callbacks: u64 },
    Fetched { business_id: Option<BusinessId> },
    SharedFields,
    Nothing,
}

#[wasm_bindgen]
impl Call {
    /// Delay before the next request, in milliseconds.
    #[wasm_bindgen(getter, js_name = waitMs)]
    #[must_use]
    pub fn wait_ms(&self) -> u32 {
        self.wait_ms
    }

    pub(super) fn new(inner: wire::Call, response: Response) -> Self {
        Self {
            inner,
            response,
            wait_ms: 0,
        }
    }
}

impl Response {
    pub(super) const TICKET: Self = Self::Ticket {
        identification_code: None,
    };

    pub(super) fn decode(&self, content: &Content) -> Result<JsValue> {
        Ok(match self {
            Self::Token => AccessToken::of(content)?.to_js(),
            Self::Ticket {
                identification_code,
            } => Ticket::of(content)?
                .with_code(identification_code.clone())
                .to_js(),
            Self::Bulk { total_callbacks } => Ticket::of(content)?
                .with_callbacks(*total_callbacks)
                .to_js(),
            Self::Fetched { business_id } => {
                let result =
                    callback_result::CallbackResult::fetched(content, business_id.as_ref())?;
                CallbackResult::from(result).to_js()
            }
            Self::SharedFields => SharedFields::of(content).to_js(),
            // Not undefined, which means that the call is not finished.
            Self::Nothing => JsValue::NULL,
        })
    }

    /// Returns the result for a refused getResult if its result code is a decision of the user.
    pub(super) fn outcome(&self, error: &Error) -> Option<JsValue> {
        let Self::Fetched {
            business_id: Some(business_id),
        } = self
        else {
            return None;
        };
        let refused = callback_result::CallbackResult::refused(error, business_id)?;
        Some(CallbackResult::from(refused).to_js())
    }
}
