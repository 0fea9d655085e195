//! A client for iAM Smart, Hong Kong's digital identity.
//!
//! It covers login, form filling, signing and verification, for web pages, edge workers and
//! verifiers.
//!
//! The crate creates requests and parses and verifies responses; it does no I/O. Reading files,
//! calling `fetch` and storing pending logins are left to `bindings` and the package's thin
//! JavaScript.
//!
//! | module | content |
//! |---|---|
//! | [`login`] | Authentication: PKCE, `state`, authorization request, callback, token |
//! | [`form_filling`] | Requests for profile data, and the typed fields of their results |
//! | [`signing`] | Canonical content, digests, identification code, requests and results |
//! | [`transaction`] | A request to a user, from before it is sent until its outcome was told |
//! | [`verification`] | Verification of signatures: signed hash, CMS, JWS, evidence file |
//! | [`validation`] | Certification paths: search, rules, requirements |
//! | [`report`] | Checks, their names, and their sentences in each language |
//! | [`pki`] | Certificates, names, policies, revocation data, signatures and CMS, as encoded |
//! | [`asn1`] | DER and BER, object identifiers, time, PEM |
//! | [`wire`] | Gateway protocol: header signature, content key, envelope, calls, result codes |
//! | [`json`] | Strict JSON parser and canonical form (RFC 8785) |
//! | `bindings` | wasm-bindgen conversions only, one module per role |
//!
//! Dependencies point one way: bindings → workflows (login, form_filling, signing, transaction, verification) →
//! validation → report → pki → asn1. Workflows do not depend on each other; what they share is in
//! the foundation: wire, json, [`encoding`], [`endpoint`], [`error`], [`hkic`], [`language`],
//! [`source`], [`state`].

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
