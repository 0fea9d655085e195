//! ASN.1: DER and BER (X.690), object identifiers, time, PEM (RFC 7468).

pub(crate) mod algorithm_identifier;
pub(crate) mod ber;
pub(crate) mod der;
pub(crate) mod oid;
pub(crate) mod pem;
pub(crate) mod time;

pub use algorithm_identifier::AlgorithmIdentifier;
pub use pem::Encoded;
pub use time::Time;
