//! Callbacks in `multipart/form-data`.

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::encoding::from_base64_in_lines;
use crate::wire::content_key::ContentKey;
use crate::wire::envelope;

/// A part of a callback's body (RFC 7578 §4).
pub struct CallbackPart {
    /// The name of the part.
    pub name: String,
    /// The value of the part.
    pub value: PartValue,
}

/// The value of a part.
pub enum PartValue {
    /// A string.
    Text(String),
    /// A file.
    File(CallbackFile),
}

/// A file of a callback.
#[derive(Clone)]
pub struct CallbackFile {
    /// The sender's name for the file; not to be used as a path.
    pub file_name: String,
    /// The sender's media type for the file.
    pub media_type: String,
    /// The content of the file.
    pub bytes: Vec<u8>,
    /// True if the file was encrypted with the callback's key.
    pub encrypted: bool,
}

/// A part's name and its file.
pub(super) type NamedFile = (String, CallbackFile);

/// The frame of a callback in parts.
pub(super) enum PartFrame {
    /// A part with the frame as JSON.
    Json(Vec<u8>),
    /// A frame with its fields as parts, by their names.
    Fields(Vec<(String, String)>),
}

/// Separates the frame of a callback from its files.
///
/// The reference says only that callbacks may use this format. Accepted are a part with the frame
/// as JSON, and a frame with its fields as parts (low confidence).
pub(super) fn frame_and_files(parts: Vec<CallbackPart>) -> (PartFrame, Vec<NamedFile>) {
    let mut texts = Vec::new();
    let mut files = Vec::new();
    let mut whole = None;
    for CallbackPart { name, value } in parts {
        match value {
            // Some senders may write a JSON part as a file.
            PartValue::File(file) if is_frame(&file.bytes) => whole = Some(file.bytes),
            PartValue::File(file) => files.push((name, file)),
            PartValue::Text(text) if is_frame(text.as_bytes()) => whole = Some(text.into_bytes()),
            PartValue::Text(text) => texts.push((name, text)),
        }
    }
    (
        whole.map_or(PartFrame::Fields(texts), PartFrame::Json),
        files,
    )
}

/// Decrypts a file that is an envelope, in binary or in Base64; returns other files unchanged.
pub(super) fn opened(key: &ContentKey, mut file: CallbackFile) -> CallbackFile {
    let decoded = std::str::from_utf8(&file.bytes)
        .ok()
        .and_then(|text| from_base64_in_lines("file", text).ok());
    let sealed = decoded.or_else(|| {
        let is_binary = envelope::is_envelope(&file.bytes);
        is_binary.then(|| file.bytes.clone())
    });
    if let Some(mut plaintext) = sealed.and_then(|sealed| envelope::open_bytes(key, sealed)) {
        file.bytes = std::mem::take(&mut *plaintext);
        file.encrypted = true;
    }
    file
}

/// Returns true for the JSON of a frame.
fn is_frame(json: &[u8]) -> bool {
    #[derive(Deserialize)]
    #[expect(dead_code, reason = "only their presence counts")]
    struct Members {
        #[serde(rename = "secretKey")]
        secret_key: IgnoredAny,
        content: IgnoredAny,
    }

    serde_json::from_slice::<Members>(json).is_ok()
}
