//! Parsers for CMS SignedData (RFC 5652).
//!
//! | module | content |
//! |---|---|
//! | [`identifier`] | object identifiers |
//! | [`signed_data`] | the envelope: content, certificates, revocation data, signers |
//! | [`signer_info`] | one signer: certificate identifier, algorithms, attributes |
//! | [`attributes`] | the signed attributes and their signed octets |
//! | [`signing_certificate`] | the attributes that name the signer's certificate |
//! | [`certificates_of`] | certificates in a certs-only message |
//!
//! The parsers reject what does not conform to the syntax. `verification::cms` checks the rules on
//! what they return.

pub mod attributes;
pub(crate) mod certificates;
pub mod identifier;
pub mod signed_data;
pub mod signer_info;
pub mod signing_certificate;

pub use attributes::SignedAttributes;
pub use certificates::certificates_of;
pub use signed_data::SignedData;
pub use signer_info::{SignerIdentifier, SignerInfo};
