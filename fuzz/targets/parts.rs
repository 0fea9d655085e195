//! The parts of a callback in `multipart/form-data`: the same callback as one in JSON.

#![no_main]

use iamsmart::wire::{CallbackFile, CallbackPart, PartValue, SealedCallback, seal};
use iamsmart_fuzz::{push, records};
use libfuzzer_sys::fuzz_target;
use serde_json::{Map, Value};

const NAMES: [&str; 8] = [
    "txID",
    "code",
    "message",
    "msg",
    "secretKey",
    "content",
    "data",
    "addressDocFile",
];

/// Bits of a tag: the part is a file; its value is encrypted with the known key.
const FILE: u8 = 8;
const SEALED: u8 = 16;

fuzz_target!(|data: &[u8]| {
    let parts: Vec<CallbackPart> = records::split(data).into_iter().map(part).collect();
    let files = parts.iter().filter(|part| is_file(part)).count();
    let as_json = frame(&parts).map(|frame| {
        let sealed = SealedCallback::read(&frame).expect("the frame is right");
        (sealed.wrapped().to_vec(), push::open(sealed))
    });
    let sealed = match SealedCallback::read_parts(parts) {
        Ok(sealed) => sealed,
        Err(error) => {
            assert_eq!(error.code(), "callback-unreadable");
            assert!(as_json.is_none(), "a frame in parts is read");
            return;
        }
    };
    let wrapped = sealed.wrapped().to_vec();
    let opened = push::open(sealed);
    push::check(&opened);
    if let Ok(callback) = &opened {
        assert!(callback.files.len() <= files);
    }
    if let Some((wrapped_in_json, opened_in_json)) = as_json {
        assert_eq!(wrapped, wrapped_in_json);
        match (opened, opened_in_json) {
            (Ok(parts), Ok(json)) => {
                assert_eq!(parts.business_id.as_str(), json.business_id.as_str());
                assert_eq!(
                    (parts.result_code, parts.message),
                    (json.result_code, json.message)
                );
                assert_eq!(parts.files.len(), files);
            }
            (parts, json) => assert_eq!(parts.err(), json.err()),
        }
    }
});

fn part((tag, text): records::Record) -> CallbackPart {
    let text = if tag & SEALED == 0 {
        text
    } else {
        seal(&push::key(), &text).expect("it is short")
    };
    let value = if tag & FILE == 0 {
        PartValue::Text(text)
    } else {
        PartValue::File(CallbackFile {
            file_name: "bill.pdf".to_owned(),
            media_type: "application/pdf".to_owned(),
            bytes: text.into_bytes(),
            encrypted: false,
        })
    };
    CallbackPart {
        name: NAMES[usize::from(tag) % NAMES.len()].to_owned(),
        value,
    }
}

fn is_file(part: &CallbackPart) -> bool {
    matches!(part.value, PartValue::File(_))
}

/// The same callback in JSON; `None` if it has no code, or a part that may be a frame of its own.
fn frame(parts: &[CallbackPart]) -> Option<String> {
    let mut frame = Map::new();
    for CallbackPart { name, value } in parts {
        let bytes = match value {
            PartValue::Text(text) => text.as_bytes(),
            PartValue::File(file) => &file.bytes,
        };
        if serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok() {
            return None;
        }
        if let PartValue::Text(text) = value {
            frame.insert(name.clone(), Value::String(text.clone()));
        }
    }
    frame
        .contains_key("code")
        .then(|| Value::Object(frame).to_string())
}
