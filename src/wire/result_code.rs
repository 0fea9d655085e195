//! Result codes of the gateway.

use std::convert::Infallible;
use std::str::FromStr;

use crate::wire::remedy::{Fault, Retry};

/// Declares [`ResultCode`] as a table: variant, code, fault, retry, meaning.
///
/// The table keeps them together and makes [`ResultCode::CODES`] complete by construction; the
/// package's TypeScript union is checked against it.
macro_rules! result_codes {
    ($($variant:ident => $code:literal, $fault:expr, $retry:ident, $meaning:literal;)+) => {
        /// A result code (iAM Smart API, result codes).
        #[derive(Clone, Debug, Eq, PartialEq)]
        #[non_exhaustive]
        pub enum ResultCode {
            $(
                #[doc = concat!($code, ": ", $meaning)]
                $variant,
            )+
            /// A code unknown to this version.
            Other(String),
        }

        impl ResultCode {
            /// Every known code, in ascending order.
            pub const CODES: &'static [&'static str] = &[$($code),+];

            /// Returns the code in the API.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $code,)+
                    Self::Other(code) => code,
                }
            }

            /// Returns what the code means and what to do, as a sentence.
            #[must_use]
            pub fn meaning(&self) -> &'static str {
                match self {
                    $(Self::$variant => $meaning,)+
                    Self::Other(_) => "This version does not know the code.",
                }
            }

            /// Returns who can resolve the code; `None` if nothing is wrong, or if public sources
            /// do not say.
            #[must_use]
            pub fn fault(&self) -> Option<Fault> {
                match self {
                    $(Self::$variant => $fault,)+
                    Self::Other(_) => None,
                }
            }

            /// Returns what to retry.
            #[must_use]
            pub fn retry(&self) -> Retry {
                match self {
                    $(Self::$variant => Retry::$retry,)+
                    Self::Other(_) => Retry::Never,
                }
            }
        }

        impl FromStr for ResultCode {
            type Err = Infallible;

            fn from_str(code: &str) -> Result<Self, Infallible> {
                Ok(match code {
                    $($code => Self::$variant,)+
                    _ => Self::Other(crate::wire::text::excerpt(code)),
                })
            }
        }
    };
}

const USER: Option<Fault> = Some(Fault::User);
const E_SERVICE: Option<Fault> = Some(Fault::EService);
const GATEWAY: Option<Fault> = Some(Fault::Gateway);

