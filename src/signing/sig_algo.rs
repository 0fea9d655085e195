//! How a digest is signed.

use crate::{Error, Result};

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
    /// Parses `SHA256withRSA`, `NONEwithRSA`, `SM3withSM2` or `NONEwithSM2`.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] for anything else.
    pub fn parse(text: &str) -> Result<Self> {
        match text {
            "SHA256withRSA" => Ok(Self::Sha256WithRsa),
            "NONEwithRSA" => Ok(Self::NoneWithRsa),
            "SM3withSM2" => Ok(Self::Sm3WithSm2),
            "NONEwithSM2" => Ok(Self::NoneWithSm2),
            _ => Err(Error::invalid_argument(
                "signatureAlgorithm",
                "it is 'SHA256withRSA', 'NONEwithRSA', 'SM3withSM2' or 'NONEwithSM2'",
            )),
        }
    }

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
