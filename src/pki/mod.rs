//! X.509 certificates and the paths between them (RFC 5280), and the signatures they carry.
//!
//! | module | what it is for |
//! |---|---|
//! | [`input`] | certificates as callers hand them over: DER, PEM, Base64 |
//! | [`certificate`] | one certificate, read strictly |
//! | [`extensions`] | those of its extensions that a path is judged by |
//! | [`name`] | distinguished names: as text (RFC 4514), and compared |
//! | [`key_usage`] | the keyUsage bits |
//! | [`public_key`] | public keys as certificates carry them |
//! | [`rsa_key`] | which RSA keys are fit to be trusted |
//! | [`algorithm`] | signature algorithms as certificates, CRLs, OCSP and CMS name them |
//! | [`signature`] | what a signature under a public key is worth |
//! | [`hash`] | the hash functions that signatures are made over |
//! | [`rsa`] | RSA by comparison of the whole encoded message |
//! | [`ecdsa`] | ECDSA, and the keys it is checked with |
//! | [`ed25519`] | Ed25519, and the keys it is checked with |
//! | [`pss`] | RSASSA-PSS and its parameters |
//! | [`path`] | the search for a path to a trust anchor |
//! | [`requirements`] | what a caller asks of a path |
//! | [`rules`] | what is asked of every certificate of a path |
//! | [`check`] | one check and its outcome, of which reports are made |
//! | [`time`] | points in time |

pub mod algorithm;
pub mod certificate;
pub mod check;
mod der;
pub mod ecdsa;
pub mod ed25519;
pub mod extensions;
pub mod hash;
mod identifier;
pub mod input;
pub mod key_usage;
mod modular_power;
pub mod name;
pub mod path;
mod profile;
pub mod pss;
pub mod public_key;
pub mod requirements;
pub mod rsa;
pub mod rsa_key;
pub mod rules;
mod shape;
pub mod signature;
pub mod time;
