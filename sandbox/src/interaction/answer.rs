//! Answers to requests.

use serde::{Deserialize, Serialize};

use crate::result_code::ResultCode;

/// A person's answer to a request, or a time-out.
///
/// As JSON it is the name of its button.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) enum Answer {
    #[serde(rename = "approve")]
    Approved,
    #[serde(rename = "refuse")]
    Refused,
    #[serde(rename = "cancel")]
    Cancelled,
    /// The app failed, for example because it did not recognise a face.
    #[serde(rename = "fail")]
    Failed,
    #[serde(skip)]
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
