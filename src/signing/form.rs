//! The canonical form of a submitted form.

use alloc::string::String;

use crate::encoding::base64;
use crate::json::write_string;
use crate::signing::digest::Digest;
use crate::signing::multipart::{file_name, is_plain, multipart_name, multipart_value, with_lf};
use crate::string::decimal;
use crate::{Error, Result};

/// Version of the canonical form. It is part of the content, so that versions cannot be confused.
const VERSION: &str = "iamsmart-form-2";

/// Maximum size of a file in bytes, 2⁵³ − 1: JSON parsers disagree on larger numbers (RFC 7493
/// §2.2).
const MAX_FILE_SIZE: u64 = (1 << 53) - 1;

/// Maximum number of entries: ten times what servers take by default (1,000 in PHP,
/// `max_input_vars`, and in Django, `DATA_UPLOAD_MAX_NUMBER_FIELDS`).
const MAX_ENTRIES: u64 = 10_000;

/// Name and number of a form.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct FormAbout<'a> {
    /// The name of the form, as shown to the user.
    pub name: &'a str,
    /// The number of the form.
    pub number: Option<&'a str>,
}

/// An entry of a submission.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FormEntry<'a> {
    /// A field and its value.
    Text {
        /// The name of the field.
        field: &'a str,
        /// The value of the field.
        value: &'a str,
    },
    /// A file of a file input, by its digest.
    File {
        /// The name of the input.
        field: &'a str,
        /// The name of the file; of a directory's file, its path (`webkitRelativePath`).
        name: &'a str,
        /// The size of the file in bytes.
        size: u64,
        /// The SHA-256 digest of the file.
        digest: Digest,
    },
}

/// The canonical form and its digest.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FormContent {
    /// The canonical JSON text.
    pub text: String,
    /// The SHA-256 digest of `text` in UTF-8.
    pub digest: Digest,
}

