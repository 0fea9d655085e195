//! The certification authority: root → issuing CA → iAM Smart-Cert, revocation lists and OCSP.

mod certificates;
mod hierarchy;
mod ocsp;
mod publication;
mod revocation;

pub(crate) use self::hierarchy::{Authority, key};
pub(crate) use self::publication::{OCSP_PATH, Stale, paths, router, tells_revocation};
pub(crate) use self::revocation::{Reason, Revocation};
