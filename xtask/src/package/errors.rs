//! The declaration of the package's one error class, with the closed union of its codes.

/// The text of error.d.ts.
pub(super) fn declaration() -> String {
    let codes = iamsmart::Error::CODES.join("'\n  | '");
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

#[cfg(test)]
mod tests {
    use super::declaration;

    #[test]
    fn the_union_is_closed_and_whole() {
        let text = declaration();
        assert!(text.contains("export type ErrorCode =\n  | 'aborted'\n"));
        assert_eq!(
            text.matches("\n  | '").count(),
            iamsmart::Error::CODES.len()
        );
    }
}
