//! Acknowledgement of a signature to the gateway.

use serde::Serialize;

use crate::Result;
use crate::wire::{BusinessId, Call, Repeatable, SigningOutcome};

/// Creates the call that reports the outcome of a signature, `ackResult` (iAM Smart API, signing).
///
/// # Errors
/// None that depends on the arguments.
pub fn acknowledgement_call(business_id: &BusinessId, outcome: SigningOutcome) -> Result<Call> {
    let content = Acknowledgement {
        business_id: business_id.as_str(),
        signing_result: outcome.as_str(),
    };
    // Repeating the report has no effect.
    Call::new("/account/signing/ackResult", Repeatable::Always, &content)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Acknowledgement<'a> {
    #[serde(rename = "businessID")]
    business_id: &'a str,
    signing_result: &'static str,
}
