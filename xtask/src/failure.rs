//! The error type of the commands.

/// Result of every fallible function.
pub(crate) type Result<T> = std::result::Result<T, Failure>;

/// A message for the user: what happened and what to do.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl From<String> for Failure {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Failure {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
