//! Paths below the gateway's URL.

use std::borrow::Cow;

use crate::{Error, Result};

/// A path that starts with a slash and has segments of unreserved characters (RFC 3986 §2.3), or
/// the empty path.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ApiPath(Cow<'static, str>);

impl ApiPath {
    /// Parses a path; `name` names it in errors. A trailing slash is removed.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] for any other string.
    pub fn parse(name: &str, text: &str) -> Result<Self> {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~/".contains(&b);
        if !text.is_empty() && !text.starts_with('/') || !text.bytes().all(plain) {
            return Err(Error::invalid_argument(
                name,
                "it must be a path such as /api/v1",
            ));
        }
        Ok(Self(Cow::Owned(text.trim_end_matches('/').to_owned())))
    }

    /// Returns the path as a string.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&'static str> for ApiPath {
    fn from(path: &'static str) -> Self {
        Self(Cow::Borrowed(path))
    }
}
