//! What the tour's page, which is of another origin, may do.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::sandbox::Sandbox;
use crate::wire::Wire;

/// Has the tour's page frame what is behind this.
pub(crate) async fn framing(
    State(sandbox): State<Arc<Sandbox>>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    if let Some(wire) = &sandbox.wire
        && let Some(policy) = response.headers().get(header::CONTENT_SECURITY_POLICY)
        && let Ok(policy) = policy.to_str()
    {
        let ancestors = format!("frame-ancestors {}", wire.reader);
        let policy = policy.replace("frame-ancestors 'none'", &ancestors);
        if let Ok(policy) = HeaderValue::from_str(&policy) {
            response
                .headers_mut()
                .insert(header::CONTENT_SECURITY_POLICY, policy);
        }
    }
    response
}

/// Has the tour's page read and change what is behind this, as a page of the sandbox does (CORS; Fetch §3.3).
pub(crate) async fn sharing(
    State(sandbox): State<Arc<Sandbox>>,
    mut request: Request,
    next: Next,
) -> Response {
    let reader = sandbox
        .wire
        .as_ref()
        .filter(|wire| is_reader(wire, request.headers()))
        .and_then(|wire| HeaderValue::from_str(&wire.reader).ok());
    let Some(reader) = reader else {
        return next.run(request).await;
    };
    let mut response = if request.method() == Method::OPTIONS {
        let allowed = [
            (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, DELETE"),
            (header::ACCESS_CONTROL_ALLOW_HEADERS, "Content-Type"),
        ];
        (StatusCode::NO_CONTENT, allowed).into_response()
    } else {
        request.headers_mut().remove("sec-fetch-site");
        next.run(request).await
    };
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, reader);
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
    response
}

fn is_reader(wire: &Wire, headers: &HeaderMap) -> bool {
    headers
        .get(header::ORIGIN)
        .is_some_and(|origin| origin == wire.reader.as_str())
}
