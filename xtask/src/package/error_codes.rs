//! The closed union of the codes of the package's errors.

/// The text of error-code.d.ts.
pub(super) fn declaration() -> String {
    let codes = iamsmart::Error::CODES.join("'\n  | '");
    format!(
        "\
/** What every error of the package is one of; stable, so `switch (error.code)` narrows. */
export type ErrorCode =
  | '{codes}';
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
