//! Result codes, and refusals that carry one.

use std::borrow::Cow;

macro_rules! result_codes {
    ($($variant:ident => $code:literal, $message:literal;)+) => {
        /// The result codes that this stand-in can give (iAM Smart API, result codes; high
        /// confidence unless noted).
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        pub(crate) enum ResultCode { $($variant),+ }

        impl ResultCode {
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
    ContentKeyAbsent => "D30002", "content encryption key absent or expired";
    EncryptionFailed => "D30003", "encryption exception";
    DecryptionFailed => "D30004", "decryption exception";
    LoginCancelled => "D40000", "login cancelled";
    LoginRejected => "D40001", "login rejected";
    LoginTimeout => "D40003", "login timeout";
    CodeInvalid => "D40004", "code absent or expired";
    SigningCancelled => "D70000", "signing cancelled";
    SigningRejected => "D70001", "signing rejected";
    SigningFailed => "D70002", "signing failed";
    SigningTimeout => "D70003", "signing timeout";
    SigningNotAllowed => "D70004", "user not allowed to sign";
    HkicMismatch => "D70005", "HKIC mismatch";
    AcknowledgementFailed => "D70006", "acknowledgement failed";
}

/// A request that is not granted: the code for the caller, the reason for the person who debugs it.
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

    /// What stands in `message`. The real gateway gives the wording alone; the reason is a help of
    /// this stand-in.
    pub(crate) fn message(&self) -> String {
        format!("{}: {}", self.code.message(), self.reason)
    }
}
