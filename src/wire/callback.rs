//! Push callbacks: the gateway's notification of a user's decision.

use crate::encoding::from_base64_in_lines;
use crate::wire::account::BusinessId;
use crate::wire::callback_kind::CallbackKind;
use crate::wire::callback_parts::{
    CallbackFile, CallbackPart, NamedFile, PartFrame, frame_and_files, opened,
};
use crate::wire::content::Content;
use crate::wire::content_key::{ContentKey, of_even_length};
use crate::wire::envelope;
use crate::wire::frame::{Frame, FrameFacts};
use crate::wire::result_code::ResultCode;
use crate::wire::unwrapped::{Candidate, Unwrapped};
use crate::{Error, Result};

/// An encrypted callback: `{txID, code, message, secretKey, content}` (iAM Smart API, push
/// callback).
pub struct SealedCallback {
    result_code: ResultCode,
    message: String,
    wrapped: Vec<u8>,
    /// The bytes of the encrypted content; empty if it is not Base64, which no key opens.
    content: Vec<u8>,
    files: Vec<NamedFile>,
    facts: FrameFacts,
}

impl SealedCallback {
    /// Parses the body of a callback.
    ///
    /// # Errors
    /// [`Error::CallbackUnreadable`].
    pub fn read(body: &str) -> Result<Self> {
        Self::of_json(Frame::from_text(body), Vec::new())
    }

    /// Parses a callback in `multipart/form-data`.
    ///
    /// # Errors
    /// [`Error::CallbackUnreadable`].
    pub fn read_parts(parts: Vec<CallbackPart>) -> Result<Self> {
        let (frame, files) = frame_and_files(parts);
        match frame {
            PartFrame::Json(json) => Self::of_json(Frame::from_json(&json), files),
            PartFrame::Fields(fields) => Self::of_fields(fields, files),
        }
    }

    fn of_json(frame: Option<Frame<'_>>, files: Vec<NamedFile>) -> Result<Self> {
        let frame = frame.ok_or(Error::CallbackUnreadable)?;
        let content = frame.sealed_bytes().unwrap_or_default();
        Ok(Self::of(&frame, content, files))
    }

    fn of_fields(fields: Vec<(String, String)>, files: Vec<NamedFile>) -> Result<Self> {
        let mut frame = Frame::default();
        let (mut code, mut content) = (None, String::new());
        for (name, text) in fields {
            match name.as_str() {
                "code" => code = Some(text),
                "txID" => frame.tx_id = Some(text),
                "message" => frame.message = Some(text),
                "msg" => frame.msg = Some(text),
                "secretKey" => frame.secret_key = Some(text),
                "content" => content = text,
                _ => {}
            }
        }
        frame.code = code.ok_or(Error::CallbackUnreadable)?;
        let content = from_base64_in_lines("content", &content).unwrap_or_default();
        Ok(Self::of(&frame, content, files))
    }

    fn of(frame: &Frame<'_>, content: Vec<u8>, files: Vec<NamedFile>) -> Self {
        let wrapped = frame.secret_key.as_deref().unwrap_or_default();
        let wrapped = from_base64_in_lines("secretKey", wrapped);
        Self {
            result_code: frame.result_code(),
            message: frame.message(),
            // Invalid Base64 is handled like a key that cannot be unwrapped.
            wrapped: of_even_length(wrapped.unwrap_or_default()),
            content,
            files,
            facts: frame.facts(),
        }
    }

    /// Returns what a log may have of it. Anyone may have written it.
    #[must_use]
    pub fn facts(&self) -> &FrameFacts {
        &self.facts
    }

    /// Returns the wrapped content key of the callback.
    #[must_use]
    pub fn wrapped(&self) -> &[u8] {
        &self.wrapped
    }

    /// Decrypts the callback with its unwrapped key. `None` and an invalid key are replaced by a
    /// random key, so that decryption and error are the same as for a wrong tag.
    pub(super) fn open(self, unwrapped: Option<Unwrapped<'_>>) -> Result<Callback> {
        let candidate = unwrapped.map_or_else(Candidate::none, |unwrapped| {
            unwrapped.candidate(self.wrapped.len())
        });
        let key = ContentKey::of_or_decoy(&candidate)?;
        let mut plaintext =
            envelope::open_bytes(&key, self.content).ok_or(Error::CallbackUnreadable)?;
        let content = Content::from_plaintext(&plaintext)?.ok_or(Error::CallbackUnreadable)?;
        // What is beyond its length is wiped in blocks, and its elements one by one.
        plaintext.clear();
        drop(plaintext);
        let business_id = BusinessId::parse(content.text("businessID")?).map_err(|_| {
            Error::AnswerFieldInvalid {
                name: "businessID".to_owned(),
            }
        })?;
        Ok(Callback {
            business_id,
            result_code: self.result_code,
            message: self.message,
            content,
            files: self
                .files
                .into_iter()
                .map(|(name, file)| (name, opened(&key, file)))
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
