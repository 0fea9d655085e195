//! The binding of `state` to the code verifier, which stands in for PKCE where the gateway has
//! none.

#[cfg(feature = "server")]
use subtle::ConstantTimeEq as _;

use crate::encoding::base64url;
use crate::hash::sha256;
use crate::login::pkce::CodeVerifier;
use crate::state::State;
#[cfg(feature = "server")]
use crate::{Error, Result};

/// Octets of the digest that a bound state keeps: 27 octets are exactly 36 base64url characters.
const BOUND_OCTETS: usize = 27;

/// Keeps the bound state apart from every other use of SHA-256 over a verifier, above all from the
/// S256 code challenge, which is public.
const BOUND_LABEL: &[u8] = b"iamsmart state 1\0";

impl State {
    /// The state that is bound to a code verifier: 36 base64url characters, the first 27 octets of
    /// SHA-256(`"iamsmart state 1" ‖ 0x00 ‖ code verifier`).
    ///
    /// iAM Smart's gateway takes no code challenge, so the e-service's own server checks what an
    /// authorization server would: whoever redeems a code must show the verifier from which the
    /// callback's `state` was made ([`check_binding`](Self::check_binding)). A state is as hard to
    /// guess as the verifier (256 random bits, of which 216 show), and tells nothing about it.
    ///
    /// **It protects against** a callback address that leaks (history, logs, `Referer`, another app
    /// that catches it): code and state alone redeem nothing at the e-service. Against a login that
    /// somebody else started (login CSRF, session fixation): the victim's browser has no verifier
    /// for that state. Against a grant sent twice, where the server takes each state once.
    ///
    /// **It does not protect against** a stolen code that a thief injects into a login of his own:
    /// he has a state and verifier that fit each other, and the gateway does not know which state a
    /// code was issued for. With real PKCE it would. What limits that theft is the gateway's: TLS,
    /// a registered redirect URI, a code that works once and for 30 seconds (iAM Smart API,
    /// callback). Nor does it protect a browser whose own storage is read.
    #[must_use]
    pub fn bound_to(verifier: &CodeVerifier) -> Self {
        let digest = sha256(&[BOUND_LABEL, verifier.as_str().as_bytes()]);
        Self(base64url(&digest[..BOUND_OCTETS]))
    }

    /// True if this state was made from `verifier` by [`bound_to`](Self::bound_to).
    ///
    /// # Errors
    /// [`Error::StateNotBound`] where it was not.
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

    /// Made with: printf 'iamsmart state 1\0dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
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
