//! The page's bindings in a real browser, with its strings, bytes, times and storage.

#![cfg(all(target_arch = "wasm32", feature = "page"))]

use iamsmart::bindings::form::canonical_form;
use iamsmart::bindings::hasher::ContentHasher;
use iamsmart::bindings::page::login::{begin_login, complete_login};
use iamsmart::bindings::page::pending::{LoginStorage, add_pending_login, take_pending_login};
use iamsmart::bindings::page::pkce::{
    calculate_code_challenge, detect_source, generate_pkce, generate_state,
};
use iamsmart::bindings::page::signing::{canonicalize_json, hkic_hash, identification_code};
use iamsmart::{Error, Result};
use js_sys::{Array, Date, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(inline_js = "
    export const storage = () => sessionStorage;
    export const brokenStorage = () => ({ key() { throw new Error('full'); } });
")]
extern "C" {
    fn storage() -> LoginStorage;
    #[wasm_bindgen(js_name = brokenStorage)]
    fn broken_storage() -> LoginStorage;
}

fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &(*name).into(), value).unwrap();
    }
    object.into()
}

fn with(object: &JsValue, name: &str, value: impl Into<JsValue>) -> JsValue {
    let object = Object::assign(&Object::new(), object.unchecked_ref());
    Reflect::set(&object, &name.into(), &value.into()).unwrap();
    object.into()
}

fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap()
}

fn text(object: &JsValue, name: &str) -> String {
    field(object, name).as_string().unwrap()
}

/// Returns the code and message of the thrown error, after checking that it is an `IamSmartError`
/// and an `Error`.
fn thrown<T>(result: Result<T>) -> (String, String) {
    let error = JsValue::from(result.err().expect("an error is thrown"));
    assert!(error.is_instance_of::<js_sys::Error>());
    assert_eq!(text(&error, "name"), "IamSmartError");
    let message = text(&error, "message");
    assert!(message.ends_with('.'));
    (text(&error, "code"), message)
}

fn code<T>(result: Result<T>) -> String {
    thrown(result).0
}

/// The start of the test's login, in milliseconds: 2026-01-01T00:00:00Z.
const NOW: f64 = 1_767_225_600_000.0;
/// Lifetime of a login, in milliseconds: 18 minutes.
const LIFE: f64 = 1_080_000.0;

fn date(unix_ms: f64) -> JsValue {
    Date::new(&unix_ms.into()).into()
}

fn options() -> JsValue {
    let scope: Array = ["eidapi_auth", "eidapi_sign"]
        .map(JsValue::from)
        .iter()
        .collect();
    object(&[
        (
            "server",
            object(&[
                ("kind", "iamsmart".into()),
                ("gateway", "https://apigw.iamsmart.gov.hk".into()),
            ]),
        ),
        ("clientId", "edae2e2529ff46228af1e4d18c8405d1".into()),
        ("redirectUri", "https://e-service.example/back".into()),
        ("scope", scope.into()),
        ("source", "PC_Browser".into()),
        ("lang", "en-US".into()),
        ("now", date(NOW)),
    ])
}

fn begin(options: JsValue) -> Result<JsValue> {
    begin_login(&options.unchecked_into(), &"".into()).map(Into::into)
}

fn complete(callback: &str, pending: &JsValue, now: f64) -> Result<JsValue> {
    let pending = pending.clone().unchecked_into();
    complete_login(&callback.into(), &pending, &date(now)).map(Into::into)
}

fn add(pending: &JsValue) -> Result<()> {
    let pending = pending.clone().unchecked_into();
    add_pending_login(&storage(), &"test:".into(), &pending)
}

fn take(storage: &LoginStorage, callback: &str, now: f64) -> Result<JsValue> {
    let taken = take_pending_login(storage, &"test:".into(), &callback.into(), &date(now));
    taken.map(Into::into)
}

