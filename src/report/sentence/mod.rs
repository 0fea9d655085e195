//! Sentences of reports, in every language.
//!
//! The sentences are in tables, one for each subject, declared with `details!`: variant and fields,
//! English, Chinese. Values are formatted when a sentence is rendered, so one report can be
//! rendered in any language.
//!
//! | module | subject of its sentences |
//! |---|---|
//! | `certificate` | one certificate at its position in a path |
//! | `constraints` | the policies and the names of a path |
//! | `path` | the path as a whole |
//! | `profile` | the profile of a certificate |
//! | `revocation` | revocation status |
//! | `revocation_problem` | problems of CRLs and OCSP responses |
//! | `signature` | signatures and public keys |

pub(crate) mod certificate;
pub(crate) mod constraints;
mod detail;
mod language;
pub(crate) mod path;
pub(crate) mod profile;
pub(crate) mod revocation;
pub(crate) mod revocation_problem;
pub(crate) mod signature;

pub use detail::Detail;
pub(crate) use detail::{AnyOf, Table};
pub use language::ReportLanguage;

/// Declares a table of sentences: variant and fields, English, Chinese.
///
/// `{field}` is replaced by the value of the variant's field. Tests check that both languages use
/// every field.
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
            /// Fields, English and Chinese string of every sentence.
            pub(crate) const ROWS: &'static [(&'static [&'static str], &'static str, &'static str)] =
                &[$((&[$($(stringify!($field)),+)?], $english, $chinese),)+];
        }
    };
}
pub(crate) use details;

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::sentence::tests::placeholders;

    /// Checks that both languages of a table use the same fields, and that both or neither end with
    /// a full stop.
    pub(crate) fn check(rows: &[(&[&str], &str, &str)]) {
        for (fields, english, chinese) in rows {
            let mut wanted = fields.to_vec();
            wanted.sort_unstable();
            for text in [english, chinese] {
                assert!(!text.contains('\n'), "a row has three lines: {text}");
                let mut named = placeholders(text);
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
        check(path::PlaceDetail::ROWS);
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
