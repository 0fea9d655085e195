//! Push callbacks: the gateway's notification of a user's decision.

use serde_json::Value;

use crate::encoding::from_base64;
use crate::wire::account::BusinessId;
use crate::wire::callback_kind::CallbackKind;
use crate::wire::callback_parts::{CallbackFile, CallbackPart, NamedFile, frame_and_files, opened};
use crate::wire::content::Content;
use crate::wire::content_key::{ContentKey, without_leading_zero};
use crate::wire::envelope;
use crate::wire::frame::Frame;
use crate::wire::result_code::ResultCode;
use crate::{Error, Result};

/// An encrypted callback: `{txID, code, message, secretKey, content}` (iAM Smart API, push
/// callback).
pub struct SealedCallback {
    result_code: ResultCode,
    message: String,
    wrapped: Vec<u8>,
    content: String,
    files: Vec<NamedFile>,
}

impl SealedCallback {
    /// Parses the body of a callback.
    ///
    /// # Errors
    /// [`Error::CallbackUnreadable`].
    pub fn read(body: &str) -> Result<Self> {
        let frame = serde_json::from_str(body).map_err(|_| Error::CallbackUnreadable)?;
        Self::of(frame, Vec::new())
    }

    /// Parses a callback in `multipart/form-data`.
    ///
    /// # Errors
    /// [`Error::CallbackUnreadable`].
    pub fn read_parts(parts: Vec<CallbackPart>) -> Result<Self> {
        let (frame, files) = frame_and_files(parts);
        Self::of(frame, files)
    }

    fn of(frame: Value, files: Vec<NamedFile>) -> Result<Self> {
        let frame: Frame = serde_json::from_value(frame).map_err(|_| Error::CallbackUnreadable)?;
        let wrapped = from_base64("secretKey", frame.secret_key.as_deref().unwrap_or_default());
        Ok(Self {
            result_code: frame.result_code(),
            message: frame.message(),
            // Invalid Base64 is handled like a key that cannot be unwrapped.
            wrapped: without_leading_zero(wrapped.unwrap_or_default()),
            content: frame.content.as_str().unwrap_or_default().to_owned(),
            files,
        })
    }

    /// Returns the wrapped content key of the callback.
    #[must_use]
    pub fn wrapped(&self) -> &[u8] {
        &self.wrapped
    }

    /// Decrypts the callback with its unwrapped key. `None` and an invalid key are replaced by a
    /// random key, so that decryption and error are the same as for a wrong tag.
    pub(super) fn open(&self, unwrapped: Option<&[u8]>) -> Result<Callback> {
        let key = ContentKey::from_unwrapped_or_decoy(unwrapped.unwrap_or_default())?;
        let content = envelope::open(&key, &self.content)
            .and_then(|plaintext| Content::from_plaintext(&plaintext))
            .ok_or(Error::CallbackUnreadable)?;
        let business_id = BusinessId::parse(content.text("businessID")?).map_err(|_| {
            Error::AnswerFieldInvalid {
                name: "businessID".to_owned(),
            }
        })?;
        Ok(Callback {
            business_id,
            result_code: self.result_code.clone(),
            message: self.message.clone(),
            content,
            files: self
                .files
                .iter()
                .map(|(name, file)| (name.clone(), opened(&key, file.clone())))
                .collect(),
        })
    }
}

/// A decrypted callback.
///
/// **Decryption does not authenticate the sender.** Anyone who has the KEK's certificate, which is
/// public, can wrap a key and encrypt a content; `result_code` and `message` are outside the
/// envelope. A callback is authenticated by a pending `business_id` that only the gateway and the
/// user's app know (128 random bits), by the `state` of the request, and by the client certificate
/// if the platform provides it; a signature is authenticated by its own verification over the
/// requested digest.
pub struct Callback {
    /// The ID of the request.
    pub business_id: BusinessId,
    /// The result code.
    pub result_code: ResultCode,
    /// The gateway's message.
    pub message: String,
    /// The decrypted fields.
    pub content: Content,
    /// Files beside the fields, by the names of their parts.
    pub files: Vec<(String, CallbackFile)>,
}

impl Callback {
    /// Returns the `state` of the request, if the callback has it.
    #[must_use]
    pub fn state(&self) -> Option<&str> {
        self.content.optional_text("state")
    }

    /// Returns the kind of the callback, from its result code and fields.
    ///
    /// # Errors
    /// [`Error::CallbackUnsupported`] for a success of no known [`CallbackKind`].
    pub fn kind(&self) -> Result<CallbackKind> {
        match self.result_code {
            ResultCode::Success => CallbackKind::of(&self.content),
            _ => Ok(CallbackKind::Refused),
        }
    }
}
