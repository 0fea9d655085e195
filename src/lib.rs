//! "iAM Smart", Hong Kong's digital identity, for web pages, edge workers and verifiers.
//!
//! The core turns values into bytes and bytes into values; it does no I/O. Reading a file, calling
//! `fetch` and keeping a store belong to `bindings` and to the package's thin JavaScript.
//!
//! | module | what it is for |
//! |---|---|
//! | [`login`] | Authentication: PKCE, `state`, the authorization request, the callback |
//! | [`form_filling`] | requests for profile data, and the typed fields that come back |
//! | [`signing`] | canonical content, digests, identification code, HKIC hash, requests and results |
//! | [`verification`] | the verdict on a returned signature: signed hash, CMS, JWS, evidence file |
//! | [`validation`] | certification paths: search, rules, requirements |
//! | [`report`] | checks, their names, and their sentences in each language |
//! | [`pki`] | certificates, names, policies, revocation data, signatures, CMS, as encoded |
//! | [`asn1`] | DER and BER, object identifiers, time, PEM |
//! | [`wire`] | the gateway's protocol: header signature, content key, envelope, calls, result codes |
//! | [`json`] | JSON texts in canonical form (RFC 8785) |
//! | `bindings` | wasm-bindgen conversion and nothing else, one module per role |
//!
//! Imports go one way: bindings → workflows (login, form_filling, signing, verification) →
//! validation → report → pki → asn1. A workflow does not import another; what two of them share is
//! a foundation: wire, json, [`encoding`], [`endpoint`], [`error`], [`hkic`], [`language`],
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
pub mod form_filling;
#[cfg(feature = "server")]
pub mod wire;

#[cfg(target_arch = "wasm32")]
pub mod bindings;

#[cfg(all(target_arch = "wasm32", feature = "freestanding"))]
mod freestanding;

pub use error::{Error, Result};
