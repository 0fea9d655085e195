//! "iAM Smart", Hong Kong's digital identity, for web pages, edge workers and verifiers.
//!
//! The core turns values into bytes and bytes into values; it does no I/O. Reading a file, calling
//! `fetch` and keeping a store belong to `bindings` and to the package's thin JavaScript.
//!
//! | module | what it is for |
//! |---|---|
//! | [`login`] | Authentication: PKCE, `state`, the authorization request, the callback |
//! | [`form_filling`] | what the user is asked for, and the typed fields that come back |
//! | [`signing`] | what is signed: canonical content, digests, identification code, HKIC hash |
//! | [`verification`] | the verdict on a returned signature: signed-hash modes, CMS, JWS, report, evidence file |
//! | [`pki`] | X.509: certificates, paths, policies, names, revocation, signatures |
//! | [`wire`] | the gateway's protocol: header signature, content key, envelope, endpoints, result codes |
//! | `bindings` | wasm-bindgen conversion and nothing else: one module per role |
//!
//! Arrows go one way: bindings → workflows (login, form_filling, signing,
//! verification) → foundations (pki, wire,
//! and the small ones: [`encoding`], [`endpoint`], [`error`], [`hkic`], [`json`], [`language`],
//! [`source`], [`state`]).

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
pub mod signing;
pub mod source;
pub mod state;

#[cfg(feature = "verify")]
pub mod asn1;
#[cfg(feature = "verify")]
pub mod pki;
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
