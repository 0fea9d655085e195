//! The JSON Canonicalization Scheme (RFC 8785).

use crate::Result;
use crate::json::parser;
use alloc::string::String;

/// Returns the canonical form of a JSON text in UTF-8.
///
/// # Errors
/// [`JsonSyntax`](crate::Error::JsonSyntax), [`JsonDuplicateKey`](crate::Error::JsonDuplicateKey),
/// [`LoneSurrogate`](crate::Error::LoneSurrogate), [`JsonDepth`](crate::Error::JsonDepth) for more
/// than 512 levels, [`JsonNumberRange`](crate::Error::JsonNumberRange) for a number that a double
/// cannot represent; [`InvalidArgument`](crate::Error::InvalidArgument) for more than 1,000,000
/// values.
pub fn canonicalize_json(text: &str) -> Result<String> {
    parser::canonical(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> &'static str {
        canonicalize_json(text).unwrap_err().code()
    }

    #[test]
    fn bad_input_has_its_own_code() {
        assert_eq!(code(r#"{"a":1,"a":2}"#), "json-duplicate-key");
        assert_eq!(code(r#"{"a":1,"\u0061":2}"#), "json-duplicate-key");
        for text in [
            r#""\ud800""#,
            r#""\udc00""#,
            r#""\ud800\u0041""#,
            r#""\ud800\ud800""#,
        ] {
            assert_eq!(code(text), "lone-surrogate", "{text}");
        }
        for text in ["1e400", "-1e400", "1e-400", "0.00001e-400"] {
            assert_eq!(code(text), "json-number-range", "{text}");
        }
        assert_eq!(code(&"[".repeat(100_000)), "json-depth");
        for text in [
            "",
            " ",
            "nul",
            "tru",
            "01",
            "1.",
            ".5",
            "+1",
            "-",
            "1e",
            "1e+",
            "[1,]",
            "{\"a\":1,}",
            "{a:1}",
            "[1 2]",
            "\"\t\"",
            "\"\\x\"",
            "\"\\u12g4\"",
            "\"\\u12\"",
            "\"",
            "\"\\",
            "{",
            "[",
            "1 2",
            "\u{feff}1",
            "NaN",
            "{\"a\"}",
            "{\"a\":}",
            "'a'",
            "\"\\ud800\\u00\"",
        ] {
            assert_eq!(code(text), "json-syntax", "{text:?}");
        }
    }

    #[test]
    fn zero_has_no_sign_and_an_exact_zero_may_have_an_exponent() {
        for text in ["0", "-0", "0e999", "0.000e-999", "-0.0"] {
            assert_eq!(canonicalize_json(text).as_deref(), Ok("0"), "{text}");
        }
    }

    #[test]
    fn values_up_to_the_limit_are_read() {
        let text = |values: usize| format!("[{}0]", "{},".repeat(values - 2));
        assert!(canonicalize_json(&text(1_000_000)).is_ok());
        assert_eq!(code(&text(1_000_001)), "invalid-argument");
    }

    #[test]
    fn nesting_up_to_the_limit_is_read() {
        let text = format!("{}{}", "[".repeat(512), "]".repeat(512));
        assert_eq!(canonicalize_json(&text), Ok(text));
    }
}
