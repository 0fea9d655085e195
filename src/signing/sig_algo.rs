//! Signature algorithms.

/// A signature algorithm, `sigAlgo` (iAM Smart API, signing).
///
/// The SM2 algorithms are in the specification of the sibling system CorpID; support by iAM Smart
/// is **unconfirmed** (medium confidence).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum SigAlgo {
    /// `SHA256withRSA`, the gateway's default.
    #[default]
    Sha256WithRsa,
    /// `NONEwithRSA` over a SHA-256 digest.
    NoneWithRsa,
    /// `SM3withSM2`.
    Sm3WithSm2,
    /// `NONEwithSM2` over an SM3 digest.
    NoneWithSm2,
}

impl SigAlgo {
    /// Returns the algorithm's name in the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sha256WithRsa => "SHA256withRSA",
            Self::NoneWithRsa => "NONEwithRSA",
            Self::Sm3WithSm2 => "SM3withSM2",
            Self::NoneWithSm2 => "NONEwithSM2",
        }
    }
}
