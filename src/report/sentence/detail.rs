//! Sentences of reports.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::asn1::item::ItemName;
use crate::asn1::time::Time;
use crate::report::sentence::language::ReportLanguage;
use crate::report::sentence::reason::Reason;
use crate::report::sentence::table::Table;
use crate::report::sentence::time::append_time;
use crate::sentence::fill;
use crate::string::decimal;

/// A sentence of a report with its values, which can be rendered in any language.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Detail {
    table: Table,
    row: usize,
    /// In the order of the row's fields.
    values: Vec<DetailValue>,
}

/// A value in a sentence.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum DetailValue {
    Number(u64),
    String(String),
    Name(&'static str),
    /// Why something cannot be read.
    Reason(Reason),
    Time(Time),
    /// An item of the input.
    Item(ItemName),
    /// A list of names.
    Names(Vec<String>),
    /// A list of parts of sentences, which have their own table.
    All(Vec<Detail>),
    /// Whole clauses, which may have commas in them.
    Clauses(Vec<Detail>),
    /// Alternative parts of sentences.
    Any(Vec<Detail>),
}

impl Detail {
    pub(crate) fn new(table: Table, row: usize, values: Vec<DetailValue>) -> Self {
        Self { table, row, values }
    }

    /// Returns the sentence in `language`.
    #[must_use]
    pub fn in_language(&self, language: ReportLanguage) -> String {
        let mut sentence = String::new();
        self.append_to(&mut sentence, language);
        sentence
    }

    /// Returns the times that the sentence names.
    #[must_use]
    pub fn times(&self) -> Vec<Time> {
        let mut times = Vec::new();
        self.each_value(&mut |value| {
            if let DetailValue::Time(time) = value {
                times.push(*time);
            }
        });
        times
    }

    /// Returns the items of the input that the sentence names.
    #[must_use]
    pub fn items(&self) -> Vec<ItemName> {
        let mut items = Vec::new();
        self.each_value(&mut |value| {
            if let DetailValue::Item(name) = value {
                items.push(*name);
            }
        });
        items
    }

    fn each_value(&self, visit: &mut dyn FnMut(&DetailValue)) {
        for value in &self.values {
            visit(value);
            if let DetailValue::All(parts) | DetailValue::Clauses(parts) | DetailValue::Any(parts) =
                value
            {
                for part in parts {
                    part.each_value(visit);
                }
            }
        }
    }

    fn append_to(&self, sentence: &mut String, language: ReportLanguage) {
        self.table
            .with_row(self.row, language, &mut |fields, template| {
                fill(sentence, template, &mut |sentence, name| {
                    let mut named = fields.split(' ').zip(&self.values);
                    if let Some((_, value)) = named.find(|(field, _)| *field == name) {
                        value.append_to(sentence, language);
                    }
                });
            });
    }
}

/// Renders the sentence in English.
impl fmt::Display for Detail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_language(ReportLanguage::English))
    }
}

impl DetailValue {
    fn append_to(&self, text: &mut String, language: ReportLanguage) {
        let (all, clauses, any) = match language {
            ReportLanguage::English => (", ", "; ", " or "),
            ReportLanguage::TraditionalChinese | ReportLanguage::SimplifiedChinese => {
                ("、", "；", "或")
            }
        };
        match self {
            Self::Number(number) => text.push_str(&decimal(*number)),
            Self::String(string) => text.push_str(string),
            Self::Name(name) => text.push_str(name),
            Self::Reason(reason) => reason.append_to(text, language),
            Self::Time(time) => append_time(text, *time, language),
            Self::Item(name) => Detail::from(*name).append_to(text, language),
            Self::Names(names) => text.push_str(&names.join(all)),
            Self::All(parts) => append_parts(text, parts, all, language),
            Self::Clauses(parts) => append_parts(text, parts, clauses, language),
            Self::Any(parts) => append_parts(text, parts, any, language),
        }
    }
}

fn append_parts(text: &mut String, parts: &[Detail], joint: &str, language: ReportLanguage) {
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            text.push_str(joint);
        }
        part.append_to(text, language);
    }
}

/// Alternative parts of sentences.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct AnyOf(pub(crate) Vec<Detail>);

/// Clauses of a sentence.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Clauses(pub(crate) Vec<Detail>);

impl From<usize> for DetailValue {
    fn from(number: usize) -> Self {
        Self::Number(number as u64)
    }
}

impl From<u64> for DetailValue {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for DetailValue {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<String> for DetailValue {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl From<&'static str> for DetailValue {
    fn from(name: &'static str) -> Self {
        Self::Name(name)
    }
}

impl From<Reason> for DetailValue {
    fn from(reason: Reason) -> Self {
        Self::Reason(reason)
    }
}

impl From<Time> for DetailValue {
    fn from(time: Time) -> Self {
        Self::Time(time)
    }
}

impl From<ItemName> for DetailValue {
    fn from(name: ItemName) -> Self {
        Self::Item(name)
    }
}

impl From<Clauses> for DetailValue {
    fn from(Clauses(parts): Clauses) -> Self {
        Self::Clauses(parts)
    }
}

impl From<Vec<String>> for DetailValue {
    fn from(names: Vec<String>) -> Self {
        Self::Names(names)
    }
}

impl From<AnyOf> for DetailValue {
    fn from(AnyOf(parts): AnyOf) -> Self {
        Self::Any(parts)
    }
}

impl From<Detail> for DetailValue {
    fn from(part: Detail) -> Self {
        Self::All(vec![part])
    }
}

impl From<Vec<Detail>> for DetailValue {
    fn from(parts: Vec<Detail>) -> Self {
        Self::All(parts)
    }
}