/// Returns the canonical form: a JSON text (RFC 8785), the same in the page and on every server.
///
/// ```json
/// {"fields":[["agree","on"]],"files":[{"field":"proof","name":"proof.pdf","sha256":"…","size":5}],
///  "form":{"name":"Parking permit"},"version":"iamsmart-form-2"}
/// ```
///
/// Fields and files keep the order of submission; repeated names are kept. What servers read
/// differently is left out or unified:
///
/// - Media types of files are left out: servers shorten them, derive them from the name, or fill in
///   their own.
/// - A leading U+FEFF of names and values is dropped: the decoder of many servers takes it for a byte
///   order mark (Encoding, "UTF-8 decode").
/// - CRLF and CR become LF, because a multipart body converts LF to CRLF.
/// - `%0A`, `%0D` and `%22` in names of fields and files are decoded, in either letter case. A multipart
///   body escapes these characters without escaping '%', and servers differ in whether they decode
///   them, and in the case. Consecutive line breaks in a name become one.
/// - Names of files are in Normalization Form C, in which WebKit sends them. (In WebAssembly the caller
///   has composed them.)
/// - An empty file input (no name, no bytes) is a field with an empty string, as workerd parses it.
///
/// No other string is normalized to a Unicode normal form.
///
/// # Errors
/// [`Error::FormNameAmbiguous`] for a name that servers parse differently: empty, or with a
/// backslash (an escape in workerd) or a control character other than a line break.
/// [`Error::InvalidArgument`] for a file of 2⁵³ bytes or more, and more than 10,000 entries.
pub fn canonical_form(entries: &[FormEntry<'_>], about: FormAbout<'_>) -> Result<FormContent> {
    let count = entries.len() as u64;
    if count > MAX_ENTRIES {
        return Err(Error::above_limit("form", count, "entries", MAX_ENTRIES));
    }
    let length = entries.iter().map(|entry| match entry {
        // With two pairs of quotes, a comma, brackets and a comma before.
        FormEntry::Text { field, value } => field.len() + value.len() + 8,
        FormEntry::File { .. } => 0,
    });
    let mut fields = String::with_capacity(length.sum());
    let mut files = String::new();
    for entry in entries {
        match *entry {
            FormEntry::Text { field, value } => write_field(&mut fields, field, value)?,
            FormEntry::File {
                field,
                name: "",
                size: 0,
                ..
            } => write_field(&mut fields, field, "")?,
            FormEntry::File { size, .. } if size > MAX_FILE_SIZE => {
                let what = "bytes in a file";
                return Err(Error::above_limit("form", size, what, MAX_FILE_SIZE));
            }
            FormEntry::File {
                field,
                name,
                size,
                digest,
            } => write_file(&mut files, field, name, size, &digest)?,
        }
    }

    // Member names are in the order of RFC 8785 §3.2.3.
    let mut text = [
        "{\"fields\":[",
        &fields,
        "],\"files\":[",
        &files,
        "],\"form\":{\"name\":",
    ]
    .concat();
    write_string(&mut text, &with_lf(about.name));
    if let Some(number) = about.number {
        text.push_str(",\"number\":");
        write_string(&mut text, &with_lf(number));
    }
    text.push_str("},\"version\":\"");
    text.push_str(VERSION);
    text.push_str("\"}");
    let digest = Digest::of(text.as_bytes());
    Ok(FormContent { text, digest })
}

fn write_field(out: &mut String, field: &str, value: &str) -> Result<()> {
    if !out.is_empty() {
        out.push(',');
    }
    if is_plain(field) && is_plain(value) && !field.is_empty() {
        for part in ["[\"", field, "\",\"", value, "\"]"] {
            out.push_str(part);
        }
        return Ok(());
    }
    out.push('[');
    write_string(out, &multipart_name(field)?);
    out.push(',');
    write_string(out, &multipart_value(value));
    out.push(']');
    Ok(())
}

fn write_file(out: &mut String, field: &str, name: &str, size: u64, digest: &Digest) -> Result<()> {
    if !out.is_empty() {
        out.push(',');
    }
    out.push_str("{\"field\":");
    write_string(out, &multipart_name(field)?);
    out.push_str(",\"name\":");
    write_string(out, &file_name(name)?);
    out.push_str(",\"sha256\":");
    write_string(out, &base64(digest.as_bytes()));
    out.push_str(",\"size\":");
    out.push_str(&decimal(size));
    out.push('}');
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::signing::canonicalize_json;

    fn about() -> FormAbout<'static> {
        FormAbout {
            name: "Parking permit",
            number: Some("TD-318"),
        }
    }

    fn text<'a>(field: &'a str, value: &'a str) -> FormEntry<'a> {
        FormEntry::Text { field, value }
    }

    fn file(name: &str, size: u64) -> FormEntry<'_> {
        FormEntry::File {
            field: "proof",
            name,
            size,
            digest: Digest::of(b"abc"),
        }
    }

    /// The text is written by hand, its digest is from `openssl dgst -sha256 -binary | base64`.
    #[test]
    fn a_whole_form() {
        let entries = [
            text("fullName", "陳大文"),
            text("agree", "on"),
            file("proof.pdf", 3),
        ];
        let content = canonical_form(&entries, about()).unwrap();
        assert_eq!(
            content.text,
            include_str!("../../tests/fixtures/form/parking-permit.json")
        );
        assert_eq!(
            content.digest.hash_code(),
            include_str!("../../tests/fixtures/form/parking-permit.sha256").trim()
        );
    }

    #[test]
    fn an_empty_form_without_number() {
        let about = FormAbout {
            name: "空",
            number: None,
        };
        let content = canonical_form(&[], about).unwrap();
        assert_eq!(
            content.text,
            r#"{"fields":[],"files":[],"form":{"name":"空"},"version":"iamsmart-form-2"}"#
        );
    }

    #[test]
    fn an_empty_file_input_is_an_empty_field() {
        let content = canonical_form(&[file("", 0), file("a", 0)], about()).unwrap();
        assert!(content.text.contains(r#""fields":[["proof",""]]"#));
        assert_eq!(content.text.matches("\"field\"").count(), 1);
        assert!(content.text.contains(r#""name":"a","#));
    }

    #[test]
    fn a_leading_byte_order_mark_is_dropped_and_no_other() {
        let entries = [
            text("\u{feff}a\u{feff}", "\u{feff}\u{feff}b\u{feff}"),
            file("\u{feff}c", 1),
        ];
        let content = canonical_form(&entries, about()).unwrap();
        assert!(content.text.contains("[\"a\u{feff}\",\"b\u{feff}\"]"));
        assert!(content.text.contains(r#""name":"c""#));
        // A file of this name is no empty file input.
        assert!(canonical_form(&[file("\u{feff}", 0)], about()).is_err());
    }

    #[test]
    fn only_names_of_files_are_composed() {
        let content = |name: &str| canonical_form(&[file(name, 1)], about()).unwrap();
        assert_eq!(content("re\u{301}sume\u{301}.pdf"), content("résumé.pdf"));
        assert!(
            content("\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}.pdf")
                .text
                .contains("한글.pdf")
        );
        assert_eq!(content("%0A\u{301}"), content("\n\u{301}"));
        let field = canonical_form(&[text("e\u{301}", "e\u{301}")], about()).unwrap();
        assert!(field.text.contains("[\"e\u{301}\",\"e\u{301}\"]"));
    }

    #[test]
    fn a_path_of_a_directory_is_a_name() {
        let content = canonical_form(&[file("plans/ground floor/a.pdf", 1)], about()).unwrap();
        assert!(
            content
                .text
                .contains(r#""name":"plans/ground floor/a.pdf""#)
        );
    }

    #[test]
    fn a_file_beyond_2_53_bytes_is_refused() {
        assert!(canonical_form(&[file("a", (1 << 53) - 1)], about()).is_ok());
        let error = canonical_form(&[file("a", 1 << 53)], about()).unwrap_err();
        assert_eq!(error.code(), "invalid-argument");
    }

    #[test]
    fn entries_are_taken_up_to_the_limit() {
        let mut entries = vec![text("a", ""); 10_000];
        assert!(canonical_form(&entries, about()).is_ok());
        entries.push(text("a", ""));
        let error = canonical_form(&entries, about()).unwrap_err();
        assert_eq!(error.code(), "invalid-argument");
        assert_eq!(
            error.to_string(),
            "'form' cannot be used: it has 10001 entries, and the limit is 10000."
        );
    }

    #[test]
    fn names_that_servers_read_differently_are_refused() {
        for name in [
            "", "\u{feff}", "a\\", "\\\"", "a\0", "\t", "\u{7f}", "\u{85}",
        ] {
            let expected = Err(Error::FormNameAmbiguous {
                name: name.to_owned(),
            });
            assert_eq!(canonical_form(&[text(name, "a")], about()), expected);
            assert_eq!(canonical_form(&[file(name, 1)], about()), expected);
        }
    }

    /// Escapes a name like a browser that writes a multipart body (HTML, "multipart/form-data
    /// encoding algorithm").
    fn escaped(name: &str) -> String {
        let crlf = with_lf(name).replace('\n', "\r\n");
        crlf.replace('\r', "%0D")
            .replace('\n', "%0A")
            .replace('"', "%22")
    }

    /// Decodes a name like some servers: in one letter case, or in both.
    fn unescaped(name: &str, either_case: bool) -> String {
        let decoded = name
            .replace("%0A", "\n")
            .replace("%0D", "\r")
            .replace("%22", "\"");
        if either_case {
            return decoded.replace("%0a", "\n").replace("%0d", "\r");
        }
        decoded
    }

    /// Decodes a string in UTF-8 like some servers.
    fn without_mark(text: &str) -> &str {
        text.strip_prefix('\u{feff}').unwrap_or(text)
    }

    proptest! {
        #[test]
        fn page_and_server_agree(
            field in "\u{feff}{0,2}([a%0-2ADad\"\r\n陳\u{feff}]|%22|%0D|%0A|%0d|%0a){1,8}",
            value in "\u{feff}{0,2}[a\r\n😀\u{feff}]{0,8}",
        ) {
            let Ok(page) = canonical_form(&[text(&field, &value)], about()) else {
                prop_assert_eq!(field.trim_start_matches('\u{feff}'), "");
                return Ok(());
            };
            let sent_value = with_lf(&value).replace('\n', "\r\n");
            let sent = escaped(&field);
            for arrived in [unescaped(&sent, false), unescaped(&sent, true), sent] {
                for value in [sent_value.as_str(), without_mark(&sent_value)] {
                    for field in [arrived.as_str(), without_mark(&arrived)] {
                        let server = canonical_form(&[text(field, value)], about()).unwrap();
                        prop_assert_eq!(&server, &page);
                    }
                }
            }
        }

        #[test]
        fn the_text_is_its_own_canonical_form(
            field in "[^\\\\\\p{Cc}\u{feff}]{1,16}",
            value in any::<String>(),
            name in "[^\\\\\\p{Cc}\u{feff}]{1,16}",
            size in 0..MAX_FILE_SIZE,
        ) {
            let entries = [text(&field, &value), file(&name, size)];
            let content = canonical_form(&entries, about()).unwrap();
            prop_assert_eq!(canonicalize_json(&content.text), Ok(content.text));
        }
    }
}
