//! The page's bindings in a real browser: JavaScript's own texts, bytes, times and storage.

#![cfg(all(target_arch = "wasm32", feature = "page"))]

use iamsmart::bindings::content::{ContentHasher, canonical_form};
use iamsmart::bindings::page::login::{
    begin_login, calculate_code_challenge, complete_login, detect_source, generate_pkce,
    generate_state,
};
use iamsmart::bindings::page::pending::{add_pending_login, take_pending_login};
use iamsmart::bindings::page::signing::{canonicalize_json, hkic_hash, identification_code};
use js_sys::{Array, Date, JSON, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(inline_js = "
    export const storage = () => sessionStorage;
    export const loneSurrogate = () => '\"\\ud800\"';
")]
extern "C" {
    fn storage() -> web_sys::Storage;
    #[wasm_bindgen(js_name = loneSurrogate)]
    fn lone_surrogate() -> JsValue;
}

fn json(text: &str) -> JsValue {
    JSON::parse(text).unwrap()
}

fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap()
}

fn text(object: &JsValue, name: &str) -> String {
    field(object, name).as_string().unwrap()
}

/// The code of what was thrown, which is an `IamSmartError` and an `Error`.
fn code<T>(result: Result<T, JsValue>) -> String {
    let error = result.err().expect("an error is thrown");
    assert!(error.is_instance_of::<js_sys::Error>());
    assert_eq!(text(&error, "name"), "IamSmartError");
    assert!(text(&error, "message").ends_with('.'));
    text(&error, "code")
}

fn options() -> JsValue {
    json(
        r#"{"server":{"kind":"iamsmart","gateway":"https://apigw.iamsmart.gov.hk"},
            "clientId":"edae2e2529ff46228af1e4d18c8405d1",
            "redirectUri":"https://e-service.example/back",
            "scope":["eidapi_auth"],"source":"PC_Browser","lang":"en-US"}"#,
    )
}

#[wasm_bindgen_test]
fn rfc_7636_appendix_b() {
    let challenge =
        calculate_code_challenge(&"dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".into()).unwrap();
    assert_eq!(challenge, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");

    let pkce = generate_pkce().unwrap();
    let challenge = calculate_code_challenge(&field(&pkce, "codeVerifier")).unwrap();
    assert_eq!(text(&pkce, "codeChallenge"), challenge);
    assert_eq!(text(&pkce, "codeChallengeMethod"), "S256");
    assert_eq!(generate_state().unwrap().len(), 22);
    assert_eq!(
        code(calculate_code_challenge(&JsValue::NULL)),
        "invalid-argument"
    );
}

#[wasm_bindgen_test]
fn a_login_survives_session_storage_and_is_used_once() {
    let begun = begin_login(&options()).unwrap();
    let pending = field(&begun, "pending");
    let state = text(&pending, "state");
    assert!(text(&begun, "url").contains(&format!("&state={state}&lang=en-US")));
    add_pending_login(&storage(), "test:", &pending).unwrap();

    let callback = format!("https://e-service.example/back?code=c%2Bd&state={state}");
    let taken = take_pending_login(&storage(), "test:", &callback, &JsValue::UNDEFINED).unwrap();
    assert_eq!(
        JSON::stringify(&taken).unwrap(),
        JSON::stringify(&pending).unwrap()
    );
    let grant = complete_login(&callback, &taken, &JsValue::UNDEFINED).unwrap();
    assert_eq!(text(&grant, "code"), "c+d");
    assert_eq!(text(&grant, "codeVerifier"), text(&pending, "codeVerifier"));
    assert!(field(&grant, "businessId").is_undefined());

    let again = take_pending_login(&storage(), "test:", &callback, &JsValue::UNDEFINED);
    assert_eq!(code(again), "state-used");
    let stranger = "https://e-service.example/back?code=c&state=nobody";
    let unknown = take_pending_login(&storage(), "test:", stranger, &JsValue::UNDEFINED);
    assert_eq!(code(unknown), "state-unknown");
}

#[wasm_bindgen_test]
fn a_login_of_yesterday_has_expired_and_rubbish_in_the_storage_is_unknown() {
    let options = options();
    Reflect::set(
        &options,
        &"now".into(),
        &Date::new(&"2026-01-01T00:00:00Z".into()),
    )
    .unwrap();
    let pending = field(&begin_login(&options).unwrap(), "pending");
    assert_eq!(text(&pending, "expiresAt"), "2026-01-01T00:18:00.000Z");
    let callback = format!(
        "https://e-service.example/?code=c&state={}",
        text(&pending, "state")
    );
    let end = Date::new(&"2026-01-01T00:18:00Z".into());
    assert_eq!(
        code(complete_login(&callback, &pending, &end)),
        "login-expired"
    );

    storage().set_item("bad:x", "{\"pending\":1}").unwrap();
    let rubbish = "https://e-service.example/?code=c&state=x";
    assert_eq!(
        code(take_pending_login(&storage(), "bad:", rubbish, &end)),
        "state-unknown"
    );
}

#[wasm_bindgen_test]
fn options_of_the_wrong_kind_are_named() {
    for (name, value) in [
        ("server", JsValue::NULL),
        ("scope", "eidapi_auth".into()),
        ("clientId", 1.into()),
        ("brokerPage", "yes".into()),
        ("lang", "fr".into()),
        ("now", "today".into()),
    ] {
        let options = Object::assign(&Object::new(), options().unchecked_ref());
        Reflect::set(&options, &name.into(), &value).unwrap();
        let error = begin_login(&options).unwrap_err();
        assert!(
            text(&error, "message").contains(&format!("'{name}'")),
            "{name}"
        );
        assert_eq!(code::<()>(Err(error)), "invalid-argument");
    }
    assert_eq!(code(begin_login(&JsValue::UNDEFINED)), "invalid-argument");
    assert_eq!(detect_source(&"".into()).unwrap(), "PC_Browser");
}

/// RFC 8785 Appendix B, through the engine's own numbers.
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
    assert_eq!(
        code(canonicalize_json(&"1e400".into())),
        "json-number-range"
    );
    assert_eq!(
        code(canonicalize_json(&"{\"a\":1,\"a\":2}".into())),
        "json-duplicate-key"
    );
    assert_eq!(
        code(canonicalize_json(&"[".repeat(100_000).into())),
        "json-depth"
    );
}

