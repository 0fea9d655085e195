//! The frame of every response and callback.

use serde::Deserialize;
use serde_json::Value;

use crate::wire::http::HttpResponse;
use crate::wire::result_code::ResultCode;
use crate::wire::text::excerpt;
use crate::{Error, Result};

/// `{txID, code, message, content}` (iAM Smart API, response); a callback also has `secretKey`
/// (push callback). `msg` is accepted for `message` (medium confidence).
#[derive(Deserialize)]
pub(super) struct Frame {
    #[serde(rename = "txID", default)]
    tx_id: Option<String>,
    code: String,
    #[serde(default)]
    message: Option<String>,
    #[serde(default)]
    msg: Option<String>,
    #[serde(rename = "secretKey", default)]
    pub(super) secret_key: Option<String>,
    #[serde(default)]
    pub(super) content: Value,
}

impl Frame {
    /// Parses an HTTP response.
    ///
    /// # Errors
    /// [`Error::GatewayStatus`] for any status but 200, with which the gateway also reports
    /// business errors (iAM Smart API, response); [`Error::GatewayAnswerInvalid`].
    pub(super) fn read(answer: &HttpResponse<'_>) -> Result<Self> {
        if answer.status != 200 {
            return Err(Error::GatewayStatus {
                status: answer.status,
            });
        }
        serde_json::from_str(answer.body).map_err(|_| Error::GatewayAnswerInvalid)
    }

    /// Returns the result code.
    pub(super) fn result_code(&self) -> ResultCode {
        ResultCode::of(&self.code)
    }

    /// Returns the gateway's message, safe to display.
    pub(super) fn message(&self) -> String {
        excerpt(
            self.message
                .as_deref()
                .or(self.msg.as_deref())
                .unwrap_or_default(),
        )
    }

    /// Returns the error for a result code other than success.
    pub(super) fn refusal(&self) -> Error {
        let result_code = self.result_code();
        Error::GatewayRefused {
            result_code: result_code.as_str().to_owned(),
            meaning: result_code.meaning().to_owned(),
            message: self.message(),
            tx_id: excerpt(self.tx_id.as_deref().unwrap_or_default()),
        }
    }
}
