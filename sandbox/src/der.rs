//! The little DER that no dependency writes: two certificate extensions (X.690 §8.1).

/// One tag, length and value.
pub(crate) fn value(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut der = vec![tag];
    let length = content.len().to_be_bytes();
    let significant: Vec<u8> = length.into_iter().skip_while(|byte| *byte == 0).collect();
    match significant[..] {
        [] => der.push(0),
        [short @ 0..0x80] => der.push(short),
        _ => {
            der.push(0x80 | u8::try_from(significant.len()).expect("at most 8"));
            der.extend(significant);
        }
    }
    der.extend(content);
    der
}

/// A SEQUENCE of encoded values.
pub(crate) fn sequence(values: &[Vec<u8>]) -> Vec<u8> {
    value(0x30, &values.concat())
}

#[cfg(test)]
mod tests {
    #[test]
    fn lengths_in_short_and_long_form() {
        assert_eq!(super::value(4, &[]), [4, 0]);
        assert_eq!(super::value(4, &[7; 127])[..3], [4, 127, 7]);
        assert_eq!(super::value(4, &[7; 128])[..4], [4, 0x81, 128, 7]);
        assert_eq!(super::value(4, &[7; 256])[..5], [4, 0x82, 1, 0, 7]);
    }
}
