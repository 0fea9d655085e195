//! Users of the app. They and their HKIC numbers are fictitious.

use aws_lc_rs::digest::{SHA256, digest};

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

/// A user of the app.
#[derive(Debug)]
pub(crate) struct Persona {
    /// Stable name in URLs and file names.
    pub(crate) id: &'static str,
    pub(crate) english_name: &'static str,
    pub(crate) chinese_name: &'static str,
    /// One or two letters and six digits, without the check digit.
    pub(crate) hkic: &'static str,
    /// Kind of key of their iAM Smart-Cert; `None` if they cannot sign.
    pub(crate) key: Option<KeyKind>,
    /// `lastModifiedDate`: Unix time in milliseconds.
    pub(crate) last_modified: i64,
}

pub(crate) const PERSONAS: &[Persona] = &[
    Persona {
        id: "chan",
        english_name: "CHAN, Tai Man",
        chinese_name: "陳大文",
        hkic: "A123456",
        key: Some(KeyKind::Rsa),
        last_modified: 1_704_067_200_000,
    },
    Persona {
        id: "wong",
        english_name: "WONG, Siu Ling",
        chinese_name: "黃小玲",
        hkic: "K654321",
        key: Some(KeyKind::Rsa),
        last_modified: 1_717_200_000_000,
    },
    Persona {
        id: "lee",
        english_name: "LEE, Ka Ho",
        chinese_name: "李家豪",
        hkic: "WX123452",
        key: Some(KeyKind::Rsa),
        last_modified: 1_735_689_600_000,
    },
    Persona {
        id: "cheung",
        english_name: "CHEUNG, Wing Sze",
        chinese_name: "張詠詩",
        hkic: "C668668",
        key: Some(KeyKind::Sm2),
        last_modified: 1_740_787_200_000,
    },
    Persona {
        id: "ng",
        english_name: "NG, Mei Yee",
        chinese_name: "吳美儀",
        hkic: "Z765432",
        key: None,
        last_modified: 1_748_736_000_000,
    },
];

impl Persona {
    pub(crate) fn find(id: &str) -> Option<&'static Self> {
        PERSONAS.iter().find(|persona| persona.id == id)
    }

    pub(crate) fn user_type(&self) -> UserType {
        match self.key {
            Some(_) => UserType::Sign,
            None => UserType::Default,
        }
    }

    /// The HKIC number as printed, e.g. `A123456(3)`.
    pub(crate) fn printed_hkic(&self) -> String {
        format!("{}({})", self.hkic, self.check_digit())
    }

    pub(crate) fn check_digit(&self) -> char {
        check_digit(self.hkic)
    }

    /// SHA-256 of the HKIC number without its check digit (iAM Smart API, §4 `HKICHash`; high
    /// confidence).
    pub(crate) fn hkic_hash(&self) -> Vec<u8> {
        digest(&SHA256, self.hkic.as_bytes()).as_ref().to_vec()
    }
}

/// Check digit of an HKIC number: the sum weighted 9 to 2, plus the check digit, is a multiple of
/// 11. Letters count 10 to 35, a missing first letter counts 36.
fn check_digit(hkic: &str) -> char {
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
    use super::{PERSONAS, check_digit};
    use crate::protocol::signature::KeyKind;

    #[test]
    fn check_digits_of_known_numbers() {
        for (hkic, digit) in [("A123456", '3'), ("G123456", 'A'), ("AB987654", '3')] {
            assert_eq!(check_digit(hkic), digit, "{hkic}");
        }
    }

    #[test]
    fn ids_are_unique_one_person_may_not_sign_and_one_signs_with_sm2() {
        let mut ids: Vec<_> = PERSONAS.iter().map(|persona| persona.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), PERSONAS.len());
        let count = |key| PERSONAS.iter().filter(|persona| persona.key == key).count();
        assert_eq!((count(None), count(Some(KeyKind::Sm2))), (1, 1));
    }
}
