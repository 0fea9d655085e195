//! Hong Kong Identity Card numbers: check digit, and the hash that identifies a signer.

use alloc::borrow::ToOwned;
use alloc::string::String;
use core::fmt;

use zeroize::Zeroizing;

use crate::encoding::base64;
use crate::hash::sha256;
use crate::{Error, Result};

/// An HKIC number: one or two letters and six digits, stored without its check digit.
#[derive(Clone, Eq, PartialEq)]
pub struct Hkic(Zeroizing<String>);

impl Hkic {
    /// Parses `A123456(3)`, `A1234563` or `A123456`; accepts lowercase letters,
    /// surrounding whitespace, blanks before the check digit, and the brackets of Chinese input
    /// methods (U+FF08, U+FF09). The check digit is verified if it is present.
    ///
    /// # Errors
    /// [`Error::HkicFormat`], [`Error::HkicCheckDigit`]; neither contains the number.
    pub fn parse(text: &str) -> Result<Self> {
        let text = Zeroizing::new(text.trim().to_ascii_uppercase());
        let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
        let number = text.get(..letters + 6).ok_or(Error::HkicFormat)?;
        if !(1..=2).contains(&letters) || !number.bytes().skip(letters).all(|b| b.is_ascii_digit())
        {
            return Err(Error::HkicFormat);
        }
        let mut rest = &text.as_bytes()[letters + 6..];
        while let [b' ', after @ ..] = rest {
            rest = after;
        }
        let written = match rest {
            [] => None,
            [check]
            | [b'(', check, b')']
            // U+FF08 and U+FF09 in UTF-8.
            | [0xef, 0xbc, 0x88, check, 0xef, 0xbc, 0x89]
                if check.is_ascii_digit() || *check == b'A' =>
            {
                Some(*check)
            }
            _ => return Err(Error::HkicFormat),
        };
        if written.is_some_and(|check| check != check_digit(number)) {
            return Err(Error::HkicCheckDigit);
        }
        Ok(Self(Zeroizing::new(number.to_owned())))
    }

    /// Returns the number without its check digit.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the check digit: `0` to `9`, or `A` for ten.
    #[must_use]
    pub fn check_digit(&self) -> char {
        char::from(check_digit(self.as_str()))
    }

    /// Returns the SHA-256 digest of the number without its check digit: 32 bytes (iAM Smart API,
    /// signing, `HKICHash`).
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        sha256(&[self.as_str().as_bytes()])
    }
}

impl fmt::Debug for Hkic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hkic(…)")
    }
}

/// Returns the `HKICHash` of a number: Base64 of [`Hkic::hash`], 44 characters.
///
/// # Errors
/// As [`Hkic::parse`].
pub fn hkic_hash(hkic: &str) -> Result<String> {
    Ok(base64(&Hkic::parse(hkic)?.hash()))
}

/// Returns the digit that makes the weighted sum a multiple of 11. Weights descend from 9 to 2;
/// letters count 10 (A) to 35 (Z), a missing first letter counts 36; ten is written as A.
fn check_digit(number: &str) -> u8 {
    let mut sum = if number.len() == 7 { 9 * 36 } else { 0 };
    for (weight, character) in (2..).zip(number.bytes().rev()) {
        let value = match character {
            b'0'..=b'9' => character - b'0',
            _ => character - b'A' + 10,
        };
        sum += weight * u32::from(value);
    }
    match (11 - sum % 11) % 11 {
        10 => b'A',
        // Less than ten because of the arm above.
        digit => b"0123456789"[digit as usize],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wire_references_hash() {
        for text in [
            "A123456(3)",
            "A1234563",
            "A123456",
            " a123456(3) ",
            "A123456（3）",
            "A123456 (3)",
            "\u{3000}A123456（3）\u{3000}",
        ] {
            assert_eq!(
                hkic_hash(text).as_deref(),
                Ok("rDcExehSzsiEp2laLaJqrtaX2ua9sdaugwaY5ONmYwk="),
                "{text}"
            );
        }
    }

    /// Check digits from npm's `validator` 13 (`isIdentityCard`, zh-HK), found by trying all
    /// eleven.
    #[test]
    fn check_digits_are_validators() {
        for text in [
            "A123456(3)",
            "Z683365(A)",
            "AB987654(3)",
            "G123456(A)",
            "L555555(0)",
            "WX123456(9)",
            "K000001(9)",
            "P103265(1)",
            "C123475(5)",
        ] {
            assert!(Hkic::parse(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn every_other_check_digit_is_wrong() {
        for check in "0124567890A".chars() {
            for text in [format!("A123456({check})"), format!("A123456（{check}）")] {
                assert_eq!(Hkic::parse(&text), Err(Error::HkicCheckDigit), "{text}");
            }
        }
    }

    #[test]
    fn other_shapes_are_no_hkic() {
        for text in [
            "",
            "A",
            "123456",
            "A12345",
            "ABC123456",
            "A123456(",
            "A123456()",
            "A123456(3",
            "A123456(33)",
            "A123456（3)",
            "A123456(3）",
            "A123456（",
            "A123456（）",
            "A123456（3",
            "A1234563）",
            "A123456（（3））",
            "A12345678",
            "A123456(B)",
            "Á123456",
            "A12345é",
            "A１２３４５６",
        ] {
            assert_eq!(Hkic::parse(text), Err(Error::HkicFormat), "{text}");
        }
    }

    #[test]
    fn no_message_repeats_the_number() {
        let error = Hkic::parse("A123456(4)").unwrap_err();
        assert!(!error.to_string().contains("A123456(4)"));
        assert_eq!(format!("{:?}", Hkic::parse("A123456").unwrap()), "Hkic(…)");
    }
}
