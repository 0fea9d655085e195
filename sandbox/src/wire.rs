//! What passes between browser, e-service, gateway and phone, closed and opened, for a page that explains the
//! protocol. Nothing is kept unless `--tour` asks for it.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use axum::http::{HeaderMap, header};
use serde::Serialize;
use serde_json::Value;
use tokio::sync::watch;

use crate::protocol::{base64, now};

/// Maximum number of exchanges kept; the oldest are dropped. A walk from login to evidence has some thirty.
const EXCHANGES: usize = 300;
/// Maximum size of a body that is kept whole, in bytes. A push with a signature has 4 KB.
const BODY_LIMIT: usize = 32 * 1024;
/// Headers that are kept: those of the protocol, and what says how to read the body.
const HEADERS: [&str; 8] = [
    "clientID",
    "signatureMethod",
    "signature",
    "timestamp",
    "nonce",
    "Content-Type",
    "Accept",
    "Retry-After",
];

/// The log of one run.
pub(crate) struct Wire {
    /// Origin of the page that reads it.
    pub(crate) reader: String,
    exchanges: Mutex<VecDeque<Exchange>>,
    /// Notified after each exchange.
    changes: watch::Sender<u64>,
}

/// Who takes part.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Party {
    Browser,
    EService,
    /// Gateway, certification authority and time-stamp authority.
    Gateway,
    Phone,
}

/// A request with its response.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Exchange {
    /// Larger than that of the one before, in other runs, too.
    id: i64,
    /// Unix time of the request in milliseconds, with a fraction: a page puts requests in their order, and
    /// some have an answer within the same millisecond.
    pub(crate) at: f64,
    pub(crate) ms: i64,
    pub(crate) from: Party,
    pub(crate) to: Party,
    /// Of HTTP, or in lower case what the gateway tells a page of its own: `redirect` or `show`.
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) request: Message,
    /// HTTP status; `None` if no response came.
    pub(crate) status: Option<u16>,
    pub(crate) response: Message,
    /// Result code with its reason, or why there is no response.
    pub(crate) remark: Option<String>,
}

/// A request or response.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Message {
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Option<Body>,
    /// What is in the envelope, and in the wrapped key.
    pub(crate) opened: Option<Value>,
}

/// A body as it was sent.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Body {
    /// Number of bytes.
    size: usize,
    /// In Base64 if it is no text; its start, if it is long.
    text: String,
    #[serde(rename = "isWhole")]
    is_whole: bool,
}

/// Response extension: what a page that is no envelope is about.
#[derive(Clone, Debug)]
pub(crate) struct Opened(pub(crate) Value);

impl Wire {
    pub(crate) fn new(reader: String) -> Self {
        Self {
            reader,
            exchanges: Mutex::default(),
            changes: watch::Sender::new(0),
        }
    }

    pub(crate) fn record(&self, mut exchange: Exchange) {
        let mut exchanges = self.exchanges();
        let last = exchanges.back().map_or(0, |last| last.id);
        exchange.id = now().max(last + 1);
        if exchanges.len() == EXCHANGES {
            exchanges.pop_front();
        }
        exchanges.push_back(exchange);
        drop(exchanges);
        self.changes.send_modify(|count| *count += 1);
    }

    /// The first exchange after the one with this ID.
    pub(crate) fn after(&self, id: i64) -> Option<Exchange> {
        let exchanges = self.exchanges();
        exchanges.iter().find(|exchange| exchange.id > id).cloned()
    }

    pub(crate) fn watch(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    fn exchanges(&self) -> MutexGuard<'_, VecDeque<Exchange>> {
        self.exchanges
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// Unix time in milliseconds, with a fraction.
fn precisely_now() -> f64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0.0, |time| time.as_secs_f64() * 1000.0)
}

impl Exchange {
    /// An exchange that begins now.
    pub(crate) fn between(from: Party, to: Party, method: &str, path: &str) -> Self {
        Self {
            id: 0,
            at: precisely_now(),
            ms: 0,
            from,
            to,
            method: method.to_owned(),
            path: path.to_owned(),
            query: Vec::new(),
            request: Message::default(),
            status: None,
            response: Message::default(),
            remark: None,
        }
    }

    pub(crate) fn id(&self) -> i64 {
        self.id
    }

    pub(crate) fn ended(&mut self, status: Option<u16>) {
        #[expect(clippy::cast_possible_truncation, reason = "a request takes no years")]
        let ms = (precisely_now() - self.at).round() as i64;
        self.ms = ms;
        self.status = status;
    }
}

impl Message {
    pub(crate) fn of(headers: &HeaderMap, body: &[u8]) -> Self {
        let content_type = headers.get(header::CONTENT_TYPE);
        let content_type = content_type.and_then(|value| value.to_str().ok());
        Self {
            headers: HEADERS
                .into_iter()
                .filter_map(|name| Some((name, headers.get(name)?.to_str().ok()?.to_owned())))
                .collect(),
            body: Body::of(content_type, body),
            opened: None,
        }
    }

    pub(crate) fn opened(value: Value) -> Self {
        Self {
            opened: Some(value),
            ..Self::default()
        }
    }
}

impl Body {
    /// `None` if there is none.
    pub(crate) fn of(content_type: Option<&str>, bytes: &[u8]) -> Option<Self> {
        if bytes.is_empty() {
            return None;
        }
        let start = bytes.get(..BODY_LIMIT).unwrap_or(bytes);
        // Files of a multipart body are shown as they fall.
        let is_text = std::str::from_utf8(bytes).is_ok()
            || content_type.is_some_and(|it| it.starts_with("multipart/"));
        let text = if is_text {
            String::from_utf8_lossy(start).into_owned()
        } else {
            base64(start)
        };
        Some(Self {
            size: bytes.len(),
            text,
            is_whole: start.len() == bytes.len(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{BODY_LIMIT, Body, EXCHANGES, Exchange, Party, Wire};

    #[test]
    fn the_oldest_are_dropped_and_ids_grow() {
        let wire = Wire::new("http://service.example".to_owned());
        let one = || Exchange::between(Party::EService, Party::Gateway, "POST", "/");
        for _ in 0..=EXCHANGES {
            wire.record(one());
        }
        let mut seen = 0;
        let mut last = 0;
        while let Some(next) = wire.after(last) {
            assert!(next.id() > last);
            last = next.id();
            seen += 1;
        }
        assert_eq!(seen, EXCHANGES);
    }

    #[test]
    fn long_bodies_are_cut_and_others_than_text_are_base64() {
        assert!(Body::of(Some("application/json"), b"").is_none());
        let long = vec![b' '; BODY_LIMIT + 1];
        let cut = Body::of(None, &long).unwrap();
        assert_eq!(
            (cut.size, cut.text.len(), cut.is_whole),
            (BODY_LIMIT + 1, BODY_LIMIT, false)
        );
        let der = Body::of(Some("application/pkix-crl"), &[0xff]).unwrap();
        assert_eq!((der.text.as_str(), der.is_whole), ("/w==", true));
    }

    /// What the gateway tells a page follows from what the phone sends, often within a millisecond.
    #[test]
    fn what_follows_from_a_request_is_after_it() {
        let begun = |from, method| Exchange::between(from, Party::Gateway, method, "/");
        let first = begun(Party::Phone, "POST");
        let second = begun(Party::Gateway, "redirect");
        assert!(first.at < second.at);
    }
}
