//! Page languages: English, Traditional and Simplified Chinese, side by side in the code.

/// The language of a page.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Language {
    English,
    Traditional,
    Simplified,
}

/// A text in each language: English, Traditional Chinese, Simplified Chinese.
pub(crate) type Text = [&'static str; 3];

impl Language {
    pub(crate) const ALL: [Self; 3] = [Self::English, Self::Traditional, Self::Simplified];

    /// `lang` of the gateway: `en-US`, `zh-HK` or `zh-CN` (iAM Smart API, getQR; high confidence).
    pub(crate) fn from_lang(lang: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|language| language.lang() == lang)
    }

    pub(crate) fn lang(self) -> &'static str {
        self.text("en-US", "zh-HK", "zh-CN")
    }

    /// The first supported language of an `Accept-Language` header. Chinese is Simplified where its
    /// script or region says so (RFC 5646 §2.2.3, §2.2.4).
    pub(crate) fn accepted(header: &str) -> Option<Self> {
        header.split(',').find_map(|range| {
            let tag = range.split(';').next()?.trim().to_ascii_lowercase();
            let mut parts = tag.split('-');
            match (parts.next()?, parts.next()) {
                ("en", _) => Some(Self::English),
                ("zh", Some("hans" | "cn" | "sg")) => Some(Self::Simplified),
                ("zh", _) => Some(Self::Traditional),
                _ => None,
            }
        })
    }

    /// `lang` attribute of the pages.
    pub(crate) fn tag(self) -> &'static str {
        self.text("en", "zh-Hant-HK", "zh-Hans")
    }

    /// Its name in itself.
    pub(crate) fn own_name(self) -> &'static str {
        self.text("English", "繁體中文", "简体中文")
    }

    pub(crate) fn text<'a>(
        self,
        english: &'a str,
        traditional: &'a str,
        simplified: &'a str,
    ) -> &'a str {
        match self {
            Self::English => english,
            Self::Traditional => traditional,
            Self::Simplified => simplified,
        }
    }

    pub(crate) fn of(self, [english, traditional, simplified]: Text) -> &'static str {
        self.text(english, traditional, simplified)
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn the_browsers_language_is_found() {
        for (header, expected) in [
            ("fr,en;q=0.8", Some(Language::English)),
            ("zh-HK,en", Some(Language::Traditional)),
            ("zh-TW", Some(Language::Traditional)),
            ("zh", Some(Language::Traditional)),
            ("zh-CN,zh;q=0.9", Some(Language::Simplified)),
            ("zh-Hans-HK", Some(Language::Simplified)),
            ("zh-Hant-CN", Some(Language::Traditional)),
            ("fr", None),
            ("*", None),
            ("*, zh;q=0.5", Some(Language::Traditional)),
            ("", None),
        ] {
            assert_eq!(Language::accepted(header), expected, "{header}");
        }
    }
}
