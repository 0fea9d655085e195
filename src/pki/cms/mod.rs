//! Parsers for CMS SignedData (RFC 5652).
//!
//! | module | content |
//! |---|---|
//! | [`identifier`] | object identifiers |
//! | [`signed_data`] | the envelope: content, certificates, revocation data, signers |
//! | [`version`] | the envelope's version |
//! | [`signer_info`] | one signer: certificate identifier, algorithms, attributes |
//! | [`attributes`] | the signed attributes and their signed octets |
//! | [`signing_certificate`] | the attributes that name the signer's certificate |
//!
//! The parsers reject what does not conform to the syntax. `verification::cms` checks the rules on
//! what they return.

pub mod attributes;
pub mod identifier;
pub mod signed_data;
pub mod signer_info;
pub mod signing_certificate;
pub mod version;

pub use attributes::SignedAttributes;
pub use signed_data::SignedData;
pub use version::SignedDataVersion;
pub use signer_info::{SignerIdentifier, SignerInfo};
