//! Preparing a PDF file, and embedding its signature.

use alloc::string::String;
use alloc::vec::Vec;

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use crate::asn1::pem::Encoded;
use crate::bindings::read::{ArgumentReader, FromJs, read};
use crate::bindings::tsify::{self, Js};
use crate::bindings::values::{Moment, Octets, or_now};
use crate::bindings::write::{ToJs, write};
use crate::pdf::prepare::{Appearance, DEFAULT_ROOM, MAX_ROOM, Options, Permissions, Place};
use crate::pdf::{self, PdfFile};
use crate::{Error, Result};

/// Maximum number of characters of a name, reason and so on: what a line of a signature panel holds
/// many times over.
const MAX_TEXT: usize = 1000;

names! {
    /// How a signature in a PDF file is encoded (`/SubFilter`, ISO 32000-2 §12.8.3).
    pub enum PdfSubFilter {
        /// As iAM Smart signs.
        Pkcs7Detached = "adbe.pkcs7.detached",
        /// As PAdES asks for (ETSI EN 319 142-1).
        CadesDetached = "ETSI.CAdES.detached",
        /// A document time-stamp: its signature is a token of a time-stamp authority (RFC 3161).
        Timestamp = "ETSI.RFC3161",
    }
}

impl From<PdfSubFilter> for pdf::SubFilter {
    fn from(value: PdfSubFilter) -> Self {
        match value {
            PdfSubFilter::Pkcs7Detached => Self::Pkcs7Detached,
            PdfSubFilter::CadesDetached => Self::CadesDetached,
            PdfSubFilter::Timestamp => Self::Timestamp,
        }
    }
}

argument! {
    /// What a page shows of a signature.
    pub struct PdfAppearance {
        /// Picture in PNG; up to 4,000,000 pixels. It keeps its proportions.
        picture: Whole,
        /// Number of the page, from 1 on; the first by default. Not for an existing field.
        #[tsify(optional)]
        page: Option<u32>,
        /// Rectangle on the page, in points from its lower left corner: left, lower, right and upper
        /// edge. Not for an existing field, which has its own.
        #[tsify(optional, type = "readonly [left: number, lower: number, right: number, upper: number]")]
        rect: Option<Vec<Edge>>,
    }
}

argument! {
    /// Options of `preparePdf`.
    pub struct PreparePdfOptions {
        /// How the signature is encoded. Default: 'adbe.pkcs7.detached', as iAM Smart signs.
        #[tsify(optional)]
        sub_filter: Option<PdfSubFilter>,
        /// Name of the signature field: an existing one that is empty, or a new one. Default: a new
        /// one, 'Signature1' or the next number that is free.
        #[tsify(optional)]
        field_name: Option<String>,
        /// Time of signing that the signer claims. Default: now.
        #[tsify(optional)]
        signing_time: Option<Moment>,
        /// Name of the signer.
        #[tsify(optional)]
        name: Option<String>,
        /// Reason for the signature.
        #[tsify(optional)]
        reason: Option<String>,
        /// Place of signing.
        #[tsify(optional)]
        location: Option<String>,
        /// How the signer can be reached.
        #[tsify(optional)]
        contact_info: Option<String>,
        /// What a page shows of the signature. Default: nothing.
        #[tsify(optional)]
        appearance: Option<PdfAppearance>,
        /// Makes it a certification, which has to be the first signature of a file, and says what may
        /// be changed after it: 1 nothing, 2 forms filled in and signed, 3 annotations too (DocMDP).
        /// Default: an approval signature.
        #[tsify(optional, type = "1 | 2 | 3")]
        permissions: Option<u32>,
        /// Bytes that are reserved for the signature. Default: 32,768.
        #[tsify(optional)]
        contents_size: Option<u32>,
    }
}

result! {
    /// PDF file that is prepared for a signature.
    pub struct PreparedPdf {
        /// The file. It begins with the bytes of the original.
        pdf: Joined,
        /// SHA-256 digest to be signed: `docDigest` of a PDF signing request.
        doc_digest: Octets,
        /// What is signed, as offset, length, offset, length: everything but the place of the
        /// signature.
        #[tsify(type = "[number, number, number, number]")]
        byte_range: Vec<u32>,
    }
}

argument! {
    /// What is needed of a `PreparedPdf` to embed its signature.
    pub struct PdfToEmbed {
        /// The file.
        pdf: Whole,
        /// What is signed.
        #[tsify(type = "readonly [number, number, number, number]")]
        byte_range: Vec<u32>,
    }
}

/// Bytes of a file.
#[derive(tsify::Tsify)]
#[tsify(type = "BufferSource")]
pub struct Whole(pub(super) Vec<u8>);

impl FromJs for Whole {
    fn from_js(value: &JsValue, reader: &ArgumentReader) -> Self {
        Self(reader.bytes(value).unwrap_or_default())
    }
}

/// Bytes of a file in a result.
#[derive(tsify::Tsify)]
#[tsify(type = "Uint8Array<ArrayBuffer>")]
pub struct Joined(pub(super) Uint8Array);

#[wasm_bindgen(module = "/pkg-template/octets.js")]
extern "C" {
    /// Copies bytes in two parts to an array that `JSON.stringify` writes in Base64.
    fn joined(first: &[u8], second: &[u8]) -> Uint8Array;
}

impl Joined {
    /// Copies the parts to a JavaScript array, without joining them in the module's memory before.
    pub(super) fn of([first, second]: [&[u8]; 2]) -> Self {
        Self(joined(first, second))
    }
}

