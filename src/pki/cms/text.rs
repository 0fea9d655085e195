//! A CMS message as it is handed about: BER, PEM (RFC 7468 §8 and §9), Base64 with or without line
//! breaks (RFC 2045 §6.8), or an S/MIME file with its header (RFC 8551 §3.5.2 and §3.5.3.1).

use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;
use alloc::vec::Vec;

use crate::asn1::der::tag;
use crate::asn1::pem::{self, Encoded};
use crate::encoding::from_base64_lines;
use crate::string::split_once;
use crate::{Error, Result};

/// The argument's name in errors.
const NAME: &str = "cms";

/// Maximum length of a line of a header (RFC 5322 §2.1.1).
const LONGEST_LINE: usize = 998;

/// Byte order mark of UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Returns the BER of a message.
///
/// # Errors
/// [`Error::Base64Invalid`], [`Error::PemInvalid`]; [`Error::InvalidArgument`] for a form that holds
/// no message, with what it is.
pub(crate) fn decode(input: &Encoded) -> Result<Cow<'_, [u8]>> {
    let bytes = match input {
        Encoded::Bytes(bytes) => &bytes[..],
        Encoded::Text(text) => text.as_bytes(),
    };
    // '0', which neither PEM nor Base64 of a message starts with.
    if bytes.first() == Some(&tag::SEQUENCE) {
        return Ok(Cow::Borrowed(bytes));
    }
    let bytes = bytes.strip_prefix(MARK).unwrap_or(bytes).trim_ascii();
    match Header::read(bytes) {
        Some((header, body)) => header.decode(body),
        None => decode_text(bytes),
    }
}

/// Decodes PEM, Base64, or Base64 of PEM.
fn decode_text(bytes: &[u8]) -> Result<Cow<'_, [u8]>> {
    let Ok(text) = core::str::from_utf8(bytes) else {
        return Err(other_form(bytes));
    };
    if pem::has_blocks(text) {
        return pem::one_message(NAME, text).map(Cow::Owned);
    }
    if text.starts_with("%PDF-") || text.starts_with('\0') {
        return Err(other_form(bytes));
    }
    let decoded = from_lines(text)?;
    match core::str::from_utf8(&decoded) {
        Ok(text) if pem::has_blocks(text) => pem::one_message(NAME, text).map(Cow::Owned),
        _ => Ok(Cow::Owned(decoded)),
    }
}

/// Decodes Base64 with line breaks, which it need not have.
fn from_lines(text: &str) -> Result<Vec<u8>> {
    from_base64_lines(text).ok_or_else(|| Error::Base64Invalid {
        name: NAME.to_owned(),
    })
}

/// Says what the bytes are instead of a message.
fn other_form(bytes: &[u8]) -> Error {
    let found = match bytes {
        [b'%', b'P', b'D', b'F', ..] => {
            "it is a PDF; pass the /Contents of one of its signatures, and its byte range as \
             'content'"
        }
        [0, ..] => {
            "it starts with zeros, as the room that a PDF keeps for a signature not made yet"
        }
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "it is text in UTF-16; pass it in UTF-8",
        _ => {
            "it is neither BER, whose first byte is 30 in hexadecimal, nor text: PEM, Base64 or an \
             S/MIME file"
        }
    };
    Error::invalid_argument(NAME, found)
}

/// What the header of an S/MIME file says of its body.
#[derive(Debug, Default)]
struct Header {
    /// `Content-Type` without parameters, in lower case.
    content_type: String,
    /// `Content-Transfer-Encoding` in lower case.
    transfer_encoding: String,
}

impl Header {
    /// Reads the header of a MIME entity (RFC 2045 §3): lines of fields up to an empty one. Returns
    /// it with the body; `None` if the bytes do not start with fields, or MIME has none of them.
    fn read(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let mut header = Self::default();
        let mut is_mime = false;
        let mut rest = bytes;
        let mut field = Vec::new();
        loop {
            let (line, next) = split_line(rest);
            // RFC 5322 §2.2.3: a line that starts with white space continues the field.
            let continues = matches!(line, [b' ' | b'\t', ..]);
            if !continues && !field.is_empty() {
                is_mime |= header.set(core::str::from_utf8(&field).ok()?)?;
                field.clear();
            }
            rest = next?;
            if line.is_empty() {
                return is_mime.then_some((header, rest));
            }
            if line.len() > LONGEST_LINE {
                return None;
            }
            field.extend_from_slice(line);
        }
    }

