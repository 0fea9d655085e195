//! String representation of distinguished names (RFC 4514).

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::asn1::oid::Identifier;
use crate::encoding::hex;
use crate::pki::name::string_prep;
use crate::pki::name::{AttributeTypeAndValue, Name};

/// Short names registered with IANA for LDAP (RFC 4514 §2.3 and §3, RFC 4519, RFC 2985), by the
/// content octets of their identifiers.
const SHORT_NAMES: &[(&[u8], &str)] = &[
    (
        &[0x09, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 1, 1],
        "UID",
    ),
    (
        &[0x09, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 1, 25],
        "DC",
    ),
    (
        &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 1],
        "emailAddress",
    ),
    (COMMON_NAME, "CN"),
    (&[0x55, 4, 4], "sn"),
    (&[0x55, 4, 5], "serialNumber"),
    (&[0x55, 4, 6], "C"),
    (&[0x55, 4, 7], "L"),
    (&[0x55, 4, 8], "ST"),
    (&[0x55, 4, 9], "STREET"),
    (&[0x55, 4, 10], "O"),
    (&[0x55, 4, 11], "OU"),
    (&[0x55, 4, 12], "title"),
    (&[0x55, 4, 13], "description"),
    (&[0x55, 4, 15], "businessCategory"),
    (&[0x55, 4, 17], "postalCode"),
    (&[0x55, 4, 41], "name"),
    (&[0x55, 4, 42], "givenName"),
    (&[0x55, 4, 43], "initials"),
    (&[0x55, 4, 44], "generationQualifier"),
    (&[0x55, 4, 46], "dnQualifier"),
];

/// id-at-commonName, 2.5.4.3.
const COMMON_NAME: &[u8] = &[0x55, 4, 3];

/// Returns the name in RFC 4514 notation, most specific RDN first.
#[must_use]
pub fn to_text(name: &Name<'_>) -> String {
    let rdns: Vec<_> = name.rdns().collect();
    let mut text = String::new();
    for (i, rdn) in rdns.iter().rev().enumerate() {
        for (j, attribute) in rdn.attributes().enumerate() {
            match (i, j) {
                (0, 0) => {}
                (_, 0) => text.push(','),
                _ => text.push('+'),
            }
            push_attribute(&mut text, &attribute);
        }
    }
    text
}

/// Returns the most specific common name of a known string type, unescaped.
#[must_use]
pub fn common_name(name: &Name<'_>) -> Option<String> {
    let common_names = name.attributes().filter(|a| a.identifier == COMMON_NAME);
    common_names.filter_map(|a| value_text(&a)).last()
}

pub(crate) fn push_attribute(text: &mut String, attribute: &AttributeTypeAndValue<'_>) {
    let identifier = attribute.identifier;
    let short_name = SHORT_NAMES.iter().find(|(octets, _)| *octets == identifier);
    let Some((_, short_name)) = short_name else {
        text.push_str(&Identifier(identifier).text());
        text.push('=');
        return push_hex_value(text, attribute);
    };
    text.push_str(short_name);
    text.push('=');
    match value_text(attribute) {
        Some(value) => push_escaped(text, &value),
        None => push_hex_value(text, attribute),
    }
}

fn value_text(attribute: &AttributeTypeAndValue<'_>) -> Option<String> {
    string_prep::characters(attribute.value.tag, attribute.value.content).map(Cow::into_owned)
}

/// Appends `#` and the hexadecimal DER of the value (RFC 4514 §2.4).
fn push_hex_value(text: &mut String, attribute: &AttributeTypeAndValue<'_>) {
    text.push('#');
    push_hex(text, attribute.value.whole);
}

fn push_hex(text: &mut String, octets: &[u8]) {
    text.push_str(&hex(octets));
}

/// Appends a value, escaped by RFC 4514 §2.4. Also escapes invisible and direction-changing
/// characters, which the RFC permits, so that one name cannot imitate another.
pub(crate) fn push_escaped(text: &mut String, value: &str) {
    let last = value.chars().count().saturating_sub(1);
    for (i, character) in value.chars().enumerate() {
        match character {
            '"' | '+' | ',' | ';' | '<' | '>' | '\\' => {
                text.push('\\');
                text.push(character);
            }
            ' ' if i == 0 || i == last => text.push_str("\\ "),
            '#' if i == 0 => text.push_str("\\#"),
            _ if is_deceptive(character) => {
                for octet in character.encode_utf8(&mut [0; 4]).bytes() {
                    text.push('\\');
                    push_hex(text, &[octet]);
                }
            }
            _ => text.push(character),
        }
    }
}

/// Returns true for control characters, and for Unicode's invisible and direction-changing ones
/// (Unicode TR36 §2.5, §2.6).
pub(crate) fn is_deceptive(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{2069}' | '\u{feff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asn1::der::tests::encoded;

    /// Returns the string of a name whose RDNs have one attribute each, value as DER.
    fn text(rdns: &[(&[u8], &[u8])]) -> String {
        let rdns = rdns.iter().map(|(identifier, value)| {
            let attribute = encoded(0x30, &[&encoded(0x06, &[identifier]), value]);
            encoded(0x31, &[&attribute])
        });
        let der = encoded(0x30, &[&rdns.collect::<Vec<_>>().concat()]);
        to_text(&Name::parse(&der).unwrap())
    }

    const CN: &[u8] = &[0x55, 4, 3];

    #[test]
    fn unknown_attributes_are_hexadecimal_as_in_rfc_4514_section_4() {
        let identifier = [0x2b, 6, 1, 4, 1, 0x8b, 0x3a, 0];
        let value = [4, 2, 0x48, 0x69];
        assert_eq!(
            text(&[(&identifier, &value)]),
            "1.3.6.1.4.1.1466.0=#04024869"
        );
    }

    #[test]
    fn specials_are_escaped_as_in_rfc_4514_section_4() {
        let value = b"\x0c\x1eJames \"Jim\" Smith, III\r# ab";
        let mut value = value.to_vec();
        value[1] = u8::try_from(value.len() - 2).unwrap();
        assert_eq!(
            text(&[(&[0x55, 4, 6], b"\x13\x02HK"), (CN, &value)]),
            r#"CN=James \"Jim\" Smith\, III\0d# ab,C=HK"#
        );
        assert_eq!(text(&[(CN, b"\x0c\x03 # ")]), r"CN=\ #\ ");
        assert_eq!(text(&[(CN, b"\x0c\x02#a")]), r"CN=\#a");
        assert_eq!(text(&[(CN, b"\x0c\x00")]), "CN=");
    }

    #[test]
    fn chinese_names_are_whole_in_every_encoding() {
        assert_eq!(text(&[(CN, "\x0c\x09陳大文".as_bytes())]), "CN=陳大文");
        assert_eq!(
            text(&[(CN, b"\x1e\x06\x96\x73\x59\x27\x65\x87")]),
            "CN=陳大文"
        );
        assert_eq!(
            text(&[(CN, b"\x1c\x08\x00\x00\x96\x73\x00\x02\x07\x7a")]),
            "CN=陳\u{2077a}"
        );
    }

    #[test]
    fn what_turns_text_around_is_shown() {
        assert_eq!(
            text(&[(CN, "\x0c\x05a\u{202e}b".as_bytes())]),
            r"CN=a\e2\80\aeb"
        );
    }
}
