//! Remedies for result codes.

/// Who can resolve a result code.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Fault {
    /// The user: cancelled, refused, did not respond, or is not permitted.
    User,
    /// The e-service: an invalid request, or another registration.
    EService,
    /// iAM Smart.
    Gateway,
}

impl Fault {
    /// Returns the name in JavaScript.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::EService => "e-service",
            Self::Gateway => "gateway",
        }
    }
}

/// What to retry after a result code.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Retry {
    /// Nothing: something must be corrected first, or the transaction has ended.
    Never,
    /// The same call with a new content key; the crate does so once.
    NewContentKey,
    /// The same call, later.
    Later,
    /// A new request to the user, with a new `businessID`.
    NewRequest,
    /// The login.
    NewLogin,
}

impl Retry {
    /// Returns the name in JavaScript.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::NewContentKey => "new-content-key",
            Self::Later => "later",
            Self::NewRequest => "new-request",
            Self::NewLogin => "new-login",
        }
    }
}
