//! Why something cannot be read: clauses in sentences, in every language.
//!
//! Readers say in English what is wrong. Where a report in Chinese repeats that, the clause is looked up by
//! its English text, so that readers know nothing of languages.

mod clauses;

use alloc::borrow::ToOwned as _;
use alloc::string::String;

use crate::report::sentence::language::ReportLanguage;
use crate::sentence::fill;
use crate::string::split_once_str;

/// What follows the clause on a certificate of which the field `{0}` cannot be read
/// ([`Certificate::parse`](crate::pki::certificate::Certificate::parse)).
const IN_FIELD: &str = "(in '{0}')";

/// True if the translations are in the scripts around the module.
const APART: bool = cfg!(all(target_arch = "wasm32", feature = "texts-apart"));

/// The reason why something cannot be read, as a clause.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Reason {
    english: String,
    /// A value, so that a module whose sentences name no reasons is built without them.
    translations: Translations,
}

/// Clauses, three lines for each: English, Traditional Chinese, Simplified Chinese. Empty in a module
/// whose scripts have them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Translations(&'static str);

impl Reason {
    /// Appends the clause; in English if it is none of those that are translated.
    #[allow(
        clippy::useless_asref,
        reason = "what is in the module is a `&str`, what scripts give is a `String`"
    )]
    pub(super) fn append_to(&self, text: &mut String, language: ReportLanguage) {
        let (clause, field) = match without_field(&self.english) {
            Some((clause, field)) => (clause, Some(field)),
            None => (self.english.as_str(), None),
        };
        let Some(translated) = self.translations.of(clause, language) else {
            return text.push_str(&self.english);
        };
        text.push_str(translated.as_ref());
        let in_field = field.and_then(|_| self.translations.of(IN_FIELD, language));
        if let (Some(field), Some(in_field)) = (field, in_field) {
            fill(text, in_field.as_ref(), &mut |text, _| text.push_str(field));
        }
    }
}

impl From<&'static str> for Reason {
    fn from(english: &'static str) -> Self {
        Self::from(english.to_owned())
    }
}

impl From<String> for Reason {
    fn from(english: String) -> Self {
        Self {
            english,
            translations: clauses::TRANSLATIONS,
        }
    }
}

/// Returns the clause without [`IN_FIELD`], and the field.
fn without_field(english: &str) -> Option<(&str, &str)> {
    split_once_str(english.strip_suffix("')")?, " (in '")
}

impl Translations {
    const fn new(lines: &'static str) -> Self {
        Self(if APART { "" } else { lines })
    }

    /// Returns a clause in Chinese.
    #[cfg(not(all(target_arch = "wasm32", feature = "texts-apart")))]
    fn of(self, english: &str, language: ReportLanguage) -> Option<&'static str> {
        let mut lines = self.0.split('\n');
        while let (Some(clause), Some(traditional), Some(simplified)) =
            (lines.next(), lines.next(), lines.next())
        {
            if clause == english {
                return match language {
                    ReportLanguage::English => None,
                    ReportLanguage::TraditionalChinese => Some(traditional),
                    ReportLanguage::SimplifiedChinese => Some(simplified),
                };
            }
        }
        None
    }

    /// Returns a clause in Chinese, if an app has the texts of the language.
    #[cfg(all(target_arch = "wasm32", feature = "texts-apart"))]
    #[expect(clippy::unused_self, reason = "the scripts have them")]
    fn of(self, english: &str, language: ReportLanguage) -> Option<String> {
        scripts::reason(english, language as usize)
    }
}

/// Declares the clauses: English, Traditional Chinese, Simplified Chinese.
///
/// `cargo xtask build` reads them, for the scripts that have them instead of a module.
macro_rules! reasons {
    ($($english:literal, $traditional:literal, $simplified:literal;)+) => {
        pub(super) const TRANSLATIONS: Translations = Translations::new(concat!($(
            $english, "\n", $traditional, "\n", $simplified, "\n",
        )+));

        /// The texts of every clause.
        #[cfg(test)]
        pub(super) const ROWS: &[[&str; 3]] = &[$([$english, $traditional, $simplified]),+];
    };
}
use reasons;

#[cfg(all(target_arch = "wasm32", feature = "texts-apart"))]
mod scripts {
    use alloc::string::String;

    use wasm_bindgen::prelude::*;

    #[wasm_bindgen(module = "/pkg-template/sentences.js")]
    extern "C" {
        /// Returns a clause in a language, if the texts of the language have it.
        pub(super) fn reason(english: &str, language: usize) -> Option<String>;
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
