//! Page languages: English and Traditional Chinese, side by side in the code.

/// The language of a page.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Language {
    English,
    Chinese,
}

impl Language {
    /// `lang` of the gateway: `en-US`, `zh-HK` or `zh-CN` (iAM Smart API, getQR; high confidence).
    /// Simplified Chinese is shown as Traditional.
    pub(crate) fn from_lang(lang: &str) -> Option<Self> {
        match lang {
            "en-US" => Some(Self::English),
            "zh-HK" | "zh-CN" => Some(Self::Chinese),
            _ => None,
        }
    }

    /// The first supported language of an `Accept-Language` header.
    pub(crate) fn accepted(header: &str) -> Option<Self> {
        header
            .split(',')
            .find_map(|tag| match tag.trim().get(..2)? {
                "en" => Some(Self::English),
                "zh" => Some(Self::Chinese),
                _ => None,
            })
    }

    /// `lang` attribute of the pages.
    pub(crate) fn tag(self) -> &'static str {
        self.text("en", "zh-Hant-HK")
    }

    pub(crate) fn text<'a>(self, english: &'a str, chinese: &'a str) -> &'a str {
        match self {
            Self::English => english,
            Self::Chinese => chinese,
        }
    }
}