result_codes! {
    Success => "D00000", None, Never, "Done.";
    Unknown => "D20000", GATEWAY, Later,
        "An error that the gateway does not name; try again later.";
    ParameterMissing => "D20001", E_SERVICE, Never,
        "A parameter is missing, or one is sent that is not wanted.";
    ParameterEmpty => "D20002", E_SERVICE, Never, "A parameter is empty.";
    ParameterInvalid => "D20003", E_SERVICE, Never, "A parameter is invalid.";
    RequestDuplicated => "D20004", E_SERVICE, Never, "The same request was sent before.";
    SignatureMethodUnsupported => "D20005", E_SERVICE, Never,
        "The signature method is not supported.";
    SignatureInvalid => "D20006", E_SERVICE, Never,
        "The header signature does not verify: check clientSecret and the clock.";
    SourceUnsupported => "D20007", E_SERVICE, Never,
        "The source is not one that this request takes.";
    ServiceUrlInvalid => "D20008", E_SERVICE, Never,
        "The redirect URI is not registered: register it, exactly as sent, in the e-service \
         portal, which takes no localhost.";
    AccessTokenExpired => "D20009", E_SERVICE, NewLogin,
        "The access token is missing or expired: let the user log in again.";
    OpenIdMissing => "D20010", E_SERVICE, NewLogin, "The tokenised ID (openID) is not known.";
    BusinessIdDuplicated => "D20011", E_SERVICE, NewRequest,
        "The businessID was used before: make a new one for every request.";
    ScopeInsufficient => "D20012", E_SERVICE, NewLogin,
        "The login did not ask for the scope that this request needs.";
    UbiMismatch => "D20013", USER, Never, "The Unique Business Identifier is another one (CorpID).";
    ScopeMismatch => "D20015", E_SERVICE, NewLogin,
        "The scope is another one than the login had (CorpID).";
    GatewayTimeout => "D20016", GATEWAY, Later, "The gateway took too long.";
    ServerSignFailed => "D20017", GATEWAY, Later, "The gateway could not sign.";
    ClientIdUnknown => "D20018", E_SERVICE, Never,
        "The client ID is not known: check clientId and which gateway is called.";
    NotPermitted => "D20019", E_SERVICE, Never,
        "The e-service has no right to this call: have it enabled in the e-service portal.";
    ServerEncryptionFailed => "D20020", GATEWAY, Later, "The gateway could not encrypt its answer.";
    ServerDecryptionFailed => "D20021", GATEWAY, Later, "The gateway could not decrypt.";
    OpenIdNotMade => "D20022", GATEWAY, Later, "The gateway could not make a tokenised ID.";
    AccessDenied => "D20026", E_SERVICE, Never, "Access is denied.";
    NotFound => "D20027", E_SERVICE, Never, "What is asked for is not there.";
    QrCode30 => "D20030", None, NewLogin,
        "The QR code cannot be used (scope, expired, used, not to be scanned or confirmed, or \
         another source or client ID; which of them is not public): begin the login anew.";
    QrCode31 => "D20031", None, NewLogin,
        "The QR code cannot be used (scope, expired, used, not to be scanned or confirmed, or \
         another source or client ID; which of them is not public): begin the login anew.";
    QrCode32 => "D20032", None, NewLogin,
        "The QR code cannot be used (scope, expired, used, not to be scanned or confirmed, or \
         another source or client ID; which of them is not public): begin the login anew.";
    QrCode33 => "D20033", None, NewLogin,
        "The QR code cannot be used (scope, expired, used, not to be scanned or confirmed, or \
         another source or client ID; which of them is not public): begin the login anew.";
    QrCode34 => "D20034", None, NewLogin,
        "The QR code cannot be used (scope, expired, used, not to be scanned or confirmed, or \
         another source or client ID; which of them is not public): begin the login anew.";
    QrCode35 => "D20035", None, NewLogin,
        "The QR code cannot be used (scope, expired, used, not to be scanned or confirmed, or \
         another source or client ID; which of them is not public): begin the login anew.";
    QrCode36 => "D20036", None, NewLogin,
        "The QR code cannot be used (scope, expired, used, not to be scanned or confirmed, or \
         another source or client ID; which of them is not public): begin the login anew.";
    QrCode37 => "D20037", None, NewLogin,
        "The QR code cannot be used (scope, expired, used, not to be scanned or confirmed, or \
         another source or client ID; which of them is not public): begin the login anew.";
    QrCode38 => "D20038", None, NewLogin,
        "The QR code cannot be used (scope, expired, used, not to be scanned or confirmed, or \
         another source or client ID; which of them is not public): begin the login anew.";
    QrCode39 => "D20039", None, NewLogin,
        "The QR code cannot be used (scope, expired, used, not to be scanned or confirmed, or \
         another source or client ID; which of them is not public): begin the login anew.";
    LongToken50 => "D20050", None, NewLogin,
        "Something is wrong with the long token; what is not public.";
    LongToken51 => "D20051", None, NewLogin,
        "Something is wrong with the long token; what is not public.";
    TokenMismatch => "D20061", E_SERVICE, NewLogin,
        "Access token, tokenised ID and client ID do not belong together.";
    ClientMismatch => "D20062", E_SERVICE, NewLogin,
        "Access token, tokenised ID and client ID do not belong together.";
    Broker64 => "D20064", USER, NewRequest,
        "The broker page's request or ticket was used before or has expired; which of them is \
         not public.";
    Broker65 => "D20065", USER, NewRequest,
        "The broker page's request or ticket was used before or has expired; which of them is \
         not public.";
    Broker66 => "D20066", USER, NewRequest,
        "The broker page's request or ticket was used before or has expired; which of them is \
         not public.";
    Broker67 => "D20067", USER, NewRequest,
        "The broker page's request or ticket was used before or has expired; which of them is \
         not public.";
    Broker68 => "D20068", USER, NewRequest,
        "The broker page's request or ticket was used before or has expired; which of them is \
         not public.";
    Broker69 => "D20069", USER, NewRequest,
        "The broker page's request or ticket was used before or has expired; which of them is \
         not public.";
    KeyEncryptionKeyExpired => "D30001", E_SERVICE, NewContentKey,
        "The key encryption key is missing or expired: look at its certificate in the e-service \
         portal.";
    ContentKeyExpired => "D30002", E_SERVICE, NewContentKey,
        "The content key is missing or expired.";
    EncryptionFailed => "D30003", GATEWAY, NewContentKey, "The gateway could not encrypt.";
    DecryptionFailed => "D30004", E_SERVICE, NewContentKey,
        "The gateway could not decrypt what was sent.";
    LoginCancelled => "D40000", USER, NewLogin, "The user cancelled the login.";
    LoginRejected => "D40001", USER, NewLogin, "The user refused the login.";
    LoginFailed => "D40002", USER, NewLogin, "The user could not be authenticated.";
    LoginTimeout => "D40003", USER, NewLogin, "The user did not answer in time.";
    CodeExpired => "D40004", E_SERVICE, NewLogin,
        "The authorization code is missing, used or expired (it lives 30 seconds): let the user \
         log in again.";
    HkidError => "D40035", USER, Never, "Something is wrong with the HKIC number.";
    ProfileRejected => "D50001", USER, NewRequest, "The user refused to share the profile.";
    ProfileFailed => "D50002", GATEWAY, NewRequest, "The profile could not be given.";
    ProfileTimeout => "D50003", USER, NewRequest, "The user did not share the profile in time.";
    FormFillingCancelled => "D60000", USER, NewRequest, "The user cancelled the form filling.";
    FormFillingRejected => "D60001", USER, NewRequest, "The user refused the form filling.";
    FormFillingFailed => "D60002", GATEWAY, NewRequest, "The form filling failed.";
    FormFillingTimeout => "D60003", USER, NewRequest,
        "The user did not answer the form filling in time.";
    SigningCancelled => "D70000", USER, NewRequest, "The user cancelled the signing.";
    SigningRejected => "D70001", USER, NewRequest, "The user refused to sign.";
    SigningFailed => "D70002", GATEWAY, NewRequest, "The signing failed.";
    SigningTimeout => "D70003", USER, NewRequest, "The user did not sign in time.";
    SigningNotAllowed => "D70004", USER, Never,
        "The user may not sign: digital signing needs an iAM Smart+ account.";
    HkicMismatch => "D70005", USER, Never,
        "The signer's HKIC is not the one that the request names.";
    AcknowledgementFailed => "D70006", GATEWAY, Later, "The acknowledgement failed.";
    BulkSigning0 => "D71000", None, NewRequest,
        "Bulk signing failed; for which of ten reasons is not public.";
    BulkSigning1 => "D71001", None, NewRequest,
        "Bulk signing failed; for which of ten reasons is not public.";
    BulkSigning2 => "D71002", None, NewRequest,
        "Bulk signing failed; for which of ten reasons is not public.";
    BulkSigning3 => "D71003", None, NewRequest,
        "Bulk signing failed; for which of ten reasons is not public.";
    BulkSigning4 => "D71004", None, NewRequest,
        "Bulk signing failed; for which of ten reasons is not public.";
    BulkSigning5 => "D71005", None, NewRequest,
        "Bulk signing failed; for which of ten reasons is not public.";
    BulkSigning6 => "D71006", None, NewRequest,
        "Bulk signing failed; for which of ten reasons is not public.";
    BulkSigning7 => "D71007", None, NewRequest,
        "Bulk signing failed; for which of ten reasons is not public.";
    BulkSigning8 => "D71008", None, NewRequest,
        "Bulk signing failed; for which of ten reasons is not public.";
    BulkSigning9 => "D71009", None, NewRequest,
        "Bulk signing failed; for which of ten reasons is not public.";
    StepUpOfSigningFailed => "D77000", USER, NewRequest,
        "The step-up authentication of a signing failed.";
    StepUpOfSigningFace => "D77001", USER, NewRequest,
        "The face was not recognised in the step-up authentication of a signing.";
    StepUpOfSigningNfc => "D77002", USER, NewRequest,
        "The identity card could not be read (NFC) in the step-up authentication of a signing.";
    StepUpOfSigningNoNfc => "D77003", USER, Never,
        "The user's phone cannot read the identity card (no NFC), which the request wants.";
    StepUpOfSigningWaiting => "D77004", USER, Later,
        "The user has to wait before the step-up authentication of a signing may be tried again.";
    StepUpRejected => "D80001", USER, NewRequest, "The user refused the step-up authentication.";
    StepUpFailed => "D80002", USER, NewRequest, "The step-up authentication failed.";
    StepUpTimeout => "D80003", USER, NewRequest,
        "The user did not pass the step-up authentication in time.";
}

