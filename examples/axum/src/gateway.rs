//! Calls to iAM Smart: `iamsmart::wire::Gateway` says what to send, and this sends it.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use axum::http::Request;
use axum::http::header::RETRY_AFTER;
use iamsmart::callback_result::CallbackResult;
use iamsmart::wire::{
    Call, ClientId, Content, Gateway, GatewayConfig, HttpRequest, HttpResponse, KeyReceived,
    MAX_BODY_BYTES, Received, SealedCallback,
};

use crate::clock::now;
use crate::failure::{Failure, Result};
use crate::http::{Answer, Http};

/// A client of the gateway, shared by all requests of a process.
pub(crate) struct GatewayClient {
    gateway: Mutex<Gateway>,
    client_id: ClientId,
    http: Http,
    /// Held by the one call that fetches a content key; others wait for it.
    key: tokio::sync::Mutex<()>,
}

impl GatewayClient {
    pub(crate) fn new(config: GatewayConfig, http: Http) -> Self {
        Self {
            client_id: config.client_id.clone(),
            gateway: Mutex::new(Gateway::new(config)),
            http,
            key: tokio::sync::Mutex::default(),
        }
    }

    pub(crate) fn client_id(&self) -> &ClientId {
        &self.client_id
    }

    pub(crate) fn http(&self) -> &Http {
        &self.http
    }

    /// Carries a call out.
    pub(crate) async fn call(&self, mut call: Call) -> Result<Content> {
        loop {
            let request = self.gateway().request(&mut call, now())?;
            let Some(request) = request else {
                self.new_key(&mut call).await?;
                continue;
            };
            let answer = self.send(request).await.map_err(Failure::NoAnswer)?;
            let received = self.gateway().receive(&mut call, &answer.as_response());
            match received? {
                Received::Content(content) => return Ok(content),
                Received::Retry { wait_ms } => pause(wait_ms).await,
            }
        }
    }

    /// Opens a callback. The operation with the private key takes milliseconds.
    pub(crate) fn open(&self, body: &str) -> iamsmart::Result<CallbackResult> {
        let sealed = SealedCallback::read(body)?;
        let open = || self.gateway().open_callback(sealed, None);
        CallbackResult::pushed(&tokio::task::block_in_place(open)?)
    }

    /// Fetches the content key that a call needs, unless another has fetched it meanwhile.
    async fn new_key(&self, call: &mut Call) -> Result<()> {
        let _alone = self.key.lock().await;
        if self.gateway().request(call, now())?.is_some() {
            return Ok(());
        }
        loop {
            let request = self.gateway().key_request(now())?;
            let answer = self.send(request).await.map_err(Failure::NoKey)?;
            let received = self.gateway().receive_key(&answer.as_response());
            match received.map_err(Failure::of_key)? {
                KeyReceived::Retry { wait_ms } => pause(wait_ms).await,
                // With the key encryption key in the configuration, nothing is left to unwrap.
                KeyReceived::Kept | KeyReceived::Wrapped(_) => return Ok(()),
            }
        }
    }

    async fn send(&self, request: HttpRequest) -> std::result::Result<GatewayAnswer, String> {
        let mut sent = Request::post(request.url);
        for (name, value) in request.headers {
            sent = sent.header(name, value);
        }
        let sent = sent.body(request.body.into());
        let sent = sent.map_err(|error| error.to_string())?;
        let answer = self.http.send(sent, MAX_BODY_BYTES).await?;
        Ok(GatewayAnswer::of(&answer, now()))
    }

    fn gateway(&self) -> MutexGuard<'_, Gateway> {
        self.gateway.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An answer of the gateway.
struct GatewayAnswer {
    status: u16,
    body: String,
    retry_after: Option<i64>,
    at: i64,
}

impl GatewayAnswer {
    fn of(answer: &Answer, at: i64) -> Self {
        let retry_after = answer.headers.get(RETRY_AFTER);
        let retry_after = retry_after.and_then(|value| value.to_str().ok());
        Self {
            status: answer.status,
            body: String::from_utf8_lossy(&answer.body).into_owned(),
            retry_after: retry_after.and_then(|value| milliseconds(value, at)),
            at,
        }
    }

    fn as_response(&self) -> HttpResponse<'_> {
        HttpResponse {
            status: self.status,
            body: &self.body,
            retry_after: self.retry_after,
            at: self.at,
        }
    }
}

/// Reads `Retry-After`: seconds, or a date (RFC 9110 §10.2.3).
fn milliseconds(retry_after: &str, at: i64) -> Option<i64> {
    if let Ok(seconds) = retry_after.parse::<u32>() {
        return Some(i64::from(seconds) * 1000);
    }
    let date = httpdate::parse_http_date(retry_after).ok()?;
    let unix = date.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    Some(i64::try_from(unix.as_millis()).ok()? - at)
}

async fn pause(wait_ms: u32) {
    tokio::time::sleep(Duration::from_millis(wait_ms.into())).await;
}
