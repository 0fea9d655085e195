//! Values by their ASN.1 types, for what has no names of its own.

use alloc::borrow::Cow;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use x509_parser::asn1_rs::{Any, Class, FromDer as _, Tag};
use x509_parser::time::ASN1Time;

use crate::asn1::Time;
use crate::asn1::oid::Identifier;
use crate::inspection::encoding::tag_of;
use crate::inspection::field::Field;
use crate::inspection::oid_name::named;
use crate::inspection::phrase::Phrase;
use crate::inspection::title::Title;
use crate::pki::name::string_prep;

/// Maximum depth that is shown. Extensions have up to six levels.
const MAX_DEPTH: usize = 12;

/// Maximum number of elements that are shown of one value.
const MAX_ELEMENTS: usize = 500;

/// Returns the fields of the elements in `octets`; of octets that are none, one field with all of
/// them.
pub(super) fn outline(octets: &[u8]) -> Vec<Field> {
    let mut room = MAX_ELEMENTS;
    elements(octets, MAX_DEPTH, &mut room).unwrap_or_else(|| {
        let whole = Field::octets("value", Title::UnreadValue, octets);
        Vec::from([whole])
    })
}

/// Returns the field of one element.
pub(super) fn element(value: &Any<'_>) -> Field {
    of(value, MAX_DEPTH, &mut MAX_ELEMENTS.clone())
}

fn elements(octets: &[u8], depth: usize, room: &mut usize) -> Option<Vec<Field>> {
    let mut fields = Vec::new();
    let mut rest = octets;
    while !rest.is_empty() {
        let (after, value) = Any::from_der(rest).ok()?;
        rest = after;
        if depth == 0 || *room == 0 {
            let more = Field::group("more", Title::More, Vec::new());
            fields.push(more.with_text(Phrase::TooDeep));
            break;
        }
        *room -= 1;
        fields.push(of(&value, depth, room));
    }
    Some(fields)
}

fn of(value: &Any<'_>, depth: usize, room: &mut usize) -> Field {
    let name = type_name(value);
    let title = Title::Plain { text: name.clone() };
    if value.header.constructed()
        && let Some(parts) = elements(value.data, depth - 1, room)
    {
        return Field::group(&name, title, parts);
    }
    if let Some(string) = string_in(value) {
        return Field::string(&name, title, string);
    }
    if value.class() != Class::Universal {
        return Field::octets(&name, title, value.data);
    }
    match value.tag() {
        Tag::Boolean => match value.as_bool() {
            Ok(truth) => Field::truth(&name, title, truth),
            Err(_) => Field::octets(&name, title, value.data),
        },
        Tag::Integer | Tag::Enumerated => integer(&name, title, value.data),
        Tag::Null => Field::group(&name, title, Vec::new()),
        Tag::Oid => {
            let dotted = Identifier(value.data).text();
            let text = named(&dotted);
            Field::text(&name, title, dotted).with_text(Phrase::Plain { text })
        }
        Tag::UtcTime | Tag::GeneralizedTime => match time(value) {
            Some(time) => Field::text(&name, title, time.text()),
            None => Field::octets(&name, title, value.data),
        },
        _ => Field::octets(&name, title, value.data),
    }
}

/// Returns the field of an INTEGER: a number, or octets if it is negative or large.
pub(super) fn integer(name: &str, title: Title, octets: &[u8]) -> Field {
    let digits = octets.strip_prefix(&[0]).unwrap_or(octets);
    let is_negative = octets.first().is_none_or(|first| *first > 0x7f);
    if is_negative || digits.len() > 4 {
        return Field::octets(name, title, octets);
    }
    let number = digits.iter().fold(0, |n, digit| n << 8 | u32::from(*digit));
    Field::number(name, title, number)
}

/// Returns the text of a value of a string type. Where ASCII belongs, issuers write UTF-8 too. The
/// encoding of TeletexString and its like was never agreed on beyond ASCII.
pub(super) fn string_in(value: &Any<'_>) -> Option<String> {
    if value.class() != Class::Universal {
        return None;
    }
    match value.tag() {
        Tag::T61String | Tag::VideotexString | Tag::GraphicString | Tag::GeneralString => {
            let text = core::str::from_utf8(value.data).ok()?;
            text.is_ascii().then(|| text.to_string())
        }
        Tag::PrintableString | Tag::Ia5String | Tag::NumericString | Tag::VisibleString => {
            core::str::from_utf8(value.data)
                .ok()
                .map(ToString::to_string)
        }
        _ => string_prep::characters(tag_of(value), value.data).map(Cow::into_owned),
    }
}

/// Returns the time of a UTCTime or GeneralizedTime.
fn time(value: &Any<'_>) -> Option<Time> {
    let whole = crate::inspection::encoding::any(value);
    let (_, time) = ASN1Time::from_der(&whole).ok()?;
    Some(Time::from_unix_seconds(time.timestamp()))
}

/// Returns the name of an element's type in X.680, or its tag.
fn type_name(value: &Any<'_>) -> String {
    let number = value.tag().0.to_string();
    let bracketed = |class: &str| ["[", class, &number, "]"].concat();
    match value.class() {
        Class::ContextSpecific => return bracketed(""),
        Class::Application => return bracketed("APPLICATION "),
        Class::Private => return bracketed("PRIVATE "),
        Class::Universal => {}
    }
    let known = match value.tag() {
        Tag::Boolean => "BOOLEAN",
        Tag::Integer => "INTEGER",
        Tag::BitString => "BIT STRING",
        Tag::OctetString => "OCTET STRING",
        Tag::Null => "NULL",
        Tag::Oid => "OBJECT IDENTIFIER",
        Tag::Enumerated => "ENUMERATED",
        Tag::Utf8String => "UTF8String",
        Tag::Sequence => "SEQUENCE",
        Tag::Set => "SET",
        Tag::NumericString => "NumericString",
        Tag::PrintableString => "PrintableString",
        Tag::T61String => "TeletexString",
        Tag::Ia5String => "IA5String",
        Tag::UtcTime => "UTCTime",
        Tag::GeneralizedTime => "GeneralizedTime",
        Tag::VisibleString => "VisibleString",
        Tag::GeneralString => "GeneralString",
        Tag::UniversalString => "UniversalString",
        Tag::BmpString => "BMPString",
        _ => return bracketed("UNIVERSAL "),
    };
    known.to_string()
}
