//! The certification authority: root → issuing CA → iAM Smart-Cert, revocation lists and OCSP.
//!
//! There are two issuing CAs, one with RSA and one with SM2; below the SM2 one everything is SM2.

mod certificates;
mod hierarchy;
mod key;
mod ocsp;
mod publication;
mod revocation;
mod sm2_identifiers;
mod store;

pub(crate) use self::hierarchy::Authority;
pub(crate) use self::key::rsa_key;
pub(crate) use self::publication::{OCSP_PATH, Stale, paths, router, tells_revocation};
pub(crate) use self::revocation::{Reason, Revocation};
