//! X.509 certificates and the paths between them (RFC 5280), and the RSA signatures they carry.
//!
//! | module | what it is for |
//! |---|---|
//! | [`input`] | certificates as callers hand them over: DER, PEM, Base64 |
//! | [`certificate`] | one certificate, read strictly |
//! | [`extensions`] | those of its extensions that a path is judged by |
//! | [`name`] | distinguished names: as text (RFC 4514), and compared (RFC 5280 §7.1) |
//! | [`general_name`] | the names beside the subject's, and those that bound them |
//! | [`name_constraints`] | whether the names of a path keep to its name constraints |
//! | [`policies`] | the policies that a path is valid for |
//! | [`key_usage`] | the keyUsage bits |
//! | [`public_key`] | which RSA keys are fit to be trusted |
//! | [`rsa`] | RSASSA-PKCS1-v1_5 by comparison of the whole encoded message |
//! | [`signature`] | the signature of one certificate under another's key |
//! | [`path`] | the search for a path to a trust anchor |
//! | [`requirements`] | what a caller asks of a path |
//! | [`rules`] | what is asked of every certificate of a path |
//! | [`check`] | one check and its outcome, of which reports are made |
//! | [`time`] | points in time |

pub mod certificate;
pub mod check;
mod der;
pub mod extensions;
pub mod general_name;
mod identifier;
pub mod input;
pub mod key_usage;
pub mod name;
pub mod name_constraints;
mod name_forms;
mod name_text;
pub mod path;
pub mod policies;
mod policy_extensions;
mod policy_graph;
mod profile;
pub mod public_key;
pub mod requirements;
pub mod rsa;
pub mod rules;
mod shape;
pub mod signature;
mod string_prep;
pub mod time;
