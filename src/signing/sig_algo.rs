//! How a digest is signed.

/// How the digest is signed, `sigAlgo` (iAM Smart API, signing).
///
/// The two over SM2 are in the specification of iAM Smart's sibling CorpID; that iAM Smart takes
/// them too is **unconfirmed** (medium confidence).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum SigAlgo {
    /// `SHA256withRSA`, the gateway's default.
    #[default]
    Sha256WithRsa,
    /// `NONEwithRSA`: the digest is one of SHA-256.
    NoneWithRsa,
    /// `SM3withSM2`.
    Sm3WithSm2,
    /// `NONEwithSM2`: the digest is one of SM3.
    NoneWithSm2,
}

impl SigAlgo {
    /// The algorithm as the API spells it.
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
