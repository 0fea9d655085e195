//! A strict parser of JSON texts (RFC 8259, narrowed to I-JSON, RFC 7493).
//!
//! General readers keep the last of two equal names and replace half a surrogate pair. What is to
//! be signed must not depend on which parser read it, so both are refused here.

use alloc::borrow::ToOwned;
use alloc::collections::BinaryHeap;
use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Ordering;
use core::ops::Range;

use crate::json::number;
use crate::json::string::write_string;
use crate::string::parse_hex;
use crate::{Error, Result};

/// The deepest nesting that is read: well above any form, well below the stack of a WebAssembly
/// module (1 MiB by default, some 200 bytes a level here).
const MAX_DEPTH: usize = 512;

/// The canonical form of one JSON text (RFC 8785), written as it is read.
pub(super) fn canonical(text: &str) -> Result<String> {
    let mut parser = JsonParser::over(text);
    parser.skip_blanks();
    parser.value()?;
    parser.skip_blanks();
    if parser.offset < text.len() {
        return Err(parser.syntax());
    }
    Ok(parser.canonical)
}

/// The text that a canonical text stands for; `None` where it is another value.
#[cfg(feature = "verify")]
pub(super) fn text(canonical: &str) -> Option<String> {
    JsonParser::over(canonical).string().ok()
}

/// The items of a list, each in canonical form; `None` where the canonical text is another value.
#[cfg(feature = "verify")]
pub(super) fn items(canonical: &str) -> Option<Vec<&str>> {
    let mut items = Vec::new();
    let mut parser = JsonParser::over(canonical);
    parser.expect(b'[').ok()?;
    let item = &mut |parser: &mut JsonParser<'_>| {
        let from = parser.offset;
        parser.value()?;
        items.extend(canonical.get(from..parser.offset));
        Ok(())
    };
    parser.items(b']', item).ok()?;
    Some(items)
}

/// The members of an object, their values in canonical form; `None` where the canonical text is
/// another value.
#[cfg(feature = "verify")]
pub(super) fn members(canonical: &str) -> Option<Vec<(String, &str)>> {
    let mut members = Vec::new();
    let mut parser = JsonParser::over(canonical);
    parser.expect(b'{').ok()?;
    let member = &mut |parser: &mut JsonParser<'_>| {
        let name = parser.string()?;
        parser.expect(b':')?;
        let from = parser.offset;
        parser.value()?;
        members.extend(
            canonical
                .get(from..parser.offset)
                .map(|value| (name, value)),
        );
        Ok(())
    };
    parser.items(b'}', member).ok()?;
    Some(members)
}

/// A name, ordered by its UTF-16 code units (RFC 8785 §3.2.3).
#[derive(Eq, PartialEq)]
pub(super) struct Utf16Order<'a>(pub(super) &'a str);

impl Ord for Utf16Order<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.encode_utf16().cmp(other.0.encode_utf16())
    }
}

impl PartialOrd for Utf16Order<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A member of an object, ordered by its name's UTF-16 code units (RFC 8785 §3.2.3).
#[derive(Debug)]
struct Member {
    name: String,
    /// Where its canonical form stands, with its name, among those of the object's members.
    canonical: Range<usize>,
}

impl Ord for Member {
    fn cmp(&self, other: &Self) -> Ordering {
        Utf16Order(&self.name).cmp(&Utf16Order(&other.name))
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

struct JsonParser<'a> {
    text: &'a str,
    offset: usize,
    depth: usize,
    canonical: String,
}

impl<'a> JsonParser<'a> {
    fn over(text: &'a str) -> Self {
        Self {
            text,
            offset: 0,
            depth: 0,
            canonical: String::new(),
        }
    }
}

impl JsonParser<'_> {
    fn value(&mut self) -> Result<()> {
        match self.peek() {
            Some(b'n') => self.literal("null"),
            Some(b't') => self.literal("true"),
            Some(b'f') => self.literal("false"),
            Some(b'"') => {
                let string = self.string()?;
                write_string(&mut self.canonical, &string);
                Ok(())
            }
            Some(b'[') => self.nested(Self::array),
            Some(b'{') => self.nested(Self::object),
            _ => self.number(),
        }
    }

