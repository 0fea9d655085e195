//! `lang`: the language of the gateway's pages and the app.

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
