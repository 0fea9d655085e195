//! Results, as the package's types have them.

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

use crate::bindings::object::object;
use crate::bindings::time::to_iso;
use crate::form_filling::{Field as _, Fields};
use crate::login::{Token, step_up_passed};
use crate::signing::{BulkSignature, BulkSigningResult, PdfSigningResult, SigningResult};
use crate::wire::{Callback, CallbackFile, CallbackKind, Content, Fault, HttpRequest, ResultCode};
use crate::{Error, Result};

/// An `AccessToken`.
pub(super) fn token(content: &Content) -> Result<JsValue> {
    let token = Token::read(content)?;
    let scope: Array = token.scope.into_iter().map(JsValue::from).collect();
    Ok(object(&[
        ("accessToken", token.access_token.as_str().into()),
        ("openId", token.open_id.as_str().into()),
        ("scope", scope.into()),
        ("issuedAt", to_iso(token.issued_at).into()),
        ("expiresAt", to_iso(token.expires_at).into()),
        ("lastModifiedAt", to_iso(token.last_modified_at).into()),
        ("userType", token.user_type.into()),
    ]))
}

/// A `CallbackResult` of a push.
pub(super) fn callback(callback: &Callback) -> Result<JsValue> {
    let business_id = callback.business_id.as_str();
    match callback.kind()? {
        CallbackKind::Refused => Ok(refused(
            business_id,
            callback.state(),
            &callback.result_code,
            &callback.message,
        )),
        kind => fulfilled(kind, business_id, &callback.content, &callback.files),
    }
}

/// A `CallbackResult` that was fetched; `business_id` is the one that was asked for.
pub(super) fn fetched(content: &Content, business_id: Option<&str>) -> Result<JsValue> {
    let business_id = match business_id {
        Some(business_id) => business_id,
        None => content.text("businessID")?,
    };
    fulfilled(CallbackKind::of(content)?, business_id, content, &[])
}

/// A `CallbackResult` of a request that was not fulfilled.
pub(super) fn refused(
    business_id: &str,
    state: Option<&str>,
    code: &ResultCode,
    message: &str,
) -> JsValue {
    object(&[
        ("kind", "refused".into()),
        ("businessId", business_id.into()),
        ("state", state.into()),
        ("resultCode", code.as_str().into()),
        ("message", message.into()),
        ("fault", code.fault().map(Fault::as_str).into()),
        ("retry", code.retry().as_str().into()),
    ])
}

/// A `ResultCodeInfo`.
pub(super) fn code_info(code: &ResultCode) -> JsValue {
    object(&[
        ("code", code.as_str().into()),
        ("meaning", code.meaning().into()),
        ("fault", code.fault().map(Fault::as_str).into()),
        ("retry", code.retry().as_str().into()),
    ])
}

/// A refusal carries the gateway's own words, and what its code means, beside the code of the
/// package.
pub(super) fn error(error: Error) -> JsValue {
    let properties = match &error {
        Error::GatewayRefused {
            result_code,
            message,
            tx_id,
            ..
        } => {
            let code = ResultCode::of(result_code);
            vec![
                ("resultCode", JsValue::from(result_code)),
                ("gatewayMessage", message.into()),
                ("txId", tx_id.into()),
                ("fault", code.fault().map(Fault::as_str).into()),
                ("retry", code.retry().as_str().into()),
            ]
        }
        Error::GatewayStatus { status } => vec![("status", (*status).into())],
        _ => Vec::new(),
    };
    let error = JsValue::from(error);
    for (name, value) in properties {
        set(&error, name, &value);
    }
    error
}

/// `{ url, headers, body }`.
pub(super) fn http(request: &HttpRequest) -> JsValue {
    let headers: Vec<_> = request
        .headers
        .iter()
        .map(|(name, value)| (*name, value.into()))
        .collect();
    object(&[
        ("url", request.url.as_str().into()),
        ("headers", object(&headers)),
        ("body", request.body.as_str().into()),
    ])
}

