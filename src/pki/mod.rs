//! X.509 certificates and the paths between them (RFC 5280), and the signatures they carry.
//!
//! | module | what it is for |
//! |---|---|
//! | [`input`] | certificates as callers hand them over: DER, PEM, Base64 |
//! | [`certificate`] | one certificate, read strictly |
//! | [`crl`] | one CRL, read strictly |
//! | [`crl_entry`] | its entries, and reasons of revocation |
//! | [`crl_scope`] | which certificates and reasons it is about |
//! | [`extensions`] | those of its extensions that a path is judged by |
//! | [`name`] | distinguished names: as text (RFC 4514), and compared |
//! | [`key_usage`] | the keyUsage bits |
//! | [`ocsp`] | one OCSP response, read strictly |
//! | [`ocsp_responder`] | who may sign one |
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
//! | [`revocation`] | whether a certificate was revoked, by all that is at hand |
//! | [`requirements`] | what a caller asks of a path |
//! | [`rules`] | what is asked of every certificate of a path |
//! | [`check`] | one check and its outcome, of which reports are made |
//! | [`time`] | points in time |

pub mod algorithm;
pub mod certificate;
pub mod check;
pub mod crl;
pub mod crl_entry;
mod crl_judge;
pub mod crl_scope;
mod der;
pub mod ecdsa;
pub mod ed25519;
pub mod extensions;
mod general_names;
pub mod hash;
mod identifier;
pub mod input;
pub mod key_usage;
pub mod name;
pub mod ocsp;
pub mod ocsp_responder;
pub mod path;
mod profile;
pub mod pss;
pub mod public_key;
pub mod requirements;
pub mod revocation;
pub mod rsa;
pub mod rsa_key;
pub mod rules;
mod seal;
mod shape;
pub mod signature;
pub mod time;
