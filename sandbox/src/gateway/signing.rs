//! Digital signing of a hash or a PDF, with or without login: initiateRequest (iAM Smart API, §4).

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::{Map, Value};

use super::account::{Account, Flow};
use super::call;
use super::parameters::{Parameters, invalid};
use crate::interaction::{SignatureForm, Signing, Subject, inability};
use crate::persona::Persona;
use crate::protocol::identification_code::identification_code;
use crate::protocol::signature::SignatureAlgorithm;
use crate::result_code::{Refusal, ResultCode};
use crate::sandbox::Sandbox;

/// Parameters common to hash and PDF.
const SIGNING: &[&str] = &[
    "HKICHash",
    "department",
    "serviceName",
    "documentName",
    "suaMethod",
    "suaWaitPeriod",
];
const HASH: &[&str] = &["hashCode", "sigAlgo"];
const PDF: &[&str] = &["docDigest"];
const SCOPE: &str = "eidapi_sign";
/// Values of `suaMethod`, a JSON string (iAM Smart API, §4; medium confidence).
const STEP_UPS: &[&str] = &[
    r#"{"unary":["FR"]}"#,
    r#"{"unary":["NFC"]}"#,
    r#"{"and":["FR","NFC"]}"#,
];

pub(crate) async fn hash(
    State(sandbox): State<Arc<Sandbox>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    call::encrypted(&sandbox, &headers, &body, |content| {
        initiate(&sandbox, Flow::WithLogin, HASH, content)
    })
}

pub(crate) async fn pdf(
    State(sandbox): State<Arc<Sandbox>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    call::encrypted(&sandbox, &headers, &body, |content| {
        initiate(&sandbox, Flow::WithLogin, PDF, content)
    })
}

pub(crate) async fn anonymous_hash(
    State(sandbox): State<Arc<Sandbox>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    call::encrypted(&sandbox, &headers, &body, |content| {
        initiate(&sandbox, Flow::Anonymous, HASH, content)
    })
}

pub(crate) async fn anonymous_pdf(
    State(sandbox): State<Arc<Sandbox>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    call::encrypted(&sandbox, &headers, &body, |content| {
        initiate(&sandbox, Flow::Anonymous, PDF, content)
    })
}

fn initiate(
    sandbox: &Arc<Sandbox>,
    flow: Flow,
    names: &[&'static str],
    content: Map<String, Value>,
) -> Result<Value, Refusal> {
    let names = flow.parameters(&[SIGNING, names].concat());
    let parameters = Parameters::of_object(content, &names)?;
    let account = Account::read(sandbox, flow, &parameters)?;
    let is_pdf = names.contains(&"docDigest");
    let (digest_text, digest, form) = digest(&parameters, is_pdf)?;
    let department = parameters.text("department", 100)?.to_owned();
    let service_name = parameters.text("serviceName", 255)?.to_owned();
    let document_name = parameters.text("documentName", 255)?.to_owned();
    let step_up = step_up(&parameters)?;
    let hkic_hash = hkic_hash(flow, &parameters)?;
    let persona = account.person(sandbox, &parameters, &[SCOPE])?;
    let subject = Subject::Signing(Signing {
        digest,
        digest_text,
        form,
        identification_code: code(sandbox, persona.as_deref(), &digest, hkic_hash.as_ref()),
        department,
        service_name,
        document_name,
        hkic_hash,
        step_up,
    });
    able(&subject, persona.as_deref())?;
    account.begin(sandbox, persona.as_ref(), SCOPE, subject)
}

/// Parses `hashCode` and `sigAlgo`, or `docDigest`.
pub(super) fn digest(
    parameters: &Parameters,
    is_pdf: bool,
) -> Result<(String, [u8; 32], SignatureForm), Refusal> {
    let name = if is_pdf { "docDigest" } else { "hashCode" };
    let text = parameters.required(name)?.to_owned();
    let digest = parameters.sha256(name)?.ok_or_else(|| invalid(name))?;
    if is_pdf {
        return Ok((text, digest, SignatureForm::Pdf));
    }
    let algorithm = parameters.optional("sigAlgo")?.unwrap_or("SHA256withRSA");
    let algorithm = SignatureAlgorithm::from_name(algorithm).ok_or_else(|| invalid("sigAlgo"))?;
    Ok((text, digest, SignatureForm::Bare(algorithm)))
}

/// `HKICHash`: optional with login, mandatory without (iAM Smart API, §4; high confidence).
pub(super) fn hkic_hash(flow: Flow, parameters: &Parameters) -> Result<Option<[u8; 32]>, Refusal> {
    let hash = parameters.sha256("HKICHash")?;
    if hash.is_none() && flow == Flow::Anonymous {
        return Err(Refusal::new(ResultCode::ParameterMissing, "HKICHash"));
    }
    Ok(hash)
}

/// The identification code, bound to the tokenised ID, or in an anonymous request to HKIC hash and
/// client ID (iAM Smart API, §4; low confidence).
pub(super) fn code(
    sandbox: &Sandbox,
    persona: Option<&Persona>,
    digest: &[u8],
    hkic_hash: Option<&[u8; 32]>,
) -> String {
    if let Some(persona) = persona {
        return identification_code(digest, &[sandbox.open_id(persona).as_bytes()]);
    }
    let hkic_hash = hkic_hash.map_or(&[][..], |hash| hash);
    let client_id = sandbox.registration.client_id.as_bytes();
    identification_code(digest, &[hkic_hash, client_id])
}

/// Refuses a known person who cannot sign this. In an anonymous request the person is unknown until
/// the answer.
pub(super) fn able(subject: &Subject, persona: Option<&Persona>) -> Result<(), Refusal> {
    let Some(code) = persona.and_then(|persona| inability(subject, persona)) else {
        return Ok(());
    };
    let reason = match code {
        ResultCode::HkicMismatch => "HKICHash",
        ResultCode::ParameterInvalid => "sigAlgo or docDigest: the person's key is of another kind",
        _ => "an iAM Smart user without iAM Smart-Cert",
    };
    Err(Refusal::new(code, reason))
}

fn step_up(parameters: &Parameters) -> Result<Option<String>, Refusal> {
    // Hours (iAM Smart API, §4; medium confidence).
    if parameters
        .number("suaWaitPeriod")?
        .is_some_and(|hours| hours > 720)
    {
        return Err(invalid("suaWaitPeriod"));
    }
    let Some(method) = parameters.optional("suaMethod")? else {
        return Ok(None);
    };
    let compact: String = method
        .chars()
        .filter(|character| *character != ' ')
        .collect();
    if !STEP_UPS.contains(&compact.as_str()) {
        return Err(invalid("suaMethod"));
    }
    Ok(Some(compact))
}