    /// Reads a field; true if it is one of MIME. `None` if it is none.
    fn set(&mut self, field: &str) -> Option<bool> {
        let (name, value) = split_once(field, b':')?;
        let name = name.trim_ascii_end();
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
            return None;
        }
        let name = name.to_ascii_lowercase();
        let value = split_once(value, b';').map_or(value, |(value, _)| value);
        let value = value.trim_ascii().to_ascii_lowercase();
        match &name[..] {
            "content-type" => self.content_type = value,
            "content-transfer-encoding" => self.transfer_encoding = value,
            _ => return Some(name.starts_with("content-") || name == "mime-version"),
        }
        Some(true)
    }

    fn decode<'b>(&self, body: &'b [u8]) -> Result<Cow<'b, [u8]>> {
        if self.content_type.starts_with("multipart/") {
            let reason = [
                "it is a mail message of several parts ('",
                &shown(&self.content_type),
                "'), which is not taken apart here; pass the part with the signature \
                 (application/pkcs7-signature, often smime.p7s), and the part before it as it was \
                 signed as 'content'",
            ];
            return Err(Error::invalid_argument(NAME, &reason.concat()));
        }
        match &self.transfer_encoding[..] {
            "base64" => {
                let text = core::str::from_utf8(body).map_err(|_| Error::Base64Invalid {
                    name: NAME.to_owned(),
                })?;
                from_lines(text).map(Cow::Owned)
            }
            // RFC 2045 §6.1: 7bit is the default.
            "" | "7bit" | "8bit" | "binary" => match body {
                [tag::SEQUENCE, ..] => Ok(Cow::Borrowed(body)),
                _ => decode_text(body.trim_ascii()),
            },
            other => {
                let reason = [
                    "its Content-Transfer-Encoding is '",
                    &shown(other),
                    "', not base64",
                ];
                Err(Error::invalid_argument(NAME, &reason.concat()))
            }
        }
    }
}

/// Splits off the first line; `None` if it does not end.
fn split_line(bytes: &[u8]) -> (&[u8], Option<&[u8]>) {
    let Some(end) = bytes.iter().position(|byte| *byte == b'\n') else {
        return (bytes, None);
    };
    let line = &bytes[..end];
    (
        line.strip_suffix(b"\r").unwrap_or(line),
        Some(&bytes[end + 1..]),
    )
}

/// Shortens a value of the caller for an error.
fn shown(value: &str) -> String {
    value.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Result<Vec<u8>> {
        let decoded = decode(&Encoded::Text(text.to_owned())).map(Cow::into_owned);
        let bytes = decode(&Encoded::Bytes(text.into())).map(Cow::into_owned);
        assert_eq!(decoded, bytes, "{text}");
        decoded
    }

    #[test]
    fn every_form_of_text_is_read() {
        let rows = [
            "MAA=",
            "\u{feff}MAA=\r\n",
            "  M\nA\r\nA=\n",
            "-----BEGIN CMS-----\nMAA=\n-----END CMS-----\n",
            "-----BEGIN PKCS7-----\r\nMAA=\r\n-----END PKCS7-----",
            "-----BEGIN PKCS #7 SIGNED DATA-----\nMAA=\n-----END PKCS #7 SIGNED DATA-----",
            "subject=x\n-----BEGIN PKCS7-----\nMA\nA=\n-----END PKCS7-----",
            "LS0tLS1CRUdJTiBDTVMtLS0tLQpNQUE9Ci0tLS0tRU5EIENNUy0tLS0tCg==",
            "MIME-Version: 1.0\nContent-Type: application/pkcs7-mime;\n smime-type=signed-data\n\
             Content-Transfer-Encoding: base64\n\nMA\nA=\n",
            "Subject: x\r\ncontent-transfer-encoding : BASE64\r\n\r\nMAA=\r\n",
            "Content-Type: application/x-pkcs7-signature; name=\"smime.p7s\"\n\nMAA=",
        ];
        for row in rows {
            assert_eq!(text(row).as_deref(), Ok(&[0x30, 0][..]), "{row}");
        }
        let binary = b"Content-Transfer-Encoding: binary\r\n\r\n\x30\x01\xff".to_vec();
        let binary = Encoded::Bytes(binary);
        assert_eq!(decode(&binary).as_deref(), Ok(&[0x30, 1, 0xff][..]));
    }

    #[test]
    fn what_is_none_is_called_what_it_is() {
        let rows = [
            (
                "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----",
                "a CERTIFICATE",
            ),
            (
                "Content-Type: Multipart/Signed; boundary=x\n\n--x\n",
                "'multipart/signed'",
            ),
            (
                "Content-Transfer-Encoding: quoted-printable\n\nMAA=3D",
                "'quoted-printable'",
            ),
            ("%PDF-1.7\n", "a PDF"),
            ("\0\0\0", "zeros"),
            ("M", "'cms' is not Base64"),
            ("Subject: x\n\nMAA=", "'cms' is not Base64"),
            (
                "-----BEGIN CMS-----\nMAA=\n-----END CMS-----\n\
                 -----BEGIN CMS-----\nMAA=\n-----END CMS-----",
                "more than one",
            ),
        ];
        for (row, found) in rows {
            let error = text(row).unwrap_err().to_string();
            assert!(error.contains(found), "{row}: {error}");
        }
        for (bytes, found) in [(&[0xff, 0xfe, b'M', 0][..], "UTF-16"), (&[0x80], "BER")] {
            let error = decode(&Encoded::Bytes(bytes.to_vec())).unwrap_err();
            assert!(error.to_string().contains(found), "{error}");
        }
    }
}
