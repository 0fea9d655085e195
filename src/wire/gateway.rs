//! The protocol's state machine: the next request of a call, and the meaning of its response.

use std::sync::Arc;

use crate::wire::backoff::{Backoff, Repeatable};
use crate::wire::call::{Call, SentWith};
use crate::wire::callback::{Callback, SealedCallback};
use crate::wire::content::Content;
use crate::wire::content_key::{ContentKey, KeyIssue, KeyLifetime};
use crate::wire::envelope;
use crate::wire::frame::Frame;
use crate::wire::gateway_config::GatewayConfig;
use crate::wire::header_signature::{ClientId, SIGNATURE_METHOD, header_signature};
use crate::wire::http::{HttpRequest, HttpResponse};
use crate::wire::result_code::ResultCode;
use crate::wire::unwrapped::Unwrapped;
use crate::{Error, Result};

/// The meaning of a response for its call.
pub enum Received {
    /// The call succeeded.
    Content(Content),
    /// Get the call's request again after this wait.
    Retry {
        /// Milliseconds; 0 if only a new content key is needed first.
        wait_ms: u32,
    },
}

/// The meaning of the response to `getKey`.
pub enum KeyReceived {
    /// The key was unwrapped and stored.
    Kept,
    /// The caller must unwrap the key and pass it to [`Gateway::keep_key`].
    Wrapped(KeyIssue),
    /// Get [`Gateway::key_request`] again after this wait.
    Retry {
        /// Milliseconds, at least 1.
        wait_ms: u32,
    },
}

/// The e-service's side of the protocol. Signs and encrypts requests, stores the content key, and
/// keeps timestamps from going backwards.
pub struct Gateway {
    config: GatewayConfig,
    key: Option<CachedKey>,
    key_backoff: Backoff,
    /// Number of content keys so far; a rejected call needs a later one than it had.
    generation: u64,
    last_timestamp: i64,
}

struct CachedKey {
    key: Arc<ContentKey>,
    lifetime: KeyLifetime,
}

impl Gateway {
    /// Creates a gateway without a content key.
    #[must_use]
    pub fn new(config: GatewayConfig) -> Self {
        Self {
            config,
            key: None,
            key_backoff: Backoff::new(Repeatable::Always),
            generation: 0,
            last_timestamp: 0,
        }
    }

    /// Returns the next request of a call at `now` (Unix time in milliseconds), or `None` if a
    /// content key is needed first ([`key_request`](Self::key_request)).
    ///
    /// A key that was fetched for a call is used for it even if it seems to have expired, so that a
    /// wrong clock cannot make a call fetch keys endlessly.
    ///
    /// # Errors
    /// [`Error::RandomUnavailable`].
    pub fn request(&mut self, call: &mut Call, now: i64) -> Result<Option<HttpRequest>> {
        call.backoff.attempt(now, self.config.repeat_ms);
        let Some(content) = &call.content else {
            call.sent_with = Some(SentWith::Nothing);
            return self
                .signed(call.path.as_str(), String::new(), now)
                .map(Some);
        };
        let generation = self.generation;
        let usable = self.key.as_ref().filter(|key| match call.newer_than {
            Some(refused) => generation > refused,
            None => key.lifetime.includes(now),
        });
        let Some(cached) = usable else {
            call.newer_than = Some(generation);
            return Ok(None);
        };
        let key = Arc::clone(&cached.key);
        let body = encrypted_body(&envelope::seal(&key, content)?);
        call.sent_with = Some(SentWith::Key(key, generation));
        self.signed(call.path.as_str(), body, now).map(Some)
    }

    /// Processes the response to a call's request.
    ///
    /// After D30001 to D30004, the call is repeated once with a new content key: the gateway did
    /// not read the request, so it is not processed twice. After HTTP 429, 500 and 503, the call is
    /// repeated if its [`Repeatable`] allows it.
    ///
    /// # Errors
    /// [`Error::GatewayStatus`], [`Error::GatewayAnswerInvalid`]; [`Error::GatewayRefused`] with
    /// the result code; [`Error::AnswerUndecryptable`]; [`Error::ContentTooLarge`].
    pub fn receive(&mut self, call: &mut Call, http: &HttpResponse<'_>) -> Result<Received> {
        let sent_with = call.sent_with.take().ok_or(Error::GatewayAnswerInvalid)?;
        if let Some(wait_ms) = call.backoff.wait(http.status, http.retry_after, http.at) {
            return Ok(Received::Retry { wait_ms });
        }
        let answer = Frame::read(http)?;
        match (answer.result_code(), &sent_with) {
            (ResultCode::Success, _) => {}
            (code, SentWith::Key(_, generation)) if code.asks_for_new_key() && !call.renewed => {
                call.renewed = true;
                call.newer_than = Some(*generation);
                return Ok(Received::Retry { wait_ms: 0 });
            }
            _ => return Err(answer.refusal()),
        }
        if call.revokes_key() {
            self.key = None;
        }
        let SentWith::Key(key, _) = sent_with else {
            let content = Content::of(answer.content)?;
            return Ok(Received::Content(content.unwrap_or_else(Content::empty)));
        };
        let sealed = answer.sealed_content().unwrap_or_default();
        if sealed.is_empty() {
            return Ok(Received::Content(Content::empty()));
        }
        let plaintext = envelope::open(&key, &sealed).ok_or(Error::AnswerUndecryptable)?;
        let content = Content::from_plaintext(&plaintext)?.ok_or(Error::AnswerUndecryptable)?;
        Ok(Received::Content(content))
    }

