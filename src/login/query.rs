//! Query strings, written and read.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::{Error, Result};

/// All but RFC 3986 §2.3's unreserved characters; a space becomes `%20`, as the gateway's `scope`
/// wants it, which every reader of forms understands as well.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The most parameters of a callback that are read: OAuth 2.0, RFC 9207 and iAM Smart together have
/// eight, and a redirect URI may bring some of its own.
const MAX_PARAMETERS: usize = 64;

/// Appends parameters to an address, after those that it has.
pub(super) fn append(address: &str, parameters: &[(&str, &str)]) -> String {
    let mut url = address.to_owned();
    for (name, value) in parameters {
        url.push(if url.contains('?') { '&' } else { '?' });
        url.push_str(name);
        url.push('=');
        url.extend(utf8_percent_encode(value, RESERVED));
    }
    url
}

/// A callback's parameters, each of which occurs once.
pub(super) struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// Reads the query of an absolute address.
    ///
    /// # Errors
    /// [`Error::CallbackUrlInvalid`] for what is no URL or decodes to no UTF-8,
    /// [`Error::CallbackParameterRepeated`] for a name that occurs twice (RFC 6749 §3.1).
    pub(super) fn of(url: &str) -> Result<Self> {
        if !is_absolute(url) {
            return Err(Error::CallbackUrlInvalid);
        }
        let without_fragment = url.split('#').next().unwrap_or_default();
        let query = without_fragment
            .split_once('?')
            .map_or("", |(_, query)| query);

        let mut parameters: Vec<(String, String)> = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let name = decode(&name.replace('+', " "))?;
            // Gateways have been seen to send a Base64 code without escaping its '+'; read as a
            // space, as forms do, the code would no longer be the one that was issued.
            let value = if name == "code" {
                decode(value)?
            } else {
                decode(&value.replace('+', " "))?
            };
            if parameters.iter().any(|(other, _)| *other == name) {
                return Err(Error::CallbackParameterRepeated {
                    name: excerpt(&name),
                });
            }
            if parameters.len() == MAX_PARAMETERS {
                return Err(Error::CallbackUrlInvalid);
            }
            parameters.push((name, value));
        }
        Ok(Self(parameters))
    }

    /// The value of a parameter that is there and not empty: RFC 6749 §3.1 treats a parameter
    /// without a value as omitted.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(n, value)| n == name && !value.is_empty())
            .map(|(_, value)| &**value)
    }
}

/// What somebody else sent, fit for a message: short, and of the characters that RFC 6749
/// §4.1.2.1 allows in `error` and `error_description`.
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

fn decode(text: &str) -> Result<String> {
    let text = percent_decode_str(text)
        .decode_utf8()
        .map_err(|_| Error::CallbackUrlInvalid)?;
    Ok(text.into_owned())
}

/// Whether a text starts with a scheme (RFC 3986 §3.1).
fn is_absolute(url: &str) -> bool {
    let Some((scheme, _)) = url.split_once(':') else {
        return false;
    };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
}
