//! The frame of every response and callback.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::encoding::{from_base64, from_base64_in_lines};
use crate::wire::http::HttpResponse;
use crate::wire::result_code::ResultCode;
use crate::wire::text::excerpt;
use crate::{Error, Result};

/// `{txID, code, message, content}` (iAM Smart API, response); a callback also has `secretKey`
/// (push callback). `msg` is accepted for `message` (medium confidence).
///
/// Other members are skipped, and `content` is kept as it stands in the text: before it is
/// decrypted, anyone may have written it, and a tree of its values would be forty times as large.
#[derive(Default, Deserialize)]
pub(super) struct Frame<'a> {
    #[serde(rename = "txID", default, deserialize_with = "shown")]
    pub(super) tx_id: Option<String>,
    pub(super) code: String,
    #[serde(default, deserialize_with = "shown")]
    pub(super) message: Option<String>,
    #[serde(default, deserialize_with = "shown")]
    pub(super) msg: Option<String>,
    #[serde(rename = "secretKey", default)]
    pub(super) secret_key: Option<String>,
    #[serde(borrow, default)]
    pub(super) content: Option<&'a RawValue>,
}

/// What a log may have of a response or callback: nothing in it is personal or secret.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FrameFacts {
    /// The result code.
    pub result_code: String,
    /// The transaction ID, by which the iAM Smart team finds the exchange; `None` if there is none.
    pub tx_id: Option<String>,
}

impl FrameFacts {
    /// Reads them from a response's body; `None` if it is none of the gateway's.
    #[must_use]
    pub fn read(body: &str) -> Option<Self> {
        Frame::from_text(body).map(|frame| frame.facts())
    }
}

impl<'a> Frame<'a> {
    /// Parses an HTTP response.
    ///
    /// # Errors
    /// [`Error::GatewayStatus`] for any status but 200, with which the gateway also reports
    /// business errors (iAM Smart API, response); [`Error::GatewayAnswerInvalid`].
    pub(super) fn read(answer: &HttpResponse<'a>) -> Result<Self> {
        if answer.status != 200 {
            return Err(Error::GatewayStatus {
                status: answer.status,
            });
        }
        Self::from_text(answer.body).ok_or(Error::GatewayAnswerInvalid)
    }

    /// Parses a JSON object.
    pub(super) fn from_text(json: &'a str) -> Option<Self> {
        let object = is_object(json.as_bytes()).then(|| serde_json::from_str(json));
        object?.ok()
    }

    /// The same of bytes, whose UTF-8 is checked, too.
    pub(super) fn from_json(json: &'a [u8]) -> Option<Self> {
        let object = is_object(json).then(|| serde_json::from_slice(json));
        object?.ok()
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

    /// Returns an encrypted content; `None` for any value but a string.
    pub(super) fn sealed_content(&self) -> Option<Cow<'a, str>> {
        /// Borrows a string without escapes.
        #[derive(Deserialize)]
        struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

        let Text(text) = serde_json::from_str(self.content?.get()).ok()?;
        Some(text)
    }

    /// Returns the bytes of an encrypted content; `None` for any value but Base64 in a string.
    pub(super) fn sealed_bytes(&self) -> Option<Vec<u8>> {
        // Base64 has no escapes: as it stands in the text, it is decoded without another look at it.
        let raw = self.content?.get().strip_prefix('"')?.strip_suffix('"')?;
        if let Ok(bytes) = from_base64("content", raw) {
            return Some(bytes);
        }
        from_base64_in_lines("content", &self.sealed_content()?).ok()
    }

    pub(super) fn facts(&self) -> FrameFacts {
        FrameFacts {
            result_code: self.result_code().as_str().to_owned(),
            tx_id: self.tx_id.as_deref().map(excerpt),
        }
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

/// Returns true for a text that begins like an object. An array is none, although serde takes it for a
/// struct's fields in their order, and would keep a byte for each of its brackets.
fn is_object(json: &[u8]) -> bool {
    json.trim_ascii_start().first() == Some(&b'{')
}

/// Reads what is only shown: a string, or nothing of any other type, since no result depends on it.
fn shown<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<Option<String>, D::Error> {
    let value: &RawValue = Deserialize::deserialize(deserializer)?;
    Ok(serde_json::from_str(value.get()).ok())
}
