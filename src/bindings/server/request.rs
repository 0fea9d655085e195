//! Requests, as the package's types have them.

use wasm_bindgen::prelude::*;

use crate::Result;
use crate::bindings::bytes::bytes;
use crate::bindings::object::Fields;
use crate::endpoint::Endpoint;
use crate::form_filling::{CallbackContentType, FormFillingRequest, ProfileRequest};
use crate::language::Language;
use crate::login::StepUpRequest;
use crate::signing::{
    BulkContent, BulkDocument, BulkExpected, BulkSigningRequest, Digest, DigestEncoding,
    MAX_DOCUMENTS, PdfSigningRequest, SigAlgo, Signing, SigningRequest, StepUp,
};
use crate::source::Source;
use crate::state::State;
use crate::wire::{
    AccessToken, AccountRequest, AnonymousRequest, ApiPath, BusinessId, OpenId, Requester,
};

/// Reads a `ProfileRequest`.
pub(super) fn profile(request: &JsValue) -> Result<ProfileRequest> {
    let fields = Fields::of("request", request)?;
    Ok(ProfileRequest {
        account: account(&fields)?,
        profile_fields: fields.texts("profileFields")?,
    })
}

/// Reads a `FormFillingRequest`.
pub(super) fn form_filling(
    request: &JsValue,
    anonymous: bool,
    path: &ApiPath,
) -> Result<FormFillingRequest> {
    let fields = Fields::of("request", request)?;
    let content_type = fields.optional_text("callbackContentType")?;
    Ok(FormFillingRequest {
        requester: requester(&fields, anonymous)?,
        path: path.clone(),
        e_me_fields: fields.texts("eMEFields")?,
        profile_fields: fields.texts("profileFields")?,
        form_name: fields.text("formName")?,
        form_num: fields.optional_text("formNum")?,
        form_desc: fields.optional_text("formDesc")?,
        callback_content_type: content_type.as_deref().map_or(
            Ok(CallbackContentType::default()),
            CallbackContentType::parse,
        )?,
    })
}

/// Reads a `StepUpRequest`.
pub(super) fn step_up(request: &JsValue, path: &ApiPath) -> Result<StepUpRequest> {
    Ok(StepUpRequest {
        account: account(&Fields::of("request", request)?)?,
        path: path.clone(),
    })
}

/// Reads a `SigningRequest`.
pub(super) fn signing(request: &JsValue, anonymous: bool) -> Result<SigningRequest> {
    let fields = Fields::of("request", request)?;
    Ok(SigningRequest {
        signing: signing_part(&fields, anonymous)?,
        digest: digest("digest", &fields)?,
        algorithm: algorithm(&fields)?,
        document_name: fields.text("documentName")?,
    })
}

/// Reads a `PdfSigningRequest`.
pub(super) fn pdf_signing(request: &JsValue, anonymous: bool) -> Result<PdfSigningRequest> {
    let fields = Fields::of("request", request)?;
    Ok(PdfSigningRequest {
        signing: signing_part(&fields, anonymous)?,
        doc_digest: digest("docDigest", &fields)?,
        document_name: fields.text("documentName")?,
    })
}

/// Reads a `BulkSigningRequest`.
pub(super) fn bulk_signing(request: &JsValue, path: &ApiPath) -> Result<BulkSigningRequest> {
    let fields = Fields::of("request", request)?;
    let encoding = fields.optional_text("digestEncoding")?;
    let documents = fields.list("documents")?;
    Ok(BulkSigningRequest {
        signing: signing_part(&fields, false)?,
        path: path.clone(),
        request_name: fields.text("requestName")?,
        documents: documents.iter().map(bulk_document).collect::<Result<_>>()?,
        max_callback_sigs: max_callback_sigs(&fields)?,
        digest_encoding: encoding
            .as_deref()
            .map_or(Ok(DigestEncoding::default()), DigestEncoding::parse)?,
    })
}

