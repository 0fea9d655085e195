//! Words, strings and marks of a source, of which tables of sentences are read.

use std::iter::Peekable;
use std::str::Chars;

use crate::failure::Result;

/// A part of a source.
#[derive(Debug, PartialEq)]
pub(super) enum Token {
    Word(String),
    Literal(String),
    Mark(char),
}

/// Parts of a source from one on.
pub(super) type Tokens = Peekable<std::vec::IntoIter<Token>>;

/// Reads a name.
pub(super) fn word(tokens: &mut Tokens) -> Result<String> {
    match tokens.next() {
        Some(Token::Word(word)) => Ok(word),
        other => Err(format!("A table of sentences has no name where {other:?} stands.").into()),
    }
}

/// Reads a string.
pub(super) fn literal(tokens: &mut Tokens) -> Result<String> {
    match tokens.next() {
        Some(Token::Literal(text)) => Ok(text),
        other => Err(format!("A table has no sentence where {other:?} stands.").into()),
    }
}

/// Reads the mark that must stand here.
pub(super) fn mark(tokens: &mut Tokens, wanted: char) -> Result<()> {
    match tokens.next() {
        Some(Token::Mark(mark)) if mark == wanted => Ok(()),
        other => Err(format!("A table has no '{wanted}' where {other:?} stands.").into()),
    }
}

/// Returns the parts of a source, without comments.
pub(super) fn tokens(source: &str) -> Result<Tokens> {
    let mut tokens = Vec::new();
    let mut rest = source.chars().peekable();
    while let Some(next) = rest.next() {
        match next {
            '/' => while rest.next_if(|c| *c != '\n').is_some() {},
            '"' => tokens.push(Token::Literal(string(&mut rest)?)),
            _ if next.is_alphanumeric() || next == '_' => {
                let mut word = next.to_string();
                while let Some(c) = rest.next_if(|c| c.is_alphanumeric() || *c == '_') {
                    word.push(c);
                }
                tokens.push(Token::Word(word));
            }
            _ if next.is_whitespace() => {}
            _ => tokens.push(Token::Mark(next)),
        }
    }
    Ok(tokens.into_iter().peekable())
}

/// Reads a string literal after its first quotation mark.
fn string(rest: &mut Peekable<Chars<'_>>) -> Result<String> {
    let mut text = String::new();
    loop {
        match rest.next() {
            Some('"') => return Ok(text),
            // A string goes on after the line's end and the next one's indentation.
            Some('\\') if rest.next_if_eq(&'\n').is_some() => {
                while rest.next_if(|c| c.is_whitespace()).is_some() {}
            }
            Some('\\') => {
                let escaped = rest.next_if(|c| matches!(c, '"' | '\\'));
                text.push(escaped.ok_or("A sentence has another escape than \\\" and \\\\.")?);
            }
            Some(c) => text.push(c),
            None => return Err("A sentence does not end.".into()),
        }
    }
}
