//! URLs to which secrets and codes may be sent.

use crate::string::split_once;
use crate::{Error, Result};
use alloc::borrow::ToOwned;
use alloc::string::String;

/// An absolute HTTPS URL, or an HTTP URL on a loopback host, without a fragment.
///
/// RFC 6749 §3.1 and §3.1.2.1 require TLS at these endpoints and forbid fragments. The loopback
/// exception follows RFC 8252 §8.3; a local sandbox needs it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Endpoint(String);

impl Endpoint {
    /// Parses a URL; `name` names it in errors.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] for any other string, [`Error::EndpointInsecure`] for HTTP on
    /// another host.
    pub fn parse(name: &str, text: &str) -> Result<Self> {
        let invalid = |reason: &str| Error::invalid_argument(name, reason);
        // URL parsers disagree on these: some treat a backslash as a slash, some drop tabs.
        if text.bytes().any(|b| b <= b' ' || b == 0x7f || b == b'\\') {
            return Err(invalid(
                "an address has no blanks, control characters or backslashes",
            ));
        }
        if text.bytes().any(|b| b == b'#') {
            return Err(invalid("this address may not have a fragment"));
        }
        let (scheme, rest) = split_once(text, b':')
            .and_then(|(scheme, rest)| Some((scheme, rest.strip_prefix("//")?)))
            .ok_or_else(|| invalid("it is not an absolute address"))?;
        let authority = split_once(rest, b'/').map_or(rest, |(authority, _)| authority);
        let authority = split_once(authority, b'?').map_or(authority, |(authority, _)| authority);
        if authority.is_empty() || authority.bytes().any(|b| b == b'@') {
            return Err(invalid("it needs a host and may not carry a user name"));
        }
        let is_http = scheme.eq_ignore_ascii_case("http");
        if !is_http && !scheme.eq_ignore_ascii_case("https") {
            return Err(invalid("it is neither https nor http"));
        }
        if is_http && !is_loopback(authority) {
            return Err(Error::EndpointInsecure {
                name: name.to_owned(),
            });
        }
        Ok(Self(text.to_owned()))
    }

    /// Returns the URL unchanged.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Appends `path`, which starts with '/', to the URL.
    #[must_use]
    pub fn join(&self, path: &str) -> String {
        let mut base = self.as_str();
        while let Some(shorter) = base.strip_suffix("/") {
            base = shorter;
        }
        [base, path].concat()
    }
}

/// Checks for the loopback addresses and `localhost` (RFC 8252 §7.3 and §8.3).
fn is_loopback(authority: &str) -> bool {
    let port = authority.bytes().rev().take_while(u8::is_ascii_digit);
    let host = authority.get(..authority.len() - port.count());
    let host = host.and_then(|host| host.strip_suffix(":"));
    let host = host.unwrap_or(authority);
    host.eq_ignore_ascii_case("localhost") || host == "127.0.0.1" || host == "[::1]"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_and_loopback_http_are_taken() {
        for address in [
            "https://apigw.iamsmart.gov.hk",
            "HTTPS://login.example/authorize?tenant=a",
            "http://127.0.0.1:8788",
            "http://localhost/x",
            "http://localhost:/",
            "http://[::1]:8788/",
        ] {
            assert!(Endpoint::parse("gateway", address).is_ok(), "{address}");
        }
    }

    #[test]
    fn plain_http_elsewhere_is_insecure() {
        for address in [
            "http://apigw.iamsmart.gov.hk",
            "http://127.0.0.1.evil.example/",
            "http://localhost.evil.example/",
            "http://[::2]/",
            "http://[::",
            "http://127.0.0.1:80:81/",
            "http://localhost:80.evil.example/",
        ] {
            assert_eq!(
                Endpoint::parse("gateway", address).unwrap_err().code(),
                "endpoint-insecure",
                "{address}"
            );
        }
    }

    #[test]
    fn what_urls_readers_disagree_on_is_refused() {
        for address in [
            "",
            "apigw.iamsmart.gov.hk",
            "https://",
            "https:///path",
            "https://user@host/",
            "https://host\\@evil.example/",
            "https://host/#fragment",
            "https://ho st/",
            "https://host/\t",
            "javascript:alert(1)",
            "ftp://host/",
        ] {
            assert_eq!(
                Endpoint::parse("gateway", address).unwrap_err().code(),
                "invalid-argument",
                "{address}"
            );
        }
    }

    #[test]
    fn joining_keeps_one_slash() {
        let gateway = Endpoint::parse("gateway", "http://127.0.0.1:8788/").unwrap();
        assert_eq!(gateway.join("/api"), "http://127.0.0.1:8788/api");
    }
}
