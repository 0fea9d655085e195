//! What JavaScript meets: conversion, and nothing else.
//!
//! One module per role, chosen by feature; [`content`] and [`arguments`] are shared by page and
//! server. A rule about iAM Smart never stands here.

mod bytes;
#[cfg(feature = "verify")]
pub mod cms;
mod error;
#[cfg(feature = "verify")]
pub mod evidence;
#[cfg(feature = "verify")]
pub mod jws;
#[cfg(any(feature = "verify", feature = "server"))]
mod object;
#[cfg(any(feature = "verify", feature = "server"))]
mod time;

#[cfg(any(feature = "page", feature = "server"))]
pub mod arguments;
#[cfg(any(feature = "page", feature = "server"))]
pub mod content;
#[cfg(feature = "page")]
pub mod page;
#[cfg(feature = "verify")]
pub mod revocation;
#[cfg(feature = "server")]
pub mod server;
#[cfg(feature = "verify")]
pub mod verify;
