//! `source`: the user's device and browser (iAM Smart API, getQR).

use crate::string::split_once;
use crate::{Error, Result};
use alloc::borrow::ToOwned;
use alloc::string::String;

/// Values of `source` for iAM Smart apps; getQR does not accept them.
const APPS: [&str; 3] = ["App_Link", "App_Package", "App_Scheme"];

/// Mobile browsers, one per line: the tokens that the User-Agent must all contain, and the source.
/// The first match wins.
const SOURCES: &str = "\
iPhone+FxiOS iOS_Firefox
iPhone+Edge iOS_Edge
iPhone+EdgiOS iOS_Edge
iPhone+CriOS iOS_Chrome
iPhone+Safari iOS_Safari
iPhone PC_Browser
Android+SamsungBrowser Android_Samsung
Android+MiuiBrowser Android_Xiaomi
Android+XiaoMi Android_Xiaomi
Android+MIX Android_Xiaomi
Android+HUAWEI Android_Huawei
Android+HONOR Android_Huawei
Android+HuaweiBrowser Android_Huawei
Android+Edge Android_Edge
Android+EdgA Android_Edge
Android+Firefox Android_Firefox
Android+Chrome+Safari Android_Chrome";

/// A `source`: `PC_Browser`, `Android_…`, `iOS_…`, or one of the three for apps.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Source(String);

impl Source {
    /// Detects the source from a User-Agent; `PC_Browser` if no mobile browser matches.
    ///
    /// Tokens and their order are those of an e-service in production, plus `HuaweiBrowser`, which
    /// newer phones send without `HUAWEI`.
    #[must_use]
    pub fn detect(user_agent: &str) -> Self {
        let mut lines = SOURCES;
        while let Some((tokens, rest)) = split_once(lines, b' ') {
            let (source, rest) = split_once(rest, b'\n').unwrap_or((rest, ""));
            if has(user_agent, tokens) {
                return Self(source.to_owned());
            }
            lines = rest;
        }
        Self("PC_Browser".to_owned())
    }

    /// Parses a source.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] for a form that the API does not define.
    pub fn parse(text: &str) -> Result<Self> {
        let browser = |prefix: &str| {
            text.strip_prefix(prefix).is_some_and(|name| {
                !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
            })
        };
        if text == "PC_Browser" || APPS.contains(&text) || browser("Android_") || browser("iOS_") {
            return Ok(Self(text.to_owned()));
        }
        Err(Error::invalid_argument(
            "source",
            "it must be PC_Browser, Android_…, iOS_…, App_Link, App_Package or App_Scheme",
        ))
    }

    /// Returns true for the sources of apps.
    #[must_use]
    pub fn is_app(&self) -> bool {
        APPS.contains(&self.as_str())
    }

    /// Returns the source's name in the API.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Checks that a User-Agent contains all tokens of a list separated by '+'. A naive search is
/// enough for such short strings; `str::contains` would add 1 KB to the page's module.
fn has(user_agent: &str, tokens: &str) -> bool {
    let (token, others) = split_once(tokens, b'+').unwrap_or((tokens, ""));
    let mut windows = user_agent.as_bytes().windows(token.len());
    windows.any(|window| window == token.as_bytes())
        && (others.is_empty() || has(user_agent, others))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_agents_in_the_field() {
        let webkit = "AppleWebKit/605.1.15 (KHTML, like Gecko)";
        let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X)";
        let android = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko)";
        for (user_agent, source) in [
            (
                format!("{iphone} {webkit} Version/18.1 Mobile/15E148 Safari/604.1"),
                "iOS_Safari",
            ),
            (
                format!("{iphone} {webkit} CriOS/130.0 Mobile/15E148 Safari/604.1"),
                "iOS_Chrome",
            ),
            (
                format!("{iphone} {webkit} FxiOS/131.0 Mobile/15E148 Safari/605.1.15"),
                "iOS_Firefox",
            ),
            (
                format!("{iphone} {webkit} Version/17.0 EdgiOS/130.0 Safari/605.1"),
                "iOS_Edge",
            ),
            (format!("{iphone} {webkit} Mobile/15E148"), "PC_Browser"),
            (
                format!("{android} Chrome/130.0.0.0 Mobile Safari/537.36"),
                "Android_Chrome",
            ),
            (
                format!("{android} Chrome/130.0 Mobile Safari/537.36 EdgA/130.0"),
                "Android_Edge",
            ),
            (
                format!("{android} SamsungBrowser/26.0 Chrome/122.0 Mobile Safari/537.36"),
                "Android_Samsung",
            ),
            (
                format!("{android} Chrome/112.0 Mobile Safari/537.36 XiaoMi/MiuiBrowser/14.4"),
                "Android_Xiaomi",
            ),
            (
                "Mozilla/5.0 (Linux; Android 12; HUAWEI P50) Chrome/99.0 Mobile Safari/537.36"
                    .to_owned(),
                "Android_Huawei",
            ),
            (
                "Mozilla/5.0 (Android 14; Mobile; rv:131.0) Gecko/131.0 Firefox/131.0".to_owned(),
                "Android_Firefox",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0 Safari/537.36".to_owned(),
                "PC_Browser",
            ),
            (String::new(), "PC_Browser"),
        ] {
            assert_eq!(Source::detect(&user_agent).as_str(), source, "{user_agent}");
        }
    }

    #[test]
    fn only_the_apis_forms_are_read() {
        for text in [
            "PC_Browser",
            "Android_IMS_InAppBrowser",
            "iOS_Safari",
            "App_Link",
        ] {
            assert_eq!(Source::parse(text).unwrap().as_str(), text);
        }
        for text in ["", "pc_browser", "Android_", "iOS_a b", "App_Other"] {
            assert!(Source::parse(text).is_err(), "{text}");
        }
    }
}
