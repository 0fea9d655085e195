//! The declaration of the package's one error class, with the closed union of its codes.

/// The codes of the errors that only the package's JavaScript throws, in alphabetical order.
const JAVASCRIPT_CODES: [&str; 9] = [
    "aborted",
    "callback-too-large",
    "client-certificate-refused",
    "content-unreadable",
    "gateway-answer-too-large",
    "gateway-timeout",
    "gateway-unreachable",
    "module-unusable",
    "transaction-exists",
];

/// The text of error.d.ts.
pub(super) fn declaration() -> String {
    let codes = codes().join("'\n  | '");
    format!(
        "\
/** What every error of the package is one of; stable, so `switch (error.code)` narrows. */
export type ErrorCode =
  | '{codes}';

/** Every error of the package. `code` is stable and typed; `cause` is kept. */
export declare class IamSmartError extends Error {{
  constructor(code: ErrorCode, message: string, options?: {{ cause?: unknown }});
  readonly name: 'IamSmartError';
  readonly code: ErrorCode;
}}
"
    )
}

fn codes() -> Vec<&'static str> {
    let mut codes = [iamsmart::Error::CODES, &JAVASCRIPT_CODES].concat();
    codes.sort_unstable();
    codes
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{JAVASCRIPT_CODES, codes, declaration};
    use crate::project::root;

    #[test]
    fn the_union_is_closed_and_whole() {
        let text = declaration();
        assert!(text.contains("export type ErrorCode =\n  | 'aborted'\n"));
        assert_eq!(
            text.matches("\n  | '").count(),
            iamsmart::Error::CODES.len() + JAVASCRIPT_CODES.len()
        );
    }

    #[test]
    fn each_code_has_one_source() {
        let mut unique = codes();
        unique.dedup();
        assert_eq!(unique, codes());
        let scripts = scripts(&root().join("pkg-template"));
        for code in JAVASCRIPT_CODES {
            let thrown = format!("'{code}'");
            assert!(scripts.contains(&thrown), "no script throws {thrown}");
        }
    }

    /// All scripts of a folder.
    fn scripts(folder: &Path) -> String {
        let mut text = String::new();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                text += &scripts(&path);
            } else if path.extension().is_some_and(|extension| extension == "js") {
                text += &fs::read_to_string(&path).unwrap();
            }
        }
        text
    }
}
