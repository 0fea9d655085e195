//! ASN.1: DER and BER (X.690), object identifiers, time, PEM (RFC 7468).
//!
//! | module | content |
//! |---|---|
//! | `pem` | decoding of the caller's input: DER, PEM, or Base64 of either |
//! | `pem_block` | the blocks of a PEM file |
//! | `item` | decoding of a list, in which each item stands alone |
//! | `ber` | the reader of BER, for the envelopes of CMS messages |
//! | `der` | the strict DER parser through which everything else is read |
//! | `oid`, `algorithm_identifier`, `time` | types that all of X.509 and CMS share |
//! | `oid_name` | names of object identifiers, for reports |
//! | `object_identifier` | object identifiers in dotted notation, as callers give them |

pub(crate) mod algorithm_identifier;
pub(crate) mod ber;
pub(crate) mod der;
pub(crate) mod item;
pub(crate) mod object_identifier;
pub(crate) mod oid;
pub(crate) mod oid_name;
pub(crate) mod pem;
pub(crate) mod pem_block;
pub(crate) mod time;

pub use algorithm_identifier::AlgorithmIdentifier;
pub use ber::{OctetString, ber_to_der};
pub use item::ItemName;
pub use object_identifier::ObjectIdentifier;
pub use oid::IdentifierCopy;
pub use pem::Encoded;
pub use time::Time;
