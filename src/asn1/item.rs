//! The items of a list of the caller's input: each is decoded on its own, and one that cannot be
//! decoded leaves the others as they are.

use alloc::borrow::{Cow, ToOwned as _};
use alloc::string::String;
use alloc::vec::Vec;

use crate::asn1::der::{Reader, tag};
use crate::asn1::pem::{Encoded, Kind, LONGEST_LABEL, has_blocks, numbered};
use crate::asn1::pem_block::blocks;
use crate::encoding::{from_base64, from_base64_lines};
use crate::string::decimal;
use crate::{Error, Result};

/// The place of an item: its list, its index in the list, and its index in the item if that is a
/// file of several, each from 0.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct ItemName {
    list: &'static str,
    index: usize,
    part: Option<usize>,
}

/// One certificate, CRL or OCSP response.
#[derive(Clone, Debug)]
pub(crate) struct Item<'a> {
    pub(crate) name: ItemName,
    pub(crate) octets: core::result::Result<Cow<'a, [u8]>, Undecodable>,
}

/// Why an item has no octets.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Undecodable {
    /// It is empty.
    Empty,
    /// It is a text that is neither PEM nor Base64.
    NotBase64,
    /// Its PEM is broken; the reason is a clause.
    BrokenPem(&'static str),
    /// It is a PEM block of another kind, with this label.
    OtherBlock(String),
    /// It is a private key.
    PrivateKey,
    /// It is a CMS message that holds no certificates to take; the reason is a clause.
    OtherMessage(&'static str),
}

impl Undecodable {
    /// Returns the error of an argument that is the very thing asked about.
    fn into_error(self, name: &str) -> Error {
        let reason = match self {
            Self::NotBase64 => {
                return Error::Base64Invalid {
                    name: name.to_owned(),
                };
            }
            Self::Empty => "it is empty".to_owned(),
            Self::BrokenPem(reason) | Self::OtherMessage(reason) => reason.to_owned(),
            Self::OtherBlock(label) => ["it is a ", &label].concat(),
            Self::PrivateKey => "it is a private key".to_owned(),
        };
        Error::PemInvalid {
            name: name.to_owned(),
            reason,
        }
    }
}

impl ItemName {
    pub(crate) const fn new(list: &'static str, index: usize) -> Self {
        Self {
            list,
            index,
            part: None,
        }
    }

    /// Returns the name of a part of this item.
    pub(crate) const fn part(self, index: usize) -> Self {
        Self {
            part: Some(index),
            ..self
        }
    }

    /// Returns the name of the list.
    pub(crate) const fn list(self) -> &'static str {
        self.list
    }

    /// Returns the place in the list as people count, from 1: `3`, `3.1` in a file of several.
    pub(crate) fn number(self) -> String {
        let counted = |index: usize| decimal(index.saturating_add(1) as u64);
        match self.part {
            Some(part) => [&counted(self.index), ".", &counted(part)].concat(),
            None => counted(self.index),
        }
    }

    /// Returns the name as a string: `intermediates[2]`, `intermediates[2][0]`.
    #[must_use]
    pub fn text(self) -> String {
        let name = numbered(self.list, self.index);
        match self.part {
            Some(part) => numbered(&name, part),
            None => name,
        }
    }
}

impl<'a> Item<'a> {
    /// Decodes the items of a list; `list` is its name.
    ///
    /// # Errors
    /// [`InvalidArgument`](crate::Error::InvalidArgument) for more than are read.
    pub(crate) fn all(kind: Kind, list: &'static str, inputs: &'a [Encoded]) -> Result<Vec<Self>> {
        let mut items = Vec::new();
        for (index, input) in inputs.iter().enumerate() {
            Self::decode(kind, ItemName::new(list, index), input, &mut items);
            if items.len() > kind.most {
                return Err(kind.too_many(list));
            }
        }
        Ok(items)
    }

