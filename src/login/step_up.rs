//! Step-up authentication: a logged-in user authenticates again before a sensitive operation.

use crate::Result;
use crate::wire::{AccountRequest, ApiPath, Call, Content, Repeatable};

/// A request for step-up authentication by face or card; the app chooses the method.
#[derive(Clone, Debug)]
pub struct StepUpRequest {
    /// The common fields: user, redirect URI, state.
    pub account: AccountRequest,
    /// The endpoint; see [`DEFAULT_PATH`](Self::DEFAULT_PATH).
    pub path: ApiPath,
}

impl StepUpRequest {
    /// The path that an e-service in production uses. A newer version of the API reportedly has
    /// another path for face recognition, which is not public (iAM Smart API, form filling,
    /// endpoints).
    pub const DEFAULT_PATH: &'static str = "/account/stepup/initiateRequest";

    /// Creates the call.
    ///
    /// # Errors
    /// None that depends on the arguments.
    pub fn call(&self) -> Result<Call> {
        Call::new(
            self.path.clone(),
            Repeatable::WhereNotLookedAt,
            &self.account.fields(),
        )
    }
}

/// Returns true if the user passed, `isPassed` (iAM Smart API, form filling, endpoints).
///
/// # Errors
/// [`AnswerFieldInvalid`](crate::Error::AnswerFieldInvalid).
pub fn step_up_passed(content: &Content) -> Result<bool> {
    content.flag("isPassed")
}
