//! Texts with a limit that the gateway sets.

use crate::{Error, Result};

/// Passes a text on that is neither empty nor longer than `limit` characters.
///
/// The API's limits are in characters; that these are Unicode's and not bytes is an assumption
/// (iAM Smart API; medium confidence).
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

/// What the gateway wrote, fit for a message: short and without control characters.
pub(super) fn excerpt(text: &str) -> String {
    const LONGEST: usize = 200;
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(LONGEST)
        .collect()
}
