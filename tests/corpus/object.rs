//! The objects in a file: which they are by their outer form, and whether the crate reads them.

use iamsmart::asn1::{Encoded, Time};
use iamsmart::encoding::from_base64;
use iamsmart::validation::Existence;
use iamsmart::verification::{CmsInput, PathOptions, validate_certificate_path, verify_cms};

use crate::vectors;

/// The kinds in the order of their numbers.
pub(crate) const KINDS: [Kind; 4] = [Kind::Certificate, Kind::Cms, Kind::Crl, Kind::OcspResponse];

/// What an object is by its outer form, whether it can be read or not.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Kind {
    Certificate,
    Cms,
    Crl,
    OcspResponse,
}

/// One object of a file.
#[derive(Debug)]
pub(crate) struct Object {
    pub(crate) kind: Kind,
    pub(crate) octets: Vec<u8>,
}

impl Kind {
    fn of_label(label: &str) -> Option<Self> {
        match label {
            "CERTIFICATE" | "X509 CERTIFICATE" => Some(Self::Certificate),
            "CMS" | "PKCS7" | "PKCS #7 SIGNED DATA" => Some(Self::Cms),
            "X509 CRL" | "CRL" => Some(Self::Crl),
            "OCSP RESPONSE" => Some(Self::OcspResponse),
            _ => None,
        }
    }

    /// Returns the kind of an object in DER or BER by the tags of its first parts.
    fn of_octets(octets: &[u8]) -> Option<Self> {
        const SIGNED_DATA: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02";
        let (0x30, body) = element(octets)? else {
            return None;
        };
        if body.starts_with(SIGNED_DATA) {
            return Some(Self::Cms);
        }
        let (first, tbs) = element(body)?;
        match first {
            // OCSPResponse: responseStatus, ENUMERATED of one octet.
            0x0a if body.get(1) == Some(&1) => Some(Self::OcspResponse),
            0x30 => Self::of_tbs(tbs),
            _ => None,
        }
    }

    /// A certificate has two names around its validity, a CRL one name and a time after it.
    fn of_tbs(tbs: &[u8]) -> Option<Self> {
        let mut tags = Vec::new();
        let mut rest = tbs;
        while let Some((tag, body)) = element(rest) {
            tags.push(tag);
            let end = body.as_ptr() as usize - rest.as_ptr() as usize + body.len();
            rest = rest.get(end..)?;
        }
        match tags[..] {
            [0xa0, 0x02, 0x30, 0x30, 0x30, 0x30, 0x30, ..]
            | [0x02, 0x30, 0x30, 0x30, 0x30, 0x30, ..] => Some(Self::Certificate),
            [0x02, 0x30, 0x30, 0x17 | 0x18, ..] | [0x30, 0x30, 0x17 | 0x18, ..] => Some(Self::Crl),
            _ => None,
        }
    }
}

/// Returns tag and content of the element at the start, in any form of BER's lengths; of an
/// indefinite one, all that follows.
fn element(octets: &[u8]) -> Option<(u8, &[u8])> {
    let (&tag, rest) = octets.split_first()?;
    let (&first, rest) = rest.split_first()?;
    let (length, rest) = match first {
        0x80 => (rest.len(), rest),
        0..=0x7f => (usize::from(first), rest),
        _ => {
            let (digits, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
            let digits = digits.iter();
            let length = digits.fold(0_usize, |n, &digit| n.wrapping_shl(8) | usize::from(digit));
            (length, rest)
        }
    };
    Some((tag, rest.get(..length)?))
}

impl Object {
    /// Returns the objects of a file: those of its PEM blocks and in its Base64, or the file itself.
    pub(crate) fn all(file: &[u8]) -> Vec<Self> {
        let text = without_code(&String::from_utf8_lossy(file));
        let blocks = text.split("-----BEGIN ").skip(1).filter_map(block);
        let mut found = Vec::<Self>::new();
        for object in blocks.chain(embedded(&text)) {
            if !found.iter().any(|known| known.octets == object.octets) {
                found.push(object);
            }
        }
        if found.is_empty() {
            found.extend(Kind::of_octets(file).map(|kind| Self {
                kind,
                octets: file.to_vec(),
            }));
        }
        found
    }

    /// Returns what the crate says if it cannot read the object, or one of its extensions.
    pub(crate) fn unreadable(&self) -> Option<String> {
        let encoded = Encoded::Bytes(self.octets.clone());
        let mut options = PathOptions::at(Time::from_unix_seconds(1_790_000_000));
        let (certificate, check) = match self.kind {
            Kind::Certificate => (encoded, "certificate[0].extensions"),
            Kind::Crl => {
                options.crls.push(encoded);
                (any_certificate(), "crls[0].unreadable")
            }
            Kind::OcspResponse => {
                options.ocsp_responses.push(encoded);
                (any_certificate(), "ocspResponses[0].unreadable")
            }
            Kind::Cms => {
                let input = CmsInput {
                    cms: encoded,
                    content: None,
                    digest: None,
                    signer: None,
                    existence: Existence::default(),
                    options,
                };
                return verify_cms(&input)
                    .err()
                    .map(|error| clause(&error.to_string()));
            }
        };
        match validate_certificate_path(&certificate, &options) {
            Ok(report) => Some(clause(&report.check(check)?.detail.to_string())),
            Err(error) => Some(clause(&error.to_string())),
        }
    }
}

fn any_certificate() -> Encoded {
    Encoded::Bytes(vectors::read("hkpost/Hongkong_Post_Root_CA_3.pem"))
}

/// Returns the clause of a sentence that says why: after the colon, without advice.
fn clause(sentence: &str) -> String {
    let sentence = sentence.strip_prefix("Left aside: ").unwrap_or(sentence);
    let (_, clause) = sentence.split_once(": ").unwrap_or(("", sentence));
    let clause = clause.split_once(". ").map_or(clause, |(clause, _)| clause);
    clause.trim_end_matches('.').to_owned()
}

/// Returns a text with the strings in it as a program has them, lines of JavaScript joined by `+`.
fn without_code(text: &str) -> String {
    const JOINED: &str = "\\n\" +";
    if !text.contains(JOINED) {
        return text.replace("\\n", "\n").replace("\\r", "");
    }
    let lines = text.lines().map(|line| {
        let line = line.trim_start().trim_start_matches('"');
        line.replace(JOINED, "").replace("\\n", "")
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Returns the objects in Base64 that a text holds: elements of XML signatures, strings of source
/// code. DER of a SEQUENCE of more than 127 octets begins with "MI".
fn embedded(text: &str) -> Vec<Object> {
    let is_base64 =
        |c: char| c.is_ascii_alphanumeric() || "+/=".contains(c) || c.is_ascii_whitespace();
    let runs = text.split(|c| !is_base64(c)).map(str::trim_start);
    let octets = runs.filter(|run| run.starts_with("MI")).filter_map(|run| {
        let base64: String = run.split_ascii_whitespace().collect();
        from_base64("run", &base64).ok()
    });
    let objects = octets.filter_map(|octets| {
        let kind = Kind::of_octets(&octets)?;
        Some(Object { kind, octets })
    });
    objects.collect()
}

/// Returns the object of a PEM block, from its label on; `None` for those of other kinds and those
/// that are no Base64.
fn block(text: &str) -> Option<Object> {
    let (label, text) = text.split_once("-----")?;
    let kind = Kind::of_label(label)?;
    let (body, _) = text.split_once("-----END")?;
    let body: String = body.split_ascii_whitespace().collect();
    let octets = from_base64("block", &body).ok()?;
    Some(Object { kind, octets })
}
