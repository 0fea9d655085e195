//! Secrets, device, language, and the joining of identification codes.

use alloc::string::String;

use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use crate::bindings::read::{ArgumentReader, FromJs};
use crate::bindings::tsify;
use crate::language::Language;
use crate::signing;

/// Secret string; its copy in the module is wiped after use.
#[derive(tsify::Tsify)]
#[tsify(type = "string")]
pub struct Secret(pub(in crate::bindings) Zeroizing<String>);

#[wasm_bindgen(typescript_custom_section)]
const SOURCE: &str = "
/** Kind of the user's device and browser. */
export type Source =
  | 'PC_Browser'
  | `Android_${string}`
  | `iOS_${string}`
  | 'App_Link'
  | 'App_Package'
  | 'App_Scheme';
";

names! {
    /// Language of the gateway's pages and of the app.
    pub enum Lang {
        /// English.
        EnUs = "en-US",
        /// Traditional Chinese; the gateway's default.
        ZhHk = "zh-HK",
        /// Simplified Chinese.
        ZhCn = "zh-CN",
    }
}

names! {
    /// How the inputs of an identification code are joined before hashing (low confidence).
    pub enum Joining {
        /// Digest bytes, then ID bytes.
        Raw = "raw",
        /// SHA-256 of the digest's Base64 string, then SHA-256 of the ID.
        HashedTexts = "hashed-texts",
        /// Digest bytes, then SHA-256 of the ID.
        RawDigestHashedId = "raw-digest-hashed-id",
    }
}

same_variants!(Lang => Language { EnUs ZhHk ZhCn });
same_variants!(Joining => signing::Joining { Raw HashedTexts RawDigestHashedId });

impl FromJs for Secret {
    fn from_js(value: &JsValue, reader: &ArgumentReader) -> Self {
        Self(Zeroizing::new(String::from_js(value, reader)))
    }
}
