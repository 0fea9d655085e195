//! CMS SignedData (RFC 5652): the envelope of a signature, its signer and its signed attributes.
//!
//! | module | what it is for |
//! |---|---|
//! | [`identifier`] | the object identifiers that are known here |
//! | [`signed_data`] | the envelope: content, certificates, revocation data, signers |
//! | [`signer_info`] | one signer: who, with which algorithms, over which attributes |
//! | [`attributes`] | the signed attributes, as what they are and as what was signed |
//! | [`signing_certificate`] | the attributes that name the signer's certificate |
//!
//! Nothing here judges: what does not have the form of the standard is refused, and whatever can be
//! read is for `verification::cms` to hold against the rules.

pub mod attributes;
pub mod identifier;
pub mod signed_data;
pub mod signer_info;
pub mod signing_certificate;

pub use attributes::SignedAttributes;
pub use signed_data::SignedData;
pub use signer_info::{SignerIdentifier, SignerInfo};
