//! `lang`: the language of the gateway's pages and the app.

use crate::{Error, Result};

/// A language of the gateway (iAM Smart API, getQR).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Language {
    /// English.
    EnUs,
    /// Traditional Chinese, the gateway's default.
    ZhHk,
    /// Simplified Chinese.
    ZhCn,
}

impl Language {
    /// Parses `en-US`, `zh-HK` or `zh-CN`.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] for any other string.
    pub fn parse(text: &str) -> Result<Self> {
        match text {
            "en-US" => Ok(Self::EnUs),
            "zh-HK" => Ok(Self::ZhHk),
            "zh-CN" => Ok(Self::ZhCn),
            _ => Err(Error::invalid_argument(
                "lang",
                "it is 'en-US', 'zh-HK' or 'zh-CN'",
            )),
        }
    }

    /// Returns the language's name in the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::EnUs => "en-US",
            Self::ZhHk => "zh-HK",
            Self::ZhCn => "zh-CN",
        }
    }
}
