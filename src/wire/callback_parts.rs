//! Callbacks that come as `multipart/form-data`.

use serde_json::{Map, Value};

use crate::encoding::base64;
use crate::wire::content_key::ContentKey;
use crate::wire::envelope;

/// One part of a callback's body (RFC 7578 §4).
pub struct CallbackPart {
    /// The part's name.
    pub name: String,
    /// What it holds.
    pub value: PartValue,
}

/// What a part holds.
pub enum PartValue {
    /// A text.
    Text(String),
    /// A file.
    File(CallbackFile),
}

/// A file that came with a callback.
#[derive(Clone)]
pub struct CallbackFile {
    /// The file's name, as the sender wrote it: no path to be trusted.
    pub file_name: String,
    /// Its media type, as the sender says.
    pub media_type: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// True if it came encrypted with the callback's key.
    pub encrypted: bool,
}

/// A part's name and its file.
pub(super) type NamedFile = (String, CallbackFile);

/// Tells the frame of a callback from its files.
///
/// The reference says no more than that a callback may come so. Read are a part whose text is the
/// frame as JSON, and a frame whose fields are parts (low confidence).
pub(super) fn frame_and_files(parts: Vec<CallbackPart>) -> (Value, Vec<NamedFile>) {
    let mut texts = Map::new();
    let mut files = Vec::new();
    let mut whole = None;
    for CallbackPart { name, value } in parts {
        match value {
            PartValue::File(file) => match frame(&file.bytes) {
                // A sender may write a JSON part as a file.
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

/// Decrypts a file that is an envelope, as its bytes or as Base64 text; another stays as it came.
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
