//! Parsing and writing of query strings.

use crate::string::{parse_hex, split_once};
use crate::{Error, Result};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

/// Parameters of a callback: those of OAuth 2.0 (RFC 6749 §4.1.2 and §4.1.2.1), of RFC 9207 §2, and
/// of iAM Smart (iAM Smart API, callback).
const NAMES: [&str; 8] = [
    "businessID",
    "code",
    "error",
    "error_code",
    "error_description",
    "error_uri",
    "iss",
    "state",
];

/// Appends the parameters that have a value to a URL, after its existing ones.
pub(super) fn append(address: &str, parameters: &[(&str, Option<&str>)]) -> String {
    let mut url = address.to_owned();
    for (name, value) in parameters {
        let Some(value) = value else {
            continue;
        };
        url.push(if split_once(&url, b'?').is_some() {
            '&'
        } else {
            '?'
        });
        url.push_str(name);
        url.push('=');
        encode(&mut url, value);
    }
    url
}

/// Parameters of a callback, each of which occurs once. Others, such as those of a web counter, are
/// ignored, however many there are and however they are encoded (RFC 6749 §4.1.2).
#[derive(Default)]
pub(super) struct Parameters([Option<String>; NAMES.len()]);

impl Parameters {
    /// Parses the query of an absolute URL.
    ///
    /// # Errors
    /// [`Error::CallbackUrlInvalid`] for an invalid URL or invalid UTF-8,
    /// [`Error::CallbackParameterRepeated`] for a duplicate name (RFC 6749 §3.1).
    pub(super) fn of(url: &str) -> Result<Self> {
        if !is_absolute(url) {
            return Err(Error::CallbackUrlInvalid);
        }
        let without_fragment = split_once(url, b'#').map_or(url, |(before, _)| before);
        let mut rest = split_once(without_fragment, b'?').map_or("", |(_, query)| query);

        let mut parameters = Self::default();
        while !rest.is_empty() {
            let (pair, after) = split_once(rest, b'&').unwrap_or((rest, ""));
            rest = after;
            let (name, value) = split_once(pair, b'=').unwrap_or((pair, ""));
            let name = decode(name, b' ');
            let Some(place) = NAMES.iter().position(|known| known.as_bytes() == name) else {
                continue;
            };
            // Some gateways send a Base64 code with an unescaped '+'. Decoded as a space, as in
            // forms, it would not be the issued code.
            let plus = if name == b"code" { b'+' } else { b' ' };
            let value = match String::from_utf8(decode(value, plus)) {
                Ok(value) => value,
                // A refusal is one however its words are encoded.
                Err(_) if name.starts_with(b"error") => String::from("?"),
                Err(_) => return Err(Error::CallbackUrlInvalid),
            };
            if parameters.0[place].replace(value).is_some() {
                return Err(Error::CallbackParameterRepeated {
                    name: NAMES[place].to_owned(),
                });
            }
        }
        Ok(parameters)
    }

    /// Checks that there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    /// Returns the value of a parameter. An empty value counts as omitted (RFC 6749 §3.1).
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        let place = NAMES.iter().position(|known| *known == name)?;
        self.0[place].as_deref().filter(|value| !value.is_empty())
    }
}

/// Makes a received string safe to display: short, with only the characters that RFC 6749 §4.1.2.1
/// allows in `error` and `error_description`.
pub(super) fn excerpt(text: &str) -> String {
    const LONGEST: usize = 200;
    text.chars()
        .map(|c| {
            if matches!(c, ' '..='!' | '#'..='[' | ']'..='~') {
                c
            } else {
                '?'
            }
        })
        .take(LONGEST)
        .collect()
}

/// Percent-encodes all but the unreserved characters (RFC 3986 §2.1 and §2.3). A space becomes
/// `%20`, which the gateway requires in `scope` and every form decoder accepts.
fn encode(url: &mut String, value: &str) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for octet in value.bytes() {
        if octet.is_ascii_alphanumeric() || b"-._~".contains(&octet) {
            url.push(char::from(octet));
        } else {
            url.push('%');
            url.push(char::from(HEX[usize::from(octet >> 4)]));
            url.push(char::from(HEX[usize::from(octet & 0xf)]));
        }
    }
}

/// Decodes percent-encoding (RFC 3986 §2.1), and '+' as `plus`. A '%' without two hexadecimal
/// digits after it is kept.
fn decode(text: &str, plus: u8) -> Vec<u8> {
    let mut octets = Vec::new();
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        at += 1;
        let octet = match byte {
            b'%' => parse_hex(text, at, 2).and_then(|octet| u8::try_from(octet).ok()),
            b'+' => Some(plus),
            _ => None,
        };
        if byte == b'%' && octet.is_some() {
            at += 2;
        }
        octets.push(octet.unwrap_or(byte));
    }
    octets
}

/// Checks that a string starts with a scheme (RFC 3986 §3.1).
fn is_absolute(url: &str) -> bool {
    let Some((scheme, _)) = split_once(url, b':') else {
        return false;
    };
    scheme
        .bytes()
        .next()
        .is_some_and(|b| b.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
}
