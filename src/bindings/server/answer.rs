//! Answers of the gateway: what came over HTTP, and how the content is read.

use wasm_bindgen::prelude::*;

use crate::Error;
use crate::bindings::object::{Fields, object};
use crate::bindings::server::result;
use crate::bindings::time::{now_ms, unix_ms};
use crate::wire::{Content, HttpResponse, ResultCode, Ticket};

/// How the answer to a call is read.
pub(super) enum Answer {
    Token,
    Ticket { identification_code: Option<String> },
    Bulk { total_callbacks: u64 },
    Fetched { business_id: Option<String> },
    Nothing,
}

/// An HTTP answer without its body.
pub(super) struct HttpParts {
    status: u16,
    retry_after: Option<i64>,
    at: i64,
}

impl HttpParts {
    /// Reads `{ status, text, retryAfterMs }`.
    pub(super) fn read(answer: &JsValue, now: &JsValue) -> crate::Result<(Self, String)> {
        let answer = Fields::of("answer", answer)?;
        let status = answer.optional_count("status")?.unwrap_or(0);
        let parts = Self {
            status: u16::try_from(status).unwrap_or(0),
            retry_after: answer.optional_count("retryAfterMs")?.map(i64::from),
            at: unix_ms("now", now)?.unwrap_or_else(now_ms),
        };
        Ok((parts, answer.text("text")?))
    }

    pub(super) fn with<'a>(&self, body: &'a str) -> HttpResponse<'a> {
        HttpResponse {
            status: self.status,
            body,
            retry_after: self.retry_after,
            at: self.at,
        }
    }
}

impl Answer {
    pub(super) const TICKET: Self = Self::Ticket {
        identification_code: None,
    };

    pub(super) fn read(&self, content: &Content) -> crate::Result<JsValue> {
        let ticket = |name: &str, value: JsValue| {
            let ticket = Ticket::read(content)?;
            Ok(object(&[
                ("ticketId", ticket.ticket_id.into()),
                ("authByQr", ticket.auth_by_qr.into()),
                (name, value),
            ]))
        };
        match self {
            Self::Token => result::token(content),
            Self::Ticket {
                identification_code,
            } => ticket("identificationCode", identification_code.as_deref().into()),
            Self::Bulk { total_callbacks } => ticket(
                "totalCallbacks",
                u32::try_from(*total_callbacks).ok().into(),
            ),
            Self::Fetched { business_id } => result::fetched(content, business_id.as_deref()),
            // Not undefined, which says that the call goes on.
            Self::Nothing => Ok(JsValue::NULL),
        }
    }

    /// The result that a refusal of getResult is, where its code tells what the user decided.
    pub(super) fn outcome(&self, error: &Error) -> Option<JsValue> {
        let (
            Self::Fetched {
                business_id: Some(business_id),
            },
            Error::GatewayRefused {
                result_code,
                message,
                ..
            },
        ) = (self, error)
        else {
            return None;
        };
        let code = ResultCode::of(result_code);
        code.is_outcome()
            .then(|| result::refused(business_id, None, &code, message))
    }
}
