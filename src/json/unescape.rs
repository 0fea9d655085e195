//! Parsing of JSON strings (RFC 8259 §7).

use alloc::borrow::{Cow, ToOwned as _};
use alloc::string::String;

use crate::json::parser::JsonParser;
use crate::string::parse_hex;
use crate::{Error, Result};

impl<'a> JsonParser<'a> {
    /// Parses a string. One without escapes is its own canonical form, and is not copied.
    pub(super) fn string(&mut self) -> Result<Cow<'a, str>> {
        self.expect(b'"')?;
        let mut string = String::new();
        loop {
            let part = self.skip_while(|byte| !matches!(byte, b'"' | b'\\' | b'\0'..=b'\x1f'));
            // Each escape stands for a character.
            let has_escapes = !string.is_empty();
            if !has_escapes && self.skip(b'"') {
                return Ok(Cow::Borrowed(part));
            }
            string.push_str(part);
            if self.skip(b'"') {
                return Ok(Cow::Owned(string));
            }
            self.expect(b'\\')?;
            string.push(self.escaped()?);
        }
    }

    /// Parses an escape after its backslash.
    fn escaped(&mut self) -> Result<char> {
        let escape = self.peek().ok_or_else(|| self.syntax_error())?;
        let char = match escape {
            b'"' | b'\\' | b'/' => char::from(escape),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                self.expect(b'u')?;
                return self.escaped_unicode();
            }
            _ => return Err(self.syntax_error()),
        };
        self.expect(escape)?;
        Ok(char)
    }

    /// Parses a Unicode escape after its `\u`, with its second half if it is a surrogate pair.
    fn escaped_unicode(&mut self) -> Result<char> {
        let lone = || Error::LoneSurrogate {
            name: "json".to_owned(),
        };
        let first = self.hex4()?;
        if let Some(char) = char::from_u32(first) {
            return Ok(char);
        }
        if !(self.skip(b'\\') && self.skip(b'u')) {
            return Err(lone());
        }
        let second = self.hex4()?;
        if !(0xd800..0xdc00).contains(&first) || !(0xdc00..0xe000).contains(&second) {
            return Err(lone());
        }
        // Each half has ten bits of the character (RFC 8259 §7).
        let scalar = 0x1_0000 + ((first & 0x3ff) << 10) + (second & 0x3ff);
        char::from_u32(scalar).ok_or_else(lone)
    }

    fn hex4(&mut self) -> Result<u32> {
        let unit = parse_hex(self.rest(), 0, 4).ok_or_else(|| self.syntax_error())?;
        self.at += 4;
        Ok(unit)
    }
}
