//! What a check found, as a sentence in every language of reports.
//!
//! The sentences stand in tables, one for each subject, all declared with `details!`: variant and
//! fields, English, Chinese. A value is turned into text where somebody reads it, so a report is the
//! same in every language.
//!
//! | module | what its sentences are about |
//! |---|---|
//! | `certificate` | one certificate at its place in a path |
//! | `constraints` | the policies and the names of a path |
//! | `path` | the path as a whole |
//! | `profile` | the form of a certificate |
//! | `revocation` | revocation |
//! | `revocation_problem` | what is wrong with a CRL or an OCSP response |
//! | `signature` | signatures under public keys, and the keys |

use alloc::string::String;
use alloc::vec::Vec;

pub(crate) mod certificate;
pub(crate) mod constraints;
pub(crate) mod path;
pub(crate) mod profile;
pub(crate) mod revocation;
pub(crate) mod revocation_problem;
pub(crate) mod signature;

use core::fmt;

use crate::asn1::time::Time;
use crate::string::{decimal, split_once};
use crate::{Error, Result};

/// A language of reports.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum ReportLanguage {
    /// English.
    #[default]
    English,
    /// Traditional Chinese as Hong Kong writes it.
    Chinese,
}

impl ReportLanguage {
    /// Reads 'en' or 'zh-HK' (BCP 47).
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] for anything else.
    pub fn parse(text: &str) -> Result<Self> {
        match text {
            "en" => Ok(Self::English),
            "zh-HK" => Ok(Self::Chinese),
            _ => Err(Error::invalid_argument(
                "language",
                "it is neither 'en' nor 'zh-HK'",
            )),
        }
    }
}

/// A sentence with what it speaks of, to be read in any language.
///
/// One reader of templates is much smaller than formatting code for every sentence.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Detail {
    table: Table,
    row: usize,
    /// In the order of the row's fields.
    values: Vec<Value>,
}

/// Sentences, three lines for each: the names of its fields, English, Chinese. `{name}` stands for
/// the value of the field of that name.
///
/// One text for a whole table, searched when somebody reads a sentence, is smaller than texts that
/// are pointed at one by one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Table(pub(crate) &'static str);

/// What a sentence speaks of.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Value {
    Number(u64),
    Text(String),
    Name(&'static str),
    Time(Time),
    /// All of these names.
    Names(Vec<String>),
    /// All of these parts of a sentence, which have a table of their own.
    All(Vec<Detail>),
    /// One of these parts of a sentence.
    Any(Vec<Detail>),
}

impl Detail {
    pub(crate) fn new(table: Table, row: usize, values: Vec<Value>) -> Self {
        Self { table, row, values }
    }

    /// The sentence in `language`.
    #[must_use]
    pub fn in_language(&self, language: ReportLanguage) -> String {
        let mut text = String::new();
        self.push_to(&mut text, language);
        text
    }

    fn push_to(&self, text: &mut String, language: ReportLanguage) {
        let mut lines = self.table.0.split('\n').skip(3 * self.row);
        let fields = lines.next().unwrap_or_default();
        let sentence = match language {
            ReportLanguage::English => lines.next(),
            ReportLanguage::Chinese => lines.nth(1),
        };
        let mut rest = sentence.unwrap_or_default();
        while let Some((before, after)) = split_once(rest, b'{') {
            text.push_str(before);
            let Some((name, after)) = split_once(after, b'}') else {
                break;
            };
            let mut named = fields.split(' ').zip(&self.values);
            if let Some((_, value)) = named.find(|(field, _)| *field == name) {
                value.push_to(text, language);
            }
            rest = after;
        }
        text.push_str(rest);
    }
}

/// In English.
impl fmt::Display for Detail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_language(ReportLanguage::English))
    }
}

impl Value {
    fn push_to(&self, text: &mut String, language: ReportLanguage) {
        let (all, any) = match language {
            ReportLanguage::English => (", ", " or "),
            ReportLanguage::Chinese => ("、", "或"),
        };
        match self {
            Self::Number(number) => text.push_str(&decimal(*number)),
            Self::Text(part) => text.push_str(part),
            Self::Name(name) => text.push_str(name),
            Self::Time(time) => text.push_str(&time.text()),
            Self::Names(names) => text.push_str(&names.join(all)),
            Self::All(parts) => push_parts(text, parts, all, language),
            Self::Any(parts) => push_parts(text, parts, any, language),
        }
    }
}

fn push_parts(text: &mut String, parts: &[Detail], joint: &str, language: ReportLanguage) {
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            text.push_str(joint);
        }
        part.push_to(text, language);
    }
}

/// One of these parts of a sentence.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct AnyOf(pub(crate) Vec<Detail>);

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Number(number as u64)
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&'static str> for Value {
    fn from(name: &'static str) -> Self {
        Self::Name(name)
    }
}

impl From<Time> for Value {
    fn from(time: Time) -> Self {
        Self::Time(time)
    }
}

