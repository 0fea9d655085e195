//! `state`: binds a response to its request (RFC 6749 §10.12).

use crate::encoding::base64url;
use crate::{Error, Result};
use alloc::borrow::ToOwned;
use alloc::string::String;

/// Maximum length of a `state` in characters (iAM Smart API, getQR).
const MAX_CHARACTERS: usize = 36;

/// Random bytes of a generated state: 128 bits, the minimum of RFC 6749 §10.10.
const RANDOM_OCTETS: usize = 16;

/// A `state`: 1 to 36 characters of `[A-Za-z0-9_-]` (iAM Smart API, getQR).
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct State(pub(crate) String);

impl State {
    /// Generates a random state: 22 Base64url characters from 16 random bytes.
    ///
    /// # Errors
    /// [`Error::RandomUnavailable`] if the platform has no secure random numbers.
    pub fn generate() -> Result<Self> {
        let mut octets = [0; RANDOM_OCTETS];
        getrandom::fill(&mut octets).map_err(|_| Error::RandomUnavailable)?;
        Ok(Self(base64url(&octets)))
    }

    /// Parses a state.
    ///
    /// # Errors
    /// [`Error::StateInvalid`] for a wrong length or other characters.
    pub fn parse(text: &str) -> Result<Self> {
        let allowed = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'-';
        if text.is_empty() || text.len() > MAX_CHARACTERS || !text.bytes().all(allowed) {
            return Err(Error::StateInvalid);
        }
        Ok(Self(text.to_owned()))
    }

    /// Returns the state as a string.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generated_states_are_22_characters_and_differ() {
        let (a, b) = (State::generate().unwrap(), State::generate().unwrap());
        assert_eq!(a.as_str().len(), 22);
        assert_eq!(State::parse(a.as_str()).as_ref(), Ok(&a));
        assert_ne!(a, b);
    }

    #[test]
    fn length_and_alphabet_are_the_gateways() {
        assert!(State::parse(&"_".repeat(36)).is_ok());
        for text in ["", &"a".repeat(37), "a b", "a+b", "é", "a=b"] {
            assert_eq!(State::parse(text), Err(Error::StateInvalid));
        }
    }
}
