//! What anybody may ask the authority for: certificates, revocation lists, OCSP.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Extension, Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Router, routing::get};
use rcgen::{CertificateRevocationListParams, KeyIdMethod, SerialNumber};
use time::{Duration, OffsetDateTime};

use super::revocation::Level;
use crate::fault::Stale;
use crate::log;
use crate::protocol::from_base64;
use crate::sandbox::Sandbox;

/// Hongkong Post issues a list three times a day (medium confidence); so does this one, in effect.
const CRL_LIFE: Duration = Duration::hours(8);

pub(crate) fn router() -> Router<Arc<Sandbox>> {
    Router::new()
        .route("/ca/root.cer", get(root_certificate))
        .route("/ca/issuing.cer", get(issuing_certificate))
        .route("/ca/root.crl", get(root_crl))
        .route("/ca/issuing.crl", get(issuing_crl))
        .route("/ca/ocsp", axum::routing::post(ocsp))
        .route("/ca/ocsp/{*request}", get(ocsp_by_get))
}

async fn root_certificate(State(sandbox): State<Arc<Sandbox>>) -> Response {
    file("application/pkix-cert", sandbox.authority.root.der.clone())
}

async fn issuing_certificate(State(sandbox): State<Arc<Sandbox>>) -> Response {
    file(
        "application/pkix-cert",
        sandbox.authority.issuing.der.clone(),
    )
}

async fn root_crl(
    State(sandbox): State<Arc<Sandbox>>,
    stale: Option<Extension<Stale>>,
) -> Response {
    crl(&sandbox, Level::Root, made_at(stale))
}

async fn issuing_crl(
    State(sandbox): State<Arc<Sandbox>>,
    stale: Option<Extension<Stale>>,
) -> Response {
    crl(&sandbox, Level::Issuing, made_at(stale))
}

/// This moment, or, as a fault wants it, so long ago that nothing made then is good any more.
fn made_at(stale: Option<Extension<Stale>>) -> OffsetDateTime {
    let now = OffsetDateTime::now_utc();
    match stale {
        Some(_) => now - CRL_LIFE * 2,
        None => now,
    }
}

fn crl(sandbox: &Sandbox, level: Level, now: OffsetDateTime) -> Response {
    let seconds = u64::try_from(now.unix_timestamp()).unwrap_or_default();
    let list = CertificateRevocationListParams {
        this_update: now,
        next_update: now + CRL_LIFE,
        // Seconds only grow, also over a restart (RFC 5280 §5.2.3).
        crl_number: SerialNumber::from(seconds),
        issuing_distribution_point: None,
        revoked_certs: sandbox.authority.revocations().list(level),
        key_identifier_method: KeyIdMethod::Sha256,
    };
    match list.signed_by(&sandbox.authority.ca(level).issuer) {
        Ok(list) => file("application/pkix-crl", list.der().to_vec()),
        Err(error) => {
            log::note(&format!("cannot sign a revocation list: {error}"));
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// POST (RFC 6960 §A.1).
async fn ocsp(
    State(sandbox): State<Arc<Sandbox>>,
    stale: Option<Extension<Stale>>,
    request: Bytes,
) -> Response {
    let response = sandbox.authority.respond(&request, made_at(stale));
    file("application/ocsp-response", response)
}

/// GET with the request's Base64 as the rest of the path (RFC 6960 §A.1).
async fn ocsp_by_get(
    State(sandbox): State<Arc<Sandbox>>,
    Path(request): Path<String>,
    stale: Option<Extension<Stale>>,
) -> Response {
    let request = from_base64(&request).unwrap_or_default();
    let response = sandbox.authority.respond(&request, made_at(stale));
    file("application/ocsp-response", response)
}

/// Public data, so any page may fetch it.
fn file(media_type: &'static str, der: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, der).into_response()
}
