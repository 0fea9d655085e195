//! Records each call that the sandbox receives, with its envelopes opened.

use std::sync::Arc;

use axum::body::{self, Body, Bytes, HttpBody as _};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use serde_json::{Value, json};

use crate::log::Remark;
use crate::protocol::endpoint::{Endpoint, PREFIX};
use crate::sandbox::Sandbox;
use crate::wire::{Exchange, Message, Opened, Party};

/// Maximum size of a request in bytes, the gateway's.
const REQUEST_LIMIT: usize = 10 * 1024 * 1024;

/// Records a request and its response, if there is a log. Outside of the faults: what is recorded is what
/// is sent.
pub(crate) async fn exchanges(
    State(sandbox): State<Arc<Sandbox>>,
    request: Request,
    next: Next,
) -> Response {
    let caller = caller(request.method(), request.uri(), request.headers());
    let (Some(wire), Some(caller)) = (&sandbox.wire, caller) else {
        return next.run(request).await;
    };
    let (parts, body) = request.into_parts();
    let Ok(body) = body::to_bytes(body, REQUEST_LIMIT).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let path = parts.uri.path();
    let mut exchange = Exchange::between(caller, Party::Gateway, parts.method.as_str(), path);
    let query = parts.uri.query().unwrap_or_default();
    exchange.query = form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect();
    exchange.request = Message::of(&parts.headers, &body);
    exchange.request.opened = opened(&sandbox, &body);

    let response = next.run(Request::from_parts(parts, body.into())).await;
    exchange.ended(Some(response.status().as_u16()));
    let remark = response.extensions().get::<Remark>();
    exchange.remark = remark.map(|remark| remark.0.clone());
    let opened_page = response.extensions().get::<Opened>().cloned();
    let (parts, body) = response.into_parts();
    let (bytes, body) = copied(body).await;
    if caller == Party::EService {
        exchange.response = Message::of(&parts.headers, &bytes);
        exchange.response.opened = opened(&sandbox, &bytes).or_else(|| key(&sandbox, &bytes));
    }
    if let Some(Opened(page)) = opened_page {
        exchange.response.opened = Some(page);
    }
    wire.record(exchange);
    Response::from_parts(parts, body)
}

/// Who calls, of the calls that belong to the protocol.
fn caller(method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<Party> {
    let path = uri.path();
    if method == Method::OPTIONS {
        return None;
    }
    if let Some(endpoint) = path.strip_prefix(PREFIX) {
        return match Endpoint::at(endpoint) {
            Some(Endpoint::GetQr) => Some(Party::Browser),
            Some(_) => Some(Party::EService),
            // The getQR page's own.
            None => None,
        };
    }
    if path.starts_with("/app") {
        // The second is the app's without scripts.
        let is_answer = method == Method::POST
            && ["/app/api/requests/", "/app/answer/"]
                .iter()
                .any(|start| path.starts_with(start));
        let is_opened = method == Method::GET
            && !path.starts_with("/app/api/")
            && path != "/app/events"
            && uri.query().is_some_and(|query| query.contains("ID="));
        return (is_answer || is_opened).then_some(Party::Phone);
    }
    // Browsers say of themselves that they are (Fetch Metadata §2).
    if headers.contains_key("sec-fetch-mode") {
        Some(Party::Browser)
    } else {
        Some(Party::EService)
    }
}

/// The content of an envelope under the content key.
fn opened(sandbox: &Sandbox, body: &[u8]) -> Option<Value> {
    let body: Value = serde_json::from_slice(body).ok()?;
    let key = sandbox.content_key().ok()?;
    let content = key.key.open(body.get("content")?.as_str()?)?;
    let content: Value = serde_json::from_slice(&content).ok()?;
    Some(json!({ "content": content }))
}

/// The content key in the response of getKey. A stand-in need not unwrap what it has wrapped.
fn key(sandbox: &Sandbox, body: &[u8]) -> Option<Value> {
    let body: Value = serde_json::from_slice(body).ok()?;
    body["content"].get("secretKey")?;
    let key = sandbox.content_key().ok()?;
    Some(json!({ "secretKey": key.key.to_base64() }))
}

/// The bytes of a body, and the same body. One whose size is not known is a fault's, which breaks off, and
/// passes unread.
async fn copied(body: Body) -> (Bytes, Body) {
    if body.size_hint().exact().is_none() {
        return (Bytes::new(), body);
    }
    // Bodies of a known size are in memory already.
    let bytes = body::to_bytes(body, usize::MAX).await.unwrap_or_default();
    (bytes.clone(), bytes.into())
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, Method, Uri};

    use super::caller;
    use crate::wire::Party;

    #[test]
    fn callers_are_told_apart() {
        let of = |method: Method, uri: &'static str| {
            caller(&method, &Uri::from_static(uri), &HeaderMap::new())
        };
        let e_service = Some(Party::EService);
        assert_eq!(of(Method::POST, "/api/v1/auth/getToken"), e_service);
        assert_eq!(of(Method::GET, "/ca/issuing.crl"), e_service);
        assert_eq!(of(Method::POST, "/tsa"), e_service);
        assert_eq!(
            of(Method::GET, "/api/v1/auth/getQR?a=b"),
            Some(Party::Browser)
        );
        assert_eq!(of(Method::GET, "/api/v1/auth/getQR/events?page=1"), None);
        assert_eq!(
            of(Method::GET, "/app/login?requestID=1"),
            Some(Party::Phone)
        );
        assert_eq!(
            of(Method::POST, "/app/api/requests/1/approve"),
            Some(Party::Phone)
        );
        for path in ["/app", "/app/events?requestID=1", "/app/api/requests?a=1"] {
            assert_eq!(of(Method::GET, path), None, "{path}");
        }
        let mut headers = HeaderMap::new();
        headers.insert("sec-fetch-mode", HeaderValue::from_static("cors"));
        let list = Uri::from_static("/ca/issuing.crl");
        assert_eq!(caller(&Method::GET, &list, &headers), Some(Party::Browser));
    }
}
