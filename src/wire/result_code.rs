//! Result codes: how the gateway says what happened.

use std::convert::Infallible;
use std::str::FromStr;

/// Declares [`ResultCode`] as a table: variant, code, meaning.
macro_rules! result_codes {
    ($($variant:ident => $code:literal, $meaning:literal;)+) => {
        /// A result code (iAM Smart API, result codes).
        #[derive(Clone, Debug, Eq, PartialEq)]
        #[non_exhaustive]
        pub enum ResultCode {
            $(
                #[doc = concat!($code, ": ", $meaning)]
                $variant,
            )+
            /// A code that this version does not know.
            Other(String),
        }

        impl ResultCode {
            /// The code as the gateway writes it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $code,)+
                    Self::Other(code) => code,
                }
            }

            /// What it means, and what to do, as a sentence.
            #[must_use]
            pub fn meaning(&self) -> &'static str {
                match self {
                    $(Self::$variant => $meaning,)+
                    Self::Other(_) => "This version does not know the code.",
                }
            }
        }

        impl FromStr for ResultCode {
            type Err = Infallible;

            fn from_str(code: &str) -> Result<Self, Infallible> {
                Ok(match code {
                    $($code => Self::$variant,)+
                    _ => Self::Other(super::text::excerpt(code)),
                })
            }
        }
    };
}

result_codes! {
    Success => "D00000", "Done.";
    Unknown => "D20000", "An error that the gateway does not name; try again later.";
    ParameterMissing => "D20001", "A parameter is missing, or one is sent that is not wanted.";
    ParameterEmpty => "D20002", "A parameter is empty.";
    ParameterInvalid => "D20003", "A parameter is invalid.";
    RequestDuplicated => "D20004", "The same request was sent before.";
    SignatureMethodUnsupported => "D20005", "The signature method is not supported.";
    SignatureInvalid => "D20006",
        "The header signature does not verify: check clientSecret and the clock.";
    SourceUnsupported => "D20007", "The source is not one that this request takes.";
    ServiceUrlInvalid => "D20008",
        "The redirect URI is not registered: register it, exactly as sent, in the e-service portal, \
         which takes no localhost.";
    AccessTokenExpired => "D20009",
        "The access token is missing or expired: let the user log in again.";
    OpenIdMissing => "D20010", "The tokenised ID (openID) is not known.";
    BusinessIdDuplicated => "D20011",
        "The businessID was used before: make a new one for every request.";
    ScopeInsufficient => "D20012",
        "The login did not ask for the scope that this request needs.";
    KeyEncryptionKeyExpired => "D30001",
        "The key encryption key is missing or expired: look at its certificate in the e-service \
         portal.";
    ContentKeyExpired => "D30002", "The content key is missing or expired.";
    EncryptionFailed => "D30003", "The gateway could not encrypt.";
    DecryptionFailed => "D30004", "The gateway could not decrypt what was sent.";
    LoginCancelled => "D40000", "The user cancelled the login.";
    LoginRejected => "D40001", "The user refused the login.";
    LoginFailed => "D40002", "The user could not be authenticated.";
    LoginTimeout => "D40003", "The user did not answer in time.";
    CodeExpired => "D40004",
        "The authorization code is missing, used or expired (it lives 30 seconds): let the user log \
         in again.";
    SigningCancelled => "D70000", "The user cancelled the signing.";
    SigningRejected => "D70001", "The user refused to sign.";
    SigningFailed => "D70002", "The signing failed.";
    SigningTimeout => "D70003", "The user did not sign in time.";
    SigningNotAllowed => "D70004",
        "The user may not sign: digital signing needs an iAM Smart+ account.";
    HkicMismatch => "D70005", "The signer's HKIC is not the one that the request names.";
    AcknowledgementFailed => "D70006", "The acknowledgement failed.";
}

impl ResultCode {
    /// Whether a new content key may mend it: D30001 to D30004.
    #[must_use]
    pub fn asks_for_new_key(&self) -> bool {
        matches!(
            self,
            Self::KeyEncryptionKeyExpired
                | Self::ContentKeyExpired
                | Self::EncryptionFailed
                | Self::DecryptionFailed
        )
    }

    /// Reads a code.
    #[must_use]
    pub fn of(code: &str) -> Self {
        let Ok(code) = code.parse();
        code
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_as_they_are_written() {
        assert_eq!(ResultCode::of("D20006"), ResultCode::SignatureInvalid);
        assert_eq!(ResultCode::of("D20006").as_str(), "D20006");
        assert_eq!(ResultCode::of("D99999").as_str(), "D99999");
    }

    #[test]
    fn four_codes_ask_for_a_new_key() {
        for code in ["D30001", "D30002", "D30003", "D30004"] {
            assert!(ResultCode::of(code).asks_for_new_key());
        }
        for code in ["D00000", "D20006", "D30005", "D40004"] {
            assert!(!ResultCode::of(code).asks_for_new_key());
        }
    }
}
