//! A second reader of DER, and a writer of other forms of BER.

/// Tag bit of a constructed encoding.
const CONSTRUCTED: u8 = 0x20;

/// Tags of the strings that are written in segments: BIT STRING, OCTET STRING, UTF8String,
/// PrintableString, UTCTime.
const STRINGS: [u8; 5] = [0x03, 0x04, 0x0c, 0x13, 0x17];

/// Universal tags of strings and times.
const ALL_STRINGS: [u8; 16] = [3, 4, 7, 12, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 30];

/// Returns true if `octets` are one element in DER, as far as lengths, forms of strings and truth
/// values are concerned, and at most 1000 levels deep.
#[must_use]
pub fn is_der(octets: &[u8]) -> bool {
    matches!(read(octets), Some((element, [])) if are_der(&[element], 1000))
}

fn are_der(elements: &[Element<'_>], depth: usize) -> bool {
    elements.iter().all(|element| {
        let tag = element.identifier[0];
        if tag & CONSTRUCTED == 0 {
            return !matches!((tag, element.content), (1, [1..=0xfe]));
        }
        let is_string = ALL_STRINGS.contains(&(tag & !CONSTRUCTED));
        let elements = read_all(element.content);
        !is_string && depth > 0 && elements.is_some_and(|elements| are_der(&elements, depth - 1))
    })
}

/// Writes DER in the forms that `forms` choose.
#[must_use]
pub fn written_anew(der: &[u8], forms: &[u8]) -> Vec<u8> {
    let mut ber = Vec::new();
    let mut forms = forms.iter().copied().cycle();
    let mut next = move || forms.next().unwrap_or_default();
    for element in read_all(der).expect("DER") {
        write(&element, &mut next, &mut ber);
    }
    ber
}

/// One element.
#[derive(Clone, Copy)]
struct Element<'a> {
    identifier: &'a [u8],
    content: &'a [u8],
}

fn read_all(mut octets: &[u8]) -> Option<Vec<Element<'_>>> {
    let mut elements = Vec::new();
    while !octets.is_empty() {
        let (element, rest) = read(octets)?;
        elements.push(element);
        octets = rest;
    }
    Some(elements)
}

/// Reads an element whose tag and length are in their shortest form.
fn read(octets: &[u8]) -> Option<(Element<'_>, &[u8])> {
    let first = *octets.first()?;
    let mut end = 1;
    if first & 0x1f == 0x1f {
        while octets.get(end)? & 0x80 != 0 {
            end += 1;
        }
        end += 1;
        let digits = &octets[1..end];
        if digits[0] == 0x80 || (digits.len() == 1 && digits[0] < 0x1f) {
            return None;
        }
    }
    if first == 0 {
        return None;
    }
    let (identifier, rest) = octets.split_at(end);
    let (length, rest) = rest.split_first()?;
    let (length, rest) = match length {
        0..=0x7f => (usize::from(*length), rest),
        0x81..=0x84 => {
            let (digits, rest) = rest.split_at_checked(usize::from(length & 0x7f))?;
            let length = digits
                .iter()
                .fold(0, |n, digit| n << 8 | usize::from(*digit));
            if length < 0x80 || digits[0] == 0 {
                return None;
            }
            (length, rest)
        }
        _ => return None,
    };
    let (content, rest) = rest.split_at_checked(length)?;
    Some((
        Element {
            identifier,
            content,
        },
        rest,
    ))
}

fn write(element: &Element<'_>, next: &mut impl FnMut() -> u8, to: &mut Vec<u8>) {
    let tag = element.identifier[0];
    let form = next();
    if tag & CONSTRUCTED != 0 {
        let mut content = Vec::new();
        for inner in read_all(element.content).expect("DER") {
            write(&inner, next, &mut content);
        }
        wrap(element.identifier, &content, form, to);
    } else if STRINGS.contains(&tag) && form & 1 == 0 && !element.content.is_empty() {
        let mut content = Vec::new();
        segments(tag, element.content, form, &mut content);
        wrap(&[tag | CONSTRUCTED], &content, next(), to);
    } else {
        wrap(element.identifier, element.content, form & !1, to);
    }
}

/// Writes a string in two segments, the first in a segment of its own.
fn segments(tag: u8, content: &[u8], form: u8, to: &mut Vec<u8>) {
    let (unused, octets) = match content {
        [unused, octets @ ..] if tag == 0x03 => (Some(*unused), octets),
        octets => (None, octets),
    };
    let (first, last) = octets.split_at(usize::from(form >> 3).min(octets.len()));
    let inner = if tag == 0x03 || form & 2 == 0 {
        tag
    } else {
        0x04
    };
    let segment = |unused: Option<u8>, octets: &[u8]| {
        let content: Vec<u8> = unused.into_iter().chain(octets.iter().copied()).collect();
        let mut segment = Vec::new();
        wrap(&[inner], &content, form & 4, &mut segment);
        segment
    };
    let first = segment(unused.map(|_| 0), first);
    wrap(&[inner | CONSTRUCTED], &first, form >> 1, to);
    to.extend(segment(unused, last));
}

/// Writes an element: of indefinite length if `form` is odd, else with zeros before the length.
fn wrap(identifier: &[u8], content: &[u8], form: u8, to: &mut Vec<u8>) {
    to.extend_from_slice(identifier);
    if form & 1 == 1 {
        to.push(0x80);
        to.extend_from_slice(content);
        to.extend_from_slice(&[0, 0]);
        return;
    }
    let zeros = usize::from(form >> 1 & 7);
    to.push(0x88 + u8::try_from(zeros).expect("at most 7"));
    to.extend(std::iter::repeat_n(0, zeros));
    to.extend_from_slice(&(content.len() as u64).to_be_bytes());
    to.extend_from_slice(content);
}
