//! HTTP: one request, one answer of limited size in limited time, no redirect followed.

use std::time::Duration;

use axum::body::Bytes;
use axum::http::{HeaderMap, Request};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};

/// Time for an answer.
const TIMEOUT: Duration = Duration::from_secs(15);

/// Time for which a connection is kept for the next request. A server that closes it just then loses
/// the request, and whether it was carried out is unknown; most servers keep one for longer.
const IDLE: Duration = Duration::from_secs(4);

/// A client with the machine's trust anchors for TLS.
pub(crate) struct Http(Client<HttpsConnector<HttpConnector>, Full<Bytes>>);

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Http {
    pub(crate) fn new() -> std::io::Result<Self> {
        let connector = HttpsConnectorBuilder::new()
            .with_native_roots()?
            .https_or_http()
            .enable_http1()
            .build();
        let client = Client::builder(TokioExecutor::new())
            .pool_idle_timeout(IDLE)
            .pool_timer(TokioTimer::new())
            .build(connector);
        Ok(Self(client))
    }

    /// Sends a request; the error says why there is no answer of at most `limit` bytes.
    pub(crate) async fn send(
        &self,
        request: Request<Full<Bytes>>,
        limit: usize,
    ) -> Result<Answer, String> {
        let exchange = async {
            let response = self.0.request(request).await;
            let (head, body) = response.map_err(|error| error.to_string())?.into_parts();
            let body = Limited::new(body, limit).collect().await;
            Ok(Answer {
                status: head.status.as_u16(),
                headers: head.headers,
                body: body.map_err(|error| error.to_string())?.to_bytes(),
            })
        };
        let late = |_| Err("it takes too long".to_owned());
        tokio::time::timeout(TIMEOUT, exchange)
            .await
            .unwrap_or_else(late)
    }
}
