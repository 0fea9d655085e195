//! What JavaScript meets: conversion, and nothing else.
//!
//! One idiom for every role: a type with doc comments for each argument and result ([`declare`]), from
//! which [`tsify`] makes the package's TypeScript declarations. [`read`](mod@read) and
//! [`write`](mod@write) are the two ways across. A folder for each role; a rule about iAM Smart
//! never stands here.

#[macro_use]
mod declare;

mod error;
mod read;
pub mod tsify;
pub mod values;
mod write;

#[cfg(any(feature = "page", feature = "server"))]
pub mod form;
#[cfg(any(feature = "page", feature = "server"))]
pub mod hasher;

#[cfg(feature = "page")]
pub mod page;
#[cfg(feature = "server")]
pub mod server;
#[cfg(feature = "verify")]
pub mod verify;