impl ToJs for Joined {
    fn to_js(&self) -> JsValue {
        self.0.clone().into()
    }
}

/// Edge of a rectangle, in points.
#[derive(tsify::Tsify)]
#[tsify(type = "number")]
pub struct Edge(f64);

impl FromJs for Edge {
    fn from_js(value: &JsValue, reader: &ArgumentReader) -> Self {
        Self(value.as_f64().unwrap_or_else(|| {
            reader.refuse("it is not a number");
            0.0
        }))
    }
}

/// Prepares a PDF file for a signature: appends a signature field and its dictionary with room for
/// the signature, and returns the digest to be signed. The bytes of the file stay as they are, and so
/// do its earlier signatures.
///
/// Takes memory for the file twice: in the module, and in the result.
///
/// @throws IamSmartError 'pdf-malformed', 'pdf-encrypted', 'pdf-change-forbidden' if an earlier
///   signature allows no other, 'pdf-field-unusable', 'pdf-picture-unusable', 'invalid-argument'
#[wasm_bindgen(js_name = preparePdf)]
pub fn prepare_pdf(
    #[wasm_bindgen(unchecked_param_type = "BufferSource")] pdf: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "PreparePdfOptions")] options: &JsValue,
) -> Result<Js<PreparedPdf>> {
    let options: Option<PreparePdfOptions> = read("options", options)?;
    let options = options.map_or_else(|| Ok(defaults()), PreparePdfOptions::read)?;
    let Whole(octets) = read("pdf", pdf)?;
    let file = PdfFile::read(octets)?;
    let prepared = pdf::prepare(&file, &options)?;
    let byte_range = prepared.byte_range.numbers().into_iter();
    Ok(write(&PreparedPdf {
        pdf: Joined::of([file.octets(), &prepared.update]),
        doc_digest: Octets(prepared.digest.to_vec()),
        byte_range: byte_range
            .map(|number| u32::try_from(number).unwrap_or(u32::MAX))
            .collect(),
    }))
}

/// Embeds a signature into a prepared file, and returns the signed file. Whether the signature is
/// valid is the question of `verifyPdf`, or of `verifyCms` of `iamsmart/verify`.
///
/// @throws IamSmartError 'pdf-digest-mismatch' for the signature of something else,
///   'pdf-contents-too-small' if it does not fit, with the size that it needs, 'cms-malformed',
///   'base64-invalid', 'pem-invalid', 'invalid-argument'
#[wasm_bindgen(
    js_name = embedPdfSignature,
    unchecked_return_type = "Uint8Array<ArrayBuffer>"
)]
pub fn embed_pdf_signature(
    #[wasm_bindgen(unchecked_param_type = "PdfToEmbed")] prepared: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Encoded")] cms: &JsValue,
) -> Result<Uint8Array> {
    let PdfToEmbed { pdf, byte_range } = read("prepared", prepared)?;
    let cms: Encoded = read("cms", cms)?;
    let &[first, before, after, rest] = &byte_range[..] else {
        return Err(Error::invalid_argument(
            "byteRange",
            "it is not four numbers",
        ));
    };
    let byte_range = [first, before, after, rest].map(|number| number as usize);
    let signed = pdf::embed(pdf.0, byte_range, &cms)?;
    let Joined(array) = Joined::of([&signed, &[]]);
    Ok(array)
}

/// Returns the options of an invisible approval signature in a new field.
fn defaults() -> Options {
    Options {
        sub_filter: pdf::SubFilter::default(),
        field_name: None,
        signing_time: or_now(None),
        name: None,
        reason: None,
        location: None,
        contact_info: None,
        appearance: None,
        permissions: None,
        room: DEFAULT_ROOM,
    }
}

impl PreparePdfOptions {
    fn read(self) -> Result<Options> {
        let permissions = match self.permissions {
            None => None,
            Some(number) => Some(
                Permissions::of(number.into())
                    .ok_or_else(|| Error::invalid_argument("permissions", "it is not 1, 2 or 3"))?,
            ),
        };
        let room = self
            .contents_size
            .map_or(DEFAULT_ROOM, |size| size as usize);
        if !(1..=MAX_ROOM).contains(&room) {
            let reason = "it is not a number from 1 to 8,388,608";
            return Err(Error::invalid_argument("contentsSize", reason));
        }
        Ok(Options {
            sub_filter: self.sub_filter.map(Into::into).unwrap_or_default(),
            field_name: text("fieldName", self.field_name)?,
            signing_time: or_now(self.signing_time),
            name: text("name", self.name)?,
            reason: text("reason", self.reason)?,
            location: text("location", self.location)?,
            contact_info: text("contactInfo", self.contact_info)?,
            appearance: self.appearance.map(PdfAppearance::read).transpose()?,
            permissions,
            room,
        })
    }
}

impl PdfAppearance {
    fn read(self) -> Result<Appearance> {
        let place = match (self.page, self.rect.as_deref()) {
            (None, None) => None,
            (page, Some([left, lower, right, upper])) => Some(Place {
                page: page.unwrap_or(1) as usize,
                rect: [left.0, lower.0, right.0, upper.0],
            }),
            _ => return Err(Error::invalid_argument("rect", "it is not four numbers")),
        };
        Ok(Appearance {
            place,
            picture: self.picture.0,
        })
    }
}

fn text(name: &str, text: Option<String>) -> Result<Option<String>> {
    let length = text.as_ref().map_or(0, |text| text.chars().count());
    if length > MAX_TEXT {
        let reason = "it has more than 1,000 characters";
        return Err(Error::invalid_argument(name, reason));
    }
    Ok(text)
}
