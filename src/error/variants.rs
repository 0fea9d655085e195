//! The errors, in alphabetical order.

use alloc::string::String;

use crate::error::declare::errors;
use crate::sentence::{Value, filled};

errors! {
    /// A required field of a response or callback is missing or malformed.
    #[cfg(feature = "server")]
    AnswerFieldInvalid { name: String } => "answer-field-invalid",
        "The gateway's response or callback has no valid '{name}'. Check that this version of the \
         package supports the gateway's API.";
    /// A response that cannot be decrypted with the content key of its request.
    #[cfg(feature = "server")]
    AnswerUndecryptable => "answer-undecryptable",
        "The gateway's response cannot be decrypted with the content key of its request. The \
         request may have been carried out: check before you repeat it.";
    /// An error response of the authorization server (RFC 6749 §4.1.2.1).
    AuthorizationRefused { error: String, description: String } => "authorization-refused",
        "The authorization server refused the login with '{error}'. {description}";
    /// Not Base64 with padding (RFC 4648 §4).
    Base64Invalid { name: String } => "base64-invalid",
        "'{name}' is not Base64 with padding. Encode it as in RFC 4648 §4.";
    /// Not Base64url without padding (RFC 4648 §5).
    #[cfg(feature = "verify")]
    Base64UrlInvalid { name: String } => "base64url-invalid",
        "'{name}' is not Base64url without padding. Encode it as in RFC 4648 §5.";
    /// A callback parameter that occurs more than once (RFC 6749 §3.1).
    CallbackParameterRepeated { name: String } => "callback-parameter-repeated",
        "The callback has the parameter '{name}' more than once, so it may have been tampered \
         with. Start the login again.";
    /// A callback that cannot be parsed, whose key cannot be unwrapped, or whose content cannot be
    /// decrypted. The error does not distinguish these, so that an attacker cannot use it as an
    /// oracle.
    #[cfg(feature = "server")]
    CallbackUnreadable => "callback-unreadable",
        "The callback cannot be read or decrypted. If it came from iAM Smart, check that \
         keyEncryptionKey belongs to the certificate in the e-service portal.";
    /// A callback of an unsupported kind.
    #[cfg(feature = "server")]
    CallbackUnsupported => "callback-unsupported",
        "The callback was decrypted, but this version does not support its kind. Update the \
         package.";
    /// A callback URL that cannot be parsed.
    CallbackUrlInvalid => "callback-url-invalid",
        "The callback URL is invalid. Pass the complete URL, e.g. location.href.";
    /// Not the DER of one certificate (RFC 5280 §4.1, X.690 §10).
    #[cfg(feature = "verify")]
    CertificateMalformed { name: String, reason: String } => "certificate-malformed",
        "'{name}' is not a well-formed certificate: {reason}. Obtain it again from its issuer.";
    /// Not a CMS message with one signature (RFC 5652 §3).
    #[cfg(feature = "verify")]
    CmsMalformed { reason: &'static str } => "cms-malformed",
        "'cms' is not a well-formed CMS message: {reason}. Obtain it again from its signer.";
    /// A callback with neither `code` nor `error`.
    CodeMissing => "code-missing",
        "The callback has neither a code nor an error, which is how some gateways report a \
         refusal. Ask the user to start again.";
    /// Not a code verifier: 43 to 128 unreserved characters (RFC 7636 §4.1).
    CodeVerifierInvalid => "code-verifier-invalid",
        "The code verifier is invalid. It must be 43 to 128 characters of A-Z, a-z, 0-9, '-', \
         '.', '_' and '~'.";
    /// The gateway's content key cannot be unwrapped to an AES-256 key.
    #[cfg(feature = "server")]
    ContentKeyUnwrap => "content-key-unwrap",
        "The gateway's content key cannot be unwrapped. Check that keyEncryptionKey belongs to \
         the certificate in the e-service portal.";
    /// A content with more values or levels than any of the iAM Smart API.
    #[cfg(feature = "server")]
    ContentTooLarge { actual: usize, what: &'static str, limit: usize } => "content-too-large",
        "The content of the gateway's response or callback has {actual} {what}, more than the \
         limit of {limit}, and was not read. Treat it as forged if it came as a callback.";
    /// Not the DER of one CRL (RFC 5280 §5.1, X.690 §10).
    #[cfg(feature = "verify")]
    CrlMalformed { name: String, reason: String } => "crl-malformed",
        "'{name}' is not a well-formed CRL: {reason}. Download it again.";
    /// A digest of the wrong length for its algorithm.
    DigestLength { actual: usize, expected: usize } => "digest-length",
        "The digest has {actual} bytes instead of {expected}. Pass the bytes of the digest, not \
         its encoding.";
    /// A URL that is neither HTTPS nor HTTP on a loopback host.
    EndpointInsecure { name: String } => "endpoint-insecure",
        "'{name}' must be an https URL. http is accepted only on a loopback host.";
    /// A member of an evidence file that is missing, unknown or malformed.
    #[cfg(feature = "verify")]
    EvidenceInvalid { name: String, reason: &'static str } => "evidence-invalid",
        "The evidence file is invalid: '{name}' {reason}. Use it exactly as it was created.";
    /// An evidence file of an unsupported version.
    #[cfg(feature = "verify")]
    EvidenceVersion { version: String } => "evidence-version",
        "The evidence file has version '{version}', which this version of the package does not \
         support. Update the package.";
    /// A name of a field or file that servers decode differently from a multipart body.
    FormNameAmbiguous { name: String } => "form-name-ambiguous",
        "The name '{name}' is empty, or contains a backslash or a control character. Servers read \
         such names differently, so what is signed could not be compared: rename the field.";
    /// A response that is not one of the iAM Smart API.
    #[cfg(feature = "server")]
    GatewayAnswerInvalid => "gateway-answer-invalid",
        "The gateway's response is not one of the iAM Smart API. Check the gateway's URL and path \
         prefix.";
    /// The gateway refused a request with a result code.
    #[cfg(feature = "server")]
    GatewayRefused { result_code: String, meaning: String, message: String, tx_id: String }
        => "gateway-refused",
        "iAM Smart refused the request with {result_code}. {meaning} (The gateway's message is \
         '{message}', its transaction '{tx_id}'.)";
    /// A response with an HTTP status other than 200.
    #[cfg(feature = "server")]
    GatewayStatus { status: u16 } => "gateway-status",
        "The gateway responded with HTTP status {status} (0: a redirect, which is not followed). \
         After 429, 500 or 503, try again later.";
    /// A hasher that was used after it returned its digest.
    HasherFinished => "hasher-finished",
        "This hasher has already returned its digest. Create a new one for new content.";
    /// An HKIC number with a wrong check digit.
    HkicCheckDigit => "hkic-check-digit",
        "The check digit does not match the HKIC number. Ask the user to correct the number.";
    /// Not an HKIC number.
    HkicFormat => "hkic-format",
        "The HKIC number is invalid. It must be one or two letters and six digits, with or \
         without the check digit, as in A123456(3).";
    /// An argument of the wrong type or format.
    InvalidArgument { name: String, reason: String } => "invalid-argument",
        "'{name}' cannot be used: {reason}.";
    /// The callback's `iss` is not the authorization server of the login (RFC 9207 §2.4).
    IssuerMismatch => "issuer-mismatch",
        "The callback comes from another authorization server than the one of this login. Do not \
         use its code: start the login again.";
    /// The callback has no `iss`, and the login requires one (RFC 9207 §2.4).
    IssuerMissing => "issuer-missing",
        "The callback does not name its authorization server, which this login requires. Do not \
         use its code: start the login again.";
    /// JSON that is nested too deeply.
    JsonDepth { limit: usize } => "json-depth",
        "The JSON text is nested deeper than {limit} levels. Reduce its nesting.";
    /// A JSON object with a duplicate name (RFC 7493 §2.3).
    JsonDuplicateKey { key: String } => "json-duplicate-key",
        "The JSON text has the name '{key}' twice in one object, which parsers read differently. \
         Remove one of them.";
    /// A JSON number out of the range of a double (RFC 7493 §2.2).
    JsonNumberRange { offset: usize } => "json-number-range",
        "The number at byte {offset} of the JSON text is out of the range of a double. Send it as \
         a string.";
    /// Not a JSON text (RFC 8259 §2).
    JsonSyntax { offset: usize } => "json-syntax",
        "The JSON text has a syntax error at byte {offset}. Create it with a JSON serializer.";
    /// A signature that has no JWS form (RFC 7518 §3.3).
    #[cfg(feature = "verify")]
    JwsImpossible { reason: &'static str } => "jws-impossible",
        "The signature cannot be converted to a JWS: {reason}. Create an evidence file instead.";
    /// Not a JWS with one signature in JSON (RFC 7515 §7.2).
    #[cfg(feature = "verify")]
    JwsInvalid { reason: &'static str } => "jws-invalid",
        "'jws' is not a JWS with one signature: {reason}. Use it exactly as it was created.";
    /// The key encryption key cannot be used.
    #[cfg(feature = "server")]
    KeyEncryptionKeyInvalid { reason: String } => "key-encryption-key-invalid",
        "'keyEncryptionKey' cannot be used: {reason}.";
    /// The user cancelled (D40000).
    LoginCancelled => "login-cancelled",
        "The user cancelled the login in iAM Smart (D40000). Offer to start it again.";
    /// A login that was not completed within its lifetime.
    LoginExpired => "login-expired",
        "This login was started too long ago. Start it again.";
    /// A failed authentication, or an error code that this version does not know.
    LoginFailed { error_code: String } => "login-failed",
        "iAM Smart could not log the user in ({error_code}). Start the login again.";
    /// The user refused (D40001).
    LoginRejected => "login-rejected",
        "The user refused the login in iAM Smart (D40001). Offer to start it again.";
    /// The user did not respond in time (D40003).
    LoginTimeout => "login-timeout",
        "The user did not respond in iAM Smart in time (D40003). Offer to start the login again.";
    /// Half of a UTF-16 surrogate pair, which UTF-8 cannot encode (RFC 7493 §2.1).
    LoneSurrogate { name: String } => "lone-surrogate",
        "'{name}' contains half of a surrogate pair, which is not a character and cannot be \
         signed. Remove it.";
    /// Not the DER of one OCSP response (RFC 6960 §4.2.1, X.690 §10).
    #[cfg(feature = "verify")]
    OcspResponseMalformed { name: String, reason: String } => "ocsp-response-malformed",
        "'{name}' is not a well-formed OCSP response: {reason}. Request it again.";
    /// A change that a signature of a PDF file forbids (ISO 32000-2 §12.8.2).
    #[cfg(feature = "pdf")]
    PdfChangeForbidden { reason: &'static str } => "pdf-change-forbidden",
        "The PDF file cannot be signed like this: {reason}. Its earlier signatures would no longer \
         hold.";
    /// A signature that is too large for the place that was reserved.
    #[cfg(feature = "pdf")]
    PdfContentsTooSmall { needed: usize, reserved: usize } => "pdf-contents-too-small",
        "The signature needs {needed} bytes, and {reserved} are reserved. Prepare the file again with \
         a larger 'contentsSize', and sign that.";
    /// A signature of something else than the prepared file.
    #[cfg(feature = "pdf")]
    PdfDigestMismatch { reason: &'static str } => "pdf-digest-mismatch",
        "The signature does not belong to the prepared file: {reason}. Embed it into the file whose \
         docDigest was signed, or sign again.";
    /// An encrypted PDF file (ISO 32000-2 §7.6).
    #[cfg(feature = "pdf")]
    PdfEncrypted => "pdf-encrypted",
        "The PDF file is encrypted, and such files are neither signed nor verified. Save it without \
         a password and without restrictions.";
    /// A field that cannot be signed (ISO 32000-2 §12.7.5.5).
    #[cfg(feature = "pdf")]
    PdfFieldUnusable { name: String, reason: String } => "pdf-field-unusable",
        "The field '{name}' of the PDF file {reason}.";
    /// A PDF file that cannot be read as one (ISO 32000-2 §7.5).
    #[cfg(feature = "pdf")]
    PdfMalformed { reason: &'static str } => "pdf-malformed",
        "The PDF file is not well-formed: {reason}. Save it anew with the program that made it, or \
         repair it, for example with qpdf.";
    /// A picture that cannot be shown (ISO/IEC 15948).
    #[cfg(feature = "pdf")]
    PdfPictureUnusable { reason: &'static str } => "pdf-picture-unusable",
        "The picture cannot be used: {reason}. Save it as a smaller PNG.";
    /// Not PEM (RFC 7468).
    #[cfg(feature = "verify")]
    PemInvalid { name: String, reason: String } => "pem-invalid",
        "'{name}' is not valid PEM: {reason}. Use it exactly as its issuer published it.";
    /// The platform's random number generator failed.
    RandomUnavailable => "random-unavailable",
        "The platform provides no secure random numbers. Use one with crypto.getRandomValues.";
    /// Not 1 to 36 characters of iAM Smart's alphabet for `state`.
    StateInvalid => "state-invalid",
        "The state is invalid. It must be 1 to 36 characters of A-Z, a-z, 0-9, '_' and '-'.";
    /// The callback's `state` is not the one of this login.
    StateMismatch => "state-mismatch",
        "The callback belongs to another login. Do not use its code: start the login again.";
    /// The callback has no `state`.
    StateMissing => "state-missing",
        "The callback has no state, so its login cannot be found. Start the login again.";
    /// A grant whose `state` was not derived from its code verifier.
    #[cfg(feature = "server")]
    StateNotBound => "state-not-bound",
        "The state was not derived from this code verifier, so the sender of this grant did not \
         start the login. Reject the grant.";
    /// No login with this `state` was started here.
    StateUnknown => "state-unknown",
        "No login with this state was started in this browser, or its storage was cleared. Start \
         the login again.";
    /// The login with this `state` was completed before.
    StateUsed => "state-used",
        "This login was completed before. If you did not reload the page yourself, do not go on: \
         start the login again.";
    /// The browser's storage failed.
    StorageFailed => "storage-failed",
        "The browser's storage cannot be used. It may be full or disabled.";
    /// A string that is empty or longer than the API allows.
    #[cfg(feature = "server")]
    TextLength { name: String, actual: usize, limit: usize } => "text-length",
        "'{name}' has {actual} characters. It must have 1 to {limit}.";
    /// Not a time-stamp token or response (RFC 3161 §2.4.2).
    #[cfg(feature = "verify")]
    TimestampMalformed { name: String, reason: &'static str } => "timestamp-malformed",
        "'{name}' is not a well-formed time-stamp: {reason}. Request it again from its authority.";
    /// A time-stamp over something else than it was given for.
    #[cfg(feature = "verify")]
    TimestampMismatch { name: String } => "timestamp-mismatch",
        "'{name}' is a time-stamp over something else. Request one over the digest of what is there now.";
    /// A record of a transaction that this version did not write.
    #[cfg(feature = "server")]
    TransactionUnreadable => "transaction-unreadable",
        "The stored transaction cannot be read. Give the store's table, prefix or namespace to this \
         package alone, and empty it after an update that changes records.";
}
