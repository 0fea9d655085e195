use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::clauses::ROWS;
use super::*;
use crate::report::sentence::tests::check;
use crate::sentence::tests::placeholders;

/// What takes a clause that sentences may repeat.
const TAKES_CLAUSES: [&str; 5] = [
    "BrokenPem",
    "Limit",
    "Malformed",
    "OtherMessage",
    "malformed",
];

/// Sources that read what reports are about, or folders of them. What they say in lower case is a clause, also
/// where it has a name first.
const READERS: [&str; 4] = [
    "asn1/",
    "pki/",
    "verification/cms/attributes.rs",
    "verification/evidence/stamp.rs",
];

/// Sources whose clauses end in errors alone, which are for developers.
const ERRORS_ALONE: [&str; 6] = [
    "asn1/item.rs",
    "asn1/oid.rs",
    "asn1/pem.rs",
    "pki/cms/text.rs",
    "pki/signature/sm2.rs",
    "pki/timestamp/request.rs",
];

/// A string of a source.
struct Literal {
    text: String,
    /// Which of [`TAKES_CLAUSES`] it is given to, directly or inside of an expression.
    given_to: Option<&'static str>,
}

/// Returns the strings of a source.
fn literals(source: &str) -> Vec<Literal> {
    let mut found = Vec::new();
    // What takes clauses, for each open bracket.
    let mut open: Vec<Option<&'static str>> = Vec::new();
    let mut rest = source;
    while let Some(next) = rest.chars().next() {
        let before = &source[..source.len() - rest.len()];
        rest = &rest[next.len_utf8()..];
        match next {
            '/' if rest.starts_with('/') => rest = after(rest, "\n"),
            // A character; a lifetime has no second mark.
            '\'' if rest.starts_with('\\') => rest = after(&rest[2..], "'"),
            '\'' if rest.chars().nth(1) == Some('\'') => rest = after(rest, "'"),
            '"' => {
                let (text, after) = literal(rest, before.ends_with("r#"));
                let given_to = open.iter().find_map(|taker| *taker);
                found.push(Literal { text, given_to });
                rest = after;
            }
            '(' | '[' | '{' => {
                let before = before.trim_end();
                let takes = |name: &&&str| {
                    let start = before.strip_suffix(**name);
                    start.is_some_and(|start| !start.ends_with(|c: char| c.is_alphanumeric()))
                };
                open.push(TAKES_CLAUSES.iter().find(takes).copied());
            }
            ')' | ']' | '}' => {
                open.pop();
            }
            _ => {}
        }
    }
    found
}

/// Returns what follows the next `mark`.
fn after<'a>(source: &'a str, mark: &str) -> &'a str {
    source.split_once(mark).map_or("", |(_, after)| after)
}

/// Returns a string after its first mark, and what follows it.
fn literal(source: &str, is_raw: bool) -> (String, &str) {
    if is_raw {
        let (text, after) = source.split_once("\"#").expect("a string ends");
        return (text.to_owned(), after);
    }
    let mut text = String::new();
    let mut rest = source;
    loop {
        let at = rest.find(['"', '\\']).expect("a string ends");
        text.push_str(&rest[..at]);
        let (mark, after) = rest[at..].split_at(1);
        if mark == "\"" {
            return (text, after);
        }
        rest = if let Some(next_line) = after.strip_prefix('\n') {
            next_line.trim_start()
        } else {
            text.push_str(&after[..1]);
            &after[1..]
        };
    }
}

/// Returns the sources below `folder` with their paths in `src/`, without their tests and the table.
fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
            continue;
        }
        let name = path
            .strip_prefix(root())
            .unwrap()
            .to_str()
            .unwrap()
            .replace('\\', "/");
        let is_source =
            path.extension().is_some_and(|ending| ending == "rs") && !name.ends_with("tests.rs");
        if !is_source || name == "report/sentence/reason/clauses.rs" {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let tests = ["mod tests {", "pub(crate) mod tests {"]
            .map(|start| text.find(&["#[cfg(test)]\n", start].concat()));
        let end = tests.into_iter().flatten().min().unwrap_or(text.len());
        found.push((name, text[..end].to_owned()));
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

#[test]
fn every_clause_is_in_every_language_and_in_use() {
    let mut all = Vec::new();
    sources(&root(), &mut all);
    let known: BTreeSet<&str> = ROWS.iter().map(|[english, ..]| *english).collect();
    let mut used = BTreeSet::new();
    let mut missing = BTreeSet::new();
    for (name, source) in &all {
        let is_reader = READERS.iter().any(|reader| name.starts_with(reader));
        for literal in literals(source) {
            let is_given = match literal.given_to {
                // What else is malformed in a PDF file is an error.
                Some(taker) => taker == "Limit" || !name.starts_with("pdf/"),
                None => is_reader,
            };
            let text = &*literal.text;
            let is_prose =
                text.starts_with(|c: char| c.is_ascii_lowercase()) && text.split(' ').count() > 2;
            let is_clause = is_given && is_prose && !ERRORS_ALONE.contains(&&**name);
            if is_clause && !known.contains(text) {
                missing.insert(format!("{name}: {text}"));
            }
            used.insert(literal.text);
        }
    }
    assert!(missing.is_empty(), "not in the table: {missing:#?}");
    let unused: Vec<_> = known
        .iter()
        .filter(|clause| !used.contains(**clause))
        .collect();
    assert!(unused.is_empty(), "in no source: {unused:#?}");
    assert!(all.len() > 300, "{} sources", all.len());
}

#[test]
fn clauses_are_found_in_sources() {
    let source = r#"
        /// Malformed("a doc comment")
        fn read<'a>(c: char) {
            if c == '"' || c == '\'' { return Err(Malformed(if c == '(' { "one \
                clause" } else { "two clauses" })); }
            Limit { what: "a limit" };
            name("a name")
        }
    "#;
    let found: Vec<_> = literals(source)
        .into_iter()
        .map(|literal| (literal.text, literal.given_to))
        .collect();
    let expected = [
        ("one clause", Some("Malformed")),
        ("two clauses", Some("Malformed")),
        ("a limit", Some("Limit")),
        ("a name", None),
    ];
    assert_eq!(
        found,
        expected.map(|(text, taker)| (text.to_owned(), taker))
    );
}

#[test]
fn every_language_says_the_same() {
    for row in ROWS {
        let fields = placeholders(row[0]);
        let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
        check(&[(&fields, *row)]);
        let [english, chinese @ ..] = row;
        assert!(
            chinese.iter().all(|text| !text.ends_with('。')),
            "{english}"
        );
    }
    let clauses: BTreeSet<_> = ROWS.iter().map(|[english, ..]| english).collect();
    assert_eq!(clauses.len(), ROWS.len(), "a clause is there twice");
}

#[test]
fn clauses_are_translated_with_their_field() {
    let all = |reason: Reason| {
        [
            ReportLanguage::English,
            ReportLanguage::TraditionalChinese,
            ReportLanguage::SimplifiedChinese,
        ]
        .map(|language| {
            let mut text = String::new();
            reason.append_to(&mut text, language);
            text
        })
    };
    assert_eq!(
        all("a part is missing".into()),
        ["a part is missing", "欠缺其中一部分", "缺少其中一部分"]
    );
    assert_eq!(
        all("a part is missing (in 'validity')".to_owned().into()),
        [
            "a part is missing (in 'validity')",
            "欠缺其中一部分（欄位「validity」）",
            "缺少其中一部分（字段“validity”）"
        ]
    );
    let other = "it is something else (in 'validity')";
    assert_eq!(all(other.into()), [other; 3]);
}
