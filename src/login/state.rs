//! Binding of `state` to the code verifier, a substitute for PKCE at iAM Smart's gateway.

#[cfg(feature = "server")]
use subtle::ConstantTimeEq as _;

use crate::encoding::base64url;
use crate::hash::sha256;
use crate::login::pkce::CodeVerifier;
use crate::state::State;
#[cfg(feature = "server")]
use crate::{Error, Result};

/// Digest bytes in a bound state: 27 bytes are exactly 36 Base64url characters.
const BOUND_OCTETS: usize = 27;

/// Domain separation from other digests of a verifier, above all the S256 code challenge, which is
/// public.
const BOUND_LABEL: &[u8] = b"iamsmart state 1\0";

impl State {
    /// Returns the state bound to a code verifier: 36 Base64url characters, the first 27 bytes of
    /// SHA-256(`"iamsmart state 1" ‖ 0x00 ‖ code verifier`).
    ///
    /// iAM Smart's gateway does not support code challenges, so the e-service's server does the
    /// check of an authorization server: it redeems a code only with the verifier from which the
    /// callback's `state` was derived ([`check_binding`](Self::check_binding)). A state (216 bits)
    /// is infeasible to guess, like the verifier (256 random bits), and reveals nothing about it.
    ///
    /// **It protects against**
    ///
    /// - a leaked callback URL (history, logs, `Referer`, another app that intercepts it): the
    ///   e-service does not accept code and state without the verifier;
    /// - a login that an attacker started (login CSRF, session fixation): the victim's browser has
    ///   no verifier for that state;
    /// - a replayed grant, if the server accepts each state once.
    ///
    /// **It does not protect against**
    ///
    /// - a stolen code that an attacker injects into a login of their own: their state and verifier
    ///   match, and the gateway does not know for which state it issued a code. PKCE would prevent
    ///   this. The gateway's measures limit it: TLS, a registered redirect URI, and codes that are
    ///   valid once and for 30 seconds (iAM Smart API, callback);
    /// - a browser whose storage an attacker can read.
    #[must_use]
    pub fn bound_to(verifier: &CodeVerifier) -> Self {
        let digest = sha256(&[BOUND_LABEL, verifier.as_str().as_bytes()]);
        Self(base64url(&digest[..BOUND_OCTETS]))
    }

    /// Checks that this state was derived from `verifier` by [`bound_to`](Self::bound_to).
    ///
    /// # Errors
    /// [`Error::StateNotBound`] if it was not.
    #[cfg(feature = "server")]
    pub fn check_binding(&self, verifier: &CodeVerifier) -> Result<()> {
        let expected = Self::bound_to(verifier);
        if bool::from(self.0.as_bytes().ct_eq(expected.0.as_bytes())) {
            return Ok(());
        }
        Err(Error::StateNotBound)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verifier() -> CodeVerifier {
        CodeVerifier::parse("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").unwrap()
    }

    /// Output of: printf 'iamsmart state 1\0dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
    /// | openssl dgst -sha256 -binary | head -c 27 | base64 | tr '+/' '-_'
    const OPENSSLS: &str = "ejJDXR_DzL85ohMXBbu9eoqZ-GsHE-ywE5KE";

    #[test]
    fn bound_state_is_openssls() {
        let state = State::bound_to(&verifier());
        assert_eq!(state.as_str(), OPENSSLS);
        assert_eq!(State::parse(OPENSSLS), Ok(state));
    }

    #[test]
    fn only_its_own_verifier_opens_it() {
        let state = State::bound_to(&verifier());
        assert_eq!(state.check_binding(&verifier()), Ok(()));
        let other = CodeVerifier::generate().unwrap();
        assert_eq!(state.check_binding(&other), Err(Error::StateNotBound));
        let unbound = State::generate().unwrap();
        assert_eq!(
            unbound.check_binding(&verifier()),
            Err(Error::StateNotBound)
        );
    }
}
