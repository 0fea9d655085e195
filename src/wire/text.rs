//! Strings with a length limit of the gateway.

use crate::{Error, Result};

/// Checks that a string is not empty and has at most `limit` characters, and returns it.
///
/// The API's limits are in characters; that these are Unicode characters and not bytes is an
/// assumption (iAM Smart API; medium confidence).
pub(crate) fn limited<'a>(name: &str, text: &'a str, limit: usize) -> Result<&'a str> {
    let actual = text.chars().count();
    if (1..=limit).contains(&actual) {
        return Ok(text);
    }
    Err(Error::TextLength {
        name: name.to_owned(),
        limit,
        actual,
    })
}

/// Makes a string of the gateway safe to display: short, without control characters.
pub(super) fn excerpt(text: &str) -> String {
    const LONGEST: usize = 200;
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(LONGEST)
        .collect()
}