#[wasm_bindgen_test]
fn rfc_7636_appendix_b() {
    let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".into();
    let challenge = calculate_code_challenge(&verifier).unwrap();
    assert_eq!(challenge, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");

    let pkce = JsValue::from(generate_pkce().unwrap());
    let challenge = calculate_code_challenge(&field(&pkce, "codeVerifier")).unwrap();
    assert_eq!(text(&pkce, "codeChallenge"), challenge);
    assert_eq!(text(&pkce, "codeChallengeMethod"), "S256");
    assert_eq!(generate_state().unwrap().len(), 22);
    assert_eq!(
        code(calculate_code_challenge(&"short".into())),
        "code-verifier-invalid"
    );
}

#[wasm_bindgen_test]
fn a_login_is_kept_and_used_once() {
    let begun = begin(with(&options(), "now", JsValue::UNDEFINED)).unwrap();
    let (url, pending) = (text(&begun, "url"), field(&begun, "pending"));
    let state = text(&pending, "state");
    assert!(url.contains("&scope=eidapi_auth%20eidapi_sign&"));
    assert!(url.contains(&format!("&state={state}&lang=en-US")));
    add(&pending).unwrap();

    let now = Date::now();
    let callback = format!("https://e-service.example/back?code=c%2Bd&state={state}");
    let taken = take(&storage(), &callback, now).unwrap();
    for name in ["state", "codeVerifier", "redirectUri", "expiresAt"] {
        assert_eq!(text(&taken, name), text(&pending, name));
    }
    assert!(field(&taken, "issuer").is_undefined());
    let grant = complete(&callback, &taken, now).unwrap();
    assert_eq!(text(&grant, "code"), "c+d");
    assert_eq!(
        text(&grant, "redirectUri"),
        "https://e-service.example/back"
    );
    assert!(field(&grant, "businessId").is_undefined());

    assert_eq!(code(take(&storage(), &callback, now)), "state-used");
    let stranger = "https://e-service.example/back?code=c&state=nobody";
    assert_eq!(code(take(&storage(), stranger, now)), "state-unknown");
    assert_eq!(
        code(take(&broken_storage(), stranger, now)),
        "storage-failed"
    );
}

#[wasm_bindgen_test]
fn a_login_of_yesterday_has_expired() {
    let pending = field(&begin(options()).unwrap(), "pending");
    assert_eq!(text(&pending, "expiresAt"), "2026-01-01T00:18:00.000Z");
    let state = text(&pending, "state");
    let callback = format!("https://e-service.example/?code=c&state={state}");
    assert!(complete(&callback, &pending, NOW).is_ok());
    assert_eq!(
        code(complete(&callback, &pending, NOW + LIFE)),
        "login-expired"
    );
    // The browser's clock is later than that.
    add(&pending).unwrap();
    assert_eq!(
        code(take(&storage(), &callback, NOW + LIFE)),
        "login-expired"
    );
}

#[wasm_bindgen_test]
fn options_that_cannot_be_used_are_named() {
    let server = |kind: &str| object(&[("kind", kind.into())]);
    let scope: Array = [JsValue::from("a"), 1.into()].iter().collect();
    let rows: [(&str, JsValue, &str, &str); 8] = [
        (
            "server",
            server("saml"),
            "kind",
            "one of 'iamsmart' 'oauth2'",
        ),
        (
            "server",
            server("oauth2"),
            "authorizationEndpoint",
            "missing",
        ),
        ("source", "Netscape".into(), "source", ""),
        (
            "lang",
            "fr".into(),
            "lang",
            "one of 'en-US' 'zh-HK' 'zh-CN'",
        ),
        ("scope", "eidapi_auth".into(), "scope", "not an array"),
        ("scope", scope.into(), "scope[1]", "not a string"),
        ("brokerPage", 1.into(), "brokerPage", "not a boolean"),
        ("now", "today".into(), "now", "not a valid Date"),
    ];
    for (option, value, name, reason) in rows {
        let (code, message) = thrown(begin(with(&options(), option, value)));
        assert_eq!(code, "invalid-argument", "{option}");
        assert!(message.starts_with(&format!("'{name}' ")), "{message}");
        assert!(message.contains(reason), "{message}");
    }
    let pending = field(&begin(options()).unwrap(), "pending");
    let state = add(&with(&pending, "state", "a b"));
    assert_eq!(code(state), "state-invalid");
    let verifier = add(&with(&pending, "codeVerifier", "b"));
    assert_eq!(code(verifier), "code-verifier-invalid");
    assert_eq!(detect_source(&"".into()).unwrap(), "PC_Browser");
}

/// RFC 8785 Appendix B, with the engine's numbers.
#[wasm_bindgen_test]
fn rfc_8785_appendix_b() {
    for (bits, expected) in [
        (0x0000_0000_0000_0000, "0"),
        (0x8000_0000_0000_0000, "0"),
        (0x0000_0000_0000_0001, "5e-324"),
        (0x8000_0000_0000_0001, "-5e-324"),
        (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
        (0x4340_0000_0000_0000, "9007199254740992"),
        (0xc340_0000_0000_0000, "-9007199254740992"),
        (0x4430_0000_0000_0000, "295147905179352830000"),
        (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"),
        (0x44b5_2d02_c7e1_4af6, "1e+23"),
        (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"),
        (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
        (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"),
        (0x444b_1ae4_d6e2_ef50, "1e+21"),
        (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"),
        (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
        (0x41b3_de43_5555_5553, "333333333.3333332"),
        (0x41b3_de43_5555_5554, "333333333.33333325"),
        (0x41b3_de43_5555_5555, "333333333.3333333"),
        (0x41b3_de43_5555_5556, "333333333.3333334"),
        (0x41b3_de43_5555_5557, "333333333.33333343"),
        (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
        (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
    ] {
        let number = f64::from_bits(bits);
        let canonical = canonicalize_json(&format!("{number:.17e}").into()).unwrap();
        assert_eq!(String::from_utf8(canonical).unwrap(), expected);
    }
    for (json, expected) in [
        ("1e400", "json-number-range"),
        ("{\"a\":1,\"a\":2}", "json-duplicate-key"),
        (&"[".repeat(100_000), "json-depth"),
        (r#""\ud800""#, "lone-surrogate"),
    ] {
        assert_eq!(code(canonicalize_json(&json.into())), expected);
    }
}

#[wasm_bindgen_test]
fn strings_are_read_whole_or_not_at_all() {
    let lone = js_sys::JsString::from_char_code1(0xd800);
    let (code, message) = thrown(canonicalize_json(&lone.into()));
    assert_eq!(code, "lone-surrogate");
    assert!(message.starts_with("'json' contains half"), "{message}");
    // U+FFFD is a character like any other.
    assert!(canonicalize_json(&"\"\u{fffd}\"".into()).is_ok());
}

#[wasm_bindgen_test]
fn hashing_takes_every_buffer_source_and_ends_once() {
    let hasher = |algorithm: &str| ContentHasher::new(&algorithm.into());
    let bytes = Uint8Array::from(&b"xabcx"[..]);
    let inner = bytes.subarray(1, 4);
    let view = js_sys::DataView::new(&bytes.buffer(), 1, 3);
    let buffer = inner.slice(0, 3).buffer();
    for chunk in [inner.into(), view.into(), buffer.into()] {
        let mut hasher = ContentHasher::new(&JsValue::UNDEFINED).unwrap();
        hasher.update(&chunk).unwrap();
        let digest = hasher.digest().unwrap().to_vec();
        assert_eq!(digest[..4], [0xba, 0x78, 0x16, 0xbf]);
        assert_eq!(code(hasher.digest()), "hasher-finished");
        assert_eq!(code(hasher.update(&chunk)), "hasher-finished");
    }
    let mut sha512 = hasher("SHA-512").unwrap();
    assert_eq!(code(sha512.update(&"abc".into())), "invalid-argument");
    assert_eq!(sha512.digest().unwrap().length(), 64);
    assert_eq!(code(hasher("MD5")), "invalid-argument");
}

#[wasm_bindgen_test]
fn a_form_from_entries() {
    let digest: Vec<u8> = {
        let mut hasher = ContentHasher::new(&JsValue::UNDEFINED).unwrap();
        hasher
            .update(&Uint8Array::from(&b"abc"[..]).into())
            .unwrap();
        hasher.digest().unwrap().to_vec()
    };
    let about = object(&[
        ("formName", "Parking permit".into()),
        ("formNumber", "TD-318".into()),
    ]);
    let value =
        |field: &str, value: &str| object(&[("field", field.into()), ("value", value.into())]);
    let form = |digest: &[u8]| {
        let file = object(&[
            ("name", "proof.pdf".into()),
            ("size", 3.into()),
            ("digest", Uint8Array::from(digest).into()),
        ]);
        let entries: Array = [
            value("fullName", "陳大文"),
            value("agree", "on"),
            object(&[("field", "proof".into()), ("file", file)]),
        ]
        .iter()
        .collect();
        let about = about.clone().unchecked_into();
        canonical_form(&entries, &about).map(JsValue::from)
    };
    let content = form(&digest).unwrap();
    assert_eq!(
        text(&content, "text"),
        include_str!("fixtures/form/parking-permit.json")
    );
    assert_eq!(
        text(&content, "hashCode"),
        include_str!("fixtures/form/parking-permit.sha256").trim()
    );
    let sha256: Uint8Array = field(&content, "digest").unchecked_into();
    assert_eq!(sha256.length(), 32);
    assert_eq!(code(form(&digest[1..])), "digest-length");
}

#[wasm_bindgen_test]
fn the_code_that_the_user_compares() {
    let compare = |digest: JsValue, bound_to: JsValue, joining: JsValue| {
        let input = object(&[
            ("digest", digest),
            ("boundTo", bound_to),
            ("joining", joining),
        ]);
        identification_code(&input.unchecked_into())
    };
    let digest = || JsValue::from("LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=");
    let open_id = "liR14%2BvX%2F5hSum5uf4ERczu0KcDnIJA5BM7FoM1ag9c%3D";
    let user = || object(&[("openId", open_id.into())]);
    let none = JsValue::UNDEFINED;
    assert_eq!(compare(digest(), user(), none.clone()).unwrap(), "2133");
    let hashed = compare(digest(), user(), "hashed-texts".into());
    assert_eq!(hashed.unwrap(), "2417");
    assert_eq!(
        code(compare(digest(), user(), "sorted".into())),
        "invalid-argument"
    );

    let hkic = hkic_hash(&"A123456(3)".into()).unwrap();
    assert_eq!(hkic, "rDcExehSzsiEp2laLaJqrtaX2ua9sdaugwaY5ONmYwk=");
    let client_id = ("clientId", "edae2e2529ff46228af1e4d18c8405d1".into());
    let anonymous = object(&[("hkicHash", hkic.into()), client_id.clone()]);
    assert_eq!(compare(digest(), anonymous, none.clone()).unwrap(), "4801");
    let unbound = compare(digest(), object(&[client_id]), none.clone());
    assert_eq!(code(unbound), "invalid-argument");

    for (digest, expected) in [
        ("AA==".into(), "digest-length"),
        ("A".into(), "base64-invalid"),
        (JsValue::from(1), "invalid-argument"),
    ] {
        let refused = compare(digest, user(), none.clone());
        assert_eq!(code(refused), expected);
    }
    assert_eq!(code(hkic_hash(&"A123456(4)".into())), "hkic-check-digit");
    assert!(matches!(hkic_hash(&"".into()), Err(Error::HkicFormat)));
}
