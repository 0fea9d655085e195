//! Encoded certificates, CRLs and OCSP responses.

use wasm_bindgen::prelude::*;

use crate::asn1::pem::Encoded;
use crate::bindings::read::{ArgumentReader, FromJs};

#[wasm_bindgen(typescript_custom_section)]
const DECLARATION: &str = "
/** DER, PEM, or standard (padded) Base64 of either. */
export type Encoded = BufferSource | string;
";

impl FromJs for Encoded {
    fn from_js(value: &JsValue, reader: &ArgumentReader) -> Self {
        if value.is_string() {
            Self::Text(reader.string(value).unwrap_or_default())
        } else {
            Self::Bytes(reader.bytes(value).unwrap_or_default())
        }
    }
}
