//! Where faults can happen.

use crate::authority;
use crate::interaction::Subject;
use crate::protocol::endpoint::Endpoint;

/// Every call of the API.
pub(crate) const EVERY_CALL: &str = "*";
/// Every push; `callback/signing` is every push of that kind.
pub(crate) const CALLBACK: &str = "callback";
/// The browser's way back.
pub(crate) const REDIRECT: &str = "redirect";

/// Where a fault happens.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Place {
    /// The response to a call, or what the certification authority publishes.
    Response,
    /// A revocation list or an OCSP response.
    Revocation,
    /// The response to a call of the API, which has a code and a content.
    Call,
    /// The response to an initiateRequest after a login.
    Initiate,
    /// The push of a result.
    Push,
    /// The browser's way back to the service.
    Redirect,
}

/// Every place that a person can choose.
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
        .collect()
}

/// The kind of push that a place stands for, if it is one of a kind.
pub(super) fn push_kind(at: &str) -> Option<&str> {
    at.strip_prefix("callback/")
        .filter(|kind| Subject::KINDS.contains(kind))
}

/// Empty if there is no such place.
pub(super) fn places_of(at: &str) -> &'static [Place] {
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
    if at != EVERY_CALL && Endpoint::at(at).is_none() {
        return &[];
    }
    if at == EVERY_CALL || at.starts_with("/account/") && at.ends_with("/initiateRequest") {
        return &[Place::Response, Place::Call, Place::Initiate];
    }
    &[Place::Response, Place::Call]
}
