//! Who a user of the app is. Names and HKIC numbers are fictitious.

use aws_lc_rs::digest::{SHA256, digest};

use crate::language::Language;
use crate::protocol::signature::KeyKind;

/// `userType` of getToken (iAM Smart API, §1; high confidence).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum UserType {
    /// iAM Smart: may log in, may not sign.
    Default,
    /// iAM Smart+: has an iAM Smart-Cert.
    Sign,
}

impl UserType {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Sign => "sign",
        }
    }
}

/// A user of the app: what the certificate and the identity card say.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Persona {
    /// Stable name in URLs and file names: lower-case letters, digits and hyphens.
    pub(crate) id: String,
    pub(crate) english_name: String,
    /// Empty if there is none.
    pub(crate) chinese_name: String,
    /// One or two letters and six digits, without the check digit.
    pub(crate) hkic: String,
    /// Kind of key of their iAM Smart-Cert; `None` if they cannot sign.
    pub(crate) key: Option<KeyKind>,
}

impl Persona {
    pub(crate) fn user_type(&self) -> UserType {
        match self.key {
            Some(_) => UserType::Sign,
            None => UserType::Default,
        }
    }

    /// The name in a language, and the other one.
    pub(crate) fn names(&self, language: Language) -> (&str, &str) {
        if language == Language::English || self.chinese_name.is_empty() {
            (&self.english_name, &self.chinese_name)
        } else {
            (&self.chinese_name, &self.english_name)
        }
    }

    /// The HKIC number as printed, e.g. `A123456(3)`.
    pub(crate) fn printed_hkic(&self) -> String {
        format!("{}({})", self.hkic, self.check_digit())
    }

    pub(crate) fn check_digit(&self) -> char {
        check_digit(&self.hkic)
    }

    /// SHA-256 of the HKIC number without its check digit (iAM Smart API, §4 `HKICHash`; high
    /// confidence).
    pub(crate) fn hkic_hash(&self) -> Vec<u8> {
        digest(&SHA256, self.hkic.as_bytes()).as_ref().to_vec()
    }
}

/// Check digit of an HKIC number: the sum weighted 9 to 2, plus the check digit, is a multiple of
/// 11. Letters count 10 to 35, a missing first letter counts 36.
pub(crate) fn check_digit(hkic: &str) -> char {
    let mut sum = if hkic.len() == 7 { 36 * 9 } else { 0 };
    for (weight, character) in (2..).zip(hkic.chars().rev()) {
        sum += weight * character.to_digit(36).unwrap_or(0);
    }
    match (11 - sum % 11) % 11 {
        10 => 'A',
        digit => char::from_digit(digit, 10).unwrap_or('?'),
    }
}

#[cfg(test)]
mod tests {
    use super::check_digit;

    #[test]
    fn check_digits_of_known_numbers() {
        for (hkic, digit) in [("A123456", '3'), ("G123456", 'A'), ("AB987654", '3')] {
            assert_eq!(check_digit(hkic), digit, "{hkic}");
        }
    }
}
