//! JSON strings in canonical form.

use alloc::string::String;

/// Appends a string in quotes: the seven short escapes, `\u00xx` for other control characters,
/// everything else unescaped (RFC 8785 §3.2.2.2).
pub(crate) fn write_string(out: &mut String, string: &str) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.push('"');
    for char in string.chars() {
        match char {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            '\0'..='\u{1f}' => {
                let unit = char as usize;
                out.push_str("\\u00");
                out.push(char::from(HEX[unit >> 4]));
                out.push(char::from(HEX[unit & 0xf]));
            }
            _ => out.push(char),
        }
    }
    out.push('"');
}
