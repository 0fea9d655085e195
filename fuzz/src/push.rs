//! Callbacks under a known content key, and what is read of them.
//!
//! The wrapped key is not unwrapped: the RSA operation takes milliseconds, and what comes out of it
//! is this key, another one or none.

use iamsmart::endpoint::Endpoint;
use iamsmart::form_filling::Fields;
use iamsmart::login::step_up_passed;
use iamsmart::signing::{BulkSigningResult, PdfSigningResult, SigningResult};
use iamsmart::wire::{
    Callback, CallbackKind, ClientId, ClientSecret, ContentKey, Gateway, GatewayConfig,
    SealedCallback, Unwrapped, seal,
};
use iamsmart::{Error, Result};
use serde_json::json;

/// The content key of tests/fixtures/wire/wire.json.
pub const KEY: [u8; 32] = [
    0x39, 0x53, 0x95, 0xc2, 0x6c, 0x46, 0x6c, 0x91, 0xc0, 0xf8, 0xba, 0xb8, 0x6c, 0x55, 0xbb, 0x99,
    0x09, 0xdf, 0xb1, 0xdc, 0x40, 0xd9, 0x47, 0x03, 0x65, 0x0e, 0xf4, 0x24, 0x1b, 0x9b, 0xd3, 0xbc,
];

/// The known key.
#[must_use]
pub fn key() -> ContentKey {
    ContentKey::from_unwrapped(&KEY).expect("it has 32 bytes")
}

/// The body of a callback with this content, by whoever has the public key.
#[must_use]
pub fn body(code: &str, content: &str) -> String {
    let content = seal(&key(), content).expect("it is short");
    json!({"code": code, "secretKey": "AAAA", "content": content}).to_string()
}

/// Opens a callback with the known key.
///
/// # Errors
/// As [`Gateway::open_callback`].
pub fn open(sealed: SealedCallback) -> Result<Callback> {
    gateway().open_callback(sealed, Some(Unwrapped::Message(&KEY)))
}

/// Panics if a callback is not what [`open`] promises, or is refused for a reason that it must not
/// tell.
pub fn check(opened: &Result<Callback>) {
    match opened {
        Ok(callback) => read(callback),
        Err(error) => assert!(
            [
                "callback-unreadable",
                "content-too-large",
                "answer-field-invalid"
            ]
            .contains(&error.code()),
            "{error}"
        ),
    }
}

fn read(callback: &Callback) {
    let content = &callback.content;
    assert_eq!(
        content.text("businessID"),
        Ok(callback.business_id.as_str())
    );
    let kind = callback.kind();
    let unsupported = matches!(kind, Err(Error::CallbackUnsupported));
    assert!(unsupported || kind.is_ok());
    let fields = Fields::read(content);
    for name in fields.unreadable() {
        assert!(fields.other.contains_key(name), "what is not read is kept");
    }
    let readings = [
        SigningResult::read(content).map(|_| ()),
        PdfSigningResult::read(content).map(|_| ()),
        BulkSigningResult::read(content).map(|_| ()),
        step_up_passed(content).map(|_| ()),
    ];
    for reading in &readings {
        if let Err(error) = reading {
            assert_eq!(error.code(), "answer-field-invalid", "{error}");
        }
    }
    let is_success = callback.result_code.as_str() == "D00000";
    assert_eq!(kind == Ok(CallbackKind::Refused), !is_success);
    let [signing, ..] = readings;
    if is_success && signing.is_ok() {
        // A step-up's and a form's results have no hash.
        assert!(!matches!(
            kind,
            Ok(CallbackKind::StepUp | CallbackKind::FormFilling | CallbackKind::Profile)
        ));
    }
}

fn gateway() -> Gateway {
    Gateway::new(GatewayConfig {
        gateway: Endpoint::parse("gateway", "https://gateway.example").expect("an address"),
        path_prefix: GatewayConfig::DEFAULT_PATH_PREFIX.into(),
        client_id: ClientId::parse("edae2e2529ff46228af1e4d18c8405d1").expect("an ID"),
        client_secret: ClientSecret::new("secret".to_owned()).expect("a secret"),
        key_encryption_key: None,
        repeat_ms: 0,
    })
}
