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
//! | [`name`] | distinguished names: as text (RFC 4514), and compared (RFC 5280 §7.1) |
//! | [`general_name`] | the names beside the subject's, and those that bound them |
//! | [`name_constraints`] | whether the names of a path keep to its name constraints |
//! | [`pointers`] | where a certificate's status is to be had, and the question to ask there |
//! | [`policies`] | the policies that a path is valid for |
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
//! | [`sm2`] | SM2, and the keys it is checked with |
//! | [`pss`] | RSASSA-PSS and its parameters |
//! | [`cms`] | signed messages (RFC 5652), read |
//! | [`known_anchor`] | trust anchors that are known by their fingerprints |
//! | [`path`] | the search for a path to a trust anchor |
//! | [`revocation`] | whether a certificate was revoked, by all that is at hand |
//! | [`requirements`] | what a caller asks of a path |
//! | [`rules`] | what is asked of every certificate of a path |
//! | [`rule`] | what is checked, and what the checks are called |
//! | [`check`] | one check and its outcome, of which reports are made |
//! | [`detail`] | what a check found, as sentences in every language |
//! | [`time`] | points in time |

pub mod algorithm;
pub mod certificate;
pub mod check;
pub mod cms;
pub mod crl;
pub mod crl_entry;
mod crl_judge;
pub mod crl_scope;
pub(crate) mod der;
pub mod detail;
pub mod ecdsa;
pub mod ed25519;
pub mod extensions;
pub mod general_name;
mod general_names;
pub mod hash;
mod identifier;
pub mod input;
pub mod key_usage;
pub mod known_anchor;
pub mod name;
pub mod name_constraints;
mod name_forms;
mod name_text;
pub mod ocsp;
pub mod ocsp_responder;
pub mod path;
pub mod pointers;
pub mod policies;
mod policy_extensions;
mod policy_graph;
mod profile;
pub mod pss;
pub mod public_key;
pub mod requirements;
pub mod revocation;
pub mod rsa;
pub mod rsa_key;
pub mod rule;
pub mod rules;
mod seal;
mod shape;
pub mod signature;
pub mod sm2;
mod string_prep;
pub mod time;