fn fulfilled(
    kind: CallbackKind,
    business_id: &str,
    content: &Content,
    files: &[(String, CallbackFile)],
) -> Result<JsValue> {
    let (kind, mut result) = match kind {
        CallbackKind::Profile => ("profile", form(content, files)),
        CallbackKind::FormFilling => ("form-filling", form(content, files)),
        CallbackKind::StepUp => ("step-up", vec![("passed", step_up_passed(content)?.into())]),
        CallbackKind::Signing => ("signing", signing(&SigningResult::read(content)?)),
        CallbackKind::PdfSigning => {
            let result = PdfSigningResult::read(content)?;
            let fields = vec![
                ("docDigest", result.doc_digest.hash_code().into()),
                (
                    "pdfSignature",
                    Uint8Array::from(&*result.pdf_signature).into(),
                ),
            ];
            ("pdf-signing", fields)
        }
        CallbackKind::BulkSigning => ("bulk-signing", bulk(&BulkSigningResult::read(content)?)),
        CallbackKind::Refused => return Err(Error::CallbackUnsupported),
    };
    result.extend([
        ("kind", kind.into()),
        ("businessId", business_id.into()),
        ("state", content.optional_text("state").into()),
    ]);
    Ok(object(&result))
}

/// The fields of a form and the files beside them; a bill's bytes as bytes.
fn form(content: &Content, files: &[(String, CallbackFile)]) -> Vec<(&'static str, JsValue)> {
    let mut fields = Fields::read(content);
    for (_, file) in files {
        fields.attach(&file.bytes);
    }
    let unreadable: Array = fields.unreadable().map(JsValue::from).collect();
    let plain = js_sys::JSON::parse(&fields.plain().to_string()).unwrap_or_default();
    if let Some(file) = fields
        .address_doc_file
        .as_ref()
        .and_then(|document| document.doc_file.as_ref())
        && let Ok(document) = Reflect::get(&plain, &"addressDocFile".into())
    {
        set(&document, "docFile", &Uint8Array::from(&*file.0));
    }
    let files: Array = files
        .iter()
        .map(|(name, file)| {
            object(&[
                ("name", name.into()),
                ("fileName", file.file_name.as_str().into()),
                ("type", file.media_type.as_str().into()),
                ("bytes", Uint8Array::from(&*file.bytes).into()),
                ("encrypted", file.encrypted.into()),
            ])
        })
        .collect();
    vec![
        ("fields", plain),
        ("unreadable", unreadable.into()),
        ("files", files.into()),
    ]
}

fn signing(result: &SigningResult) -> Vec<(&'static str, JsValue)> {
    vec![
        ("hashCode", result.digest.hash_code().into()),
        ("signature", Uint8Array::from(&*result.signature).into()),
        ("certificate", Uint8Array::from(&*result.certificate).into()),
        ("timestamp", to_iso(result.timestamp).into()),
    ]
}

fn bulk(result: &BulkSigningResult) -> Vec<(&'static str, JsValue)> {
    // A count that a double does not hold is no count of at most 1,000 documents.
    let count = |count: u64| u32::try_from(count).ok().into();
    let signatures: Array = result.signatures.iter().map(bulk_signature).collect();
    let certificate = result.certificate.as_deref().map(Uint8Array::from);
    vec![
        ("callbackSeq", count(result.callback_seq)),
        (
            "totalSignNum",
            result.total_sign_num.map_or(JsValue::UNDEFINED, count),
        ),
        (
            "failSignNum",
            result.fail_sign_num.map_or(JsValue::UNDEFINED, count),
        ),
        ("certificate", certificate.into()),
        ("signatures", signatures.into()),
    ]
}

fn bulk_signature(signature: &BulkSignature) -> JsValue {
    let digest = signature.digest.map(|digest| digest.hash_code());
    let (signed, name) = if signature.is_pdf {
        ("docDigest", "pdfSignature")
    } else {
        ("hashCode", "signature")
    };
    object(&[
        ("id", signature.id.as_str().into()),
        (signed, digest.into()),
        (name, Uint8Array::from(&*signature.signature).into()),
        ("timestamp", signature.timestamp.map(to_iso).into()),
    ])
}

fn set(object: &JsValue, name: &str, value: &JsValue) {
    let set = Reflect::set(object, &name.into(), value);
    debug_assert!(set.is_ok(), "the object takes any field");
}
