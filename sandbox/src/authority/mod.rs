//! The certification authority: root → issuing CA → iAM Smart-Cert, CRLs and OCSP.
//!
//! There are two issuing CAs, RSA and SM2. Everything that the SM2 CA issues is signed with SM2.

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
