//! `texts/en.js` and its siblings: the sentences of reports, a script for each language.
//!
//! They are those of the crate's tables, read from its sources: `details!`, and the titles of `rules!`.

use std::fmt::Write as _;
use std::iter::Peekable;
use std::str::Chars;

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

/// A part of a source.
#[derive(Debug, PartialEq)]
enum Token {
    Word(String),
    Literal(String),
    Mark(char),
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
    for table in tables {
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
        let mut tokens = tokens(body)?.into_iter().peekable();
        let name = word(&mut tokens)?;
        mark(&mut tokens, ':')?;
        tables.push(Table {
            name,
            rows: rows(&mut tokens, 0)?,
        });
    }
    for body in bodies(source, "rules! {") {
        // The name of a rule stands before its titles.
        let rows = rows(&mut tokens(body)?.into_iter().peekable(), 1)?;
        let of_subject = rows.into_iter().map(|row| Row {
            fields: vec!["subject".to_owned()],
            ..row
        });
        tables.push(Table {
            name: "Rule".to_owned(),
            rows: of_subject.collect(),
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

type Tokens = Peekable<std::vec::IntoIter<Token>>;

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
        let mut sentences = [const { String::new() }; 3];
        for (sentence, end) in sentences.iter_mut().zip([',', ',', ';']) {
            *sentence = literal(tokens)?;
            mark(tokens, end)?;
        }
        rows.push(Row { fields, sentences });
    }
    Ok(rows)
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

fn word(tokens: &mut Tokens) -> Result<String> {
    match tokens.next() {
        Some(Token::Word(word)) => Ok(word),
        other => Err(format!("A table of sentences has no name where {other:?} stands.").into()),
    }
}

fn literal(tokens: &mut Tokens) -> Result<String> {
    match tokens.next() {
        Some(Token::Literal(text)) => Ok(text),
        other => Err(format!("A table has no sentence where {other:?} stands.").into()),
    }
}

fn mark(tokens: &mut Tokens, wanted: char) -> Result<()> {
    match tokens.next() {
        Some(Token::Mark(mark)) if mark == wanted => Ok(()),
        other => Err(format!("A table has no '{wanted}' where {other:?} stands.").into()),
    }
}

fn tokens(source: &str) -> Result<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = source.chars().peekable();
    while let Some(next) = rest.next() {
        match next {
            '/' => while rest.next_if(|c| *c != '\n').is_some() {},
            '"' => tokens.push(Token::Literal(string(&mut rest)?)),
            _ if next.is_alphanumeric() || next == '_' => {
                let mut word = next.to_string();
                while let Some(c) = rest.next_if(|c| c.is_alphanumeric() || *c == '_') {
                    word.push(c);
                }
                tokens.push(Token::Word(word));
            }
            _ if next.is_whitespace() => {}
            _ => tokens.push(Token::Mark(next)),
        }
    }
    Ok(tokens)
}

/// Reads a string literal after its first quotation mark.
fn string(rest: &mut Peekable<Chars<'_>>) -> Result<String> {
    let mut text = String::new();
    loop {
        match rest.next() {
            Some('"') => return Ok(text),
            // A string goes on after the line's end and the next one's indentation.
            Some('\\') if rest.next_if_eq(&'\n').is_some() => {
                while rest.next_if(|c| c.is_whitespace()).is_some() {}
            }
            Some('\\') => {
                let escaped = rest.next_if(|c| matches!(c, '"' | '\\'));
                text.push(escaped.ok_or("A sentence has another escape than \\\" and \\\\.")?);
            }
            Some(c) => text.push(c),
            None => return Err("A sentence does not end.".into()),
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
            ]
        );
        assert_eq!(
            script(&read, 0, "en", "English").unwrap(),
            "// Sentences of reports in English.\nexport default {\n  language: 'en',\n  tables: {\n    \
             FirstDetail: \"One.\\nOf {0}: {1} \\\"x\\\".\",\n    Rule: \"Signature of {0}\",\n  },\n};\n"
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
