//! Bindings of `iamsmart/inspect`, for anyone who looks into a certificate.

pub mod certificate;
pub mod field;
