//! What options, requests and results are made of.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use js_sys::{Date, Uint8Array};
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use super::read::{FromJs, Reader};
use super::tsify;
use super::write::ToJs;
use crate::Error;
use crate::encoding::from_base64;
use crate::language::Language;
use crate::signing::{self, Digest as CoreDigest};

/// Raw bytes, or their standard (padded) Base64 string as iAM Smart sends it.
#[derive(tsify::Tsify)]
#[tsify(type = "BufferSource | string")]
pub struct Bytes(pub(super) Vec<u8>);

/// Bytes that are handed back.
#[derive(tsify::Tsify)]
#[tsify(type = "Uint8Array<ArrayBuffer>")]
pub struct Octets(pub(super) Vec<u8>);

/// A SHA-256 digest: 32 bytes, or their standard (padded) Base64 string.
#[derive(tsify::Tsify)]
#[tsify(type = "BufferSource | string")]
pub struct Digest(pub(super) CoreDigest);

/// A point in time, in milliseconds of Unix time.
#[derive(Clone, Copy, tsify::Tsify)]
#[tsify(type = "Date")]
pub struct Moment(pub(super) i64);

/// A point in time in ISO 8601, in milliseconds of Unix time.
#[derive(Clone, Copy, tsify::Tsify)]
#[tsify(type = "string")]
pub struct IsoTime(pub(super) i64);

/// A string that is wiped.
#[derive(tsify::Tsify)]
#[tsify(type = "string")]
pub struct Secret(pub(super) Zeroizing<String>);

names! {
    /// What the gateway's pages and the app speak to the user.
    pub enum Lang {
        /// English.
        EnUs = "en-US",
        /// Traditional Chinese, the gateway's own default.
        ZhHk = "zh-HK",
        /// Simplified Chinese.
        ZhCn = "zh-CN",
    }
}

names! {
    /// How the inputs of an identification code are joined before they are hashed (low confidence).
    pub enum Joining {
        /// The digest's bytes, then the ID's bytes.
        Raw = "raw",
        /// SHA-256 of the digest's Base64 string, then SHA-256 of the ID.
        HashedTexts = "hashed-texts",
        /// The digest's bytes, then SHA-256 of the ID.
        RawDigestHashedId = "raw-digest-hashed-id",
    }
}

same_variants!(Lang => Language { EnUs ZhHk ZhCn });
same_variants!(Joining => signing::Joining { Raw HashedTexts RawDigestHashedId });

#[wasm_bindgen]
extern "C" {
    /// A `Date`, whose class the caller may have extended.
    type AnyDate;

    #[wasm_bindgen(method, catch, js_name = getTime)]
    fn get_time(this: &AnyDate) -> Result<f64, JsValue>;
}

impl FromJs for Bytes {
    fn from_js(value: &JsValue, reader: &Reader) -> Self {
        if !value.is_string() {
            return Self(reader.bytes(value).unwrap_or_default());
        }
        let text = reader.string(value).unwrap_or_default();
        Self(from_base64("", &text).unwrap_or_else(|_| {
            let name = reader.name();
            reader.fail(Error::Base64Invalid { name });
            Vec::new()
        }))
    }
}

impl FromJs for Digest {
    fn from_js(value: &JsValue, reader: &Reader) -> Self {
        let Bytes(bytes) = Bytes::from_js(value, reader);
        Self(CoreDigest::from_bytes(&bytes).unwrap_or_else(|error| {
            reader.fail(error);
            CoreDigest::of(&[])
        }))
    }
}

impl FromJs for Moment {
    fn from_js(value: &JsValue, reader: &Reader) -> Self {
        let date = value.has_type::<Date>().then_some(value);
        let time = date.and_then(|date| date.unchecked_ref::<AnyDate>().get_time().ok());
        Self(time.and_then(from_f64).unwrap_or_else(|| {
            reader.refuse("it is not a valid Date");
            0
        }))
    }
}

impl FromJs for IsoTime {
    fn from_js(value: &JsValue, reader: &Reader) -> Self {
        let text = String::from_js(value, reader);
        Self(from_f64(Date::parse(&text)).unwrap_or_else(|| {
            reader.refuse("it is not an ISO 8601 time");
            0
        }))
    }
}

impl FromJs for Secret {
    fn from_js(value: &JsValue, reader: &Reader) -> Self {
        Self(Zeroizing::new(String::from_js(value, reader)))
    }
}

impl ToJs for Octets {
    fn to_js(&self) -> JsValue {
        Uint8Array::from(&*self.0).into()
    }
}

impl ToJs for IsoTime {
    fn to_js(&self) -> JsValue {
        #[expect(
            clippy::cast_precision_loss,
            reason = "within a Date's range the cast is exact"
        )]
        let date = Date::new(&JsValue::from_f64(self.0 as f64));
        date.to_iso_string().into()
    }
}

impl ToJs for Secret {
    fn to_js(&self) -> JsValue {
        self.0.as_str().into()
    }
}

impl Secret {
    pub(super) fn of(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }
}

/// Unix time in milliseconds: the moment, or now by the platform's clock.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a Date's range fits into an i64"
)]
pub(super) fn or_now(moment: Option<Moment>) -> i64 {
    moment.map_or_else(|| Date::now() as i64, |Moment(unix_ms)| unix_ms)
}

/// Milliseconds of a Date, if they are a point in time.
fn from_f64(ms: f64) -> Option<i64> {
    /// The farthest time that is taken, in milliseconds: a century before the farthest of a Date
    /// (8.64e15, ECMA-262 §21.4.1.1), so that a life can be added to any.
    const FARTHEST: f64 = 8.636e15;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a Date's range fits into an i64"
    )]
    (ms.abs() <= FARTHEST).then_some(ms as i64)
}
