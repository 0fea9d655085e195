//! Normalization of names and values for multipart bodies.
//!
//! Source: HTML, "multipart/form-data encoding algorithm".

use alloc::borrow::ToOwned as _;
use alloc::string::String;

use crate::{Error, Result};

/// Byte order mark.
const MARK: char = '\u{feff}';

/// Returns true for a name or value that no rule of a multipart body or of JSON changes, as most are:
/// without quotes, backslashes, percent signs, control characters and the byte order mark.
pub(super) fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| IS_PLAIN[usize::from(byte)])
}

/// Bytes of such names and values: a look at the table takes half the time of the comparisons.
static IS_PLAIN: [bool; 256] = {
    let mut is_plain = [true; 256];
    let mut byte = 0;
    while byte < is_plain.len() {
        // C2 begins the control characters from U+0080 on, EF the byte order mark.
        is_plain[byte] = !matches!(byte, ..0x20 | 0x22 | 0x25 | 0x5c | 0x7f | 0xc2 | 0xef);
        byte += 1;
    }
    is_plain
};

/// Normalizes a name, so that it is the same whether or not a server decodes multipart escapes, in
/// whichever letter case, and a leading byte order mark.
/// Consecutive line breaks become one LF: a CR before an escaped LF is indistinguishable from a
/// CRLF.
pub(super) fn multipart_name(name: &str) -> Result<String> {
    let given = name;
    let name = name.trim_start_matches(MARK);
    let is_ambiguous = |c: char| c == '\\' || (c.is_control() && !matches!(c, '\r' | '\n'));
    if name.is_empty() || name.contains(is_ambiguous) {
        return Err(Error::FormNameAmbiguous {
            name: given.to_owned(),
        });
    }
    let mut read = String::with_capacity(name.len());
    let mut rest = name.chars();
    while let Some(char) = rest.next() {
        let escaped = match (char, rest.as_str().as_bytes()) {
            ('%', [b'2', b'2', ..]) => Some('"'),
            ('%', [b'0', b'A' | b'D' | b'a' | b'd', ..]) => Some('\n'),
            _ => None,
        };
        if escaped.is_some() {
            rest.nth(1);
        }
        match escaped.unwrap_or(char) {
            '\r' | '\n' if read.ends_with('\n') => {}
            '\r' => read.push('\n'),
            char => read.push(char),
        }
    }
    Ok(read)
}

/// Normalizes the name of a file like [`multipart_name`], and to Normalization Form C: WebKit sends it
/// so, whatever the file system has.
pub(super) fn file_name(name: &str) -> Result<String> {
    let name = multipart_name(name)?;
    // In WebAssembly, JavaScript has done it (`pkg-template/form-content.ts`): the tables would double the
    // page's module.
    #[cfg(not(target_arch = "wasm32"))]
    let name = icu_normalizer::ComposingNormalizerBorrowed::new_nfc()
        .normalize(&name)
        .into_owned();
    Ok(name)
}

/// Normalizes a value: without leading byte order marks, and with LF.
pub(super) fn multipart_value(value: &str) -> String {
    with_lf(value.trim_start_matches(MARK))
}

/// Replaces CRLF and CR with LF.
pub(super) fn with_lf(text: &str) -> String {
    let mut lines = String::new();
    let mut previous = '\0';
    for char in text.chars() {
        match char {
            '\n' if previous == '\r' => {}
            '\r' => lines.push('\n'),
            _ => lines.push(char),
        }
        previous = char;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    /// HTML, "multipart/form-data encoding algorithm": every CR that no LF follows, and every LF that
    /// follows no CR, is a line break, as is CRLF.
    #[test]
    fn every_line_break_is_one_lf() {
        assert_eq!(with_lf("a\r\nb\rc\nd"), "a\nb\nc\nd");
        assert_eq!(with_lf("\n\n\r\r\n\r\n\n\r"), "\n\n\n\n\n\n\n");
    }

    /// The escapes of HTML's algorithm, and what it escapes.
    #[test]
    fn names_are_read_as_if_not_escaped() {
        for (sent, name) in [
            ("a\nb\rc\r\nd", "a\nb\nc\nd"),
            ("a%0Ab%0Dc%0D%0Ad\r%0A", "a\nb\nc\nd\n"),
            ("\"%22%", "\"\"%"),
            ("a%0ab%0dc%0d%0Ad", "a\nb\nc\nd"),
            ("\u{feff}\u{feff}a\u{feff}", "a\u{feff}"),
            ("%0B%23%2%0", "%0B%23%2%0"),
        ] {
            assert_eq!(multipart_name(sent), Ok(name.to_owned()), "{sent:?}");
        }
    }
}
