//! A strict reader of JSON texts (RFC 8259, narrowed to I-JSON, RFC 7493).
//!
//! General readers keep the last of two equal names and replace half a surrogate pair. What is to
//! be signed must not depend on which reader read it, so both are refused here.

use crate::{Error, Result};

/// The deepest nesting that is read: well above any form, well below the stack of a WebAssembly
/// module (1 MiB by default, some 200 bytes a level here).
const MAX_DEPTH: usize = 512;

/// A JSON value as it was written.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Null,
    Bool(bool),
    Number(f64),
    String(String),
    Array(Vec<Value>),
    /// Members in the order of the text.
    Object(Vec<(String, Value)>),
}

/// Reads one JSON text.
pub(super) fn parse(text: &str) -> Result<Value> {
    let mut reader = Reader {
        text,
        offset: 0,
        depth: 0,
    };
    reader.skip_blanks();
    let value = reader.value()?;
    reader.skip_blanks();
    if reader.offset < text.len() {
        return Err(reader.syntax());
    }
    Ok(value)
}

struct Reader<'a> {
    text: &'a str,
    offset: usize,
    depth: usize,
}

impl Reader<'_> {
    fn value(&mut self) -> Result<Value> {
        match self.peek() {
            Some(b'n') => self.literal("null", Value::Null),
            Some(b't') => self.literal("true", Value::Bool(true)),
            Some(b'f') => self.literal("false", Value::Bool(false)),
            Some(b'"') => self.string().map(Value::String),
            Some(b'[') => self.nested(Self::array),
            Some(b'{') => self.nested(Self::object),
            _ => self.number(),
        }
    }

    fn nested(&mut self, read: fn(&mut Self) -> Result<Value>) -> Result<Value> {
        if self.depth == MAX_DEPTH {
            return Err(Error::JsonDepth { limit: MAX_DEPTH });
        }
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn array(&mut self) -> Result<Value> {
        self.expect(b'[')?;
        let mut items = Vec::new();
        self.skip_blanks();
        if self.skip_byte(b']') {
            return Ok(Value::Array(items));
        }
        loop {
            self.skip_blanks();
            items.push(self.value()?);
            self.skip_blanks();
            if self.skip_byte(b']') {
                return Ok(Value::Array(items));
            }
            self.expect(b',')?;
        }
    }

    fn object(&mut self) -> Result<Value> {
        self.expect(b'{')?;
        let mut members = Vec::new();
        self.skip_blanks();
        if self.skip_byte(b'}') {
            return Ok(Value::Object(members));
        }
        loop {
            self.skip_blanks();
            let name = self.string()?;
            self.skip_blanks();
            self.expect(b':')?;
            self.skip_blanks();
            members.push((name, self.value()?));
            self.skip_blanks();
            if self.skip_byte(b'}') {
                return distinct(members);
            }
            self.expect(b',')?;
        }
    }

    fn string(&mut self) -> Result<String> {
        self.expect(b'"')?;
        let mut string = String::new();
        loop {
            let rest = &self.text[self.offset..];
            let plain = rest
                .bytes()
                .take_while(|b| !matches!(b, b'"' | b'\\' | 0..=0x1f))
                .count();
            string.push_str(&rest[..plain]);
            self.offset += plain;
            if self.skip_byte(b'"') {
                return Ok(string);
            }
            self.expect(b'\\')?;
            string.push(self.escaped()?);
        }
    }

    /// What follows a backslash (RFC 8259 §7).
    fn escaped(&mut self) -> Result<char> {
        let escape = self.peek().ok_or_else(|| self.syntax())?;
        let char = match escape {
            b'"' | b'\\' | b'/' => char::from(escape),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                self.offset += 1;
                return self.escaped_unit();
            }
            _ => return Err(self.syntax()),
        };
        self.offset += 1;
        Ok(char)
    }

    /// What follows `\u`: a character, or the first of two escapes that make one.
    fn escaped_unit(&mut self) -> Result<char> {
        let lone = || Error::LoneSurrogate {
            name: "json".to_owned(),
        };
        let first = self.hex4()?;
        if let Some(char) = char::from_u32(first) {
            return Ok(char);
        }
        if !self.text[self.offset..].starts_with("\\u") {
            return Err(lone());
        }
        self.offset += 2;
        let second = self.hex4()?;
        let units = [first, second].map(|unit| u16::try_from(unit).unwrap_or_default());
        char::decode_utf16(units)
            .next()
            .and_then(std::result::Result::ok)
            .ok_or_else(lone)
    }

    fn hex4(&mut self) -> Result<u32> {
        let digits = self.text.as_bytes().get(self.offset..self.offset + 4);
        let digits = digits.filter(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        let unit = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let unit = unit.ok_or_else(|| self.syntax())?;
        self.offset += 4;
        Ok(unit)
    }

    /// RFC 8259 §6, with values beyond a double refused: too large for one, or so small that it
    /// would become zero.
    fn number(&mut self) -> Result<Value> {
        let start = self.offset;
        self.skip_byte(b'-');
        if !self.skip_byte(b'0') {
            self.digits()?;
        }
        if self.skip_byte(b'.') {
            self.digits()?;
        }
        if self.skip_byte(b'e') || self.skip_byte(b'E') {
            let _sign = self.skip_byte(b'+') || self.skip_byte(b'-');
            self.digits()?;
        }
        let text = &self.text[start..self.offset];
        let number: f64 = text
            .parse()
            .map_err(|_| Error::JsonSyntax { offset: start })?;
        let significand = text.split(['e', 'E']).next().unwrap_or_default();
        let vanished = number == 0.0 && significand.bytes().any(|b| (b'1'..=b'9').contains(&b));
        if !number.is_finite() || vanished {
            return Err(Error::JsonNumberRange { offset: start });
        }
        Ok(Value::Number(number))
    }

    fn digits(&mut self) -> Result<()> {
        let rest = &self.text.as_bytes()[self.offset..];
        let count = rest.iter().take_while(|b| b.is_ascii_digit()).count();
        if count == 0 {
            return Err(self.syntax());
        }
        self.offset += count;
        Ok(())
    }

    fn literal(&mut self, name: &str, value: Value) -> Result<Value> {
        if !self.text[self.offset..].starts_with(name) {
            return Err(self.syntax());
        }
        self.offset += name.len();
        Ok(value)
    }

    fn skip_blanks(&mut self) {
        let rest = &self.text.as_bytes()[self.offset..];
        self.offset += rest.iter().take_while(|b| b" \t\n\r".contains(b)).count();
    }

    fn skip_byte(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.offset += usize::from(found);
        found
    }

    fn expect(&mut self, byte: u8) -> Result<()> {
        if self.skip_byte(byte) {
            Ok(())
        } else {
            Err(self.syntax())
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.offset).copied()
    }

    fn syntax(&self) -> Error {
        Error::JsonSyntax {
            offset: self.offset,
        }
    }
}

/// RFC 7493 §2.3: names are unique after escapes are read.
fn distinct(members: Vec<(String, Value)>) -> Result<Value> {
    let mut names: Vec<&str> = members.iter().map(|(name, _)| &**name).collect();
    names.sort_unstable();
    if let Some(pair) = names.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(Error::JsonDuplicateKey {
            key: pair[0].chars().take(64).collect(),
        });
    }
    Ok(Value::Object(members))
}
