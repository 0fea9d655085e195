//! The result of path validation.

use alloc::string::String;
use alloc::vec::Vec;

use crate::asn1::time::Time;
use crate::pki::certificate::Certificate;
use crate::report::check::Checks;

/// The best path and all of its checks.
#[derive(Debug)]
pub struct PathValidation<'p, 'a> {
    /// End entity first; trust anchor last, if one was reached.
    pub path: Vec<&'p Certificate<'a>>,
    /// The checks of the path and of its certificates.
    pub checks: Checks,
    /// The policies that the path is valid for; anyPolicy means all.
    pub policies: Vec<String>,
    /// The certificates of the path that were revoked, by their index, and since when.
    pub revoked: Vec<(usize, Time)>,
    /// True if the last certificate of the path is one of the caller's trust anchors.
    pub has_trust_anchor: bool,
}
