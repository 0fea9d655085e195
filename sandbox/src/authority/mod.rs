//! The certification authority: root → issuing CA → iAM Smart-Cert, CRLs and OCSP.
//!
//! There are two issuing CAs, RSA and SM2. Everything that the SM2 CA issues is signed with SM2. The
//! time-stamp authority has a root of its own.

mod certificates;
mod forgery;
mod hierarchy;
mod key;
mod ocsp;
mod publication;
mod revocation;
mod sm2_identifiers;
mod store;
mod timestamp_signer;

pub(crate) use self::forgery::Forgery;
pub(crate) use self::hierarchy::Authority;
pub(crate) use self::key::rsa_key;
pub(crate) use self::publication::{OCSP_PATH, Stale, paths, router, tells_revocation};
pub(crate) use self::revocation::{Reason, Revocation};
pub(crate) use self::timestamp_signer::TimestampSigner;
