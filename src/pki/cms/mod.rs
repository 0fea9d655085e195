//! Parsers for CMS SignedData (RFC 5652).
//!
//! | module | content |
//! |---|---|
//! | [`identifier`] | object identifiers |
//! | `text` | a message as PEM, Base64, or an S/MIME file |
//! | [`envelope`] | the message in BER, and its parts in the form that each needs |
//! | [`signed_data`] | content, certificates, revocation data, signers |
//! | [`version`] | the message's version |
//! | [`signer_info`] | one signer: certificate identifier, algorithms, attributes |
//! | [`attributes`] | the signed attributes and their signed octets |
//! | `unsigned_attributes` | time-stamps over the signature |
//! | [`signing_certificate`] | the attributes that name the signer's certificate |
//! | `held` | what a message holds that is judged by itself, or by which it is judged |
//! | [`certificates_of`], [`certificates_in`] | certificates in a certs-only message, and in one with a signature |
//! | [`signatures_in`] | values of the signatures |
//!
//! The parsers reject what does not conform to the syntax. `verification::cms` checks the rules on
//! what they return.

pub mod attributes;
pub(crate) mod certificates;
pub mod envelope;
mod held;
pub mod identifier;
mod signatures;
pub mod signed_data;
pub mod signer_info;
pub mod signing_certificate;
pub(crate) mod text;
pub(crate) mod unsigned_attributes;
pub mod version;

pub use attributes::SignedAttributes;
pub use certificates::{certificates_in, certificates_of};
pub use envelope::Envelope;
pub(crate) use held::Held;
pub use signatures::signatures_in;
pub use signed_data::SignedData;
pub use signer_info::{SignerIdentifier, SignerInfo};
pub use version::SignedDataVersion;
