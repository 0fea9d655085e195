//! Random values in the API's formats.

use super::base64;

pub(crate) fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    aws_lc_rs::rand::fill(&mut bytes).expect("the system's random generator works");
    bytes
}

/// 32 lower-case hex characters from 16 random bytes.
pub(crate) fn hex() -> String {
    bytes::<16>()
        .iter()
        .fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

/// A transaction ID in the format of the API's samples: `<T=…>` (high confidence).
pub(crate) fn transaction_id() -> String {
    format!("<T={}>", hex())
}

/// An authorization code: 24 random bytes in Base64. With `+` and `/` in it, a service fails if it
/// decodes its callback twice, or `+` as a space.
pub(crate) fn code() -> String {
    base64(&bytes::<24>())
}
