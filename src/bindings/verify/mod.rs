//! Bindings of `iamsmart/verify`, for anyone who verifies a signature.

pub mod certificate;
pub mod cms;
pub mod encoded;
pub mod evidence;
pub mod existence;
pub mod jws;
pub mod options;
pub mod profile;
pub mod report;
pub mod revocation;
pub mod signature;
pub mod timestamp;
