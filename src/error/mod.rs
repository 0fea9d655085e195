//! The error type of the crate.
//!
//! Each variant of [`Error`] has a stable `code`, which a program can match on, and a message with
//! a remedy, which a developer can act on.

mod declare;
mod variants;

pub use variants::Error;

use alloc::borrow::ToOwned;
use core::fmt;

use crate::sentence::{Value, filled};

/// Result of every fallible function of the crate.
pub type Result<T> = core::result::Result<T, Error>;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl core::error::Error for Error {}

impl Error {
    /// Creates an [`Error::InvalidArgument`]; not inlined, because it is called in many places.
    #[cold]
    #[inline(never)]
    pub(crate) fn invalid_argument(name: &str, reason: &str) -> Self {
        Self::InvalidArgument {
            name: name.to_owned(),
            reason: reason.to_owned(),
        }
    }

    /// Creates an [`Error::InvalidArgument`] for a limit; `what` is what is counted.
    #[cold]
    #[inline(never)]
    pub(crate) fn above_limit(name: &str, actual: u64, what: &str, limit: u64) -> Self {
        let [actual, limit] = [Value::Number(actual), Value::Number(limit)];
        let values = [actual, Value::Str(what), limit];
        Self::invalid_argument(name, &filled("it has {} {}, and the limit is {}", &values))
    }
}

#[cfg(test)]
mod tests {
    use crate::error::Error;
    use crate::sentence::tests::placeholders;

    #[test]
    fn messages_name_every_field_in_its_order() {
        for (message, fields) in Error::MESSAGES {
            assert_eq!(&placeholders(message), fields, "{message}");
        }
    }

    #[test]
    fn placeholders_are_filled_and_other_text_is_not_read() {
        let error = Error::InvalidArgument {
            name: "{reason}".to_owned(),
            reason: "it is 'name' or {name}".to_owned(),
        };
        assert_eq!(
            error.to_string(),
            "'{reason}' cannot be used: it is 'name' or {name}."
        );
        let error = Error::DigestLength {
            expected: 32,
            actual: 0,
        };
        assert_eq!(
            error.to_string(),
            "The digest has 0 bytes instead of 32. Pass the bytes of the digest, not its encoding."
        );
    }

    #[test]
    fn codes_are_unique_kebab_case_and_in_alphabetical_order() {
        let mut sorted = Error::CODES.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted, Error::CODES);
        for code in Error::CODES {
            assert!(
                code.bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            );
        }
    }
}
