//! Sentences of reports, in every language.
//!
//! The sentences are in tables, one for each subject, declared with `details!`: variant and fields,
//! English, Traditional Chinese, Simplified Chinese. Values are formatted when a sentence is rendered,
//! so one report can be rendered in any language.
//!
//! | module | subject of its sentences |
//! |---|---|
//! | `advice` | what would help where it could not be decided |
//! | `certificate` | one certificate at its position in a path |
//! | `constraints` | the policies and the names of a path |
//! | `path` | the path as a whole |
//! | `pdf` | signatures in PDF files |
//! | `place` | names of certificates and of items of the input |
//! | `profile` | the profile of a certificate |
//! | `purposes` | the purposes of keys |
//! | `reason` | why something cannot be read, as clauses |
//! | `revocation` | revocation status |
//! | `revocation_problem` | problems of CRLs and OCSP responses |
//! | `signature` | signatures and public keys |
//! | `unreadable` | what cannot be read and is left aside |
//! | `verdict` | the verdict itself |
//!
//! | module | what makes sentences of tables |
//! |---|---|
//! | `detail` | a sentence with its values |
//! | `language` | the languages |
//! | `table` | a table of sentences |
//! | `time` | times as values |

pub(crate) mod advice;
pub(crate) mod certificate;
pub(crate) mod constraints;
mod detail;
mod language;
pub(crate) mod path;
#[cfg(feature = "pdf")]
pub(crate) mod pdf;
pub(crate) mod place;
pub(crate) mod profile;
pub(crate) mod purposes;
mod reason;
pub(crate) mod revocation;
pub(crate) mod revocation_problem;
pub(crate) mod signature;
mod table;
mod time;
pub(crate) mod unreadable;
pub(crate) mod verdict;

pub use detail::Detail;
pub(crate) use detail::{AnyOf, Clauses};
pub use language::ReportLanguage;
pub(crate) use reason::Reason;
pub(crate) use table::Table;

