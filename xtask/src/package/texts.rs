//! `texts/en.js` and its siblings: the sentences of reports, a script for each language.
//!
//! They are those of the crate's tables, read from its sources: `details!`, the titles of `rules!`, and the
//! clauses of `reasons!`.

use std::fmt::Write as _;

use super::tokens::{Token, Tokens, literal, mark, tokens, word};
use crate::failure::{Failure, Result};
use crate::{files, project};

/// The languages in the order of the tables' columns, with their names.
const LANGUAGES: [(&str, &str); 3] = [
    ("en", "English"),
    ("zh-HK", "Traditional Chinese as written in Hong Kong"),
    ("zh-CN", "Simplified Chinese"),
];

/// Folders of sources, less those of other modules, which have their sentences themselves.
const SOURCES: [&str; 2] = ["src/report", "src/verification"];
const OF_OTHERS: [&str; 1] = ["sentence/pdf.rs"];

/// The table of clauses, which are looked up by their English text; English needs none.
const REASONS: &str = "Reason";

/// A table of sentences.
#[derive(Debug, PartialEq)]
struct Table {
    name: String,
    rows: Vec<Row>,
}

/// Names of a sentence's fields, and the sentence in each language.
#[derive(Debug, PartialEq)]
struct Row {
    fields: Vec<String>,
    sentences: [String; 3],
}

/// Writes the scripts into the package, and their declarations beside the sources that import them.
pub(super) fn write() -> Result<()> {
    let tables = tables()?;
    for (place, (language, name)) in LANGUAGES.into_iter().enumerate() {
        let script = script(&tables, place, language, name)?;
        files::write(
            &project::package().join(format!("texts/{language}.js")),
            script,
        )?;
        super::declare(
            &format!("texts/{language}.d.ts"),
            &format!(
                "import type {{ ReportTexts }} from '../verify/texts.js';\n\n/** Sentences of reports in \
                 {name}, for `useTexts` of `iamsmart/verify/slim`. */\ndeclare const texts: \
                 ReportTexts;\nexport default texts;\n"
            ),
        )?;
    }
    Ok(())
}

/// Reads the tables of all sources.
fn tables() -> Result<Vec<Table>> {
    let mut tables = Vec::new();
    for folder in SOURCES {
        let mut sources = files::files_under(&project::root().join(folder))?;
        sources.sort();
        for source in sources {
            if !OF_OTHERS.iter().any(|other| source.ends_with(other)) {
                tables.extend(tables_of(&files::read_text(&source)?)?);
            }
        }
    }
    let mut names: Vec<&str> = tables.iter().map(|table| &*table.name).collect();
    names.sort_unstable();
    match names.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(format!("Two tables of sentences have the name {}.", pair[0]).into()),
        None => Ok(tables),
    }
}

/// Returns the script of a language, whose place among the columns is `place`.
fn script(tables: &[Table], place: usize, language: &str, name: &str) -> Result<String> {
    let mut script = format!(
        "// Sentences of reports in {name}.\nexport default {{\n  language: '{language}',\n  tables: {{\n"
    );
    let needed = |table: &&Table| place > 0 || table.name != REASONS;
    for table in tables.iter().filter(needed) {
        let rows: Vec<String> = table.rows.iter().map(|row| row.numbered(place)).collect();
        let lines = serde_json::to_string(&rows.join("\n"))
            .map_err(|error| Failure::from(error.to_string()))?;
        // Writing to a string cannot fail.
        let _ = writeln!(script, "    {}: {lines},", table.name);
    }
    Ok(script + "  },\n};\n")
}

impl Row {
    /// Returns a sentence with numbers in place of its fields' names.
    fn numbered(&self, place: usize) -> String {
        let named = self.sentences[place].clone();
        let fields = self.fields.iter().enumerate();
        fields.fold(named, |sentence, (number, field)| {
            sentence.replace(&format!("{{{field}}}"), &format!("{{{number}}}"))
        })
    }
}

/// Reads the tables of a source.
fn tables_of(source: &str) -> Result<Vec<Table>> {
    let mut tables = Vec::new();
    for body in bodies(source, "details! {") {
        let mut tokens = tokens(body)?;
        let name = word(&mut tokens)?;
        mark(&mut tokens, ':')?;
        tables.push(Table {
            name,
            rows: rows(&mut tokens, 0)?,
        });
    }
    for body in bodies(source, "rules! {") {
        // The name of a rule stands before its titles.
        let rows = rows(&mut tokens(body)?, 1)?;
        let of_subject = rows.into_iter().map(|row| Row {
            fields: vec!["subject".to_owned()],
            ..row
        });
        tables.push(Table {
            name: "Rule".to_owned(),
            rows: of_subject.collect(),
        });
    }
    for body in bodies(source, "reasons! {") {
        let mut tokens = tokens(body)?;
        let mut rows = Vec::new();
        while tokens.peek().is_some() {
            let [english, traditional, simplified] = sentences(&mut tokens)?;
            let [traditional, simplified] =
                [traditional, simplified].map(|chinese| format!("{english}\t{chinese}"));
            rows.push(Row {
                fields: Vec::new(),
                sentences: [english, traditional, simplified],
            });
        }
        tables.push(Table {
            name: REASONS.to_owned(),
            rows,
        });
    }
    Ok(tables)
}

