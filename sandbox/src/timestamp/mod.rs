//! The time-stamp authority (RFC 3161, RFC 5816).

mod endpoint;
mod request;
mod response;
mod token;

pub(crate) use self::endpoint::{TIMESTAMP_PATH, TimestampAuthority, router};
pub(crate) use self::token::Flaw;
