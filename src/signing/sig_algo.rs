//! How a digest is signed.

use crate::{Error, Result};

/// How the digest is signed, `sigAlgo` (iAM Smart API, signing).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum SigAlgo {
    /// `SHA256withRSA`, the gateway's default.
    #[default]
    Sha256WithRsa,
    /// `NONEwithRSA`.
    NoneWithRsa,
}

impl SigAlgo {
    /// Reads `SHA256withRSA` or `NONEwithRSA`.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] for anything else.
    pub fn parse(text: &str) -> Result<Self> {
        match text {
            "SHA256withRSA" => Ok(Self::Sha256WithRsa),
            "NONEwithRSA" => Ok(Self::NoneWithRsa),
            _ => Err(Error::invalid_argument(
                "signatureAlgorithm",
                "it is 'SHA256withRSA' or 'NONEwithRSA'",
            )),
        }
    }

    /// The algorithm as the API spells it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sha256WithRsa => "SHA256withRSA",
            Self::NoneWithRsa => "NONEwithRSA",
        }
    }
}
