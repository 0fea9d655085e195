//! Places where faults apply.

use crate::authority;
use crate::interaction::Subject;
use crate::protocol::endpoint::Endpoint;
use crate::timestamp::TIMESTAMP_PATH;

/// All API calls.
pub(crate) const EVERY_CALL: &str = "*";
/// All pushes; `callback/signing` is all pushes of that kind.
pub(crate) const CALLBACK: &str = "callback";
/// The browser's redirect to the service.
pub(crate) const REDIRECT: &str = "redirect";

/// Category of a place.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Place {
    /// The response to an API call, or to a request to the CA or the time-stamp authority.
    Response,
    /// A CRL or an OCSP response.
    Revocation,
    /// A time-stamp.
    Timestamp,
    /// The response to an API call, with its `code` and `content`.
    Call,
    /// The response to an initiateRequest after a login.
    Initiate,
    /// A push callback.
    Push,
    /// The browser's redirect to the service.
    Redirect,
}

/// All places.
pub(crate) fn places() -> Vec<String> {
    let endpoints = Endpoint::ALL.iter().map(|endpoint| endpoint.path());
    let pushes = Subject::KINDS
        .iter()
        .map(|kind| format!("{CALLBACK}/{kind}"));
    [EVERY_CALL]
        .into_iter()
        .chain(endpoints)
        .map(str::to_owned)
        .chain([CALLBACK.to_owned()])
        .chain(pushes)
        .chain([REDIRECT.to_owned()])
        .chain(authority::paths())
        .chain([TIMESTAMP_PATH.to_owned()])
        .collect()
}

/// The kind in `callback/<kind>`; `None` for other places.
pub(super) fn push_kind(at: &str) -> Option<&str> {
    at.strip_prefix("callback/")
        .filter(|kind| Subject::KINDS.contains(kind))
}

/// Categories of a place; empty if it is unknown.
pub(crate) fn places_of(at: &str) -> &'static [Place] {
    if at == REDIRECT {
        return &[Place::Redirect];
    }
    if at == CALLBACK || push_kind(at).is_some() {
        return &[Place::Push];
    }
    if authority::paths().iter().any(|path| path == at) {
        return if authority::tells_revocation(at) {
            &[Place::Response, Place::Revocation]
        } else {
            &[Place::Response]
        };
    }
    if at == TIMESTAMP_PATH {
        return &[Place::Response, Place::Timestamp];
    }
    if at != EVERY_CALL && Endpoint::at(at).is_none() {
        return &[];
    }
    if at == EVERY_CALL || at.starts_with("/account/") && at.ends_with("/initiateRequest") {
        return &[Place::Response, Place::Call, Place::Initiate];
    }
    &[Place::Response, Place::Call]
}
