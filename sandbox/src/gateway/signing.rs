//! Digital signing with login: initiateRequest and ackResult (iAM Smart API, §4).

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::call;
use super::parameters::{Parameters, invalid};
use crate::interaction::{Delivery, Request, Signing, SigningResult};
use crate::language::Language;
use crate::persona::{Persona, UserType};
use crate::protocol::identification_code::identification_code;
use crate::protocol::signature::SignatureAlgorithm;
use crate::protocol::{now, random};
use crate::result_code::{Refusal, ResultCode};
use crate::sandbox::Sandbox;

const PARAMETERS: &[&str] = &[
    "businessID",
    "accessToken",
    "openID",
    "source",
    "redirectURI",
    "state",
    "lang",
    "hashCode",
    "sigAlgo",
    "HKICHash",
    "department",
    "serviceName",
    "documentName",
];
const SCOPE: &str = "eidapi_sign";

pub(crate) async fn initiate_request(
    State(sandbox): State<Arc<Sandbox>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    call::encrypted(&sandbox, &headers, &body, |content| {
        initiate(&sandbox, content)
    })
}

pub(crate) async fn acknowledge_result(
    State(sandbox): State<Arc<Sandbox>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    call::encrypted(&sandbox, &headers, &body, |content| {
        acknowledge(&sandbox, content)
    })
}

fn initiate(sandbox: &Arc<Sandbox>, content: Map<String, Value>) -> Result<Value, Refusal> {
    let parameters = Parameters::of_object(content, PARAMETERS)?;
    let business_id = parameters.ascii("businessID", 36)?;
    let source = parameters.source(true)?;
    let callback_uri = sandbox
        .registration
        .redirect_uri(parameters.required("redirectURI")?)
        .ok_or_else(|| {
            let reason = "redirectURI is not registered";
            Refusal::new(ResultCode::ServiceUrlInvalid, reason)
        })?;
    let state = parameters
        .state()?
        .ok_or_else(|| Refusal::new(ResultCode::ParameterMissing, "state"))?;
    if let Some(lang) = parameters.optional("lang")? {
        Language::from_lang(lang).ok_or_else(|| invalid("lang"))?;
    }
    let hash_code = parameters.required("hashCode")?;
    let hash = parameters
        .sha256("hashCode")?
        .ok_or_else(|| invalid("hashCode"))?;
    let algorithm = parameters.optional("sigAlgo")?.unwrap_or("SHA256withRSA");
    let algorithm = SignatureAlgorithm::from_name(algorithm).ok_or_else(|| invalid("sigAlgo"))?;
    let department = parameters.text("department", 100)?;
    let service_name = parameters.text("serviceName", 255)?;
    let document_name = parameters.text("documentName", 255)?;
    let hkic_hash = parameters.sha256("HKICHash")?;

    let persona = signer(sandbox, &parameters)?;
    if hkic_hash.is_some_and(|hash| persona.hkic_hash() != hash) {
        return Err(Refusal::new(ResultCode::HkicMismatch, "HKICHash"));
    }
    // Last, so that a refused request does not use up its businessID.
    if !sandbox.memory().business_ids.insert(business_id.to_owned()) {
        return Err(Refusal::new(ResultCode::BusinessIdDuplicated, "businessID"));
    }

    let ticket_id = random::hex();
    let signing = Signing {
        business_id: business_id.to_owned(),
        callback_uri: callback_uri.to_owned(),
        state: state.to_owned(),
        hash,
        hash_code: hash_code.to_owned(),
        algorithm,
        identification_code: identification_code(&hash, &sandbox.open_id(persona)),
        department: department.to_owned(),
        service_name: service_name.to_owned(),
        document_name: document_name.to_owned(),
        delivery: Delivery::Pending,
    };
    // True: the user is at another device and opens the app there by hand.
    let auth_by_qr = source == "PC_Browser";
    let content = json!({ "authByQR": auth_by_qr, "ticketID": ticket_id });
    sandbox.ask(ticket_id, Request::Signing(signing), Some(persona));
    Ok(content)
}

/// The person whom access token and tokenised ID stand for, who may sign.
fn signer(sandbox: &Sandbox, parameters: &Parameters) -> Result<&'static Persona, Refusal> {
    let token = parameters.required("accessToken")?;
    let open_id = parameters.required("openID")?;
    let grant = sandbox
        .memory()
        .access_tokens
        .get(token)
        .filter(|grant| now() < grant.expires_at)
        .cloned()
        .ok_or_else(|| Refusal::new(ResultCode::AccessTokenInvalid, "accessToken"))?;
    let persona = sandbox
        .persona_of(open_id)
        .ok_or_else(|| Refusal::new(ResultCode::OpenIdAbsent, "openID is unknown"))?;
    if persona.id != grant.persona.id {
        return Err(Refusal::new(ResultCode::TokenMismatch, "openID"));
    }
    if !grant.scope.iter().any(|scope| scope == SCOPE) {
        return Err(Refusal::new(
            ResultCode::ScopeInsufficient,
            "the login was without eidapi_sign",
        ));
    }
    if persona.user_type != UserType::Sign {
        return Err(Refusal::new(
            ResultCode::SigningNotAllowed,
            "an iAM Smart user without iAM Smart-Cert",
        ));
    }
    Ok(persona)
}

fn acknowledge(sandbox: &Sandbox, content: Map<String, Value>) -> Result<Value, Refusal> {
    let parameters = Parameters::of_object(content, &["businessID", "signingResult"])?;
    let business_id = parameters.ascii("businessID", 36)?;
    let result = match parameters.required("signingResult")? {
        "SR001" => SigningResult::Accepted,
        "SR002" => SigningResult::Rejected,
        "SR003" => SigningResult::NotReceived,
        _ => return Err(invalid("signingResult")),
    };
    let failed = |reason| Refusal::new(ResultCode::AcknowledgementFailed, reason);
    let mut memory = sandbox.memory();
    let (answer, signing) = memory
        .interactions
        .values_mut()
        .find_map(|interaction| match &mut interaction.request {
            Request::Signing(signing) if signing.business_id == business_id => {
                Some((interaction.answer, signing))
            }
            _ => None,
        })
        .ok_or_else(|| failed("there is no signing request with this businessID"))?;
    if answer.is_none() {
        return Err(failed("this signing request was not answered yet"));
    }
    if let Delivery::Acknowledged(earlier) = signing.delivery
        && earlier != result
    {
        return Err(failed("another signingResult was acknowledged before"));
    }
    signing.delivery = Delivery::Acknowledged(result);
    drop(memory);
    sandbox.changed();
    Ok(json!({}))
}
