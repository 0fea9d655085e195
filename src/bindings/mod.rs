//! The JavaScript boundary: conversion between JavaScript and Rust values, nothing else.
//!
//! Every argument and every result has a type with doc comments ([`declare`]), from which [`tsify`]
//! generates the package's TypeScript declarations. [`read`](mod@read) converts arguments,
//! [`write`](mod@write) results. Each role has its own folder. Rules about iAM Smart belong in the
//! rest of the crate.

#[macro_use]
mod declare;

mod error;
mod member;
mod read;
pub mod tsify;
pub mod values;
mod write;

#[cfg(any(feature = "page", feature = "server"))]
pub mod form;
#[cfg(any(
    feature = "page",
    feature = "server",
    not(any(feature = "inspect", feature = "pdf"))
))]
pub mod hasher;

#[cfg(feature = "inspect")]
pub mod inspect;
#[cfg(feature = "page")]
pub mod page;
#[cfg(feature = "pdf")]
pub mod pdf;
#[cfg(feature = "server")]
pub mod server;
// The features 'inspect' and 'pdf' have all of 'verify', but their modules export their own
// functions alone.
#[cfg(all(feature = "verify", not(any(feature = "inspect", feature = "pdf"))))]
pub mod verify;
