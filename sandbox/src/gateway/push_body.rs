//! Body of a push callback (iAM Smart API, §2), correct or modified by a fault.

use axum::body::Bytes;
use serde_json::{Value, json};

use super::outcome::Outcome;
use crate::e_me::File;
use crate::fault::{Kind, Rule};
use crate::interaction::Callback;
use crate::protocol::content_key::ContentKey;
use crate::protocol::{base64, from_base64, random};
use crate::result_code;
use crate::sandbox::Sandbox;

pub(super) struct PushBody {
    pub(super) content_type: String,
    pub(super) bytes: Bytes,
    /// The result code, for the log.
    pub(super) code: String,
    /// Content and content key, for the log of what passes.
    pub(super) opened: Value,
}

/// Content of a push, and the key that encrypts it.
struct Push {
    code: String,
    message: &'static str,
    content: Value,
    key: ContentKey,
    secret_key: String,
}

impl PushBody {
    pub(super) fn of(
        sandbox: &Sandbox,
        callback: &Callback,
        outcome: &Outcome,
        rule: Option<&Rule>,
    ) -> Option<Self> {
        let fault = rule.map(|rule| rule.fault);
        let mut push = Push::of(sandbox, outcome, rule)?;
        let code = push.code.clone();
        let opened = json!({ "secretKey": push.key.to_base64(), "content": push.content });
        let (content_type, bytes) = match fault {
            Some(Kind::Garbage) => {
                let bytes = random::bytes::<256>().to_vec();
                ("application/json".to_owned(), bytes)
            }
            Some(Kind::Html) => {
                let page = crate::fault::HTML.as_bytes().to_vec();
                ("text/html; charset=utf-8".to_owned(), page)
            }
            Some(Kind::GarbageContent) => {
                push.content = Value::Null;
                let content = base64(&random::bytes::<256>());
                let frame = push.frame(&content).to_string();
                ("application/json".to_owned(), frame.into_bytes())
            }
            _ if callback.multipart => multipart(sandbox, push, &outcome.files)?,
            _ => {
                let content = push.key.seal(push.content.to_string().as_bytes())?;
                let frame = push.frame(&content).to_string();
                ("application/json".to_owned(), frame.into_bytes())
            }
        };
        Some(Self {
            content_type,
            bytes: bytes.into(),
            code,
            opened,
        })
    }
}

impl Push {
    /// Each push has its own content key, wrapped with the KEK.
    fn of(sandbox: &Sandbox, outcome: &Outcome, rule: Option<&Rule>) -> Option<Self> {
        let fault = rule.map(|rule| rule.fault);
        let mut content = outcome.content.clone();
        let mut code = outcome.code.code().to_owned();
        let mut message = outcome.code.message();
        match fault {
            Some(Kind::ResultCode) => {
                code = rule?.code.clone()?;
                message = result_code::message_of(&code);
                content = json!({ "businessID": content["businessID"], "state": content["state"] });
            }
            Some(Kind::NestedContent) => content = json!({ "content": content }),
            Some(Kind::OtherBusiness) => content["businessID"] = json!(random::hex()),
            Some(Kind::WrongState) => content["state"] = json!(random::hex()),
            Some(Kind::WrongSignature) => break_signature(&mut content),
            Some(Kind::OtherCertificate) => other_certificate(sandbox, &mut content),
            Some(Kind::ServerCertificate) => server_certificate(sandbox, &mut content),
            _ => {}
        }
        let key = ContentKey::generate();
        let kek = match fault {
            Some(Kind::WrongKey) => &sandbox.registration.other_kek,
            _ => &sandbox.registration.kek,
        };
        let secret_key = match fault {
            Some(Kind::Base64Key) => key.wrap_as_text(kek)?,
            _ => key.wrap(kek)?,
        };
        Some(Self {
            code,
            message,
            content,
            key,
            secret_key,
        })
    }

    fn frame(&self, content: &str) -> Value {
        json!({
            "txID": random::transaction_id(),
            "code": self.code,
            "message": self.message,
            "secretKey": self.secret_key,
            "content": content,
        })
    }
}

/// `multipart/form-data` (RFC 7578): a part for each member of the JSON and one for each file, with
/// the name of its field. This format is a guess.
fn multipart(sandbox: &Sandbox, mut push: Push, files: &[File]) -> Option<(String, Vec<u8>)> {
    let boundary = random::hex();
    let mut body = Vec::new();
    for file in files {
        if let Some(field) = push.content[file.field].as_object_mut() {
            field.remove(file.member);
        }
    }
    let content = push.key.seal(push.content.to_string().as_bytes())?;
    let frame = push.frame(&content);
    for (name, value) in frame.as_object()? {
        let head =
            format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n");
        body.extend(head.into_bytes());
        body.extend(value.as_str().unwrap_or_default().as_bytes());
        body.extend(b"\r\n");
    }
    for file in files {
        let (bytes, media_type) = if sandbox.seals_files {
            let sealed = from_base64(&push.key.seal(&file.bytes)?)?;
            (sealed, "application/octet-stream")
        } else {
            (file.bytes.clone(), file.media_type)
        };
        let head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"; filename=\"{}\"\r\n\
             Content-Type: {media_type}\r\n\r\n",
            file.field, file.name
        );
        body.extend(head.into_bytes());
        body.extend(bytes);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{boundary}--\r\n").into_bytes());
    Some((format!("multipart/form-data; boundary={boundary}"), body))
}

/// Flips one bit of every signature.
fn break_signature(content: &mut Value) {
    let one = |object: &mut Value| {
        for name in ["signature", "pdfSignature"] {
            let bytes = object[name].as_str().and_then(from_base64);
            if let Some(mut bytes) = bytes
                && let Some(last) = bytes.last_mut()
            {
                *last ^= 1;
                object[name] = json!(base64(&bytes));
            }
        }
    };
    one(content);
    if let Some(files) = content.get_mut("sigFile").and_then(Value::as_array_mut) {
        files.iter_mut().for_each(one);
    }
}

/// Replaces the signer's certificate by that of another person.
fn other_certificate(sandbox: &Sandbox, content: &mut Value) {
    let other = sandbox
        .people
        .all()
        .into_iter()
        .filter_map(|person| person.signer.clone())
        .map(|signer| base64(&signer.certificate))
        .find(|certificate| content["cert"] != certificate.as_str());
    if let (Some(other), Some(_)) = (other, content.get("cert")) {
        content["cert"] = json!(other);
    }
}

/// Replaces the signer's certificate by that of a TLS server with the same key.
fn server_certificate(sandbox: &Sandbox, content: &mut Value) {
    let server = sandbox
        .people
        .all()
        .into_iter()
        .filter_map(|person| person.signer.clone())
        .find(|signer| content["cert"] == base64(&signer.certificate))
        .map(|signer| base64(&signer.server_certificate));
    if let Some(server) = server {
        content["cert"] = json!(server);
    }
}
