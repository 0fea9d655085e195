//! Bulk signing in CorpID's format (iAM Smart API, §4; high confidence for CorpID, unknown for iAM
//! Smart): up to 1,000 documents, one approval, several callbacks.

use std::collections::HashSet;
use std::sync::Arc;

use aws_lc_rs::digest::{Context, SHA256};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::{Map, Value};

use super::account::{Account, Flow};
use super::call;
use super::parameters::{Parameters, invalid};
use super::signing::{able, code, hkic_hash};
use crate::interaction::{Bulk, BulkDocument, SignatureForm, Subject};
use crate::protocol::from_base64;
use crate::protocol::signature::SignatureAlgorithm;
use crate::result_code::Refusal;
use crate::sandbox::Sandbox;

const PARAMETERS: &[&str] = &[
    "HKICHash",
    "department",
    "serviceName",
    "documentName",
    "requestName",
    "documents",
    "maxCallbackSigs",
    "callbackResultURI",
];
const SCOPE: &str = "eidapi_bulksign";
const DOCUMENTS: usize = 1000;

pub(crate) async fn initiate_request(
    State(sandbox): State<Arc<Sandbox>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    call::encrypted(&sandbox, &headers, &body, |content| {
        initiate(&sandbox, content)
    })
}

fn initiate(sandbox: &Arc<Sandbox>, content: Map<String, Value>) -> Result<Value, Refusal> {
    let flow = Flow::WithLogin;
    let parameters = Parameters::of_object(content, &flow.parameters(PARAMETERS))?;
    let mut account = Account::read(sandbox, flow, &parameters)?;
    if let Some(uri) = parameters.optional("callbackResultURI")? {
        account.callback_uri(sandbox, uri)?;
    }
    let documents = documents(&parameters)?;
    let per_callback = match parameters.number("maxCallbackSigs")? {
        None => DOCUMENTS,
        Some(number) => usize::try_from(number)
            .ok()
            .filter(|number| (1..=DOCUMENTS).contains(number))
            .ok_or_else(|| invalid("maxCallbackSigs"))?,
    };
    let request_name = parameters.text("requestName", 255)?.to_owned();
    let department = parameters.text("department", 100)?.to_owned();
    let service_name = parameters.text("serviceName", 255)?.to_owned();
    let hkic_hash = hkic_hash(flow, &parameters)?;
    let persona = account.person(sandbox, &parameters, &[SCOPE])?;
    // Hashing all digests together is a guess.
    let mut all = Context::new(&SHA256);
    for document in &documents {
        all.update(&document.digest);
    }
    let subject = Subject::Bulk(Bulk {
        request_name,
        department,
        service_name,
        documents,
        per_callback,
        identification_code: code(
            sandbox,
            persona.as_deref(),
            all.finish().as_ref(),
            hkic_hash.as_ref(),
        ),
        hkic_hash,
    });
    able(&subject, persona.as_deref())?;
    account.begin(sandbox, persona.as_ref(), SCOPE, subject)
}

/// Parses 1 to 1,000 documents with unique IDs.
fn documents(parameters: &Parameters) -> Result<Vec<BulkDocument>, Refusal> {
    let objects = parameters.objects("documents")?;
    if objects.len() > DOCUMENTS {
        return Err(invalid("documents"));
    }
    let documents: Vec<BulkDocument> = objects
        .into_iter()
        .map(document)
        .collect::<Result<_, _>>()?;
    let mut ids = HashSet::new();
    if !documents.iter().all(|document| ids.insert(&document.id)) {
        return Err(invalid("id"));
    }
    Ok(documents)
}

fn document(object: Map<String, Value>) -> Result<BulkDocument, Refusal> {
    let names = ["id", "documentName", "hashCode", "sigAlgo", "docDigest"];
    let parameters = Parameters::of_object(object, &names)?;
    let (name, form) = if parameters.optional("docDigest")?.is_some() {
        ("docDigest", SignatureForm::Pdf)
    } else {
        let algorithm = parameters.optional("sigAlgo")?.unwrap_or("SHA256withRSA");
        let algorithm =
            SignatureAlgorithm::from_name(algorithm).ok_or_else(|| invalid("sigAlgo"))?;
        ("hashCode", SignatureForm::Bare(algorithm))
    };
    let digest_text = parameters.required(name)?;
    Ok(BulkDocument {
        id: parameters.ascii("id", 36)?.to_owned(),
        name: parameters.text("documentName", 255)?.to_owned(),
        digest: digest(digest_text).ok_or_else(|| invalid(name))?,
        digest_text: digest_text.to_owned(),
        form,
    })
}

/// Parses Base64, or hex as in the samples (iAM Smart API, §4; low confidence).
fn digest(text: &str) -> Option<[u8; 32]> {
    if text.len() != 64 {
        return from_base64(text)?.try_into().ok();
    }
    let mut digest = [0; 32];
    for (byte, at) in digest.iter_mut().zip((0..).step_by(2)) {
        *byte = u8::from_str_radix(text.get(at..at + 2)?, 16).ok()?;
    }
    Some(digest)
}