impl From<Vec<String>> for Value {
    fn from(names: Vec<String>) -> Self {
        Self::Names(names)
    }
}

impl From<AnyOf> for Value {
    fn from(AnyOf(parts): AnyOf) -> Self {
        Self::Any(parts)
    }
}

impl From<Detail> for Value {
    fn from(part: Detail) -> Self {
        Self::All(vec![part])
    }
}

impl From<Vec<Detail>> for Value {
    fn from(parts: Vec<Detail>) -> Self {
        Self::All(parts)
    }
}

/// Declares a table of sentences: variant and fields, English, Chinese.
///
/// `{field}` stands for a field of the variant. The tests hold both languages to the same fields.
macro_rules! details {
    (
        $(#[doc = $about:literal])+
        $table:ident:
        $($variant:ident $({ $($field:ident: $type:ty),+ })? => $english:literal, $chinese:literal;)+
    ) => {
        $(#[doc = $about])+
        #[derive(Clone, Debug, Eq, PartialEq)]
        pub(crate) enum $table {
            $(#[doc = $english] $variant $({ $($field: $type),+ })?,)+
        }

        impl From<$table> for $crate::report::sentence::Detail {
            #[inline(never)]
            fn from(detail: $table) -> Self {
                enum Row {
                    $($variant,)+
                }
                const TABLE: &str = concat!($(
                    $($(stringify!($field), " ",)+)? "\n", $english, "\n", $chinese, "\n",
                )+);
                let (row, values) = match detail {
                    $($table::$variant $({ $($field),+ })? => {
                        (Row::$variant, vec![$($($field.into()),+)?])
                    })+
                };
                Self::new($crate::report::sentence::Table(TABLE), row as usize, values)
            }
        }

        #[cfg(test)]
        impl $table {
            /// Fields, English and Chinese of every sentence.
            pub(crate) const ROWS: &'static [(&'static [&'static str], &'static str, &'static str)] =
                &[$((&[$($(stringify!($field)),+)?], $english, $chinese),)+];
        }
    };
}
pub(crate) use details;

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Holds a table's languages to the same fields, and its sentences to their full stops.
    pub(crate) fn check(rows: &[(&[&str], &str, &str)]) {
        for (fields, english, chinese) in rows {
            let mut wanted = fields.to_vec();
            wanted.sort_unstable();
            for text in [english, chinese] {
                assert!(!text.contains('\n'), "a row has three lines: {text}");
                let parts = text.split('{').skip(1);
                let mut named: Vec<_> = parts.map(|p| p.split('}').next().unwrap()).collect();
                named.sort_unstable();
                named.dedup();
                assert_eq!(named, wanted, "{text}");
            }
            assert_eq!(english.ends_with('.'), chinese.ends_with('。'), "{english}");
            assert!(
                !chinese.contains(['.', ',', ';', ':'])
                    || chinese
                        .split(|c: char| !c.is_ascii())
                        .all(|ascii| { !ascii.contains(". ") && !ascii.contains(", ") }),
                "{chinese}"
            );
        }
    }

    #[test]
    fn both_languages_say_the_same() {
        check(certificate::CertificateDetail::ROWS);
        check(certificate::UsageDetail::ROWS);
        check(constraints::PolicyNameDetail::ROWS);
        check(constraints::PolicyDetail::ROWS);
        check(constraints::PolicyRuleDetail::ROWS);
        check(constraints::NameDetail::ROWS);
        check(constraints::NameRuleDetail::ROWS);
        check(path::PathDetail::ROWS);
        check(path::KnownDetail::ROWS);
        check(profile::ProfileDetail::ROWS);
        check(revocation::RevocationDetail::ROWS);
        check(revocation::SourceDetail::ROWS);
        check(revocation::WhyDetail::ROWS);
        check(revocation_problem::ProblemDetail::ROWS);
        check(signature::SignedDetail::ROWS);
        check(signature::KeyDetail::ROWS);
    }

    #[test]
    fn values_stand_where_their_names_are() {
        const TABLE: Table = Table(concat!(
            "\n",
            "a part\n",
            "部分\n",
            "\n",
            "another\n",
            "另一部分\n",
            "number names part any none\n",
            "{number} of {names}: {part}, {any}{none}.\n",
            "{part}：{names}的第 {number} 個，{any}{none}。\n",
        ));
        let part = |row| Detail::new(TABLE, row, Vec::new());
        let detail = Detail::new(
            TABLE,
            2,
            vec![
                3_usize.into(),
                vec!["x".to_owned(), "{y}".to_owned()].into(),
                part(0).into(),
                AnyOf(vec![part(0), part(1)]).into(),
                Vec::<Detail>::new().into(),
            ],
        );
        assert_eq!(
            detail.to_string(),
            "3 of x, {y}: a part, a part or another."
        );
        assert_eq!(
            detail.in_language(ReportLanguage::Chinese),
            "部分：x、{y}的第 3 個，部分或另一部分。"
        );
    }
}
