//! Languages of reports.

use crate::bindings::tsify;
use crate::report::ReportLanguage;

names! {
    /// Language of a report (BCP 47).
    pub enum Language {
        /// English.
        English = "en",
        /// Traditional Chinese as written in Hong Kong.
        TraditionalChinese = "zh-HK",
        /// Simplified Chinese.
        SimplifiedChinese = "zh-CN",
    }
}

same_variants!(Language => ReportLanguage {
    English TraditionalChinese SimplifiedChinese
});
