//! A strict JSON parser (RFC 8259) that accepts I-JSON only (RFC 7493).
//!
//! Other parsers keep the last of two members with the same name and replace lone surrogates.
//! Signed content must not depend on the parser, so both are errors here.

use alloc::string::String;
use alloc::vec::Vec;
#[cfg(feature = "verify")]
use core::ops::Range;

use crate::json::number;
use crate::json::order::{Member, sorted};
use crate::json::string::write_string;
use crate::{Error, Result};

/// Maximum nesting depth: far more than any form needs, and far less than the stack of a
/// WebAssembly module allows (1 MiB by default, about 200 bytes per level).
const MAX_DEPTH: usize = 512;

/// Maximum number of values: more than any form or evidence file has, and few enough that the names
/// to sort, 40 bytes each, take less memory than the text.
const MAX_VALUES: u32 = 1_000_000;

/// Returns the canonical form of a JSON text (RFC 8785).
pub(super) fn canonical(text: &str) -> Result<String> {
    let mut parser = JsonParser::new(text);
    parser.skip_whitespace();
    parser.value()?;
    parser.skip_whitespace();
    if parser.rest.is_empty() {
        Ok(parser.canonical)
    } else {
        Err(parser.syntax_error())
    }
}

/// Parses a canonical string; `None` for any other value.
#[cfg(feature = "verify")]
pub(super) fn string(canonical: &str) -> Option<String> {
    JsonParser::new(canonical).string().ok()
}

/// Returns the items of a canonical array; `None` for any other value.
#[cfg(feature = "verify")]
pub(super) fn items(canonical: &str) -> Option<Vec<&str>> {
    let mut items = Vec::new();
    let mut parser = JsonParser::new(canonical);
    parser.expect(b'[').ok()?;
    let item = &mut |parser: &mut JsonParser<'_>| {
        items.push(parser.skip_value()?);
        Ok(())
    };
    parser.items(b']', item).ok()?;
    let items = items.into_iter();
    items.map(|range| canonical.get(range)).collect()
}

/// Returns the members of a canonical object; `None` for any other value.
#[cfg(feature = "verify")]
pub(super) fn members(canonical: &str) -> Option<Vec<(String, &str)>> {
    let mut members = Vec::new();
    let mut parser = JsonParser::new(canonical);
    parser.expect(b'{').ok()?;
    let member = &mut |parser: &mut JsonParser<'_>| {
        let name = parser.string()?;
        parser.expect(b':')?;
        members.push((name, parser.skip_value()?));
        Ok(())
    };
    parser.items(b'}', member).ok()?;
    let members = members.into_iter();
    members
        .map(|(name, range)| Some((name, canonical.get(range)?)))
        .collect()
}

/// A parser that writes the canonical form as it goes.
pub(super) struct JsonParser<'a> {
    text: &'a str,
    /// The input that is not parsed yet.
    pub(super) rest: &'a str,
    depth: usize,
    values: u32,
    canonical: String,
}