    /// Decodes one file, each item of which must have octets; `name` is its name in errors.
    ///
    /// # Errors
    /// [`PemInvalid`](Error::PemInvalid), [`Base64Invalid`](Error::Base64Invalid),
    /// [`InvalidArgument`](Error::InvalidArgument) for more than are read.
    pub(crate) fn octets_of(
        kind: Kind,
        name: &str,
        input: &'a Encoded,
    ) -> Result<Vec<Cow<'a, [u8]>>> {
        let items = Self::all(kind, "file", core::slice::from_ref(input))?;
        let octets = items.into_iter().map(|item| item.octets);
        octets
            .map(|octets| octets.map_err(|undecodable| undecodable.into_error(name)))
            .collect()
    }

    /// Returns an item with these octets.
    pub(crate) const fn of_octets(name: ItemName, octets: &'a [u8]) -> Self {
        Self {
            name,
            octets: Ok(Cow::Borrowed(octets)),
        }
    }

    /// Returns the item without copying its octets.
    pub(crate) fn view(&self) -> Item<'_> {
        Item {
            name: self.name,
            octets: match &self.octets {
                Ok(octets) => Ok(Cow::Borrowed(octets)),
                Err(undecodable) => Err(undecodable.clone()),
            },
        }
    }

    /// Returns an item in Base64.
    pub(crate) fn of_base64(name: ItemName, text: &str) -> Self {
        let octets = from_base64("", text);
        Self {
            name,
            octets: octets.map(Cow::Owned).map_err(|_| Undecodable::NotBase64),
        }
    }

    fn decode(kind: Kind, name: ItemName, input: &'a Encoded, items: &mut Vec<Self>) {
        let octets = match input {
            Encoded::Bytes(bytes) => match as_text(bytes) {
                Some(text) => return Self::decode_text(kind, name, &text, items),
                None => bytes,
            },
            Encoded::Text(text) => return Self::decode_text(kind, name, text, items),
        };
        items.push(Self {
            name,
            octets: if octets.is_empty() {
                Err(Undecodable::Empty)
            } else {
                Ok(Cow::Borrowed(without_padding(octets)))
            },
        });
    }

    /// Decodes PEM, or Base64 of DER or PEM, in lines of any length.
    fn decode_text(kind: Kind, name: ItemName, text: &str, items: &mut Vec<Self>) {
        if has_blocks(text) {
            return Self::decode_pem(kind, name, text, items);
        }
        let octets = match from_base64_lines(text) {
            Some(octets) if octets.is_empty() => Err(Undecodable::Empty),
            Some(octets) => match as_text(&octets) {
                Some(text) if has_blocks(&text) => {
                    return Self::decode_pem(kind, name, &text, items);
                }
                _ => Ok(Cow::Owned(unpadded(octets))),
            },
            None => Err(Undecodable::NotBase64),
        };
        items.push(Self { name, octets });
    }

    fn decode_pem(kind: Kind, name: ItemName, text: &str, items: &mut Vec<Self>) {
        let is_one = blocks(text).nth(1).is_none();
        for (index, block) in blocks(text).enumerate() {
            let octets = if block.label.ends_with("PRIVATE KEY") {
                Err(Undecodable::PrivateKey)
            } else if !block.label.is_empty() && !kind.labels.contains(&block.label) {
                let label = block.label.chars().take(LONGEST_LABEL).collect();
                Err(Undecodable::OtherBlock(label))
            } else {
                let content = block.content().map_err(Undecodable::BrokenPem);
                content.map(|octets| Cow::Owned(unpadded(octets)))
            };
            let name = if is_one { name } else { name.part(index) };
            items.push(Self { name, octets });
            if items.len() > kind.most {
                return;
            }
        }
    }
}

/// Returns the text if the octets are PEM, whatever the encoding of the text around it, or Base64:
/// DER of a SEQUENCE starts with 0x30, which Base64 writes as 'M'. Before a block of PEM it may be
/// the digit '0', and is followed by a character; what is long enough to hold a block has a length of
/// several octets, the first of which is none (X.690 §8.1.3.5).
fn as_text(octets: &[u8]) -> Option<Cow<'_, str>> {
    let is_sequence = octets.first() == Some(&tag::SEQUENCE);
    if is_sequence && octets.get(1).is_none_or(|length| *length >= 0x80) {
        return None;
    }
    let text = String::from_utf8_lossy(octets);
    if is_sequence {
        return has_blocks(&text).then_some(text);
    }
    let is_text = text.trim_start().starts_with('M') || has_blocks(&text);
    is_text.then_some(text)
}

/// Returns the octets without padding, where they are.
pub(super) fn unpadded(mut octets: Vec<u8>) -> Vec<u8> {
    octets.truncate(without_padding(&octets).len());
    octets
}

