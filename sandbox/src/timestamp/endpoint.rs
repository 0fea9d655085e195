//! The protocol over HTTP (RFC 3161 §3.4).

use std::sync::{Arc, OnceLock};

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Extension, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{Router, post};
use time::OffsetDateTime;

use super::request::{FailureInfo, Request};
use super::response::{granted, refused};
use super::token::{Flaw, token};
use crate::authority::{Authority, TimestampSigner};
use crate::log::{self, Remark};

/// Path of the time-stamp authority.
pub(crate) const TIMESTAMP_PATH: &str = "/tsa";
const QUERY: &str = "application/timestamp-query";
const REPLY: &str = "application/timestamp-reply";
/// Maximum size of a request in bytes; one with SHA-512, policy and nonce has about 130.
const REQUEST_LIMIT: usize = 1 << 16;

/// The time-stamp authority.
pub(crate) struct TimestampAuthority {
    signer: TimestampSigner,
    authority: Arc<Authority>,
    /// Made when it is first asked for.
    unknown: OnceLock<Option<TimestampSigner>>,
}

impl TimestampAuthority {
    pub(crate) fn open(authority: &Arc<Authority>) -> Result<Self, String> {
        Ok(Self {
            signer: authority.timestamp_signer()?,
            authority: Arc::clone(authority),
            unknown: OnceLock::new(),
        })
    }

    /// Returns the `TimeStampResp` to a `TimeStampReq`, both DER.
    fn respond(
        &self,
        request: &[u8],
        now: OffsetDateTime,
        flaw: Option<Flaw>,
    ) -> Result<Vec<u8>, FailureInfo> {
        let request = Request::read(request)?;
        if flaw == Some(Flaw::Refused) {
            return Err(FailureInfo::TimeNotAvailable);
        }
        let signer = match flaw {
            Some(Flaw::Authority) => self.unknown().ok_or(FailureInfo::SystemFailure)?,
            _ => &self.signer,
        };
        token(&request, signer, now, flaw)
            .map(|token| granted(&token))
            .ok_or(FailureInfo::SystemFailure)
    }

    fn unknown(&self) -> Option<&TimestampSigner> {
        let unknown = self.unknown.get_or_init(|| {
            let unknown = self.authority.unknown_timestamp_signer();
            unknown.inspect_err(|error| log::note(error)).ok()
        });
        unknown.as_ref()
    }
}

pub(crate) fn router<S: Clone + Send + Sync + 'static>(
    authority: Arc<TimestampAuthority>,
) -> Router<S> {
    Router::new()
        .route(TIMESTAMP_PATH, post(stamp))
        .layer(DefaultBodyLimit::max(REQUEST_LIMIT))
        .with_state(authority)
}

async fn stamp(
    State(authority): State<Arc<TimestampAuthority>>,
    flaw: Option<Extension<Flaw>>,
    headers: HeaderMap,
    request: Bytes,
) -> Response {
    let media_type = headers.get(header::CONTENT_TYPE);
    if media_type.is_none_or(|media_type| media_type != QUERY) {
        return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response();
    }
    let flaw = flaw.map(|Extension(flaw)| flaw);
    let (response, remark) = match authority.respond(&request, OffsetDateTime::now_utc(), flaw) {
        Ok(response) => (response, "granted".to_owned()),
        Err(failure) => (refused(failure), format!("{failure:?}")),
    };
    let headers = [
        (header::CONTENT_TYPE, REPLY),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, Extension(Remark(remark)), response).into_response()
}