    /// Returns the request for a content key, `getKey`, at `now` (Unix time in milliseconds). It
    /// has no body; its signature covers the empty string (iAM Smart API, signature).
    ///
    /// # Errors
    /// [`Error::RandomUnavailable`].
    pub fn key_request(&mut self, now: i64) -> Result<HttpRequest> {
        if self.key_backoff.is_over(now) {
            self.key_backoff = Backoff::new(Repeatable::Always);
        }
        self.key_backoff.attempt(now, self.config.repeat_ms);
        self.signed("/security/getKey", String::new(), now)
    }

    /// Processes the response to [`key_request`](Self::key_request). With a KEK, the key is
    /// unwrapped and stored; otherwise the caller must unwrap it.
    ///
    /// # Errors
    /// Same as [`receive`](Self::receive), and [`Error::ContentKeyUnwrap`].
    pub fn receive_key(&mut self, http: &HttpResponse<'_>) -> Result<KeyReceived> {
        if let Some(wait_ms) = self
            .key_backoff
            .wait(http.status, http.retry_after, http.at)
        {
            return Ok(KeyReceived::Retry { wait_ms });
        }
        self.key_backoff = Backoff::new(Repeatable::Always);
        let answer = Frame::read(http)?;
        if answer.result_code() != ResultCode::Success {
            return Err(answer.refusal());
        }
        let issue = KeyIssue::read(answer.content)?;
        let Some(kek) = &self.config.key_encryption_key else {
            return Ok(KeyReceived::Wrapped(issue));
        };
        let key = issue.unwrap_with(kek)?;
        self.keep_key(key, issue.lifetime);
        Ok(KeyReceived::Kept)
    }

    /// Stores a content key for later calls.
    pub fn keep_key(&mut self, key: ContentKey, lifetime: KeyLifetime) {
        self.generation += 1;
        self.key = Some(CachedKey {
            key: Arc::new(key),
            lifetime,
        });
    }

    /// Decrypts a push callback with the key that it carries. `unwrapped` is what was made of
    /// [`SealedCallback::wrapped`] outside, used only without a KEK; `None` means that this failed.
    ///
    /// The key is used for this callback only: anyone who has the KEK's certificate can wrap one,
    /// so it must not be used to encrypt requests.
    ///
    /// # Errors
    /// [`Error::CallbackUnreadable`] for every failure: neither the error nor the executed steps
    /// distinguish a key that cannot be unwrapped from a content that cannot be decrypted.
    /// [`Error::ContentTooLarge`] once it is decrypted, which only its sender can bring about;
    /// [`Error::RandomUnavailable`].
    pub fn open_callback(
        &self,
        sealed: SealedCallback,
        unwrapped: Option<Unwrapped<'_>>,
    ) -> Result<Callback> {
        match &self.config.key_encryption_key {
            Some(kek) => {
                let unwrapped = kek.unwrap_key(sealed.wrapped());
                sealed.open(
                    unwrapped
                        .as_deref()
                        .map(|octets| Unwrapped::Message(octets)),
                )
            }
            None => sealed.open(unwrapped),
        }
    }

    /// Returns the e-service's client ID.
    #[must_use]
    pub fn client_id(&self) -> &ClientId {
        &self.config.client_id
    }

    /// Returns true if the gateway has the KEK.
    #[must_use]
    pub fn holds_key_encryption_key(&self) -> bool {
        self.config.key_encryption_key.is_some()
    }

    fn signed(&mut self, path: &str, body: String, now: i64) -> Result<HttpRequest> {
        // "Must not go backwards" (iAM Smart API, headers), but a clock that is adjusted does.
        self.last_timestamp = self.last_timestamp.max(now);
        let timestamp = self.last_timestamp.to_string();
        let nonce = nonce()?;
        let GatewayConfig {
            gateway,
            path_prefix,
            client_id,
            client_secret,
            ..
        } = &self.config;
        let signature = header_signature(client_id, client_secret, &timestamp, &nonce, &body);
        Ok(HttpRequest {
            url: gateway.join(&format!("{}{path}", path_prefix.as_str())),
            headers: [
                ("Content-Type", "application/json".to_owned()),
                ("clientID", client_id.as_str().to_owned()),
                ("signatureMethod", SIGNATURE_METHOD.to_owned()),
                ("signature", signature),
                ("timestamp", timestamp),
                ("nonce", nonce),
            ],
            body,
        })
    }
}

/// Returns `{"content":"…"}`. Base64 has nothing that JSON escapes (RFC 8259 §7).
fn encrypted_body(content: &str) -> String {
    ["{\"content\":\"", content, "\"}"].concat()
}

/// Returns 16 random bytes in hexadecimal, like a UUID without dashes. A nonce must be unique, with
/// at most 36 ASCII characters (iAM Smart API, headers).
fn nonce() -> Result<String> {
    let mut octets = [0; 16];
    getrandom::fill(&mut octets).map_err(|_| Error::RandomUnavailable)?;
    Ok(format!("{:032x}", u128::from_be_bytes(octets)))
}
