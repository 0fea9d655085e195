//! What a signer has to pass before he signs: step-up authentication.

use crate::{Error, Result};

/// Maximum waiting time of a signer in hours (iAM Smart API, signing).
const MAX_WAIT_HOURS: u32 = 720;

/// How the signer shows who he is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum StepUpMethod {
    /// `FR`: face recognition.
    Face,
    /// `NFC`: the identity card, read by the phone.
    Card,
    /// Both.
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
    /// A step-up by `method`, after at most `wait_hours` hours.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] for more than 720 hours.
    pub fn new(method: StepUpMethod, wait_hours: Option<u32>) -> Result<Self> {
        if wait_hours.is_some_and(|hours| hours > MAX_WAIT_HOURS) {
            return Err(Error::invalid_argument("waitHours", "it is 0 to 720"));
        }
        Ok(Self { method, wait_hours })
    }

    /// The method as the API spells it: JSON in a text.
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
