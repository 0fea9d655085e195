//! `lang`: what the gateway's pages and the app speak to the user.

/// One of the gateway's three languages (iAM Smart API, getQR).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Language {
    /// English.
    EnUs,
    /// Traditional Chinese, the gateway's own default.
    ZhHk,
    /// Simplified Chinese.
    ZhCn,
}

impl Language {
    /// The language as the API spells it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::EnUs => "en-US",
            Self::ZhHk => "zh-HK",
            Self::ZhCn => "zh-CN",
        }
    }
}
