//! Answers to requests.

use crate::result_code::ResultCode;

/// A person's answer to a request, or a time-out.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Answer {
    Approved,
    Refused,
    Cancelled,
    /// The app failed, for example because it did not recognise a face.
    Failed,
    TimedOut,
}

impl Answer {
    /// Name in the app's JSON.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Refused => "refused",
            Self::Cancelled => "cancelled",
            Self::Failed => "failed",
            Self::TimedOut => "timed-out",
        }
    }

    /// Parses the name of a button; a time-out has none.
    pub(crate) fn of_button(name: &str) -> Option<Self> {
        match name {
            "approve" => Some(Self::Approved),
            "refuse" => Some(Self::Refused),
            "cancel" => Some(Self::Cancelled),
            "fail" => Some(Self::Failed),
            _ => None,
        }
    }

    /// Result code of a login with this answer.
    pub(crate) fn login_code(self) -> ResultCode {
        match self {
            Self::Approved => ResultCode::Success,
            Self::Refused => ResultCode::LoginRejected,
            Self::Cancelled => ResultCode::LoginCancelled,
            Self::Failed => ResultCode::LoginFailed,
            Self::TimedOut => ResultCode::LoginTimeout,
        }
    }
}