impl ResultCode {
    /// Returns true if a new content key may resolve the code: D30001 to D30004.
    #[must_use]
    pub fn asks_for_new_key(&self) -> bool {
        self.retry() == Retry::NewContentKey
    }

    /// Returns true for the outcome of a request to a user, as opposed to the failure of a call:
    /// profile, form filling, signing or step-up was refused, failed, or timed out.
    #[must_use]
    pub fn is_outcome(&self) -> bool {
        matches!(self.as_str().as_bytes(), [b'D', b'5'..=b'8', ..])
            && *self != Self::AcknowledgementFailed
    }

    /// Parses a code.
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
    fn codes_read_as_they_are_written_and_are_in_order() {
        for code in ResultCode::CODES {
            assert_eq!(ResultCode::of(code).as_str(), *code);
            assert!(
                !matches!(ResultCode::of(code), ResultCode::Other(_)),
                "{code}"
            );
        }
        assert!(ResultCode::CODES.is_sorted_by(|a, b| a < b));
        assert_eq!(ResultCode::of("D20006"), ResultCode::SignatureInvalid);
        assert_eq!(ResultCode::of("D99999").as_str(), "D99999");
    }

    #[test]
    fn what_a_user_decided_is_told_from_a_call_that_failed() {
        for (code, is_outcome) in [
            ("D00000", false),
            ("D20000", false),
            ("D30001", false),
            ("D40001", false),
            ("D70001", true),
            ("D71006", true),
            ("D77000", true),
            ("D80001", true),
            ("E70001", false),
            ("", false),
        ] {
            assert_eq!(ResultCode::of(code).is_outcome(), is_outcome, "{code}");
        }
        assert!(!ResultCode::AcknowledgementFailed.is_outcome());
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

    #[test]
    fn a_users_no_is_nobody_elses_fault_and_may_be_asked_again() {
        for code in ["D50001", "D60000", "D60001", "D70000", "D70001", "D80001"] {
            assert_eq!(ResultCode::of(code).fault(), Some(Fault::User), "{code}");
            assert_eq!(ResultCode::of(code).retry(), Retry::NewRequest, "{code}");
        }
        assert_eq!(ResultCode::of("D00000").fault(), None);
        assert_eq!(ResultCode::of("D99999").fault(), None);
    }
}