/// Returns what stands in each call of a macro at the start of a line.
fn bodies<'a>(source: &'a str, call: &str) -> impl Iterator<Item = &'a str> {
    let start = format!("\n{call}\n");
    let calls: Vec<usize> = source.match_indices(&start).map(|(at, _)| at).collect();
    calls.into_iter().filter_map(move |at| {
        let (body, _) = source[at + start.len()..].split_once("\n}\n")?;
        Some(body)
    })
}

/// Reads `Variant { field: Type, … } => …, english, traditional, simplified;` to the end, after as many
/// other literals as are passed over.
fn rows(tokens: &mut Tokens, passed_over: usize) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    while tokens.peek().is_some() {
        word(tokens)?;
        let fields = fields(tokens)?;
        mark(tokens, '=')?;
        mark(tokens, '>')?;
        for _ in 0..passed_over {
            literal(tokens)?;
            mark(tokens, ',')?;
        }
        rows.push(Row {
            fields,
            sentences: sentences(tokens)?,
        });
    }
    Ok(rows)
}

/// Reads `english, traditional, simplified;`.
fn sentences(tokens: &mut Tokens) -> Result<[String; 3]> {
    let mut sentences = [const { String::new() }; 3];
    for (sentence, end) in sentences.iter_mut().zip([',', ',', ';']) {
        *sentence = literal(tokens)?;
        mark(tokens, end)?;
    }
    Ok(sentences)
}

/// Reads the names of fields, if there are any.
fn fields(tokens: &mut Tokens) -> Result<Vec<String>> {
    let mut names = Vec::new();
    if tokens.next_if_eq(&Token::Mark('{')).is_none() {
        return Ok(names);
    }
    loop {
        names.push(word(tokens)?);
        mark(tokens, ':')?;
        // The type.
        loop {
            match tokens.next() {
                Some(Token::Mark(',')) => break,
                Some(Token::Mark('}')) => return Ok(names),
                Some(_) => {}
                None => return Err("A table of sentences ends in a type.".into()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{LANGUAGES, Row, Table, script, tables, tables_of};

    const SOURCE: &str = r#"use something;

details! {
    /// Findings: "quoted".
    FirstDetail:
    One => "One.", "一。", "一。";
    Two { name: &'static str, parts: Vec<Detail> } =>
        "Of {name}: \
         {parts} \"x\".",
        "{parts}，{name}。", "{parts}，{name}。";
}

rules! {
    /// A rule.
    Signature => "signature", "Signature of {subject}", "簽署", "签名";
}

reasons! {
    // Of a certificate.
    "it is empty",
    "是空的", "为空";
}
"#;

    #[test]
    fn tables_are_read() {
        let row = |fields: &[&str], sentences: [&str; 3]| Row {
            fields: fields.iter().map(|&field| field.to_owned()).collect(),
            sentences: sentences.map(str::to_owned),
        };
        let read = tables_of(SOURCE).unwrap();
        assert_eq!(
            read,
            [
                Table {
                    name: "FirstDetail".to_owned(),
                    rows: vec![
                        row(&[], ["One.", "一。", "一。"]),
                        row(
                            &["name", "parts"],
                            [
                                "Of {name}: {parts} \"x\".",
                                "{parts}，{name}。",
                                "{parts}，{name}。"
                            ]
                        ),
                    ],
                },
                Table {
                    name: "Rule".to_owned(),
                    rows: vec![row(
                        &["subject"],
                        ["Signature of {subject}", "簽署", "签名"]
                    )],
                },
                Table {
                    name: "Reason".to_owned(),
                    rows: vec![row(
                        &[],
                        ["it is empty", "it is empty\t是空的", "it is empty\t为空"]
                    )],
                },
            ]
        );
        assert_eq!(
            script(&read, 0, "en", "English").unwrap(),
            "// Sentences of reports in English.\nexport default {\n  language: 'en',\n  tables: {\n    \
             FirstDetail: \"One.\\nOf {0}: {1} \\\"x\\\".\",\n    Rule: \"Signature of {0}\",\n  },\n};\n"
        );
        let chinese = script(&read, 1, "zh-HK", "Chinese").unwrap();
        assert!(
            chinese.contains("    Reason: \"it is empty\\t是空的\",\n"),
            "{chinese}"
        );
    }

    #[test]
    fn anything_else_is_refused() {
        for (part, other) in [
            ("\"One.\",", "\"One.\""),
            ("=> \"One", "\"One"),
            ("\\\"x", "\\nx"),
        ] {
            assert!(tables_of(&SOURCE.replace(part, other)).is_err(), "{part}");
        }
    }

    #[test]
    fn the_crates_tables_are_whole() {
        let tables = tables().unwrap();
        assert!(tables.len() > 35, "{}", tables.len());
        assert!(tables.iter().any(|table| table.name == super::REASONS));
        for (place, _) in LANGUAGES.iter().enumerate() {
            for row in tables.iter().flat_map(|table| &table.rows) {
                let numbered = row.numbered(place);
                let names_one = numbered.contains('{')
                    && numbered
                        .split('{')
                        .skip(1)
                        .any(|after| !after.starts_with(|c: char| c.is_ascii_digit()));
                assert!(!names_one && row.fields.len() <= 10, "{numbered}");
            }
        }
    }
}
