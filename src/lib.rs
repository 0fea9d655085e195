//! A client for iAM Smart, Hong Kong's digital identity.
//!
//! It covers login, form filling, signing and verification, for web pages, edge workers and
//! verifiers.
//!
//! The crate creates requests and parses and verifies responses; it does no I/O. Reading files,
//! calling `fetch` and storing pending logins are left to `bindings` and the package's thin
//! JavaScript, or to a backend in Rust.
//!
//! # In a Rust backend
//!
//! The features `server` and `verify` are all that a backend needs. What does I/O is written by its
//! owner, with the HTTP client, the store and the clock that are there; `examples/axum` of the
//! repository is an e-service over axum and SQLite, with drivers to copy:
//!
//! | step | the crate | the driver |
//! |---|---|---|
//! | log in | [`login::begin_login`], [`login::complete_login`], [`login::token_call`] | `flows/login.rs` |
//! | send a call | [`wire::Gateway`] says what to send, and when again | `gateway.rs` |
//! | compare the form | [`signing::canonical_form`] of the submission, and the page's hash | `submission.rs` |
//! | ask the user | [`signing::SigningRequest`], [`form_filling::FormFillingRequest`] | `flows/asking.rs` |
//! | receive the result | [`wire::SealedCallback`], [`callback_result::CallbackResult`] | `flows/mod.rs` |
//! | store it, go on after a crash | [`transaction::Transaction`] says what is due | `flows/settling.rs`, `store.rs` |
//! | fetch revocation data | [`verification::revocation_requests`] says which | `revocation.rs` |
//! | judge, keep evidence | [`callback_result::Judgement`] | `flows/settling.rs` |
//! | acknowledge | [`signing::acknowledgement_call`] | `flows/settling.rs` |
//!
//! A call is a loop around a state machine. Its first step here is to ask for a content key:
//!
//! ```
//! # #[cfg(feature = "server")] {
//! use iamsmart::endpoint::Endpoint;
//! use iamsmart::login::token_call;
//! use iamsmart::wire::{Call, ClientId, ClientSecret, Content, Gateway, GatewayConfig, HttpRequest};
//! use iamsmart::wire::{HttpResponse, KeyEncryptionKey, KeyReceived, Received};
//!
//! /// Carries out a call. `send` is your HTTP client: status and body of the answer.
//! fn carry_out(
//!     gateway: &mut Gateway,
//!     mut call: Call,
//!     now: impl Fn() -> i64,
//!     mut send: impl FnMut(HttpRequest) -> (u16, String),
//! ) -> iamsmart::Result<Content> {
//!     loop {
//!         let request = gateway.request(&mut call, now())?;
//!         let is_for_key = request.is_none();
//!         let request = match request {
//!             Some(request) => request,
//!             None => gateway.key_request(now())?,
//!         };
//!         let (status, body) = send(request);
//!         let http = HttpResponse { status, body: &body, retry_after: None, at: now() };
//!         if is_for_key {
//!             match gateway.receive_key(&http)? {
//!                 KeyReceived::Kept | KeyReceived::Wrapped(_) => {}
//!                 KeyReceived::Retry { wait_ms } => sleep(wait_ms),
//!             }
//!             continue;
//!         }
//!         match gateway.receive(&mut call, &http)? {
//!             Received::Content(content) => return Ok(content),
//!             Received::Retry { wait_ms } => sleep(wait_ms),
//!         }
//!     }
//! }
//! # fn sleep(_: u32) {}
//!
//! # let pem = include_str!("../tests/fixtures/wire/kek.pem");
//! let mut gateway = Gateway::new(GatewayConfig::new(
//!     Endpoint::parse("gateway", "https://apigw.iamsmart.gov.hk")?,
//!     ClientId::parse("edae2e2529ff46228af1e4d18c8405d1")?,
//!     ClientSecret::new("secret".to_owned())?,
//!     KeyEncryptionKey::from_pem(pem)?,
//! ));
//! let mut sent = Vec::new();
//! let content = carry_out(&mut gateway, token_call("code")?, || 1_790_000_000_000, |request| {
//!     sent.push(request.url);
//!     (200, r#"{"code":"D20018","message":"unknown clientID"}"#.to_owned())
//! });
//! assert_eq!(sent, ["https://apigw.iamsmart.gov.hk/api/v1/security/getKey"]);
//! assert_eq!(content.err().map(|error| error.code()), Some("gateway-refused"));
//! # }
//! # Ok::<(), iamsmart::Error>(())
//! ```
//!
//! A [`Content`](wire::Content) is read by the type of its call: [`login::Token`],
//! [`wire::Ticket`].
//!
//! # Modules
//!
//! | module | content |
//! |---|---|
//! | [`login`] | Authentication: PKCE, `state`, authorization request, callback, token |
//! | [`form_filling`] | Requests for profile data, and the typed fields of their results |
//! | [`signing`] | Canonical content, digests, identification code, requests and results |
//! | [`callback_result`] | Typed results of requests, and the verdict on a signature that came back |
//! | [`transaction`] | A request to a user, from before it is sent until its outcome was told |
//! | [`verification`] | Verification of signatures: signed hash, CMS, JWS, evidence file |
//! | `inspection` | What a certificate holds, for people who look into one (feature `inspect`) |
//! | `pdf` | Signatures in PDF files: preparing, embedding, reading (feature `pdf`) |
//! | [`validation`] | Certification paths: search, rules, requirements |
//! | [`report`] | Checks, their names, and their sentences in each language |
//! | [`pki`] | Certificates, names, policies, revocation data, signatures and CMS, as encoded |
//! | [`asn1`] | DER and BER, object identifiers, time, PEM |
//! | [`wire`] | Gateway protocol: header signature, content key, envelope, calls, result codes |
//! | [`json`] | Strict JSON parser and canonical form (RFC 8785) |
//! | `bindings` | wasm-bindgen conversions only, one module per role |
//!
//! Dependencies point one way: bindings → callback_result → workflows (login, form_filling, signing,
//! transaction, verification) → validation → report → pki → asn1. Workflows do not depend on each
//! other; what they share is in the foundation: wire, json, [`encoding`], [`endpoint`], [`error`],
//! [`hkic`], [`language`], [`source`], [`state`].

#![cfg_attr(all(target_arch = "wasm32", feature = "freestanding"), no_std)]

#[cfg_attr(feature = "verify", macro_use)]
extern crate alloc;

pub mod encoding;
pub mod endpoint;
pub mod error;
mod hash;
pub mod hkic;
pub mod json;
pub mod language;
pub mod login;
mod sentence;
pub mod signing;
pub mod source;
pub mod state;
mod string;

#[cfg(feature = "verify")]
pub mod asn1;
#[cfg(feature = "inspect")]
pub mod inspection;
#[cfg(feature = "pdf")]
pub mod pdf;
#[cfg(feature = "verify")]
pub mod pki;
#[cfg(feature = "verify")]
pub mod report;
#[cfg(feature = "verify")]
pub mod validation;
#[cfg(feature = "verify")]
pub mod verification;

#[cfg(feature = "server")]
pub mod callback_result;
#[cfg(feature = "server")]
pub mod form_filling;
#[cfg(feature = "server")]
pub mod transaction;
#[cfg(feature = "server")]
pub mod wire;

#[cfg(target_arch = "wasm32")]
pub mod bindings;

#[cfg(all(target_arch = "wasm32", feature = "freestanding"))]
mod freestanding;

pub use error::{Error, Result};
