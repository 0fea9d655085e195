//! A strict reader of JSON texts (RFC 8259, narrowed to I-JSON, RFC 7493).
//!
//! General readers keep the last of two equal names and replace half a surrogate pair. What is to
//! be signed must not depend on which reader read it, so both are refused here.

use alloc::borrow::ToOwned;
use alloc::collections::BinaryHeap;
use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Ordering;

use super::number;
use crate::{Error, Result};

/// The deepest nesting that is read: well above any form, well below the stack of a WebAssembly
/// module (1 MiB by default, some 200 bytes a level here).
const MAX_DEPTH: usize = 512;

/// A JSON value as it was written.
#[derive(Debug)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    Number(f64),
    String(String),
    Array(Vec<Value>),
    /// Members in the order of their names' UTF-16 code units.
    Object(Vec<Member>),
}

/// A member of an object, ordered by its name's UTF-16 code units.
#[derive(Debug)]
pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) value: Value,
}

impl Ord for Member {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name.encode_utf16().cmp(other.name.encode_utf16())
    }
}

impl PartialOrd for Member {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Member {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Member {}

/// Reads one JSON text.
pub(crate) fn parse(text: &str) -> Result<Value> {
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
            let value = self.value()?;
            members.push(Member { name, value });
            self.skip_blanks();
            if self.skip_byte(b'}') {
                return sorted(members);
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
            string.push_str(rest.get(..plain).unwrap_or_default());
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
        if !self.rest().starts_with("\\u") {
            return Err(lone());
        }
        self.offset += 2;
        let second = self.hex4()?;
        let units = [first, second].map(|unit| u16::try_from(unit).unwrap_or_default());
        char::decode_utf16(units)
            .next()
            .and_then(core::result::Result::ok)
            .ok_or_else(lone)
    }

    fn hex4(&mut self) -> Result<u32> {
        let digits = self.text.as_bytes().get(self.offset..self.offset + 4);
        let digits = digits.filter(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        let digits = digits.ok_or_else(|| self.syntax())?;
        let digits = digits
            .iter()
            .filter_map(|digit| char::from(*digit).to_digit(16));
        let unit = digits.fold(0, |unit, digit| unit * 16 + digit);
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
        let text = self.text.get(start..self.offset).unwrap_or_default();
        let number = number::parse(text).ok_or(Error::JsonSyntax { offset: start })?;
        let significand = text.split(['e', 'E']).next().unwrap_or_default();
        let vanished = number == 0.0 && significand.bytes().any(|b| (b'1'..=b'9').contains(&b));
        if !number.is_finite() || vanished {
            return Err(Error::JsonNumberRange { offset: start });
        }
        Ok(Value::Number(number))
    }

    fn digits(&mut self) -> Result<()> {
        let count = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        if count == 0 {
            return Err(self.syntax());
        }
        self.offset += count;
        Ok(())
    }

    fn literal(&mut self, name: &str, value: Value) -> Result<Value> {
        if !self.rest().starts_with(name) {
            return Err(self.syntax());
        }
        self.offset += name.len();
        Ok(value)
    }

    fn skip_blanks(&mut self) {
        self.offset += self
            .rest()
            .bytes()
            .take_while(|b| b" \t\n\r".contains(b))
            .count();
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

    /// What is not read yet; the offset only ever passes whole characters.
    fn rest(&self) -> &str {
        self.text.get(self.offset..).unwrap_or_default()
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

/// Sorts members by their names' UTF-16 code units (RFC 8785 §3.2.3), by which equal names become
/// neighbours: they are unique (RFC 7493 §2.3), after escapes are read.
fn sorted(members: Vec<Member>) -> Result<Value> {
    // Heap sort, because it is the smallest of the standard library's in WebAssembly.
    let members = BinaryHeap::from(members).into_sorted_vec();
    if let Some(pair) = members.windows(2).find(|pair| pair[0].name == pair[1].name) {
        return Err(Error::JsonDuplicateKey {
            key: pair[0].name.chars().take(64).collect(),
        });
    }
    Ok(Value::Object(members))
}