/// Reads what a bulk request is to bring.
pub(super) fn bulk_expected(expected: &JsValue) -> Result<BulkExpected> {
    let fields = Fields::of("expected", expected)?;
    let documents = fields.list("documents")?;
    let documents = documents.iter().map(|document| {
        let BulkDocument { id, content, .. } = bulk_document(document)?;
        let (BulkContent::Hash(digest, _) | BulkContent::Pdf(digest)) = content;
        Ok((id, digest))
    });
    BulkExpected::new(
        documents.collect::<Result<_>>()?,
        max_callback_sigs(&fields)?,
    )
}

fn bulk_document(document: &JsValue) -> Result<BulkDocument> {
    let fields = Fields::of("documents", document)?;
    let content = if fields.value("docDigest").is_undefined() {
        BulkContent::Hash(digest("digest", &fields)?, algorithm(&fields)?)
    } else {
        BulkContent::Pdf(digest("docDigest", &fields)?)
    };
    Ok(BulkDocument {
        id: fields.text("id")?,
        document_name: fields.optional_text("documentName")?.unwrap_or_default(),
        content,
    })
}

fn max_callback_sigs(fields: &Fields<'_>) -> Result<usize> {
    let count = fields.optional_count("maxCallbackSigs")?;
    Ok(count.map_or(MAX_DOCUMENTS, |count| count as usize))
}

fn signing_part(fields: &Fields<'_>, anonymous: bool) -> Result<Signing> {
    let hkic_hash = !fields.value("hkicHash").is_undefined();
    Ok(Signing {
        requester: requester(fields, anonymous)?,
        hkic_hash: hkic_hash.then(|| digest("hkicHash", fields)).transpose()?,
        department: fields.text("department")?,
        service_name: fields.text("serviceName")?,
        step_up: signers_step_up(&fields.value("stepUp"))?,
    })
}

fn signers_step_up(step_up: &JsValue) -> Result<Option<StepUp>> {
    if step_up.is_undefined() {
        return Ok(None);
    }
    let fields = Fields::of("stepUp", step_up)?;
    let wait_hours = fields.optional_count("waitHours")?;
    let wait_hours = wait_hours.map(|hours| u16::try_from(hours).unwrap_or(u16::MAX));
    StepUp::parse(&fields.text("method")?, wait_hours).map(Some)
}

fn requester(fields: &Fields<'_>, anonymous: bool) -> Result<Requester> {
    if !anonymous {
        return account(fields).map(Requester::Account);
    }
    Ok(Requester::Anonymous(AnonymousRequest {
        business_id: BusinessId::parse(&fields.text("businessId")?)?,
        state: State::parse(&fields.text("state")?)?,
        lang: language(fields)?,
    }))
}

fn account(fields: &Fields<'_>) -> Result<AccountRequest> {
    Ok(AccountRequest {
        business_id: BusinessId::parse(&fields.text("businessId")?)?,
        access_token: AccessToken::new(&fields.text("accessToken")?)?,
        open_id: OpenId::new(&fields.text("openId")?)?,
        source: Source::parse(&fields.text("source")?)?,
        redirect_uri: Endpoint::parse("redirectUri", &fields.text("redirectUri")?)?,
        state: State::parse(&fields.text("state")?)?,
        lang: language(fields)?,
    })
}

fn language(fields: &Fields<'_>) -> Result<Option<Language>> {
    let lang = fields.optional_text("lang")?;
    lang.as_deref().map(Language::parse).transpose()
}

fn algorithm(fields: &Fields<'_>) -> Result<SigAlgo> {
    let algorithm = fields.optional_text("signatureAlgorithm")?;
    algorithm
        .as_deref()
        .map_or(Ok(SigAlgo::default()), SigAlgo::parse)
}

fn digest(name: &str, fields: &Fields<'_>) -> Result<Digest> {
    Digest::from_bytes(&bytes(name, &fields.value(name))?)
}