/// Returns the octets without what some programs and devices write after the DER to fill a place:
/// zeros, ones, line ends.
pub(super) fn without_padding(octets: &[u8]) -> &[u8] {
    let mut reader = Reader(octets);
    match reader.any() {
        Ok(element)
            if reader
                .0
                .iter()
                .all(|octet| b"\0\t\n\r \xff".contains(octet)) =>
        {
            element.whole
        }
        _ => octets,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asn1::pem::{CERTIFICATE, CRL, MAX_REVOCATION_DATA, OCSP_RESPONSE};

    type Found = Vec<(String, core::result::Result<Vec<u8>, Undecodable>)>;

    fn decoded(kind: Kind, input: &Encoded) -> Found {
        let items = Item::all(kind, "list", core::slice::from_ref(input)).unwrap();
        let octets = |item: Item<'_>| (item.name.text(), item.octets.map(Cow::into_owned));
        items.into_iter().map(octets).collect()
    }

    fn one(octets: core::result::Result<&[u8], Undecodable>) -> Found {
        vec![("list[0]".to_owned(), octets.map(<[u8]>::to_vec))]
    }

    fn pem(label: &str) -> String {
        format!("-----BEGIN {label}-----\r\nMAA=\r\n-----END {label}-----\r\n")
    }

    #[test]
    fn every_kind_has_its_blocks() {
        let rows: &[(Kind, &[&str], &str)] = &[
            (
                CERTIFICATE,
                &["CERTIFICATE", "X509 CERTIFICATE"],
                "X509 CRL",
            ),
            (CRL, &["X509 CRL", "CRL"], "CERTIFICATE"),
            (OCSP_RESPONSE, &["OCSP RESPONSE"], "X509 CRL"),
        ];
        for (kind, labels, other) in rows {
            for label in *labels {
                let found = decoded(*kind, &Encoded::Text(pem(label)));
                assert_eq!(found, one(Ok(&[0x30, 0])));
            }
            let found = decoded(*kind, &Encoded::Text(pem(other)));
            assert_eq!(
                found,
                one(Err(Undecodable::OtherBlock((*other).to_owned())))
            );
        }
        let many = vec![Encoded::Bytes(vec![0x30, 0]); MAX_REVOCATION_DATA + 1];
        let error = Item::all(CRL, "crls", &many).unwrap_err();
        assert_eq!(error.code(), "invalid-argument");
        let many = [Encoded::Text(pem("CRL").repeat(MAX_REVOCATION_DATA + 1))];
        assert!(Item::all(CRL, "crls", &many).is_err());
    }

    #[test]
    fn one_block_leaves_the_others_as_they_are() {
        let key = "-----BEGIN EC PRIVATE KEY-----\nMAA=\n-----END EC PRIVATE KEY-----\n";
        let text = [
            &pem("CERTIFICATE"),
            key,
            "-----BEGIN CERTIFICATE-----\nMAE\n",
        ]
        .concat();
        let expected = vec![
            ("list[0][0]".to_owned(), Ok(vec![0x30, 0])),
            ("list[0][1]".to_owned(), Err(Undecodable::PrivateKey)),
            (
                "list[0][2]".to_owned(),
                Err(Undecodable::BrokenPem("a block has no END line")),
            ),
        ];
        assert_eq!(decoded(CERTIFICATE, &Encoded::Text(text.clone())), expected);
        let base64 = crate::encoding::base64(text.as_bytes());
        assert_eq!(decoded(CERTIFICATE, &Encoded::Text(base64)), expected);
        // Text around the blocks in another encoding than UTF-8.
        let latin = [b"Beh\xf6rde\n", text.as_bytes()].concat();
        assert_eq!(decoded(CERTIFICATE, &Encoded::Bytes(latin)), expected);
    }

    #[test]
    fn base64_has_lines_and_der_has_padding() {
        for text in ["MAA=", "MA\r\nA=\r\n", " MAA=\n"] {
            let text_found = decoded(CERTIFICATE, &Encoded::Text(text.to_owned()));
            assert_eq!(text_found, one(Ok(&[0x30, 0])), "{text}");
            let found = decoded(CERTIFICATE, &Encoded::Bytes(text.into()));
            assert_eq!(found, text_found, "{text}");
        }
        let found = |octets: &[u8]| decoded(CERTIFICATE, &Encoded::Bytes(octets.to_vec()));
        assert_eq!(found(b"\x30\x00\0\0\0"), one(Ok(&[0x30, 0])));
        assert_eq!(found(b"\x30\x00\r\n"), one(Ok(&[0x30, 0])));
        assert_eq!(found(b"\x30\x00\xff\xff"), one(Ok(&[0x30, 0])));
        assert_eq!(found(b"\x30\x00\x01"), one(Ok(&[0x30, 0, 1])));
        assert_eq!(found(b""), one(Err(Undecodable::Empty)));
        let text = |text: &str| decoded(CERTIFICATE, &Encoded::Text(text.to_owned()));
        assert_eq!(text(" \n"), one(Err(Undecodable::Empty)));
        assert_eq!(text("a certificate."), one(Err(Undecodable::NotBase64)));
    }
}