/// A text of JavaScript can hold half a pair by itself, not only by an escape.
#[wasm_bindgen_test]
fn lone_surrogates_are_refused_and_not_replaced() {
    assert_eq!(code(canonicalize_json(&lone_surrogate())), "lone-surrogate");
    assert_eq!(
        code(canonicalize_json(&r#""\ud800""#.into())),
        "lone-surrogate"
    );
    assert_eq!(code(canonicalize_json(&1.into())), "invalid-argument");
}

#[wasm_bindgen_test]
fn hashing_takes_every_buffer_source_and_ends_once() {
    let bytes = Uint8Array::from(&b"xabcx"[..]);
    let inner = bytes.subarray(1, 4);
    let view = js_sys::DataView::new(&bytes.buffer(), 1, 3);
    let buffer = inner.slice(0, 3).buffer();
    for chunk in [inner.into(), view.into(), buffer.into()] {
        let mut hasher = ContentHasher::new(None).unwrap();
        hasher.update(&chunk).unwrap();
        let digest = hasher.digest().unwrap();
        assert_eq!(digest[..4], [0xba, 0x78, 0x16, 0xbf]);
        assert_eq!(code(hasher.digest()), "hasher-finished");
        assert_eq!(code(hasher.update(&chunk)), "hasher-finished");
    }
    let mut hasher = ContentHasher::new(Some("SHA-512".to_owned())).unwrap();
    assert_eq!(code(hasher.update(&"abc".into())), "invalid-argument");
    assert_eq!(hasher.digest().unwrap().len(), 64);
    assert_eq!(
        code(ContentHasher::new(Some("MD5".to_owned()))),
        "invalid-argument"
    );
}

#[wasm_bindgen_test]
fn a_form_from_entries() {
    let digest: Vec<u8> = {
        let mut hasher = ContentHasher::new(None).unwrap();
        hasher
            .update(&Uint8Array::from(&b"abc"[..]).into())
            .unwrap();
        hasher.digest().unwrap()
    };
    let file = json(r#"{"field":"proof","name":"proof.pdf","type":"application/pdf","size":3}"#);
    Reflect::set(&file, &"digest".into(), &Uint8Array::from(&digest[..])).unwrap();
    let entries = Array::of3(
        &json(r#"{"field":"fullName","value":"陳大文"}"#),
        &json(r#"{"field":"agree","value":"on"}"#),
        &file,
    );
    let about = json(r#"{"formName":"Parking permit","formNumber":"TD-318"}"#);
    let content = canonical_form(&entries, &about).unwrap();
    assert_eq!(
        text(&content, "text"),
        include_str!("fixtures/form/parking-permit.json")
    );
    assert_eq!(
        text(&content, "hashCode"),
        include_str!("fixtures/form/parking-permit.sha256").trim()
    );
    assert_eq!(
        field(&content, "digest")
            .unchecked_into::<Uint8Array>()
            .length(),
        32
    );

    assert_eq!(
        code(canonical_form(&json(r#"[{"field":"a"}]"#), &about)),
        "invalid-argument"
    );
    assert_eq!(
        code(canonical_form(&entries, &json("{}"))),
        "invalid-argument"
    );
}

#[wasm_bindgen_test]
fn the_code_that_the_user_compares() {
    let input = json(
        r#"{"digest":"LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=",
            "boundTo":{"openId":"liR14%2BvX%2F5hSum5uf4ERczu0KcDnIJA5BM7FoM1ag9c%3D"}}"#,
    );
    assert_eq!(identification_code(&input).unwrap(), "2133");
    Reflect::set(&input, &"joining".into(), &"hashed-texts".into()).unwrap();
    assert_eq!(identification_code(&input).unwrap(), "2417");

    let hkic_hash = hkic_hash(&"A123456(3)".into()).unwrap();
    assert_eq!(hkic_hash, "rDcExehSzsiEp2laLaJqrtaX2ua9sdaugwaY5ONmYwk=");
    let bound_to = json(&format!(
        r#"{{"hkicHash":"{hkic_hash}","clientId":"edae2e2529ff46228af1e4d18c8405d1"}}"#
    ));
    let anonymous = Object::assign(&Object::new(), input.unchecked_ref());
    Reflect::delete_property(&anonymous, &"joining".into()).unwrap();
    Reflect::set(&anonymous, &"boundTo".into(), &bound_to).unwrap();
    assert_eq!(identification_code(&anonymous).unwrap(), "4801");

    for (input, expected) in [
        (
            r#"{"digest":"AA==","boundTo":{"openId":"x"}}"#,
            "digest-length",
        ),
        (
            r#"{"digest":"A","boundTo":{"openId":"x"}}"#,
            "base64-invalid",
        ),
        (
            r#"{"digest":1,"boundTo":{"openId":"x"}}"#,
            "invalid-argument",
        ),
    ] {
        assert_eq!(code(identification_code(&json(input))), expected, "{input}");
    }
    assert_eq!(
        code(iamsmart::bindings::page::signing::hkic_hash(
            &"A123456(4)".into()
        )),
        "hkic-check-digit"
    );
}
