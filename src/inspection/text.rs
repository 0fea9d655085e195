//! An inspection as plain text.

use alloc::string::String;

use crate::inspection::field::{Field, Value, hexadecimal};
use crate::report::ReportLanguage;

/// Maximum number of octets in the line of their title; longer values stand below it.
const IN_LINE: usize = 32;

/// Number of octets in a line of a longer value.
const PER_LINE: usize = 24;

/// Returns the fields one in a line, their parts below them.
pub(super) fn of(fields: &[Field], language: ReportLanguage) -> String {
    let mut text = String::new();
    append(&mut text, fields, language, 0);
    text
}

fn append(text: &mut String, fields: &[Field], language: ReportLanguage, level: usize) {
    let colon = match language {
        ReportLanguage::English => ": ",
        ReportLanguage::TraditionalChinese | ReportLanguage::SimplifiedChinese => "：",
    };
    for field in fields {
        indent(text, level);
        text.push_str(&field.title.in_language(language));
        match (&field.value, &field.text) {
            (Some(Value::Octets(octets)), Some(_))
                if octets.len() > IN_LINE && field.critical.is_none() =>
            {
                text.push_str(colon.trim_end());
                for line in octets.chunks(PER_LINE) {
                    text.push('\n');
                    indent(text, level + 1);
                    text.push_str(&hexadecimal(line));
                }
            }
            (_, Some(found)) => {
                text.push_str(colon);
                text.push_str(&found.in_language(language));
            }
            (_, None) => {}
        }
        text.push('\n');
        if !is_set_of_flags(field) {
            append(text, &field.fields, language, level + 1);
        }
    }
}

/// Returns true if the field's own text names its parts.
fn is_set_of_flags(field: &Field) -> bool {
    let is_flag = |part: &Field| part.value == Some(Value::Truth(true));
    let are_listed = field.name == "reasons" || field.critical.is_some() && field.text.is_some();
    are_listed && field.fields.iter().all(is_flag)
}

fn indent(text: &mut String, level: usize) {
    for _ in 0..level {
        text.push_str("  ");
    }
}
