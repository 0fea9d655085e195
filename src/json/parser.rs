//! A strict JSON parser (RFC 8259) that accepts I-JSON only (RFC 7493).
//!
//! Other parsers keep the last of two members with the same name and replace lone surrogates.
//! Signed content must not depend on the parser, so both are errors here.

use alloc::string::String;
#[cfg(feature = "verify")]
use alloc::vec::Vec;
#[cfg(feature = "verify")]
use core::ops::Range;

use crate::json::number;
use crate::json::order::Unordered;
use crate::{Error, Result};

/// Maximum nesting depth: far more than any form needs, and far less than the stack of a
/// WebAssembly module allows (1 MiB by default, about 200 bytes per level).
const MAX_DEPTH: usize = 512;

/// Maximum number of values: more than any form or evidence file has, and few enough that what is
/// kept of each member until all are in order, some 30 bytes, takes little more memory than the text.
const MAX_VALUES: u32 = 1_000_000;

/// Returns the canonical form of a JSON text (RFC 8785).
pub(super) fn canonical(text: &str) -> Result<String> {
    let mut parser = JsonParser::new(text);
    parser.canonical.expect_members(text, MAX_VALUES as usize);
    parser.skip_whitespace();
    parser.value()?;
    parser.skip_whitespace();
    if parser.rest().is_empty() {
        Ok(parser.canonical.into_ordered())
    } else {
        Err(parser.syntax_error())
    }
}

/// Parses a canonical string; `None` for any other value.
#[cfg(feature = "verify")]
pub(super) fn string(canonical: &str) -> Option<String> {
    Some(JsonParser::new(canonical).string().ok()?.into_owned())
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
        let name = parser.string()?.into_owned();
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
    /// Offset of the input that is not parsed yet: of an ASCII character, or the end of others.
    pub(super) at: usize,
    depth: usize,
    values: u32,
    canonical: Unordered<'a>,
}

impl<'a> JsonParser<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
            values: 0,
            canonical: Unordered::with_capacity(text.len()),
        }
    }

    /// Returns the input that is not parsed yet.
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Skips the longest part of the input that has these bytes alone, and returns it: all bytes that
    /// are not ASCII, or none of them.
    pub(super) fn skip_while(&mut self, is_part: impl Fn(u8) -> bool) -> &'a str {
        let rest = self.rest();
        let length = rest.bytes().position(|byte| !is_part(byte));
        let part = rest.get(..length.unwrap_or(rest.len())).unwrap_or_default();
        self.at += part.len();
        part
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
                self.canonical.push_string(&string);
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
        let start = self.at;
        self.value()?;
        Ok(start..self.at)
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
        self.canonical.push_str("[");
        let mut separator = "";
        self.items(b']', &mut |parser| {
            parser.canonical.push_str(separator);
            separator = ",";
            parser.value()
        })?;
        self.canonical.push_str("]");
        Ok(())
    }

    fn object(&mut self) -> Result<()> {
        let mut object = self.canonical.open_object();
        self.items(b'}', &mut |parser| {
            let name = parser.string()?;
            parser.skip_whitespace();
            parser.expect(b':')?;
            parser.skip_whitespace();
            parser.canonical.open_member(&object, &name);
            parser.value()?;
            parser.canonical.close_member(&mut object, name);
            Ok(())
        })?;
        self.canonical.close_object(&object)
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
        let offset = self.at;
        let start = self.rest();
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
        let text = start.get(..self.at - offset).unwrap_or_default();
        if number::is_canonical(text) {
            self.canonical.push_str(text);
            return Ok(());
        }
        let number = number::converted(text);
        let mut significand = text.bytes().take_while(|b| !matches!(b, b'e' | b'E'));
        let has_vanished = number == "0" && significand.any(|b| (b'1'..=b'9').contains(&b));
        if has_vanished || number.as_bytes().last() == Some(&b'y') {
            return Err(Error::JsonNumberRange { offset });
        }
        self.canonical.push_str(&number);
        Ok(())
    }

    fn digits(&mut self) -> Result<()> {
        if self.skip_while(|byte| byte.is_ascii_digit()).is_empty() {
            return Err(self.syntax_error());
        }
        Ok(())
    }

    fn literal(&mut self, name: &str) -> Result<()> {
        if !self.rest().as_bytes().starts_with(name.as_bytes()) {
            return Err(self.syntax_error());
        }
        self.at += name.len();
        self.canonical.push_str(name);
        Ok(())
    }

    fn skip_whitespace(&mut self) {
        self.skip_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
    }

    /// Skips an ASCII character if it is next.
    pub(super) fn skip(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    pub(super) fn expect(&mut self, byte: u8) -> Result<()> {
        if self.skip(byte) {
            Ok(())
        } else {
            Err(self.syntax_error())
        }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    pub(super) fn syntax_error(&self) -> Error {
        Error::JsonSyntax { offset: self.at }
    }
}
