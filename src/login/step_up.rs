//! Authenticating a logged-in user once more, before something that weighs heavier.

use crate::Result;
use crate::wire::{AccountRequest, ApiPath, Call, Content, Repeatable};

/// A request that a logged-in user shows again who he is, by face or card as the app decides.
#[derive(Clone, Debug)]
pub struct StepUpRequest {
    /// Who is asked, and where the answer goes.
    pub account: AccountRequest,
    /// The endpoint; see [`DEFAULT_PATH`](Self::DEFAULT_PATH).
    pub path: ApiPath,
}

impl StepUpRequest {
    /// Where one e-service in production asks. A newer version of the API is said to have another
    /// path for the face, which is not public (iAM Smart API, form filling, endpoints).
    pub const DEFAULT_PATH: &'static str = "/account/stepup/initiateRequest";

    /// The call that asks.
    ///
    /// # Errors
    /// None that depends on its arguments.
    pub fn call(&self) -> Result<Call> {
        Call::new(
            self.path.clone(),
            Repeatable::WhereNotLookedAt,
            &self.account.fields(),
        )
    }
}

/// True if the user passed, `isPassed` (iAM Smart API, form filling, endpoints).
///
/// # Errors
/// [`AnswerFieldInvalid`](crate::Error::AnswerFieldInvalid).
pub fn step_up_passed(content: &Content) -> Result<bool> {
    content.flag("isPassed")
}
