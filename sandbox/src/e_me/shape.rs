//! Shapes of profile and e-ME fields (iAM Smart API, §3, fields): what a value may be.

use serde_json::{Map, Value};
use time::{Date, Month, OffsetDateTime};

use super::problem::{Problem, Wrong};
use crate::language::Text;

/// What a value may be.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shape {
    /// One line of at most this many characters.
    Text(usize),
    /// So many digits, at least and at most.
    Digits(usize, usize),
    /// The same, but a number is well too (iAM Smart API, §9 `PoBoxNo`; medium confidence).
    Number(usize, usize),
    /// `yyyyMMdd`.
    Date,
    /// `yyyyMMdd`, not after today.
    PastDate,
    Email,
    /// One of these codes.
    Choice(&'static [(&'static str, Text)]),
    /// Unix time in milliseconds.
    Milliseconds,
    /// Members that are there or not.
    Object(&'static [Member]),
    /// Exactly one of these members.
    OneOf(&'static [Member]),
    /// A telephone number, which has eight digits in Hong Kong.
    Phone(&'static [Member]),
}

/// A named part of a field, or a field.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Member {
    pub(crate) name: &'static str,
    pub(crate) label: Text,
    pub(crate) shape: Shape,
    pub(crate) required: bool,
    /// True for what is long: the page shows what is in it, and its inputs on demand.
    pub(crate) folded: bool,
}

pub(super) const fn member(name: &'static str, shape: Shape, label: Text) -> Member {
    Member {
        name,
        label,
        shape,
        required: false,
        folded: false,
    }
}

impl Member {
    pub(super) const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    pub(super) const fn folded(mut self) -> Self {
        self.folded = true;
        self
    }
}

impl Shape {
    /// The named parts of an object.
    pub(crate) fn members(self) -> &'static [Member] {
        match self {
            Self::Object(members) | Self::OneOf(members) | Self::Phone(members) => members,
            _ => &[],
        }
    }

    /// Adds everything that is wrong with the value at this path.
    pub(super) fn check(self, path: &str, value: &Value, problems: &mut Vec<Problem>) {
        let members = self.members();
        if members.is_empty() {
            if let Err(wrong) = self.check_leaf(value) {
                problems.push(Problem::new(path, wrong));
            }
            return;
        }
        let Some(object) = value.as_object() else {
            problems.push(Problem::new(path, Wrong::NotAnObject));
            return;
        };
        check_members(members, path, object, problems);
        match self {
            Self::OneOf(_) if object.len() != 1 => {
                problems.push(Problem::new(path, Wrong::NotOneOf(members)));
            }
            Self::Phone(_) => check_hong_kong(path, object, problems),
            _ if object.is_empty() && members.iter().all(|member| !member.required) => {
                problems.push(Problem::new(path, Wrong::Missing));
            }
            _ => {}
        }
    }

    fn check_leaf(self, value: &Value) -> Result<(), Wrong> {
        match (self, value) {
            (Self::Milliseconds, value) => match value.as_i64() {
                Some(0..) => Ok(()),
                _ => Err(Wrong::NotMilliseconds),
            },
            (Self::Number(..), Value::Number(number)) => self.check_text(&number.to_string()),
            (_, Value::String(text)) => self.check_text(text),
            _ => Err(Wrong::NotText),
        }
    }

    fn check_text(self, text: &str) -> Result<(), Wrong> {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        match self {
            _ if text.is_empty() => Err(Wrong::Missing),
            _ if text.chars().any(char::is_control) => Err(Wrong::NotOneLine),
            Self::Text(most) if text.chars().count() > most => Err(Wrong::TooLong(most)),
            Self::Digits(least, most) | Self::Number(least, most)
                if !digits || !(least..=most).contains(&text.len()) =>
            {
                Err(Wrong::NotDigits(least, most))
            }
            Self::Date if date(text).is_none() => Err(Wrong::NotADate),
            Self::PastDate => match date(text) {
                None => Err(Wrong::NotADate),
                Some(date) if date > OffsetDateTime::now_utc().date() => Err(Wrong::InTheFuture),
                Some(_) => Ok(()),
            },
            Self::Email if !is_email(text) => Err(Wrong::NotAnEmail),
            Self::Choice(choices) if choices.iter().all(|(code, _)| *code != text) => {
                Err(Wrong::NotAChoice(choices))
            }
            _ => Ok(()),
        }
    }
}

/// Adds what is wrong with these members of the object at this path.
pub(super) fn check_members(
    members: &[Member],
    path: &str,
    object: &Map<String, Value>,
    problems: &mut Vec<Problem>,
) {
    for name in object.keys() {
        if members.iter().all(|member| member.name != name) {
            problems.push(Problem::new(&below(path, name), Wrong::Unknown));
        }
    }
    for member in members {
        let path = below(path, member.name);
        match object.get(member.name) {
            Some(value) => member.shape.check(&path, value, problems),
            None if member.required => problems.push(Problem::new(&path, Wrong::Missing)),
            None => {}
        }
    }
}

/// The path of a member.
pub(super) fn below(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

/// A number in Hong Kong has eight digits (Numbering Plan for Telecommunications Services in Hong
/// Kong).
fn check_hong_kong(path: &str, phone: &Map<String, Value>, problems: &mut Vec<Problem>) {
    let text = |name: &str| phone.get(name).and_then(Value::as_str).unwrap_or_default();
    let number = text("SubscriberNumber");
    let path = below(path, "SubscriberNumber");
    if text("CountryCode") == "852"
        && number.len() != 8
        && problems.iter().all(|problem| problem.path != path)
    {
        problems.push(Problem::new(&path, Wrong::NotDigits(8, 8)));
    }
}

fn date(text: &str) -> Option<Date> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let month: u8 = text.get(4..6)?.parse().ok()?;
    Date::from_calendar_date(
        text.get(..4)?.parse().ok()?,
        Month::try_from(month).ok()?,
        text.get(6..)?.parse().ok()?,
    )
    .ok()
}

/// True for `local@domain` with a dot in the domain, at most 254 characters (RFC 5321 §4.5.3.1.3).
fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let labels: Vec<&str> = domain.split('.').collect();
    text.len() <= 254
        && !local.is_empty()
        && !local.contains(char::is_whitespace)
        && labels.len() > 1
        && labels.iter().all(|label| {
            !label.is_empty() && label.chars().all(|it| it.is_alphanumeric() || it == '-')
        })
}
