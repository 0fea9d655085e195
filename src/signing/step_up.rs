//! Step-up authentication before signing.

use crate::{Error, Result};

/// Maximum wait period in hours (iAM Smart API, signing).
const MAX_WAIT_HOURS: u32 = 720;

/// The method of authentication.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum StepUpMethod {
    /// `FR`: face recognition.
    Face,
    /// `NFC`: the identity card, read by the phone.
    Card,
    /// Both face recognition and identity card.
    FaceAndCard,
}

/// Step-up authentication, `suaMethod` and `suaWaitPeriod` (iAM Smart API, signing; medium
/// confidence).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct StepUp {
    method: StepUpMethod,
    wait_hours: Option<u32>,
}

impl StepUp {
    /// Creates a step-up by `method` with a wait period in hours.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] for more than 720 hours.
    pub fn new(method: StepUpMethod, wait_hours: Option<u32>) -> Result<Self> {
        if wait_hours.is_some_and(|hours| hours > MAX_WAIT_HOURS) {
            return Err(Error::invalid_argument("waitHours", "it must be 0 to 720"));
        }
        Ok(Self { method, wait_hours })
    }

    /// Returns the method in the API's format: JSON in a string.
    pub(super) fn method(self) -> &'static str {
        match self.method {
            StepUpMethod::Face => r#"{"unary":["FR"]}"#,
            StepUpMethod::Card => r#"{"unary":["NFC"]}"#,
            StepUpMethod::FaceAndCard => r#"{"and":["FR","NFC"]}"#,
        }
    }

    pub(super) fn wait_hours(self) -> Option<u32> {
        self.wait_hours
    }
}
