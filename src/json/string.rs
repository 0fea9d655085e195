//! JSON strings in canonical form.

use alloc::string::String;

/// Appends a string in quotes: the seven short escapes, `\u00xx` for other control characters,
/// everything else unescaped (RFC 8785 §3.2.2.2).
pub(crate) fn write_string(out: &mut String, string: &str) {
    out.push('"');
    let mut rest = string;
    let is_escaped = |byte: &u8| matches!(byte, b'"' | b'\\' | b'\0'..=b'\x1f');
    while let Some(at) = rest.as_bytes().iter().position(is_escaped) {
        // Bytes of other characters are above those of ASCII.
        let Some((unescaped, following)) = rest.split_at_checked(at) else {
            break;
        };
        out.push_str(unescaped);
        let mut chars = following.chars();
        if let Some(char) = chars.next() {
            write_escape(out, char);
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
    out.push('"');
}

fn write_escape(out: &mut String, char: char) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    match char {
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
        _ => {
            out.push('\\');
            out.push(char);
        }
    }
}
