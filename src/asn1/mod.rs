//! ASN.1 structures that several standards share.

pub mod algorithm_identifier;