impl<'a> JsonParser<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            rest: text,
            depth: 0,
            values: 0,
            canonical: String::new(),
        }
    }

    /// Returns the input parsed since `start`, an earlier value of `rest`.
    pub(super) fn parsed_since(&self, start: &'a str) -> Result<&'a str> {
        let length = start.len() - self.rest.len();
        start.get(..length).ok_or_else(|| self.syntax_error())
    }

    fn value(&mut self) -> Result<()> {
        self.values += 1;
        if self.values > MAX_VALUES {
            let (count, limit) = (self.values.into(), MAX_VALUES.into());
            return Err(Error::above_limit("json", count, "values or more", limit));
        }
        match self.peek() {
            Some(b'n') => self.literal("null"),
            Some(b't') => self.literal("true"),
            Some(b'f') => self.literal("false"),
            Some(b'"') => {
                let string = self.string()?;
                write_string(&mut self.canonical, &string);
                Ok(())
            }
            Some(b'[') => self.nested(b'[', Self::array),
            Some(b'{') => self.nested(b'{', Self::object),
            _ => self.number(),
        }
    }

    /// Parses a value; returns its range in the input.
    #[cfg(feature = "verify")]
    fn skip_value(&mut self) -> Result<Range<usize>> {
        let start = self.offset();
        self.value()?;
        Ok(start..self.offset())
    }

    fn nested(&mut self, open: u8, parse: fn(&mut Self) -> Result<()>) -> Result<()> {
        if self.depth == MAX_DEPTH {
            return Err(Error::JsonDepth { limit: MAX_DEPTH });
        }
        self.depth += 1;
        self.expect(open)?;
        let parsed = parse(self);
        self.depth -= 1;
        parsed
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
            parser.skip_whitespace();
            parser.expect(b':')?;
            parser.skip_whitespace();
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
            let member = unordered.get(canonical);
            let member = member.ok_or_else(|| self.syntax_error())?;
            self.canonical.push_str(member);
        }
        self.canonical.push('}');
        Ok(())
    }

    /// Parses the items after the opening bracket, up to and including the closing one.
    fn items(&mut self, close: u8, item: &mut dyn FnMut(&mut Self) -> Result<()>) -> Result<()> {
        self.skip_whitespace();
        if self.skip(close) {
            return Ok(());
        }
        loop {
            self.skip_whitespace();
            item(self)?;
            self.skip_whitespace();
            if self.skip(close) {
                return Ok(());
            }
            self.expect(b',')?;
        }
    }

    /// Parses a number (RFC 8259 §6). Out of the range of a double is an error: too large, or so
    /// small that it would become zero.
    fn number(&mut self) -> Result<()> {
        let start = self.rest;
        let offset = self.offset();
        self.skip(b'-');
        if !self.skip(b'0') {
            self.digits()?;
        }
        if self.skip(b'.') {
            self.digits()?;
        }
        if self.skip(b'e') || self.skip(b'E') {
            let _sign = self.skip(b'+') || self.skip(b'-');
            self.digits()?;
        }
        let text = self.parsed_since(start)?;
        let number = number::parse(text).ok_or(Error::JsonSyntax { offset })?;
        let mut significand = text.bytes().take_while(|b| !matches!(b, b'e' | b'E'));
        let vanished = number == 0.0 && significand.any(|b| (b'1'..=b'9').contains(&b));
        if !number.is_finite() || vanished {
            return Err(Error::JsonNumberRange { offset });
        }
        self.canonical.push_str(&number::text(number));
        Ok(())
    }

    fn digits(&mut self) -> Result<()> {
        let after = self.rest.trim_start_matches(|c: char| c.is_ascii_digit());
        if after.len() == self.rest.len() {
            return Err(self.syntax_error());
        }
        self.rest = after;
        Ok(())
    }

    fn literal(&mut self, name: &str) -> Result<()> {
        let after = self.rest.strip_prefix(name);
        self.rest = after.ok_or_else(|| self.syntax_error())?;
        self.canonical.push_str(name);
        Ok(())
    }

    fn skip_whitespace(&mut self) {
        let is_whitespace = |c| matches!(c, ' ' | '\t' | '\n' | '\r');
        self.rest = self.rest.trim_start_matches(is_whitespace);
    }

    /// Skips an ASCII character if it is next.
    pub(super) fn skip(&mut self, byte: u8) -> bool {
        let after = self.rest.strip_prefix(char::from(byte));
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }

    pub(super) fn expect(&mut self, byte: u8) -> Result<()> {
        if self.skip(byte) {
            Ok(())
        } else {
            Err(self.syntax_error())
        }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.rest.bytes().next()
    }

    fn offset(&self) -> usize {
        self.text.len() - self.rest.len()
    }

    pub(super) fn syntax_error(&self) -> Error {
        Error::JsonSyntax {
            offset: self.offset(),
        }
    }
}
