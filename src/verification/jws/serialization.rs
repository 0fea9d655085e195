//! The serializations of a JWS (RFC 7515 §7).

use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;

use crate::Result;
use crate::encoding::from_base64url;
use crate::json::{JsonObject, JsonValue};
use crate::verification::jws::certificates::Chain;
use crate::verification::jws::invalid;

/// Maximum size of a JWS in bytes: a third of an evidence file's, for it holds no revocation data.
const MAX_LENGTH: usize = 32 * 1024 * 1024;

/// A JWS with one signature.
pub(super) struct Jws {
    /// The content in Base64url; `None` if the JWS is detached (RFC 7515 Appendix F).
    pub(super) payload: Option<String>,
    /// `protected` as encoded, which is the signed form.
    pub(super) protected: String,
    /// The protected header, without `x5c`.
    pub(super) header: JsonObject,
    /// The unprotected header, without `x5c`.
    pub(super) unprotected: JsonObject,
    /// The certificates.
    pub(super) chain: Chain,
    /// The signature.
    pub(super) signature: Vec<u8>,
}

/// The parts of any serialization.
struct Parts {
    payload: Option<String>,
    protected: String,
    unprotected: JsonObject,
    signature: String,
}

impl Jws {
    /// Parses any serialization.
    pub(super) fn parse(text: &str) -> Result<Self> {
        if text.len() > MAX_LENGTH {
            return Err(invalid("it is longer than any JWS that is read"));
        }
        let text = text.trim_ascii();
        let is_compact = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        let mut parts = if text.contains('.') && text.bytes().all(is_compact) {
            Parts::of_compact(text)?
        } else {
            Parts::of_json(text)?
        };
        let mut header = protected_header(&parts.protected)?;
        if header.shares_name_with(&parts.unprotected) {
            return Err(invalid(
                "its headers have a name in common (RFC 7515 §7.2.1)",
            ));
        }
        let chain = header.take("x5c").or_else(|| parts.unprotected.take("x5c"));
        Ok(Self {
            payload: parts.payload,
            header,
            unprotected: parts.unprotected,
            chain: chain.map_or_else(|| Ok(Chain::default()), Chain::parse)?,
            signature: from_base64url("signature", &parts.signature)?,
            protected: parts.protected,
        })
    }
}

impl Parts {
    /// Parses the compact serialization (RFC 7515 §7.1); an empty payload is a detached one.
    fn of_compact(text: &str) -> Result<Self> {
        let parts: Vec<_> = text.split('.').collect();
        match parts[..] {
            [protected, payload, signature] => Ok(Self {
                payload: Some(payload.to_owned()).filter(|payload| !payload.is_empty()),
                protected: protected.to_owned(),
                unprotected: JsonObject::default(),
                signature: signature.to_owned(),
            }),
            [_, _, _, _, _] => Err(invalid(
                "it has five parts, as what is encrypted has (RFC 7516 §7.1)",
            )),
            _ => Err(invalid("it has not three parts (RFC 7515 §7.1)")),
        }
    }

    /// Parses either JSON serialization. Unknown members are ignored (RFC 7515 §7.2.1 and §4).
    fn of_json(text: &str) -> Result<Self> {
        let mut jws = JsonObject::parse(text)?.ok_or_else(|| invalid("it is not an object"))?;
        let payload = text_of(&mut jws, "payload")?;
        // RFC 7515 §7.2.2: the flattened serialization has no signatures.
        let mut signature = match jws.take("signatures") {
            None => jws,
            Some(_)
                if ["protected", "header", "signature"]
                    .iter()
                    .any(|name| jws.has(name)) =>
            {
                return Err(invalid("it mixes the two serializations (RFC 7515 §7.2)"));
            }
            Some(signatures) => only_object(signatures)?,
        };
        let protected = text_of(&mut signature, "protected")?
            .ok_or_else(|| invalid("it has no protected header"))?;
        let unprotected = match signature.take("header") {
            Some(value) => {
                JsonObject::of(&value).ok_or_else(|| invalid("'header' is not an object"))?
            }
            None => JsonObject::default(),
        };
        Ok(Self {
            payload,
            protected,
            unprotected,
            signature: text_of(&mut signature, "signature")?
                .ok_or_else(|| invalid("it has no signature"))?,
        })
    }
}

fn only_object(signatures: JsonValue) -> Result<JsonObject> {
    let signatures = signatures
        .into_items()
        .ok_or_else(|| invalid("'signatures' is not a list"))?;
    match &signatures[..] {
        [] => Err(invalid("its list of signatures is empty")),
        [signature] => {
            JsonObject::of(signature).ok_or_else(|| invalid("a signature of it is not an object"))
        }
        _ => Err(invalid(
            "it has several signatures; verify each with the payload in a JWS of its own \
             (RFC 7515 §7.2.2)",
        )),
    }
}

fn protected_header(protected: &str) -> Result<JsonObject> {
    let header = from_base64url("protected", protected)?;
    let header = String::from_utf8(header).map_err(|_| invalid("'protected' is not text"))?;
    JsonObject::parse(&header)?.ok_or_else(|| invalid("'protected' is not an object"))
}

fn text_of(object: &mut JsonObject, name: &str) -> Result<Option<String>> {
    let value = object.take(name);
    value
        .map(|value| {
            let text = value.into_text();
            text.ok_or_else(|| invalid("a member of it that should be a text is none"))
        })
        .transpose()
}
