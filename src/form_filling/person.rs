//! Name, HKIC number, telephone numbers and gender.

use serde_json::{Map, Value};

use crate::form_filling::object::{Field, object, take};
use crate::hkic::Hkic;

/// An HKIC number with a valid check digit, `idNo`.
#[derive(Clone, PartialEq)]
pub struct IdNo {
    hkic: Hkic,
    /// Unknown members, unchanged.
    pub other: Map<String, Value>,
}

impl IdNo {
    /// Returns the number.
    #[must_use]
    pub fn hkic(&self) -> &Hkic {
        &self.hkic
    }
}

impl Field for IdNo {
    /// Parses `{Identification, CheckDigit}` (iAM Smart API, form filling, fields). A number
    /// without check digit is invalid.
    fn read(value: Value) -> Result<Self, Value> {
        let Value::Object(mut other) = value else {
            return Err(value);
        };
        let identification: Option<String> = take(&mut other, &["Identification"]);
        let check_digit: Option<String> = take(&mut other, &["CheckDigit"]);
        let hkic = match (&identification, &check_digit) {
            (Some(identification), Some(digit)) if digit.chars().count() == 1 => {
                Hkic::parse(&format!("{}({})", identification.trim(), digit)).ok()
            }
            _ => None,
        };
        if let Some(hkic) = hkic {
            return Ok(Self { hkic, other });
        }
        for (name, text) in [
            ("Identification", identification),
            ("CheckDigit", check_digit),
        ] {
            other.extend(text.map(|text| (name.to_owned(), text.into())));
        }
        Err(other.into())
    }

    fn wire(&self, _: &str) -> Value {
        let mut object = self.other.clone();
        object.insert("Identification".to_owned(), self.hkic.as_str().into());
        object.insert(
            "CheckDigit".to_owned(),
            self.hkic.check_digit().to_string().into(),
        );
        object.into()
    }

    fn plain(&self) -> Value {
        let mut object = Map::new();
        object.insert("identification".to_owned(), self.hkic.as_str().into());
        object.insert(
            "checkDigit".to_owned(),
            self.hkic.check_digit().to_string().into(),
        );
        if !self.other.is_empty() {
            object.insert("other".to_owned(), self.other.clone().into());
        }
        object.into()
    }
}

object! {
    /// An English name, `enName`.
    EnglishName {
        /// `SURNAME, Given Names`.
        unstructured_name: String => "unstructuredName", "UnstructuredName";
    }
    holds |name| name.unstructured_name.is_some()
}

object! {
    /// A Chinese name, `chName`.
    ChineseName {
        /// The name.
        chinese_name: String => "chineseName", "ChineseName";
    }
    holds |name| name.chinese_name.is_some()
}

object! {
    /// A telephone number.
    PhoneNumber {
        /// `852` for Hong Kong.
        country_code: String => "countryCode", "CountryCode";
        /// The area code; Hong Kong has none.
        national_destination_code: String =>
            "nationalDestinationCode", "NationalDestinationCode";
        /// The subscriber number.
        subscriber_number: String => "subscriberNumber", "SubscriberNumber";
    }
    holds |number| number.subscriber_number.is_some()
}

/// The user's gender.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Gender {
    /// `F`.
    Female,
    /// `M`.
    Male,
    /// `U`, an observed value.
    Unknown,
}

impl Gender {
    fn as_str(self) -> &'static str {
        match self {
            Self::Female => "F",
            Self::Male => "M",
            Self::Unknown => "U",
        }
    }
}

impl Field for Gender {
    fn read(value: Value) -> Result<Self, Value> {
        match value.as_str() {
            Some("F") => Ok(Self::Female),
            Some("M") => Ok(Self::Male),
            Some("U") => Ok(Self::Unknown),
            _ => Err(value),
        }
    }

    fn wire(&self, _: &str) -> Value {
        self.as_str().into()
    }

    fn plain(&self) -> Value {
        self.as_str().into()
    }
}