    fn nested(&mut self, read: fn(&mut Self) -> Result<()>) -> Result<()> {
        if self.depth == MAX_DEPTH {
            return Err(Error::JsonDepth { limit: MAX_DEPTH });
        }
        self.depth += 1;
        self.offset += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }

    fn array(&mut self) -> Result<()> {
        self.canonical.push('[');
        let start = self.canonical.len();
        self.items(b']', &mut |parser| {
            if parser.canonical.len() > start {
                parser.canonical.push(',');
            }
            parser.value()
        })?;
        self.canonical.push(']');
        Ok(())
    }

    fn object(&mut self) -> Result<()> {
        let start = self.canonical.len();
        let mut members = Vec::new();
        self.items(b'}', &mut |parser| {
            let name = parser.string()?;
            parser.skip_blanks();
            parser.expect(b':')?;
            parser.skip_blanks();
            let from = parser.canonical.len() - start;
            write_string(&mut parser.canonical, &name);
            parser.canonical.push(':');
            parser.value()?;
            let canonical = from..parser.canonical.len() - start;
            members.push(Member { name, canonical });
            Ok(())
        })?;
        let unordered = self.canonical.split_off(start);
        self.canonical.push('{');
        for Member { canonical, .. } in sorted(members)? {
            if self.canonical.len() > start + 1 {
                self.canonical.push(',');
            }
            self.canonical
                .push_str(unordered.get(canonical).unwrap_or_default());
        }
        self.canonical.push('}');
        Ok(())
    }

    /// What stands between brackets, up to the closing one.
    fn items(&mut self, close: u8, item: &mut dyn FnMut(&mut Self) -> Result<()>) -> Result<()> {
        self.skip_blanks();
        if self.skip_byte(close) {
            return Ok(());
        }
        loop {
            self.skip_blanks();
            item(self)?;
            self.skip_blanks();
            if self.skip_byte(close) {
                return Ok(());
            }
            self.expect(b',')?;
        }
    }

    fn string(&mut self) -> Result<String> {
        self.expect(b'"')?;
        let mut string = String::new();
        loop {
            let rest = self.rest();
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
        if !(0xd800..0xdc00).contains(&first) || !(0xdc00..0xe000).contains(&second) {
            return Err(lone());
        }
        // The two halves of RFC 8259 §7, ten bits each.
        let scalar = 0x1_0000 + ((first & 0x3ff) << 10) + (second & 0x3ff);
        char::from_u32(scalar).ok_or_else(lone)
    }

    fn hex4(&mut self) -> Result<u32> {
        let unit = parse_hex(self.text, self.offset, 4).ok_or_else(|| self.syntax())?;
        self.offset += 4;
        Ok(unit)
    }

    /// RFC 8259 §6, with values beyond a double refused: too large for one, or so small that it
    /// would become zero.
    fn number(&mut self) -> Result<()> {
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
        let mut significand = text.bytes().take_while(|b| !matches!(b, b'e' | b'E'));
        let vanished = number == 0.0 && significand.any(|b| (b'1'..=b'9').contains(&b));
        if !number.is_finite() || vanished {
            return Err(Error::JsonNumberRange { offset: start });
        }
        self.canonical.push_str(&number::text(number));
        Ok(())
    }

    fn digits(&mut self) -> Result<()> {
        let count = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        if count == 0 {
            return Err(self.syntax());
        }
        self.offset += count;
        Ok(())
    }

    fn literal(&mut self, name: &str) -> Result<()> {
        if !self.rest().starts_with(name) {
            return Err(self.syntax());
        }
        self.offset += name.len();
        self.canonical.push_str(name);
        Ok(())
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
fn sorted(members: Vec<Member>) -> Result<Vec<Member>> {
    // Heap sort, because it is the smallest of the standard library's in WebAssembly.
    let members = BinaryHeap::from(members).into_sorted_vec();
    if let Some(pair) = members.windows(2).find(|pair| pair[0].name == pair[1].name) {
        return Err(Error::JsonDuplicateKey {
            key: pair[0].name.chars().take(64).collect(),
        });
    }
    Ok(members)
}
