//! Proof Key for Code Exchange (RFC 7636).

use alloc::borrow::ToOwned;
use alloc::string::String;
use core::fmt;

use zeroize::Zeroizing;

use crate::encoding::base64url;
use crate::hash::sha256;
use crate::{Error, Result};

/// Random bytes of a generated verifier; RFC 7636 §4.1 recommends 32.
const VERIFIER_OCTETS: usize = 32;

/// A `code_verifier` (RFC 7636 §4.1): 43 to 128 unreserved characters, secret until redeemed.
#[derive(Clone, Eq, PartialEq)]
pub struct CodeVerifier(Zeroizing<String>);

impl CodeVerifier {
    /// Generates a verifier: 43 characters, Base64url of 32 random bytes.
    ///
    /// # Errors
    /// [`Error::RandomUnavailable`] if the platform has no secure random numbers.
    pub fn generate() -> Result<Self> {
        let mut octets = Zeroizing::new([0; VERIFIER_OCTETS]);
        getrandom::fill(&mut *octets).map_err(|_| Error::RandomUnavailable)?;
        Ok(Self(Zeroizing::new(base64url(&*octets))))
    }

    /// Parses a verifier.
    ///
    /// # Errors
    /// [`Error::CodeVerifierInvalid`] for a wrong length or other characters (RFC 7636 §4.1).
    pub fn parse(text: &str) -> Result<Self> {
        let unreserved = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
        if !(43..=128).contains(&text.len()) || !text.bytes().all(unreserved) {
            return Err(Error::CodeVerifierInvalid);
        }
        Ok(Self(Zeroizing::new(text.to_owned())))
    }

    /// Returns the verifier as a string.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for CodeVerifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CodeVerifier(…)")
    }
}

/// Returns the `code_challenge` of method S256: Base64url of the verifier's SHA-256 digest, 43
/// characters (RFC 7636 §4.2).
#[must_use]
pub fn code_challenge(verifier: &CodeVerifier) -> String {
    base64url(&sha256(&[verifier.as_str().as_bytes()]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rfc_7636_appendix_b() {
        let verifier = CodeVerifier::parse("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").unwrap();
        assert_eq!(
            code_challenge(&verifier),
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        );
    }

    #[test]
    fn generated_verifiers_are_well_formed_and_differ() {
        let (a, b) = (
            CodeVerifier::generate().unwrap(),
            CodeVerifier::generate().unwrap(),
        );
        assert_eq!(a.as_str().len(), 43);
        assert_eq!(CodeVerifier::parse(a.as_str()).unwrap(), a);
        assert_ne!(a, b);
    }

    #[test]
    fn length_and_alphabet_are_rfc_7636s() {
        assert!(CodeVerifier::parse(&"a".repeat(43)).is_ok());
        assert!(CodeVerifier::parse(&"~".repeat(128)).is_ok());
        for text in [
            "",
            &"a".repeat(42),
            &"a".repeat(129),
            &"+".repeat(43),
            &"é".repeat(43),
        ] {
            assert_eq!(CodeVerifier::parse(text), Err(Error::CodeVerifierInvalid));
        }
    }

    #[test]
    fn debug_hides_the_verifier() {
        let verifier = CodeVerifier::parse(&"s".repeat(43)).unwrap();
        assert_eq!(format!("{verifier:?}"), "CodeVerifier(…)");
    }
}
