//! The canonical form of a submitted form: what is hashed is what is shown.

use alloc::string::String;

use crate::encoding::base64;
use crate::json::write_string;
use crate::signing::digest::Digest;
use crate::signing::multipart::{multipart_name, with_lf};
use crate::string::decimal;
use crate::{Error, Result};

/// Version of the canonical form, part of it, so that a later one cannot be mistaken for it.
const VERSION: &str = "iamsmart-form-1";

/// Media type of a file without one (HTML, "multipart/form-data encoding algorithm").
const UNTYPED: &str = "application/octet-stream";

/// Maximum size of a file in bytes, 2⁵³ − 1: JSON parsers read larger numbers differently (RFC 7493
/// §2.2).
const MAX_FILE_SIZE: u64 = (1 << 53) - 1;

/// Which form was submitted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct FormAbout<'a> {
    /// The form's name, as the user knows it.
    pub name: &'a str,
    /// The form's number, if it has one.
    pub number: Option<&'a str>,
}

/// One entry of a submission, in the order of the document.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FormEntry<'a> {
    /// A field and its value.
    Text {
        /// The field's name.
        field: &'a str,
        /// Its value.
        value: &'a str,
    },
    /// A file input and one of its files, by digest.
    File {
        /// The input's name.
        field: &'a str,
        /// The file's name.
        name: &'a str,
        /// The file's media type; empty if the platform knows none.
        media_type: &'a str,
        /// The file's size in bytes.
        size: u64,
        /// The SHA-256 digest of its bytes.
        digest: Digest,
    },
}

/// A form in canonical form.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FormContent {
    /// The canonical JSON text that is hashed.
    pub text: String,
    /// SHA-256 of `text` in UTF-8.
    pub digest: Digest,
}

/// Returns the canonical form: one JSON text (RFC 8785), the same in page and worker.
///
/// ```json
/// {"fields":[["agree","on"]],"files":[{"field":"proof","name":"proof.pdf","sha256":"…","size":5,
///  "type":"application/pdf"}],"form":{"name":"Parking permit"},"version":"iamsmart-form-1"}
/// ```
///
/// Fields and files keep the order of submission, repeated names are kept. CRLF and CR are written
/// as LF, because a multipart body has LF turned into CRLF. In names of fields and files `%0A`,
/// `%0D` and `%22` are read as what they stand for: a multipart body escapes these characters so,
/// without escaping '%', and servers differ in whether they undo it. A run of line breaks in a name
/// counts as one. A file input left empty (no name, no bytes) is a field with an empty text,
/// because workerd reads it so; a file without a type is `application/octet-stream`, as the body
/// will say. Text is Unicode as it is, without normalisation.
///
/// # Errors
/// [`Error::FormNameAmbiguous`] for a name that does not arrive alike everywhere: an empty one, or
/// one with a backslash (workerd reads it as an escape) or a control character other than a line
/// break. [`Error::InvalidArgument`] for a file of 2⁵³ bytes or more.
pub fn canonical_form(entries: &[FormEntry<'_>], about: FormAbout<'_>) -> Result<FormContent> {
    let mut fields = String::new();
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
                return Err(Error::invalid_argument(
                    "form",
                    "a file has more than 2^53 - 1 bytes",
                ));
            }
            FormEntry::File {
                field,
                name,
                media_type,
                size,
                digest,
            } => {
                let media_type = if media_type.is_empty() {
                    UNTYPED
                } else {
                    media_type
                };
                write_file(&mut files, field, name, media_type, size, &digest)?;
            }
        }
    }

    // Member names are written here in the order of RFC 8785 §3.2.3.
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
    out.push('[');
    write_string(out, &multipart_name(field)?);
    out.push(',');
    write_string(out, &with_lf(value));
    out.push(']');
    Ok(())
}