/// Declares a table of sentences: variant and fields, English, Traditional Chinese, Simplified
/// Chinese.
///
/// `{field}` is replaced by the value of the variant's field. Tests check that every language
/// uses every field. `cargo xtask build` reads the tables, for the scripts that have the sentences
/// instead of a module.
macro_rules! details {
    (
        $(#[doc = $about:literal])+
        $table:ident:
        $(
            $variant:ident $({ $($field:ident: $type:ty),+ })? =>
            $english:literal, $traditional:literal, $simplified:literal;
        )+
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
                const TABLE: $crate::report::sentence::Table =
                    $crate::report::sentence::Table::new(stringify!($table), concat!($(
                        $($(stringify!($field), " ",)+)? "\n",
                        $english, "\n", $traditional, "\n", $simplified, "\n",
                    )+));
                let (row, values) = match detail {
                    $($table::$variant $({ $($field),+ })? => {
                        (Row::$variant, vec![$($($field.into()),+)?])
                    })+
                };
                Self::new(TABLE, row as usize, values)
            }
        }

        #[cfg(test)]
        impl $table {
            /// Fields and texts of every sentence.
            pub(crate) const ROWS: &'static [(&'static [&'static str], [&'static str; 3])] =
                &[$((&[$($(stringify!($field)),+)?], [$english, $traditional, $simplified]),)+];
        }
    };
}
pub(crate) use details;

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::sentence::tests::placeholders;

    /// Characters that are written otherwise in Simplified Chinese, from the texts.
    const TRADITIONAL: &str = "證書簽發關為無時間題檢驗碼據銷鍵欄擴項認讀數權張錯誤來與個鎖錨內";

    /// Names of arguments and functions, which people do not know; reports have them beside the sentences.
    const FOR_PROGRAMS: [&str; 7] = [
        "`",
        "crls",
        "ocspResponses",
        "trustAnchors",
        "validationTime",
        "excludedPurposes",
        "fetchRevocation",
    ];

    /// Returns true for quotation marks, brackets, marks of a pause and blanks of other scripts beside
    /// Chinese characters (GB/T 15834-2011 §4, §5).
    fn has_foreign_marks(chinese: &str) -> bool {
        let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        let is_mark = |c: char| "，。：；、（）「」“”".contains(c);
        let characters: Vec<_> = chinese.chars().collect();
        characters.windows(2).any(|pair| match *pair {
            ['\'' | '"', _] | [_, '\'' | '"'] => true,
            [one, '(' | ')' | ',' | ';' | ':' | '.' | '?'] => is_han(one),
            ['(' | ')', other] => is_han(other),
            [one, ' '] => is_mark(one),
            [' ', other] => is_mark(other),
            _ => false,
        })
    }

    /// Checks that the texts of a row use the same fields, and that all or none end with a full
    /// stop.
    pub(crate) fn check(rows: &[(&[&str], [&str; 3])]) {
        for (fields, texts) in rows {
            let mut wanted = fields.to_vec();
            wanted.sort_unstable();
            for text in texts {
                assert!(!text.contains('\n'), "each text is one line: {text}");
                let mut named = placeholders(text);
                named.sort_unstable();
                named.dedup();
                assert_eq!(named, wanted, "{text}");
            }
            for text in texts {
                for name in FOR_PROGRAMS {
                    assert!(!text.contains(name), "{text}");
                }
            }
            let [english, chinese @ ..] = texts;
            assert!(
                !chinese[1].contains(|c| TRADITIONAL.contains(c)),
                "{}",
                chinese[1]
            );
            for chinese in chinese {
                assert!(!has_foreign_marks(chinese), "{chinese}");
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
    }

    #[test]
    fn every_language_says_the_same() {
        check(advice::AdviceDetail::ROWS);
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
        #[cfg(feature = "pdf")]
        {
            check(pdf::PdfDetail::ROWS);
            check(pdf::FlawDetail::ROWS);
            check(pdf::RangeDetail::ROWS);
            check(pdf::ChangeDetail::ROWS);
        }
        check(profile::ProfileDetail::ROWS);
        check(profile::ProfileRuleDetail::ROWS);
        check(purposes::PurposeDetail::ROWS);
        check(revocation::RevocationDetail::ROWS);
        check(revocation::EntryDetail::ROWS);
        check(revocation::LimitDetail::ROWS);
        check(revocation::SourceDetail::ROWS);
        check(revocation::WhyDetail::ROWS);
        check(revocation_problem::ProblemDetail::ROWS);
        check(signature::SignedDetail::ROWS);
        check(signature::KeyDetail::ROWS);
        check(unreadable::UnreadableDetail::ROWS);
        check(unreadable::ExtensionsDetail::ROWS);
        check(unreadable::ExtensionDetail::ROWS);
        check(verdict::VerdictDetail::ROWS);
        check(verdict::AskedForDetail::ROWS);
        check(verdict::ReasonDetail::ROWS);
    }

    #[test]
    fn values_stand_where_their_names_are() {
        const TABLE: Table = Table::new(
            "",
            concat!(
                "\n",
                "a part\n",
                "部分\n",
                "部分\n",
                "\n",
                "another\n",
                "另一部分\n",
                "另一部分\n",
                "number names part any none\n",
                "{number} of {names}: {part}, {any}{none}.\n",
                "{part}：{names}的第 {number} 個，{any}{none}。\n",
                "{part}：{names}的第 {number} 个，{any}{none}。\n",
            ),
        );
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
            detail.in_language(ReportLanguage::TraditionalChinese),
            "部分：x、{y}的第 3 個，部分或另一部分。"
        );
        assert_eq!(
            detail.in_language(ReportLanguage::SimplifiedChinese),
            "部分：x、{y}的第 3 个，部分或另一部分。"
        );
    }
}
