//! The union type of the package's error codes.

/// Codes of errors that only the package's scripts throw, in alphabetical order.
const SCRIPT_CODES: [&str; 25] = [
    "aborted",
    "body-broken",
    "body-taken",
    "body-too-large",
    "body-too-slow",
    "callback-too-large",
    "client-certificate-refused",
    "content-unreadable",
    "foreign-origin",
    "form-differs",
    "form-malformed",
    "form-media-type",
    "gateway-answer-too-large",
    "gateway-timeout",
    "gateway-unreachable",
    "module-not-started",
    "module-trapped",
    "module-unusable",
    "not-logged-in",
    "request-malformed",
    "request-open",
    "session-repeated",
    "timestamp-not-fetched",
    "too-many-requests",
    "transaction-exists",
];

/// Returns the content of error-code.d.ts.
pub(super) fn declaration() -> String {
    let codes = codes().join("'\n  | '");
    format!(
        "\
/** What every error of the package is one of; stable, so `switch (error.code)` narrows. */
export type ErrorCode =
  | '{codes}';
"
    )
}

fn codes() -> Vec<&'static str> {
    let mut codes = [iamsmart::Error::CODES, &SCRIPT_CODES].concat();
    codes.sort_unstable();
    codes
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{SCRIPT_CODES, codes, declaration};
    use crate::project::root;

    #[test]
    fn the_union_is_closed_and_whole() {
        let text = declaration();
        assert!(text.contains("export type ErrorCode =\n  | 'aborted'\n"));
        assert_eq!(
            text.matches("\n  | '").count(),
            iamsmart::Error::CODES.len() + SCRIPT_CODES.len()
        );
    }

    #[test]
    fn each_code_has_one_source() {
        let mut unique = codes();
        unique.dedup();
        assert_eq!(unique, codes());
        let scripts = scripts(&root().join("pkg-template"));
        for code in SCRIPT_CODES {
            let thrown = format!("'{code}'");
            assert!(scripts.contains(&thrown), "no script throws {thrown}");
        }
    }

    /// Concatenates all scripts of a folder.
    fn scripts(folder: &Path) -> String {
        let mut text = String::new();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                text += &scripts(&path);
            } else if path.extension().is_some_and(|extension| extension == "ts") {
                text += &fs::read_to_string(&path).unwrap();
            }
        }
        text
    }
}
