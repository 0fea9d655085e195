//! Dictionaries with some entries changed; all others stay as they are written, since readers compare
//! them with those of the revision before.

use alloc::format;
use alloc::string::ToString as _;
use alloc::vec::Vec;

use hayro_syntax::object::{Dict, MaybeRef, Number, Object};
use pdf_writer::{Chunk, Name, Primitive, Ref, Settings, Str};

/// Changes of entries: key, and the new value as written; `None` removes the entry.
pub(super) type Changes<'c> = &'c [(&'c [u8], Option<Vec<u8>>)];

/// Returns the dictionary with changed entries, as written.
pub(super) fn changed(dict: &Dict<'_>, changes: Changes<'_>) -> Vec<u8> {
    let mut written = b"<<".to_vec();
    let mut put = |key: &[u8], value: &[u8]| {
        written.extend(primitive(Name(key)));
        written.push(b' ');
        written.extend(value);
        written.push(b'\n');
    };
    for key in dict.keys() {
        let is_changed = changes.iter().any(|(changed, _)| *changed == &*key);
        if let Some(value) = dict.get_raw(&*key).filter(|_| !is_changed) {
            put(&key, &as_written(&value));
        }
    }
    for (key, value) in changes {
        if let Some(value) = value {
            put(key, value);
        }
    }
    written.extend(b">>");
    written
}

/// Returns a value as written.
pub(super) fn as_written(value: &MaybeRef<Object<'_>>) -> Vec<u8> {
    let object = match value {
        MaybeRef::Ref(reference) => return reference.to_string().into_bytes(),
        MaybeRef::NotRef(object) => object,
    };
    match object {
        Object::Null(_) => b"null".to_vec(),
        Object::Boolean(value) => value.to_string().into_bytes(),
        Object::Number(number) => number_as_written(number),
        Object::String(string) => primitive(Str(string.as_bytes())),
        Object::Name(name) => primitive(Name(name)),
        Object::Dict(dict) => dict.data().to_vec(),
        Object::Array(array) => bracketed(array.data()),
        // Streams are indirect objects (ISO 32000-2 §7.3.8.1).
        Object::Stream(stream) => stream.dict().data().to_vec(),
    }
}

/// Returns an array with one more item, as written.
pub(super) fn with_item(items: &[u8], item: &[u8]) -> Vec<u8> {
    // A comment at the end of the items would hide what follows it.
    bracketed(&[items, b"\n", item].concat())
}

/// Returns a primitive as written.
pub(super) fn primitive(value: impl Primitive) -> Vec<u8> {
    const BEFORE: &[u8] = b"1 0 obj\n";
    const AFTER: &[u8] = b"\nendobj\n";

    let mut chunk = Chunk::with_settings(Settings { pretty: false });
    chunk.indirect(Ref::new(1)).primitive(value);
    let written = chunk.as_bytes();
    let value = written.strip_prefix(BEFORE).unwrap_or_default();
    value.strip_suffix(AFTER).unwrap_or_default().to_vec()
}

fn bracketed(items: &[u8]) -> Vec<u8> {
    [b"[", items, b"]"].concat()
}

/// Reals have no exponent in PDF (§7.3.3).
fn number_as_written(number: &Number) -> Vec<u8> {
    let value = number.as_f64();
    let text = number.to_string();
    if text.contains(['e', 'E']) {
        return format!("{value}").into_bytes();
    }
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    use hayro_syntax::object::{Dict, FromBytes};

    use super::{changed, with_item};

    #[test]
    fn what_is_not_changed_stays_as_written() {
        let dict = b"<</B 841.8897637795 /A#20x(\\(\\377)/C[1 0 R %]\n 2]/D<</E/F>>/G 12 0 R/H .00000000012/I true>>";
        let dict: Dict<'_> = Dict::from_bytes(dict).unwrap();
        let written = changed(&dict, &[(b"I", None), (b"B", Some(b"7".to_vec()))]);
        assert_eq!(
            String::from_utf8(written).unwrap(),
            "<</A#20x <28FF>\n/C [1 0 R %]\n 2]\n/D <</E/F>>\n/G 12 0 R\n/H 0.00000000012\n/B 7\n>>"
        );
    }

    #[test]
    fn a_comment_does_not_hide_an_item() {
        assert_eq!(
            with_item(b"1 0 R % last", b"2 0 R"),
            b"[1 0 R % last\n2 0 R]"
        );
    }
}
