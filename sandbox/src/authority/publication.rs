//! HTTP endpoints of the CA: certificates, CRLs, OCSP.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Extension, Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{Router, get, post};
use rcgen::{CertificateRevocationListParams, KeyIdMethod, SerialNumber};
use time::{Duration, OffsetDateTime};

use super::hierarchy::Authority;
use super::revocation::Level;
use super::sm2_identifiers::with_sm2_identifiers;
use crate::log;
use crate::protocol::from_base64;

/// Path of the OCSP responder.
pub(crate) const OCSP_PATH: &str = "/ca/ocsp";
/// Validity of a CRL. Hongkong Post issues CRLs three times a day (medium confidence).
const CRL_LIFE: Duration = Duration::hours(8);

/// Request extension that makes the response out of date.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stale;

pub(crate) fn router<S: Clone + Send + Sync + 'static>(authority: Arc<Authority>) -> Router<S> {
    Level::ALL
        .into_iter()
        .fold(Router::new(), |router, level| {
            let certificate = async move |State(authority): State<Arc<Authority>>| {
                file("application/pkix-cert", authority.ca(level).der.clone())
            };
            let list = async move |State(authority): State<Arc<Authority>>, stale: Asked| {
                crl(&authority, level, made_at(stale))
            };
            router
                .route(&certificate_path(level), get(certificate))
                .route(&list_path(level), get(list))
        })
        .route(OCSP_PATH, post(ocsp))
        .route("/ca/ocsp/{*request}", get(ocsp_by_get))
        .with_state(authority)
}

/// Paths of all endpoints.
pub(crate) fn paths() -> Vec<String> {
    let lists = Level::ALL.map(list_path);
    let certificates = Level::ALL.map(certificate_path);
    let others = lists.into_iter().chain(certificates);
    [OCSP_PATH.to_owned()].into_iter().chain(others).collect()
}

/// True if `path` is that of OCSP or a CRL.
pub(crate) fn tells_revocation(path: &str) -> bool {
    path == OCSP_PATH || Level::ALL.map(list_path).iter().any(|list| list == path)
}

fn certificate_path(level: Level) -> String {
    format!("/ca/{}.cer", level.name())
}

fn list_path(level: Level) -> String {
    format!("/ca/{}.crl", level.name())
}

type Asked = Option<Extension<Stale>>;

/// The current time. For a stale response, a time early enough that the response has expired.
fn made_at(stale: Asked) -> OffsetDateTime {
    let now = OffsetDateTime::now_utc();
    match stale {
        Some(_) => now - CRL_LIFE * 2,
        None => now,
    }
}

fn crl(authority: &Authority, level: Level, now: OffsetDateTime) -> Response {
    let seconds = u64::try_from(now.unix_timestamp()).unwrap_or_default();
    let list = CertificateRevocationListParams {
        this_update: now,
        next_update: now + CRL_LIFE,
        // The CRL number increases, also across restarts (RFC 5280 §5.2.3).
        crl_number: SerialNumber::from(seconds),
        issuing_distribution_point: None,
        revoked_certs: authority.revocations().list(level),
        key_identifier_method: KeyIdMethod::Sha256,
    };
    match list.signed_by(&authority.ca(level).issuer) {
        Ok(list) => file("application/pkix-crl", with_sm2_identifiers(list.der())),
        Err(error) => {
            log::note(&format!("cannot sign a revocation list: {error}"));
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// OCSP over POST (RFC 6960 §A.1).
async fn ocsp(State(authority): State<Arc<Authority>>, stale: Asked, request: Bytes) -> Response {
    let response = authority.respond(&request, made_at(stale));
    file("application/ocsp-response", response)
}

/// OCSP over GET: the rest of the path is the request in Base64 (RFC 6960 §A.1).
async fn ocsp_by_get(
    State(authority): State<Arc<Authority>>,
    Path(request): Path<String>,
    stale: Asked,
) -> Response {
    let request = from_base64(&request).unwrap_or_default();
    let response = authority.respond(&request, made_at(stale));
    file("application/ocsp-response", response)
}

/// The data is public, so any origin may fetch it.
fn file(media_type: &'static str, der: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, der).into_response()
}
