//! Parses DER (X.690 §8.1); panics if it is malformed.

/// Content of a value.
pub(crate) fn content(der: &[u8]) -> &[u8] {
    let (start, length) = header(der);
    &der[start..start + length]
}

/// Values in a constructed value, each with its header.
pub(crate) fn children(der: &[u8]) -> Vec<&[u8]> {
    let mut rest = content(der);
    let mut children = Vec::new();
    while !rest.is_empty() {
        let (start, length) = header(rest);
        let (child, after) = rest.split_at(start + length);
        children.push(child);
        rest = after;
    }
    children
}

/// Lengths of header and content.
fn header(der: &[u8]) -> (usize, usize) {
    let first = usize::from(der[1]);
    if first < 0x80 {
        return (2, first);
    }
    let end = 2 + (first & 0x7f);
    let length = der[2..end]
        .iter()
        .fold(0, |length, byte| length << 8 | usize::from(*byte));
    (end, length)
}
