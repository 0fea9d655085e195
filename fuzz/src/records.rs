//! Several texts in one input, each as a tag (one byte), length (two bytes, big-endian) and bytes. If
//! the input ends early, so does its last text: every input is valid.

/// A tag and its text. What is no UTF-8 is replaced, as platforms do that read bodies and addresses.
pub type Record = (u8, String);

/// Splits an input into its texts.
#[must_use]
pub fn split(mut input: &[u8]) -> Vec<Record> {
    let mut records = Vec::new();
    while let [tag, high, low, rest @ ..] = input {
        let length = usize::from(u16::from_be_bytes([*high, *low])).min(rest.len());
        let (text, rest) = rest.split_at(length);
        records.push((*tag, String::from_utf8_lossy(text).into_owned()));
        input = rest;
    }
    records
}

/// Joins texts to an input; `None` if one is longer than 65,535 bytes.
#[must_use]
pub fn join(records: &[(u8, &str)]) -> Option<Vec<u8>> {
    let mut input = Vec::new();
    for (tag, text) in records {
        input.push(*tag);
        input.extend(u16::try_from(text.len()).ok()?.to_be_bytes());
        input.extend(text.as_bytes());
    }
    Some(input)
}
