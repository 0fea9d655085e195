//! DER (X.690 §8.1) of what no dependency reads or writes: certificate extensions, OCSP, SM2 keys,
//! time-stamps and PDF signatures.

/// Encodes a tag, length and value.
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

/// A SET OF encoded values, sorted (X.690 §11.6).
pub(crate) fn set(mut values: Vec<Vec<u8>>) -> Vec<u8> {
    values.sort_unstable();
    value(0x31, &values.concat())
}

/// A BIT STRING without unused bits.
pub(crate) fn bit_string(bytes: &[u8]) -> Vec<u8> {
    value(0x03, &[&[0], bytes].concat())
}

pub(crate) fn octet_string(bytes: &[u8]) -> Vec<u8> {
    value(0x04, bytes)
}

/// An encoded value.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Element<'a> {
    pub(crate) tag: u8,
    pub(crate) content: &'a [u8],
    /// The value with its tag and length.
    pub(crate) whole: &'a [u8],
}

/// Reads consecutive values with one-byte tags and lengths of up to three bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(crate) fn new(der: &'a [u8]) -> Self {
        Self(der)
    }

    /// The next value; `None` at the end or if it is malformed.
    pub(crate) fn any(&mut self) -> Option<Element<'a>> {
        let (&tag, rest) = self.0.split_first()?;
        let (&first, mut rest) = rest.split_first()?;
        let mut length = usize::from(first);
        if first >= 0x80 {
            let (bytes, after) = rest.split_at_checked(usize::from(first & 0x7f))?;
            if bytes.is_empty() || bytes.len() > 3 {
                return None;
            }
            length = bytes
                .iter()
                .fold(0, |length, byte| length << 8 | usize::from(*byte));
            rest = after;
        }
        let (content, rest) = rest.split_at_checked(length)?;
        let (whole, _) = self.0.split_at_checked(self.0.len() - rest.len())?;
        self.0 = rest;
        Some(Element {
            tag,
            content,
            whole,
        })
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The next value; `None` if it has another tag.
    pub(crate) fn expect(&mut self, tag: u8) -> Option<Element<'a>> {
        self.any().filter(|element| element.tag == tag)
    }

    /// The next value; left unread if it has another tag.
    pub(crate) fn optional(&mut self, tag: u8) -> Option<Element<'a>> {
        if self.0.first() == Some(&tag) {
            return self.any();
        }
        None
    }
}

impl<'a> Element<'a> {
    pub(crate) fn values(self) -> Reader<'a> {
        Reader(self.content)
    }
}

#[cfg(test)]
mod tests {
    use super::Reader;

    #[test]
    fn lengths_in_short_and_long_form() {
        assert_eq!(super::value(4, &[]), [4, 0]);
        assert_eq!(super::value(4, &[7; 127])[..3], [4, 127, 7]);
        assert_eq!(super::value(4, &[7; 128])[..4], [4, 0x81, 128, 7]);
        assert_eq!(super::value(4, &[7; 256])[..5], [4, 0x82, 1, 0, 7]);
    }

    #[test]
    fn reads_what_it_writes_and_nothing_cut() {
        for length in [0, 1, 127, 128, 256, 70_000] {
            let der = super::value(4, &vec![7; length]);
            let mut reader = Reader::new(&der);
            let element = reader.expect(4).unwrap();
            assert_eq!((element.content.len(), element.whole), (length, &der[..]));
            assert_eq!(reader.any(), None);
            for end in 0..der.len().min(300) {
                assert_eq!(Reader::new(&der[..end]).any(), None, "{length}, {end}");
            }
        }
        assert_eq!(Reader::new(&[4, 0x80, 0, 0]).any(), None);
        assert_eq!(Reader::new(&[4, 0]).optional(5), None);
    }
}
