//! The canonical form of a submission, in the page and as servers receive it.

#![no_main]

use iamsmart::signing::{
    Digest, FormAbout, FormContent, FormEntry, canonical_form, canonicalize_json,
};
use iamsmart_fuzz::records;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// Bit of a tag: the entry is a file.
const FILE: u8 = 1;

/// Byte order mark.
const MARK: char = '\u{feff}';

/// Which escapes of a name a server decodes.
#[derive(Clone, Copy, Debug)]
enum Decoded {
    Not,
    Capitals,
    EitherCase,
}

/// An entry before its strings are lent.
struct Entry {
    is_file: bool,
    field: String,
    /// The value of a field, the name of a file.
    value: String,
}

fuzz_target!(|data: &[u8]| {
    // The first text is the form's name; of the others each two are an entry.
    let mut records = records::split(data).into_iter();
    let (tag, about) = records.next().unwrap_or_default();
    let mut entries = Vec::new();
    while let (Some((tag, field)), Some((_, value))) = (records.next(), records.next()) {
        entries.push(Entry {
            is_file: tag & FILE != 0,
            field,
            value,
        });
    }
    let number = (tag & 1 != 0).then_some("TD-318");

    let Ok(page) = form(&entries, &about, number) else {
        let is_ambiguous =
            |name: &str| without_marks(name).is_empty() || name.chars().any(is_refused);
        let is_named = |entry: &Entry| {
            is_ambiguous(&entry.field) || (entry.is_file && is_ambiguous(&entry.value))
        };
        assert!(entries.iter().any(is_named), "only names are refused");
        return;
    };
    assert_eq!(canonicalize_json(&page.text).as_ref(), Ok(&page.text));
    assert_eq!(page.digest.as_bytes()[..], Sha256::digest(&page.text)[..]);
    check(&page, &entries, &about, number);

    // A browser escapes names and writes line breaks as CRLF; some servers decode the names, in one
    // letter case or in both, and drop a leading byte order mark.
    for decoded in [Decoded::Not, Decoded::Capitals, Decoded::EitherCase] {
        for marked in [true, false] {
            let mark = |text: String| match text.strip_prefix(MARK) {
                Some(rest) if !marked => rest.to_owned(),
                _ => text,
            };
            let name = |name: &str| mark(unescaped(&escaped(name), decoded));
            let sent = |entry: &Entry| Entry {
                is_file: entry.is_file,
                field: name(&entry.field),
                value: if entry.is_file {
                    name(&entry.value)
                } else {
                    mark(crlf(&entry.value))
                },
            };
            let received: Vec<Entry> = entries.iter().map(sent).collect();
            assert_eq!(
                form(&received, &about, number).as_ref(),
                Ok(&page),
                "decoded: {decoded:?}, marked: {marked}"
            );
        }
    }
});

fn form(entries: &[Entry], name: &str, number: Option<&str>) -> iamsmart::Result<FormContent> {
    let entries: Vec<FormEntry<'_>> = entries
        .iter()
        .map(
            |Entry {
                 is_file,
                 field,
                 value,
             }| {
                if *is_file {
                    FormEntry::File {
                        field,
                        name: value,
                        size: 3,
                        digest: Digest::of(b"abc"),
                    }
                } else {
                    FormEntry::Text { field, value }
                }
            },
        )
        .collect();
    canonical_form(&entries, FormAbout { name, number })
}

/// What is signed is what was submitted, as another parser reads it.
fn check(page: &FormContent, entries: &[Entry], name: &str, number: Option<&str>) {
    let read: Value = serde_json::from_str(&page.text).expect("it is JSON");
    assert_eq!(read["form"]["name"], lf(name));
    assert_eq!(read["form"]["number"].as_str(), number);
    let texts: Vec<&Entry> = entries.iter().filter(|entry| !entry.is_file).collect();
    let fields = read["fields"].as_array().expect("a list");
    assert_eq!(fields.len(), texts.len());
    for (field, entry) in fields.iter().zip(texts) {
        assert_eq!(field[1], lf(without_marks(&entry.value)));
    }
    let files = read["files"].as_array().expect("a list");
    assert_eq!(files.len() + fields.len(), entries.len());
}

fn is_refused(c: char) -> bool {
    c == '\\' || (c.is_control() && !matches!(c, '\r' | '\n'))
}

fn lf(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn crlf(text: &str) -> String {
    lf(text).replace('\n', "\r\n")
}

/// HTML, "multipart/form-data encoding algorithm".
fn escaped(name: &str) -> String {
    crlf(name)
        .replace('\r', "%0D")
        .replace('\n', "%0A")
        .replace('"', "%22")
}

fn unescaped(name: &str, decoded: Decoded) -> String {
    let capitals = || {
        name.replace("%0A", "\n")
            .replace("%0D", "\r")
            .replace("%22", "\"")
    };
    match decoded {
        Decoded::Not => name.to_owned(),
        Decoded::Capitals => capitals(),
        Decoded::EitherCase => capitals().replace("%0a", "\n").replace("%0d", "\r"),
    }
}

fn without_marks(text: &str) -> &str {
    text.trim_start_matches(MARK)
}
