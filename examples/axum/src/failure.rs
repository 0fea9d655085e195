//! What can fail, and what the page is told of it.

use std::fmt;

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// A failure of the e-service.
#[derive(Debug)]
pub(crate) enum Failure {
    /// An error of the crate: of an argument, of the gateway's answer, or its refusal.
    IamSmart(iamsmart::Error),
    /// The gateway did not answer. Its request may have been carried out.
    NoAnswer(String),
    /// There is no content key, so that nothing was sent.
    NoKey(String),
    /// The form that arrived is not the one that the page hashed.
    FormDiffers,
    /// The form is larger than is read, or is no form.
    FormUnreadable(StatusCode, String),
    /// The user has a request that is not over.
    RequestOpen(Value),
    /// Nobody is logged in.
    NotLoggedIn,
    /// The store failed.
    Store(rusqlite::Error),
    /// What the e-service does with an outcome failed.
    Told(String),
}

pub(crate) type Result<T> = std::result::Result<T, Failure>;

impl Failure {
    /// Returns the code that programs match on.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::IamSmart(error) => error.code(),
            Self::NoAnswer(_) | Self::NoKey(_) => "gateway-unreachable",
            Self::FormDiffers => "form-differs",
            Self::FormUnreadable(StatusCode::PAYLOAD_TOO_LARGE, _) => "form-too-large",
            Self::FormUnreadable(..) => "form-unreadable",
            Self::RequestOpen(_) => "request-open",
            Self::NotLoggedIn => "not-logged-in",
            Self::Store(_) => "store-failed",
            Self::Told(_) => "not-told",
        }
    }

    /// Returns the failure for an error while a content key was fetched.
    pub(crate) fn of_key(error: iamsmart::Error) -> Self {
        match error {
            iamsmart::Error::GatewayRefused { .. } => Self::IamSmart(error),
            error => Self::NoKey(error.to_string()),
        }
    }

    /// Returns true if the gateway may have carried a request out, although it failed here.
    pub(crate) fn is_lost_answer(&self) -> bool {
        use iamsmart::Error as E;
        match self {
            Self::NoAnswer(_) => true,
            Self::IamSmart(E::GatewayStatus { status }) => *status != 429,
            Self::IamSmart(error) => matches!(
                error,
                E::GatewayAnswerInvalid
                    | E::AnswerUndecryptable
                    | E::AnswerFieldInvalid { .. }
                    | E::ContentTooLarge { .. }
            ),
            _ => false,
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::NotLoggedIn => StatusCode::UNAUTHORIZED,
            Self::FormDiffers
            | Self::RequestOpen(_)
            | Self::IamSmart(iamsmart::Error::StateUsed) => StatusCode::CONFLICT,
            Self::FormUnreadable(status, _) => *status,
            Self::Store(_) | Self::Told(_) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::IamSmart(_) if self.is_of_gateway() => StatusCode::BAD_GATEWAY,
            Self::NoAnswer(_) | Self::NoKey(_) => StatusCode::BAD_GATEWAY,
            Self::IamSmart(_) => StatusCode::BAD_REQUEST,
        }
    }

    fn is_of_gateway(&self) -> bool {
        let starts = ["gateway-", "answer-", "content-key-"];
        starts.iter().any(|start| self.code().starts_with(start))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::IamSmart(error) => error.fmt(f),
            Self::NoAnswer(reason) | Self::NoKey(reason) => {
                write!(f, "iAM Smart did not answer: {reason}.")
            }
            Self::FormDiffers => f.write_str("The form that arrived is not the one in the page."),
            Self::FormUnreadable(_, reason) => write!(f, "The form cannot be read: {reason}."),
            Self::RequestOpen(_) => f.write_str("Another request waits for the user."),
            Self::NotLoggedIn => f.write_str("Log in first."),
            Self::Store(error) => write!(f, "The store failed: {error}."),
            Self::Told(reason) => f.write_str(reason),
        }
    }
}

impl std::error::Error for Failure {}

impl From<iamsmart::Error> for Failure {
    fn from(error: iamsmart::Error) -> Self {
        Self::IamSmart(error)
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Told(error.to_string())
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = self.status();
        if status == StatusCode::INTERNAL_SERVER_ERROR {
            eprintln!("{self}");
        }
        let mut body = json!({ "code": self.code() });
        // What the store or the machine says is for the log.
        body["message"] = match status {
            StatusCode::INTERNAL_SERVER_ERROR => "The e-service failed.".into(),
            _ => self.to_string().into(),
        };
        if let Self::IamSmart(iamsmart::Error::GatewayRefused { result_code, .. }) = &self {
            body["resultCode"] = result_code.as_str().into();
        }
        if let Self::RequestOpen(open) = self {
            body["open"] = open;
        }
        (status, Json(body)).into_response()
    }
}
