//! Proof of address: a provider's bill and its data.
//!
//! Source: iAM Smart API, form filling, fields (medium confidence).

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::encoding::{base64, from_base64, from_base64_in_lines, from_hex};
use crate::form_filling::object::{Field, object};
use crate::form_filling::time::Timestamp;

object! {
    /// `addressDocInfo`: provider, customer and addresses of the bill.
    AddressDocInfo {
        /// The provider, in English.
        en_provider_name: String => "enProviderName", "enProviderName";
        /// The provider, in Traditional Chinese.
        tc_provider_name: String => "tcProviderName", "tcProviderName";
        /// The provider, in Simplified Chinese.
        sc_provider_name: String => "scProviderName", "scProviderName";
        /// The customer, in English.
        en_user_name: String => "enUserName", "enUserName";
        /// The customer, in Traditional Chinese.
        tc_user_name: String => "tcUserName", "tcUserName";
        /// The service address, in English.
        en_service_address: DocAddress => "enServiceAddress", "enServiceAddress";
        /// The service address, in Traditional Chinese.
        tc_service_address: DocAddress => "tcServiceAddress", "tcServiceAddress";
        /// The postal address, in English.
        en_postal_address: DocAddress => "enPostalAddress", "enPostalAddress";
        /// The postal address, in Traditional Chinese.
        tc_postal_address: DocAddress => "tcPostalAddress", "tcPostalAddress";
        /// When iAM Smart retrieved the bill from the provider.
        last_retrieval_date: Timestamp => "lastRetrievalDate", "lastRetrievalDate";
    }
}

object! {
    /// An address on a bill.
    DocAddress {
        /// The first line.
        address_line1: String => "addressLine1", "addressLine1";
        /// The second line.
        address_line2: String => "addressLine2", "addressLine2";
        /// The third line.
        address_line3: String => "addressLine3", "addressLine3";
        /// The fourth line.
        address_line4: String => "addressLine4", "addressLine4";
    }
}

object! {
    /// `addressDocFile`: the bill. If both file and hash are present, they must match.
    AddressDocFile {
        /// The PDF.
        doc_file: DocFile => "docFile", "docFile";
        /// The SHA-256 digest of the PDF.
        doc_hash: DocHash => "docHash", "docHash";
        /// The date of the bill.
        bill_date: Timestamp => "billDate", "billDate";
    }
    holds |document| match (&document.doc_file, &document.doc_hash) {
        (Some(file), Some(hash)) => hash.is_of(&file.0),
        _ => true,
    }
}

/// A file; Base64 in the API and in JavaScript.
#[derive(Clone, PartialEq)]
pub struct DocFile(pub Vec<u8>);

impl Field for DocFile {
    fn read(value: Value) -> Result<Self, Value> {
        let bytes = value
            .as_str()
            .and_then(|text| from_base64_in_lines("docFile", text).ok());
        bytes.map(Self).ok_or(value)
    }

    fn wire(&self, _: &str) -> Value {
        base64(&self.0).into()
    }

    fn plain(&self) -> Value {
        base64(&self.0).into()
    }
}

/// A SHA-256 digest. The reference does not specify its encoding: parsed from Base64 or
/// hexadecimal, written as Base64.
#[derive(Clone, Copy, PartialEq)]
pub struct DocHash([u8; 32]);

impl DocHash {
    /// Returns true if this is the digest of `bytes`.
    #[must_use]
    pub fn is_of(&self, bytes: &[u8]) -> bool {
        self.0[..] == Sha256::digest(bytes)[..]
    }
}

impl Field for DocHash {
    fn read(value: Value) -> Result<Self, Value> {
        let digest = value.as_str().and_then(|text| match text.len() {
            64 => from_hex(text)?.try_into().ok(),
            _ => from_base64("docHash", text).ok()?.try_into().ok(),
        });
        digest.map(Self).ok_or(value)
    }

    fn wire(&self, _: &str) -> Value {
        base64(&self.0).into()
    }

    fn plain(&self) -> Value {
        base64(&self.0).into()
    }
}
