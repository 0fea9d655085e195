//! The one error of the crate.

use alloc::borrow::ToOwned;
use alloc::string::String;
use core::fmt;

use crate::string::{decimal, split_once};

/// What every fallible function of the crate answers with.
pub type Result<T> = core::result::Result<T, Error>;

/// Declares [`Error`] as a table: doc, variant and fields, JavaScript `code`, message.
///
/// One table keeps variant, code and sentence together, and makes [`Error::CODES`] complete by
/// construction, from which the package's TypeScript union is made. Fields stand in the order in
/// which the message names them. A variant that only one of the
/// modules knows says so, and one that only the package's JavaScript throws says
/// `not(target_arch = "wasm32")`: no module carries a sentence for nothing.
macro_rules! errors {
    ($(
        $(#[doc = $doc:literal])+
        $(#[cfg($cfg:meta)])?
        $variant:ident $({ $($field:ident: $type:ty),+ })? => $code:literal, $message:literal;
    )+) => {
        /// Everything that can go wrong, each with a stable kebab-case [`code`](Error::code) and a
        /// sentence that says what happened and what to do.
        ///
        /// No variant carries a secret, a key or decrypted content.
        #[derive(Clone, Debug, Eq, PartialEq)]
        #[non_exhaustive]
        pub enum Error {
            $(
                $(#[doc = $doc])+
                $(#[cfg($cfg)])?
                $variant $({
                    $(#[doc = concat!("The `", stringify!($field), "` that the message names.")]
                    $field: $type),+
                })?,
            )+
        }

        impl Error {
            /// Every [`code`](Error::code) there is, of all modules, in alphabetical order of the
            /// variants.
            pub const CODES: &'static [&'static str] = &[$($code),+];

            /// The stable name that JavaScript sees as `error.code`.
            #[must_use]
            pub fn code(&self) -> &'static str {
                self.texts().0
            }

            /// What happened and what to do.
            #[must_use]
            pub fn message(&self) -> String {
                let message = self.texts().1;
                match self {
                    $($(#[cfg($cfg)])? Self::$variant $({ $($field),+ })? => {
                        filled(message, &[$($($field as &dyn Value),+)?])
                    })+
                }
            }

            /// The code and the message with its placeholders: one table of texts instead of two,
            /// and kept apart from the fields, so that it stays a table.
            #[inline(never)]
            fn texts(&self) -> (&'static str, &'static str) {
                let texts = match self {
                    $($(#[cfg($cfg)])? Self::$variant $({ $($field: _),+ })? => {
                        concat!($code, "\n", $message)
                    })+
                };
                split_once(texts, b'\n').unwrap_or_default()
            }

            /// Each message and the fields of its variant.
            #[cfg(test)]
            const MESSAGES: &'static [(&'static str, &'static [&'static str])] = &[
                $(($message, &[$($(stringify!($field)),+)?])),+
            ];

            /// Never called: the compiler holds each message's placeholders against the fields.
            #[expect(dead_code, reason = "for the compiler only")]
            fn format(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $($(#[cfg($cfg)])? Self::$variant $({ $($field),+ })? => write!(f, $message),)+
                }
            }
        }
    };
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl core::error::Error for Error {}

impl Error {
    /// [`Error::InvalidArgument`], made in one place because it is made in so many.
    #[cold]
    #[inline(never)]
    pub(crate) fn invalid_argument(name: &str, reason: &str) -> Self {
        Self::InvalidArgument {
            name: name.to_owned(),
            reason: reason.to_owned(),
        }
    }
}

/// What stands for a placeholder. The standard library's formatting would do the same, at several
/// KB of the page's module.
trait Value {
    fn append_to(&self, message: &mut String);
}

impl Value for String {
    fn append_to(&self, message: &mut String) {
        message.push_str(self);
    }
}

impl Value for &str {
    fn append_to(&self, message: &mut String) {
        message.push_str(self);
    }
}

macro_rules! numbers {
    ($($type:ty),+) => {$(
        #[allow(clippy::cast_lossless, reason = "written alike for every width")]
        impl Value for $type {
            fn append_to(&self, message: &mut String) {
                message.push_str(&decimal(*self as u64));
            }
        }
    )+};
}

numbers!(u16, u32, usize);

/// The message with its placeholders replaced by the values, in their order.
fn filled(message: &str, values: &[&dyn Value]) -> String {
    let mut text = String::new();
    let mut rest = message;
    for value in values {
        let (before, after) = split_once(rest, b'{').unwrap_or_default();
        text.push_str(before);
        value.append_to(&mut text);
        rest = split_once(after, b'}').unwrap_or_default().1;
    }
    text.push_str(rest);
    text
}

errors! {
    /// The caller's `AbortSignal` fired.
    #[cfg(not(target_arch = "wasm32"))]
    Aborted => "aborted",
        "The operation was aborted by its signal.";
    /// A field that the API promises is not in an answer or callback, or cannot be read.
    #[cfg(feature = "server")]
    AnswerFieldInvalid { name: String } => "answer-field-invalid",
        "iAM Smart's message has no '{name}', or one that cannot be read.";
    /// An answer's content does not decrypt with the key that its request was encrypted with.
    #[cfg(feature = "server")]
    AnswerUndecryptable => "answer-undecryptable",
        "The gateway's answer does not decrypt with the content key of its request. The request may \
         have been carried out.";
    /// The authorization server refused (RFC 6749 §4.1.2.1).
    AuthorizationRefused { error: String, description: String } => "authorization-refused",
        "The authorization server answered '{error}'. {description}";
    /// A text that should be standard Base64 is not (RFC 4648 §4).
    Base64Invalid { name: String } => "base64-invalid",
        "'{name}' is not standard, padded Base64 text.";
    /// A text that should be Base64url is not (RFC 4648 §5).
    #[cfg(feature = "verify")]
    Base64UrlInvalid { name: String } => "base64url-invalid",
        "'{name}' is not Base64url text without padding.";
    /// A callback parameter occurs more than once (RFC 6749 §3.1).
    CallbackParameterRepeated { name: String } => "callback-parameter-repeated",
        "The callback has the parameter '{name}' more than once. It may have been tampered with: \
         start the login again.";
    /// A callback's body is longer than the limit.
    #[cfg(not(target_arch = "wasm32"))]
    CallbackTooLarge { limit: usize } => "callback-too-large",
        "The callback is longer than {limit} bytes and was not read.";
    /// A callback that cannot be opened: its key does not unwrap, or its content does not decrypt.
    /// Which of them is not told apart, or whoever sends callbacks could learn from it.
    #[cfg(feature = "server")]
    CallbackUnreadable => "callback-unreadable",
        "The callback cannot be opened. If it came from iAM Smart, check that keyEncryptionKey \
         belongs to the certificate in the e-service portal.";
    /// A callback of a kind that this version does not know.
    #[cfg(feature = "server")]
    CallbackUnsupported => "callback-unsupported",
        "The callback was opened, but is of a kind that this version does not know.";
    /// The callback address cannot be read as a URL with a query.
    CallbackUrlInvalid => "callback-url-invalid",
        "The callback address is not a URL. Pass the whole address, e.g. location.href.";
    /// A certificate that is not exactly one DER value of its type (RFC 5280 §4.1, X.690 §10).
    #[cfg(feature = "verify")]
    CertificateMalformed { name: String, reason: String } => "certificate-malformed",
        "'{name}' is not a certificate that can be relied on: {reason}.";
    /// A callback without the client certificate that is asked for (RFC 8446 §4.4.2).
    #[cfg(not(target_arch = "wasm32"))]
    ClientCertificateRefused => "client-certificate-refused",
        "The callback did not come with the gateway's client certificate.";
    /// Not a CMS message of one signature (RFC 5652 §3).
    #[cfg(feature = "verify")]
    CmsMalformed { reason: &'static str } => "cms-malformed",
        "'cms' is not a CMS message that can be relied on: {reason}.";
    /// The callback has neither a code nor an error.
    CodeMissing => "code-missing",
        "The callback carries no code and no error. Some gateways answer a refusal this way: ask \
         the user to start again.";
    /// A code verifier is not 43 to 128 unreserved characters (RFC 7636 §4.1).
    CodeVerifierInvalid => "code-verifier-invalid",
        "A code verifier is 43 to 128 characters of A-Z, a-z, 0-9, '-', '.', '_' and '~'.";
    /// The gateway's content key does not unwrap to an AES-256 key.
    #[cfg(feature = "server")]
    ContentKeyUnwrap => "content-key-unwrap",
        "The content key from the gateway cannot be unwrapped. Check that keyEncryptionKey belongs \
         to the certificate in the e-service portal.";
    /// Content to be hashed could not be read.
    #[cfg(not(target_arch = "wasm32"))]
    ContentUnreadable { name: String } => "content-unreadable",
        "'{name}' could not be read. It may have been changed or removed since it was chosen.";
    /// A CRL that is not exactly one DER value of its type (RFC 5280 §5.1, X.690 §10).
    #[cfg(feature = "verify")]
    CrlMalformed { name: String, reason: String } => "crl-malformed",
        "'{name}' is not a CRL that can be relied on: {reason}.";
    /// A digest has not the length of its algorithm.
    DigestLength { actual: usize, expected: usize } => "digest-length",
        "The digest has {actual} bytes; {expected} are wanted.";
    /// An address is not HTTPS, and not HTTP on a loopback host.
    EndpointInsecure { name: String } => "endpoint-insecure",
        "'{name}' must be an https address; http is accepted on a loopback host only.";
    /// A member of an evidence file is missing, not known, or not what it should be.
    #[cfg(feature = "verify")]
    EvidenceInvalid { name: String, reason: &'static str } => "evidence-invalid",
        "The evidence file cannot be used: '{name}' {reason}.";
    /// An evidence file of a version that this package does not know.
    #[cfg(feature = "verify")]
    EvidenceVersion { version: String } => "evidence-version",
        "The evidence file is of the version '{version}', which this package does not read. Use a \
         newer one.";
    /// A name of a field or file that servers read differently from a multipart body.
    FormNameAmbiguous { name: String } => "form-name-ambiguous",
        "The name '{name}' is empty, or has a backslash or a control character. Servers read such \
         names differently, so that what arrives could not be compared with what is signed: rename \
         it.";
    /// What the gateway answered is not an answer of the API.
    #[cfg(feature = "server")]
    GatewayAnswerInvalid => "gateway-answer-invalid",
        "The gateway's answer is not one of the iAM Smart API. Check the gateway's address and path \
         prefix.";
    /// The gateway's answer is longer than the limit.
    #[cfg(not(target_arch = "wasm32"))]
    GatewayAnswerTooLarge { limit: usize } => "gateway-answer-too-large",
        "The gateway's answer is longer than {limit} bytes and was not read.";
    /// The gateway refused a request, with a result code.
    #[cfg(feature = "server")]
    GatewayRefused { result_code: String, meaning: String, message: String, tx_id: String }
        => "gateway-refused",
        "iAM Smart refused the request with {result_code}. {meaning} (The gateway says \
         '{message}' in transaction '{tx_id}'.)";
    /// The gateway answered with another HTTP status than 200.
    #[cfg(feature = "server")]
    GatewayStatus { status: u16 } => "gateway-status",
        "The gateway answered with HTTP status {status} (0: a redirect, which is not followed). At \
         429, 500 and 503 it may be well again later.";
    /// The gateway did not answer in time.
    #[cfg(not(target_arch = "wasm32"))]
    GatewayTimeout { limit: u32 } => "gateway-timeout",
        "The gateway did not answer within {limit} ms. The request may have been carried out.";
    /// No connection to the gateway, or one that broke.
    #[cfg(not(target_arch = "wasm32"))]
    GatewayUnreachable => "gateway-unreachable",
        "The gateway could not be reached, or the connection broke. The request may have been \
         carried out.";
    /// A hasher was used after it gave its digest.
    HasherFinished => "hasher-finished",
        "This hasher has given its digest already. Make a new one for new content.";
    /// An HKIC number whose check digit does not belong to it.
    HkicCheckDigit => "hkic-check-digit",
        "The check digit does not belong to this HKIC number. Ask the user to look at it again.";
    /// A text that is not an HKIC number.
    HkicFormat => "hkic-format",
        "An HKIC number is one or two letters and six digits, with or without its check digit, as \
         in A123456(3).";
    /// An argument of the wrong kind or shape.
    InvalidArgument { name: String, reason: String } => "invalid-argument",
        "'{name}' cannot be used: {reason}.";
    /// The callback names another issuer than the one that was asked (RFC 9207 §2.4).
    IssuerMismatch => "issuer-mismatch",
        "The callback comes from another authorization server than the one that was asked. Do not \
         use its code.";
    /// The callback names no issuer where one is required (RFC 9207 §2.4).
    IssuerMissing => "issuer-missing",
        "The callback does not say which authorization server it comes from, and this login \
         requires it.";
    /// JSON nested deeper than the limit.
    JsonDepth { limit: usize } => "json-depth",
        "The JSON text is nested deeper than {limit} levels.";
    /// A JSON object that has a name twice (RFC 7493 §2.3).
    JsonDuplicateKey { key: String } => "json-duplicate-key",
        "The JSON text has the name '{key}' twice in one object, so readers could disagree on it.";
    /// A JSON number that a double cannot hold (RFC 7493 §2.2).
    JsonNumberRange { offset: usize } => "json-number-range",
        "The number at byte {offset} of the JSON text is beyond the range of a double. Send it as a \
         string.";
    /// Not a JSON text (RFC 8259 §2).
    JsonSyntax { offset: usize } => "json-syntax",
        "The text is not JSON at byte {offset}.";
    /// No JWS can be made of a signature (RFC 7518 §3.3).
    #[cfg(feature = "verify")]
    JwsImpossible { reason: &'static str } => "jws-impossible",
        "No JWS can be made of this signature: {reason}.";
    /// Not a JWS with one signature in JSON (RFC 7515 §7.2).
    #[cfg(feature = "verify")]
    JwsInvalid { reason: &'static str } => "jws-invalid",
        "'jws' is not a JWS with one signature: {reason}.";
    /// The key encryption key cannot be used.
    #[cfg(feature = "server")]
    KeyEncryptionKeyInvalid { reason: String } => "key-encryption-key-invalid",
        "'keyEncryptionKey' cannot be used: {reason}.";
    /// The gateway reports that the user cancelled (D40000).
    LoginCancelled => "login-cancelled",
        "The user cancelled the login in iAM Smart (D40000).";
    /// The login was not finished in time.
    LoginExpired => "login-expired",
        "This login was started too long ago. Start it again.";
    /// The gateway reports that authentication failed, or a code that this version does not know.
    LoginFailed { error_code: String } => "login-failed",
        "iAM Smart could not log the user in ({error_code}).";
    /// The gateway reports that the user refused (D40001).
    LoginRejected => "login-rejected",
        "The user refused the login in iAM Smart (D40001).";
    /// The gateway reports that the user did not answer in time (D40003).
    LoginTimeout => "login-timeout",
        "The user did not answer in iAM Smart in time (D40003).";
    /// Half of a UTF-16 surrogate pair, which no UTF-8 can carry (RFC 7493 §2.1).
    LoneSurrogate { name: String } => "lone-surrogate",
        "'{name}' has half of a surrogate pair, which is not a character and cannot be signed.";
    /// The WebAssembly module could not be compiled, instantiated or fetched.
    #[cfg(not(target_arch = "wasm32"))]
    ModuleUnusable => "module-unusable",
        "The WebAssembly module cannot be used. Under a Content-Security-Policy, script-src wants \
         'wasm-unsafe-eval'.";
    /// An OCSP response that is not exactly one DER value of its type (RFC 6960 §4.2.1, X.690 §10).
    #[cfg(feature = "verify")]
    OcspResponseMalformed { name: String, reason: String } => "ocsp-response-malformed",
        "'{name}' is not an OCSP response that can be relied on: {reason}.";
    /// A PEM text that cannot be read (RFC 7468).
    #[cfg(feature = "verify")]
    PemInvalid { name: String, reason: String } => "pem-invalid",
        "'{name}' cannot be read as PEM text: {reason}.";
    /// The platform's random number generator failed.
    RandomUnavailable => "random-unavailable",
        "This platform gives no secure random numbers.";
    /// `state` is not 1 to 36 characters of iAM Smart's alphabet.
    StateInvalid => "state-invalid",
        "A state is 1 to 36 characters of A-Z, a-z, 0-9, '_' and '-'.";
    /// The callback's `state` is not the one of this login.
    StateMismatch => "state-mismatch",
        "The callback belongs to another login than this one. Do not use its code.";
    /// The callback has no `state`.
    StateMissing => "state-missing",
        "The callback has no state, so it cannot be told which login it belongs to.";
    /// A grant whose `state` was not made from its code verifier.
    #[cfg(feature = "server")]
    StateNotBound => "state-not-bound",
        "The state was not made from this code verifier: whoever sends this grant did not start \
         the login.";
    /// No login with this `state` was started here.
    StateUnknown => "state-unknown",
        "No login with this state was started in this browser, or its storage was cleared. Start \
         the login again.";
    /// The login with this `state` was completed before.
    StateUsed => "state-used",
        "This login was completed before. If that was not you reloading the page, do not go on.";
    /// The platform's storage refused.
    StorageFailed => "storage-failed",
        "The browser's storage could not be used. It may be full or switched off.";
    /// A text that is empty or longer than the API allows.
    #[cfg(feature = "server")]
    TextLength { name: String, actual: usize, limit: usize } => "text-length",
        "'{name}' has {actual} characters; 1 to {limit} are allowed.";
    /// A transaction was begun with a businessID that another has.
    #[cfg(not(target_arch = "wasm32"))]
    TransactionExists => "transaction-exists",
        "A transaction with this businessID was begun before. Make a new businessID for every \
         request.";
}

#[cfg(test)]
mod tests {
    use crate::error::Error;

    #[test]
    fn messages_name_every_field_in_its_order() {
        for (message, fields) in Error::MESSAGES {
            let placeholders: Vec<&str> = message.split(['{', '}']).skip(1).step_by(2).collect();
            assert_eq!(&placeholders, fields, "{message}");
        }
    }

    #[test]
    fn placeholders_are_filled_and_other_text_is_not_read() {
        let error = Error::InvalidArgument {
            name: "{reason}".to_owned(),
            reason: "it is 'name' or {name}".to_owned(),
        };
        assert_eq!(
            error.to_string(),
            "'{reason}' cannot be used: it is 'name' or {name}."
        );
        let error = Error::DigestLength {
            expected: 32,
            actual: 0,
        };
        assert_eq!(error.to_string(), "The digest has 0 bytes; 32 are wanted.");
    }

    #[test]
    fn codes_are_unique_kebab_case_and_in_alphabetical_order() {
        let mut sorted = Error::CODES.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted, Error::CODES);
        for code in Error::CODES {
            assert!(
                code.bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            );
        }
    }
}
