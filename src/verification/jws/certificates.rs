//! The certificates in a JWS (`x5c`, RFC 7515 §4.1.6).

use alloc::borrow::{Cow, ToOwned as _};
use alloc::string::String;
use alloc::vec::Vec;

use crate::asn1::item::{Item, ItemName, Undecodable};
use crate::asn1::pem::{Encoded, numbered, one_certificate};
use crate::encoding::from_base64;
use crate::json::JsonValue;
use crate::verification::jws::detail::FormDetail;
use crate::verification::jws::invalid;
use crate::{Error, Result};

/// Maximum number of certificates in a JWS, the same as in a CMS message.
const MAX_CERTIFICATES: usize = 100;

/// The certificates of `x5c`, the signer's first.
#[derive(Default)]
pub(super) struct Chain {
    /// Their DER; others than the first may have none.
    pub(super) certificates: Vec<Item<'static>>,
    /// The first form found that is not that of the standard.
    pub(super) odd_form: Option<FormDetail>,
}

impl Chain {
    /// Parses the value of `x5c`: a list of standard Base64 of DER.
    ///
    /// Other forms that have one reading are read and noted: signers write Base64url
    /// (openwallet-foundation/credo-ts#2446, hidekatsu-izuno/josekit-rs#15), PEM
    /// (eu-digital-identity-wallet/eudi-srv-verifier-endpoint#127), line breaks, and one text
    /// instead of a list. Whatever is read, its path decides.
    pub(super) fn parse(value: JsonValue) -> Result<Self> {
        let mut chain = Self::default();
        let texts = if let Some(text) = value.clone().into_text() {
            chain.odd_form = Some(FormDetail::NoList);
            vec![text]
        } else {
            let texts = value.into_texts();
            texts.ok_or_else(|| invalid("'x5c' is not a list of texts"))?
        };
        if texts.len() > MAX_CERTIFICATES {
            return Err(invalid("'x5c' has more than 100 certificates"));
        }
        for (i, text) in texts.iter().enumerate() {
            let (octets, odd_form) = match certificate(&numbered("x5c", i), text) {
                Ok((der, odd_form)) => (Ok(Cow::Owned(der)), odd_form),
                // The signer's certificate is the very thing that is asked about.
                Err(error) if i == 0 => return Err(error),
                Err(_) => (Err(Undecodable::NotBase64), None),
            };
            let name = ItemName::new("jws.x5c", i);
            chain.certificates.push(Item { name, octets });
            chain.odd_form = chain.odd_form.or(odd_form);
        }
        Ok(chain)
    }
}

/// Returns the DER of a certificate, and the form of the text if it is not standard Base64 of DER.
fn certificate(name: &str, text: &str) -> Result<(Vec<u8>, Option<FormDetail>)> {
    const BEGIN: &str = "-----BEGIN ";

    let is_pem = |octets: &[u8]| octets.starts_with(BEGIN.as_bytes());
    let (base64, form) = match from_base64(name, text) {
        Ok(der) if !is_pem(&der) => return Ok((der, None)),
        Ok(_) => (text.to_owned(), FormDetail::Pem),
        Err(_) if is_pem(text.trim_start().as_bytes()) => (text.to_owned(), FormDetail::Pem),
        Err(_) => standard_base64(text),
    };
    match one_certificate(name, &Encoded::Text(base64)) {
        Ok(der) => Ok((der, Some(form))),
        Err(Error::Base64Invalid { .. }) => Err(Error::Base64Invalid {
            name: name.to_owned(),
        }),
        Err(error) => Err(error),
    }
}

/// Converts other forms of Base64 to the standard one, and names the other form.
fn standard_base64(text: &str) -> (String, FormDetail) {
    let has_spaces = text.contains(|c: char| c.is_ascii_whitespace());
    let is_url_safe = text.contains(['-', '_']);
    let mut base64: String = text
        .chars()
        .filter(|c| !c.is_ascii_whitespace() && *c != '=')
        .map(|c| match c {
            '-' => '+',
            '_' => '/',
            c => c,
        })
        .collect();
    while !base64.len().is_multiple_of(4) {
        base64.push('=');
    }
    let form = if is_url_safe {
        FormDetail::Base64Url
    } else if has_spaces {
        FormDetail::Spaces
    } else {
        FormDetail::Unpadded
    };
    (base64, form)
}
