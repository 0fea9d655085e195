//! Callbacks in `multipart/form-data`.

use serde_json::{Map, Value};

use crate::encoding::base64;
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

/// Separates the frame of a callback from its files.
///
/// The reference says only that callbacks may use this format. Accepted are a part with the frame
/// as JSON, and a frame with its fields as parts (low confidence).
pub(super) fn frame_and_files(parts: Vec<CallbackPart>) -> (Value, Vec<NamedFile>) {
    let mut texts = Map::new();
    let mut files = Vec::new();
    let mut whole = None;
    for CallbackPart { name, value } in parts {
        match value {
            PartValue::File(file) => match frame(&file.bytes) {
                // Some senders may write a JSON part as a file.
                Some(frame) => whole = Some(frame),
                None => files.push((name, file)),
            },
            PartValue::Text(text) => match frame(text.as_bytes()) {
                Some(frame) => whole = Some(frame),
                None => {
                    texts.insert(name, text.into());
                }
            },
        }
    }
    (whole.unwrap_or(Value::Object(texts)), files)
}

/// Decrypts a file that is an envelope, in binary or in Base64; returns other files unchanged.
pub(super) fn opened(key: &ContentKey, mut file: CallbackFile) -> CallbackFile {
    let sealed = std::str::from_utf8(&file.bytes)
        .ok()
        .and_then(|text| envelope::open(key, text.trim()))
        .or_else(|| envelope::open(key, &base64(&file.bytes)));
    if let Some(plaintext) = sealed {
        file.bytes = plaintext.to_vec();
        file.encrypted = true;
    }
    file
}

fn frame(json: &[u8]) -> Option<Value> {
    serde_json::from_slice(json)
        .ok()
        .filter(|value: &Value| value.get("secretKey").is_some() && value.get("content").is_some())
}
