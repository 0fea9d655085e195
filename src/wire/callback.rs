//! Push callbacks: what the gateway sends once the user has decided.

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

/// A callback as it arrived: `{txID, code, message, secretKey, content}` (iAM Smart API, push
/// callback).
pub struct SealedCallback {
    result_code: ResultCode,
    message: String,
    wrapped: Vec<u8>,
    content: String,
    files: Vec<NamedFile>,
}

impl SealedCallback {
    /// Parses the frame of a callback's body.
    ///
    /// # Errors
    /// [`Error::CallbackUnreadable`].
    pub fn read(body: &str) -> Result<Self> {
        let frame = serde_json::from_str(body).map_err(|_| Error::CallbackUnreadable)?;
        Self::of(frame, Vec::new())
    }

    /// Parses a callback that came as `multipart/form-data`.
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
            // What is no Base64 goes the way of every key that does not unwrap.
            wrapped: without_leading_zero(wrapped.unwrap_or_default()),
            content: frame.content.as_str().unwrap_or_default().to_owned(),
            files,
        })
    }

    /// The wrapped content key that the callback carries.
    #[must_use]
    pub fn wrapped(&self) -> &[u8] {
        &self.wrapped
    }

    /// Opens the callback with the plaintext of its key. `None` and what is no key give a random
    /// key, and with that the same decryption and the same error as a wrong tag.
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

/// An opened callback.
///
/// **That it opened does not say who sent it.** Whoever has the KEK's certificate, which is no
/// secret, can wrap a key and encrypt a content. And `result_code` and `message` stand outside of
/// the envelope. What does authenticate a callback: a `business_id` that only the gateway and the
/// user's app were told (128 random bits) and that is waited for, `state` as it was sent, the
/// client certificate where the platform shows it, and for a signature its own verification over
/// the very digest that was requested.
pub struct Callback {
    /// The request that it answers.
    pub business_id: BusinessId,
    /// What happened.
    pub result_code: ResultCode,
    /// The gateway's words for it.
    pub message: String,
    /// The decrypted fields.
    pub content: Content,
    /// Files that came beside them, by the names of their parts.
    pub files: Vec<(String, CallbackFile)>,
}

impl Callback {
    /// `state` as it was sent with the request, where it came back.
    #[must_use]
    pub fn state(&self) -> Option<&str> {
        self.content.optional_text("state")
    }

    /// What the callback is about, by its result code and the fields that it has.
    ///
    /// # Errors
    /// [`Error::CallbackUnsupported`] for a success that is none of the kinds of [`CallbackKind`].
    pub fn kind(&self) -> Result<CallbackKind> {
        match self.result_code {
            ResultCode::Success => CallbackKind::of(&self.content),
            _ => Ok(CallbackKind::Refused),
        }
    }
}
