//! The blocks of a PEM file (RFC 7468).

use alloc::vec::Vec;

use crate::encoding::from_base64_lines;
use crate::string::split_once_str;

pub(crate) const BEGIN: &str = "-----BEGIN ";
const END: &str = "-----END ";
const DASHES: &str = "-----";

/// One block: its label, and its lines of Base64, or why there are none, as a clause.
#[derive(Debug, Eq, PartialEq)]
pub(crate) struct PemBlock<'t> {
    /// Empty if the BEGIN line is not complete.
    pub(crate) label: &'t str,
    lines: Result<&'t str, &'static str>,
}

/// Returns the blocks of a text; text around them is ignored.
pub(crate) fn blocks(text: &str) -> impl Iterator<Item = PemBlock<'_>> {
    let mut rest = split_once_str(text, BEGIN).map(|(_, block)| block);
    core::iter::from_fn(move || {
        let (block, after) = match split_once_str(rest?, BEGIN) {
            Some((block, after)) => (block, Some(after)),
            None => (rest?, None),
        };
        rest = after;
        Some(PemBlock::parse(block))
    })
}

impl<'t> PemBlock<'t> {
    /// Parses a block after its BEGIN.
    fn parse(block: &'t str) -> Self {
        let Some((label, rest)) = split_once_str(block, DASHES) else {
            return Self {
                label: "",
                lines: Err("a BEGIN line is not complete"),
            };
        };
        Self {
            label,
            lines: lines(label, rest),
        }
    }

    /// Returns the content, or why there is none, as a clause.
    pub(crate) fn content(&self) -> Result<Vec<u8>, &'static str> {
        from_base64_lines(self.lines?).ok_or("a block is not Base64")
    }
}

fn lines<'t>(label: &str, rest: &'t str) -> Result<&'t str, &'static str> {
    let (lines, end) = split_once_str(rest, END).ok_or("a block has no END line")?;
    end.strip_prefix(label)
        .and_then(|end| end.strip_prefix(DASHES))
        .ok_or("the END line of a block does not belong to its BEGIN line")?;
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_block_ends_where_the_next_begins() {
        let text = "a\n-----BEGIN A-----\nMAA=\n-----END A-----\nb\n-----BEGIN B-----\nMAA=\n\
                    -----BEGIN C-----\n?\n-----END C-----\n-----BEGIN D-----\n-----END C-----\n\
                    -----BEGIN E-----\nMA\nE=\n-----END E-----\n-----BEGIN F";
        let found: Vec<_> = blocks(text)
            .map(|block| (block.label, block.content()))
            .collect();
        let block = |label, content| (label, content);
        assert_eq!(
            found,
            [
                block("A", Ok(vec![0x30, 0])),
                block("B", Err("a block has no END line")),
                block("C", Err("a block is not Base64")),
                block(
                    "D",
                    Err("the END line of a block does not belong to its BEGIN line")
                ),
                block("E", Ok(vec![0x30, 1])),
                block("", Err("a BEGIN line is not complete")),
            ]
        );
        assert_eq!(blocks("no block").count(), 0);
    }

    /// RFC 7468 §3, "laxbase64text"; OpenSSL 3 reads them, too.
    #[test]
    fn whitespace_is_ignored() {
        for space in [
            " ",
            "\t",
            "\n",
            "\r",
            "\r\n",
            "\u{b}",
            "\u{c}",
            " \u{b}\u{c}\t ",
        ] {
            let text = format!("-----BEGIN A-----{space}MA{space}{space}A={space}-----END A-----");
            let found: Vec<_> = blocks(&text).map(|block| block.content()).collect();
            assert_eq!(found, [Ok(vec![0x30, 0])], "{space:?}");
        }
    }
}
