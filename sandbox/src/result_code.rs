//! Result codes, and refusals that carry one.

use std::borrow::Cow;

macro_rules! result_codes {
    ($($variant:ident => $code:literal, $message:literal;)+) => {
        /// Result codes that the sandbox returns without a fault (iAM Smart API, result codes; high
        /// confidence unless noted).
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        pub(crate) enum ResultCode { $($variant),+ }

        impl ResultCode {
            const GIVEN: &[(&str, &str)] = &[$(($code, $message)),+];

            pub(crate) fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            pub(crate) fn message(self) -> &'static str {
                match self { $(Self::$variant => $message),+ }
            }
        }
    };
}

result_codes! {
    Success => "D00000", "SUCCESS";
    // An error of the sandbox itself.
    Unknown => "D20000", "unknown";
    ParameterMissing => "D20001", "parameter missing or not required";
    ParameterEmpty => "D20002", "empty parameter";
    ParameterInvalid => "D20003", "invalid parameter";
    RequestDuplicated => "D20004", "duplicated request";
    SignatureMethodUnsupported => "D20005", "unsupported signatureMethod";
    SignatureInvalid => "D20006", "signature verification failed";
    SourceUnsupported => "D20007", "unsupported source";
    ServiceUrlInvalid => "D20008", "invalid service URL";
    AccessTokenInvalid => "D20009", "accessToken absent or expired";
    OpenIdAbsent => "D20010", "openID absent";
    BusinessIdDuplicated => "D20011", "duplicated businessID";
    ScopeInsufficient => "D20012", "insufficient scope";
    ClientIdAbsent => "D20018", "clientID absent";
    // Medium confidence.
    NotFound => "D20027", "not found";
    // Medium confidence.
    TokenMismatch => "D20061", "accessToken and openID do not belong together";
    // Medium confidence for the range; which code means what is a guess.
    TicketConsumed => "D20068", "ticket consumed";
    TicketExpired => "D20069", "ticket expired";
    ContentKeyAbsent => "D30002", "content encryption key absent or expired";
    EncryptionFailed => "D30003", "encryption exception";
    DecryptionFailed => "D30004", "decryption exception";
    LoginCancelled => "D40000", "login cancelled";
    LoginRejected => "D40001", "login rejected";
    LoginFailed => "D40002", "login failed";
    LoginTimeout => "D40003", "login timeout";
    CodeInvalid => "D40004", "code absent or expired";
    ProfileRejected => "D50001", "profile rejected";
    ProfileFailed => "D50002", "profile failed";
    ProfileTimeout => "D50003", "profile timeout";
    FormFillingCancelled => "D60000", "form filling cancelled";
    FormFillingRejected => "D60001", "form filling rejected";
    FormFillingFailed => "D60002", "form filling failed";
    FormFillingTimeout => "D60003", "form filling timeout";
    SigningCancelled => "D70000", "signing cancelled";
    SigningRejected => "D70001", "signing rejected";
    SigningFailed => "D70002", "signing failed";
    SigningTimeout => "D70003", "signing timeout";
    SigningNotAllowed => "D70004", "user not allowed to sign";
    HkicMismatch => "D70005", "HKIC mismatch";
    AcknowledgementFailed => "D70006", "acknowledgement failed";
    StepUpRejected => "D80001", "step-up rejected";
    StepUpFailed => "D80002", "step-up failed";
    StepUpTimeout => "D80003", "step-up timeout";
}

/// Other codes of the API, returned only by faults. Codes whose meanings are not public share the
/// message of their range.
const OTHERS: &[(&str, &str)] = &[
    ("D20013", "UBI mismatch"),
    ("D20015", "scope mismatch"),
    ("D20016", "timeout"),
    ("D20017", "server sign failed"),
    ("D20019", "no right"),
    ("D20020", "server encrypt failed"),
    ("D20021", "server decrypt failed"),
    ("D20022", "openID generation failed"),
    ("D20026", "access denied"),
    ("D20030", "QR error"),
    ("D20031", "QR error"),
    ("D20032", "QR error"),
    ("D20033", "QR error"),
    ("D20034", "QR error"),
    ("D20035", "QR error"),
    ("D20036", "QR error"),
    ("D20037", "QR error"),
    ("D20038", "QR error"),
    ("D20039", "QR error"),
    ("D20050", "long token"),
    ("D20051", "long token"),
    ("D20062", "token, openID and clientID mismatch"),
    ("D20064", "broker request or ticket consumed or expired"),
    ("D20065", "broker request or ticket consumed or expired"),
    ("D20066", "broker request or ticket consumed or expired"),
    ("D20067", "broker request or ticket consumed or expired"),
    ("D30001", "key encryption key absent or expired"),
    ("D40035", "HKID error"),
    ("D71000", "bulk signing"),
    ("D71001", "bulk signing"),
    ("D71002", "bulk signing"),
    ("D71003", "bulk signing"),
    ("D71004", "bulk signing"),
    ("D71005", "bulk signing"),
    ("D71006", "bulk signing"),
    ("D71007", "bulk signing"),
    ("D71008", "bulk signing"),
    ("D71009", "bulk signing"),
    ("D77000", "step-up failed"),
    ("D77001", "step-up by face failed"),
    ("D77002", "step-up by NFC failed"),
    ("D77003", "no NFC"),
    ("D77004", "waiting period"),
];

/// All codes of the API with their messages, in order.
pub(crate) fn all() -> Vec<(&'static str, &'static str)> {
    let mut all = [ResultCode::GIVEN, OTHERS].concat();
    all.sort_unstable();
    all
}

/// Message of a code.
pub(crate) fn message_of(code: &str) -> &'static str {
    all()
        .into_iter()
        .find_map(|(known, message)| (known == code).then_some(message))
        .unwrap_or("not a code of the API")
}

/// An error: the code for the caller, the reason for debugging.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Refusal {
    pub(crate) code: ResultCode,
    /// Names a parameter or a rule, never a value.
    pub(crate) reason: Cow<'static, str>,
}

impl Refusal {
    pub(crate) fn new(code: ResultCode, reason: impl Into<Cow<'static, str>>) -> Self {
        Self {
            code,
            reason: reason.into(),
        }
    }

    /// `message`: the code's message and the reason. The real gateway sends no reason.
    pub(crate) fn message(&self) -> String {
        format!("{}: {}", self.code.message(), self.reason)
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn each_code_is_listed_once() {
        let all = super::all();
        assert!(all.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert_eq!(
            super::message_of("D30001"),
            "key encryption key absent or expired"
        );
        assert_eq!(super::message_of("D99999"), "not a code of the API");
    }
}