fn write_file(
    out: &mut String,
    field: &str,
    name: &str,
    media_type: &str,
    size: u64,
    digest: &Digest,
) -> Result<()> {
    if !out.is_empty() {
        out.push(',');
    }
    out.push_str("{\"field\":");
    write_string(out, &multipart_name(field)?);
    out.push_str(",\"name\":");
    write_string(out, &multipart_name(name)?);
    out.push_str(",\"sha256\":");
    write_string(out, &base64(digest.as_bytes()));
    out.push_str(",\"size\":");
    out.push_str(&decimal(size));
    out.push_str(",\"type\":");
    write_string(out, media_type);
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

    fn file<'a>(name: &'a str, media_type: &'a str, size: u64) -> FormEntry<'a> {
        FormEntry::File {
            field: "proof",
            name,
            media_type,
            size,
            digest: Digest::of(b"abc"),
        }
    }

    /// The text written out by hand, its digest by `openssl dgst -sha256 -binary | base64`.
    #[test]
    fn a_whole_form() {
        let entries = [
            text("fullName", "陳大文"),
            text("agree", "on"),
            file("proof.pdf", "application/pdf", 3),
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
            r#"{"fields":[],"files":[],"form":{"name":"空"},"version":"iamsmart-form-1"}"#
        );
    }

    #[test]
    fn an_empty_file_input_is_an_empty_field_and_types_are_filled_in() {
        let entries = [file("", "application/octet-stream", 0), file("a", "", 0)];
        let content = canonical_form(&entries, about()).unwrap();
        assert!(content.text.contains(r#""fields":[["proof",""]]"#));
        assert_eq!(content.text.matches("\"field\"").count(), 1);
        assert!(content.text.contains(r#""name":"a""#));
        assert!(
            content
                .text
                .contains(r#""type":"application/octet-stream""#)
        );
    }

    #[test]
    fn a_file_beyond_2_53_bytes_is_refused() {
        assert!(canonical_form(&[file("a", "", (1 << 53) - 1)], about()).is_ok());
        let error = canonical_form(&[file("a", "", 1 << 53)], about()).unwrap_err();
        assert_eq!(error.code(), "invalid-argument");
    }

    #[test]
    fn names_that_servers_read_differently_are_refused() {
        for name in ["", "a\\", "\\\"", "a\0", "\t", "\u{7f}", "\u{85}"] {
            let expected = Err(Error::FormNameAmbiguous {
                name: name.to_owned(),
            });
            assert_eq!(canonical_form(&[text(name, "a")], about()), expected);
            assert_eq!(canonical_form(&[file(name, "", 1)], about()), expected);
        }
    }

    /// What a browser does to a name on its way into a multipart body (HTML, "multipart/form-data
    /// encoding algorithm").
    fn escaped(name: &str) -> String {
        let crlf = with_lf(name).replace('\n', "\r\n");
        crlf.replace('\r', "%0D")
            .replace('\n', "%0A")
            .replace('"', "%22")
    }

    /// What some servers do to it on arrival.
    fn unescaped(name: &str) -> String {
        name.replace("%0A", "\n")
            .replace("%0D", "\r")
            .replace("%22", "\"")
    }

    proptest! {
        #[test]
        fn page_and_server_agree(
            field in "([a%0-2AD\"\r\n陳]|%22|%0D|%0A){1,8}",
            value in "[a\r\n😀]{0,8}",
        ) {
            let page = canonical_form(&[text(&field, &value)], about()).unwrap();
            let sent_value = with_lf(&value).replace('\n', "\r\n");
            let sent = escaped(&field);
            for arrived in [unescaped(&sent), sent] {
                let server = canonical_form(&[text(&arrived, &sent_value)], about()).unwrap();
                prop_assert_eq!(&server, &page);
            }
        }

        #[test]
        fn the_text_is_its_own_canonical_form(
            field in "[^\\\\\\p{Cc}]{1,16}",
            value in any::<String>(),
            name in "[^\\\\\\p{Cc}]{1,16}",
            size in 0..MAX_FILE_SIZE,
        ) {
            let entries = [text(&field, &value), file(&name, "a/b", size)];
            let content = canonical_form(&entries, about()).unwrap();
            prop_assert_eq!(canonicalize_json(&content.text), Ok(content.text));
        }
    }
}
