//! The page's bindings in a real browser, with its strings, bytes, times and storage.

#![cfg(all(target_arch = "wasm32", feature = "page"))]

use iamsmart::bindings::arguments::{lone_surrogate, wrong_kind};
use iamsmart::bindings::content::{ContentHasher, canonical_form};
use iamsmart::bindings::page::login::{
    begin_login, calculate_code_challenge, check_pending_login, complete_login, detect_source,
    generate_pkce, generate_state,
};
use iamsmart::bindings::page::pending::{LoginStore, add_pending_login, take_pending_login};
use iamsmart::bindings::page::signing::{canonicalize_json, hkic_hash, identification_code};
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// The session storage, with entries as lists. tests/packaging tests the package's own store over
/// the same bindings.
#[wasm_bindgen(inline_js = "
    export const store = () => ({
        keys: (prefix) => Object.keys(sessionStorage).filter((key) => key.startsWith(prefix)),
        read(key) {
            const [kind, time, login] = JSON.parse(sessionStorage.getItem(key) ?? '[0, 0]');
            Object.assign(this, { time, login });
            return kind;
        },
        write: (key, ...entry) => sessionStorage.setItem(key, JSON.stringify(entry)),
        remove: (key) => sessionStorage.removeItem(key),
    });
    export const brokenStore = () => ({ keys() { throw new Error('full'); } });
")]
extern "C" {
    fn store() -> LoginStore;
    #[wasm_bindgen(js_name = brokenStore)]
    fn broken_store() -> LoginStore;
}

fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap()
}

fn text(object: &JsValue, name: &str) -> String {
    field(object, name).as_string().unwrap()
}

/// Returns the code of the thrown error, after checking that it is an `IamSmartError` and an
/// `Error`.
fn code<T>(result: Result<T, JsValue>) -> String {
    let error = result.err().expect("an error is thrown");
    assert!(error.is_instance_of::<js_sys::Error>());
    assert_eq!(text(&error, "name"), "IamSmartError");
    assert!(text(&error, "message").ends_with('.'));
    text(&error, "code")
}

/// The start of the test's login, in milliseconds: 2026-01-01T00:00:00Z.
const NOW: f64 = 1_767_225_600_000.0;
/// Lifetime of a login, in milliseconds: 18 minutes.
const LIFE: f64 = 1_080_000.0;

fn begin_with(server: &str, source: &str, lang: &str) -> Result<Array, JsValue> {
    begin_login(
        server,
        "https://apigw.iamsmart.gov.hk",
        None,
        false,
        "edae2e2529ff46228af1e4d18c8405d1".to_owned(),
        "https://e-service.example/back".to_owned(),
        vec!["eidapi_auth".to_owned(), "eidapi_sign".to_owned()],
        source,
        Some(lang.to_owned()),
        false,
        None,
        NOW,
    )
}

/// Starts a login that expires after [`LIFE`] and returns its URL, state and code verifier.
fn begin() -> [String; 3] {
    let begun = begin_with("iamsmart", "PC_Browser", "en-US").unwrap();
    assert_eq!(begun.get(3).as_f64(), Some(NOW + LIFE));
    [0, 1, 2].map(|i| begun.get(i).as_string().unwrap())
}

#[wasm_bindgen_test]
fn rfc_7636_appendix_b() {
    let challenge =
        calculate_code_challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").unwrap();
    assert_eq!(challenge, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");

    let pkce = generate_pkce().unwrap();
    let challenge = calculate_code_challenge(&pkce.get(0).as_string().unwrap()).unwrap();
    assert_eq!(pkce.get(1).as_string(), Some(challenge));
    assert_eq!(generate_state().unwrap().len(), 22);
    assert_eq!(
        code(calculate_code_challenge("short")),
        "code-verifier-invalid"
    );
}

#[wasm_bindgen_test]
fn a_login_is_kept_and_used_once() {
    let [url, state, code_verifier] = begin();
    assert!(url.contains("&scope=eidapi_auth%20eidapi_sign&"));
    assert!(url.contains(&format!("&state={state}&lang=en-US")));
    check_pending_login(&state, code_verifier.clone()).unwrap();
    let login = "the script's".into();
    add_pending_login(&store(), "test:", state.clone(), NOW + LIFE, login, NOW).unwrap();

    let callback = format!("https://e-service.example/back?code=c%2Bd&state={state}");
    let taken = take_pending_login(&store(), "test:", &callback, NOW).unwrap();
    assert_eq!(taken.as_string().as_deref(), Some("the script's"));
    let end = NOW + LIFE;
    let grant = complete_login(&callback, &state, code_verifier, None, false, end, NOW).unwrap();
    assert_eq!(grant.get(0).as_string().as_deref(), Some("c+d"));
    assert!(grant.get(1).is_undefined());

    let again = take_pending_login(&store(), "test:", &callback, NOW);
    assert_eq!(code(again), "state-used");
    let stranger = "https://e-service.example/back?code=c&state=nobody";
    let unknown = take_pending_login(&store(), "test:", stranger, NOW);
    assert_eq!(code(unknown), "state-unknown");
    let broken = take_pending_login(&broken_store(), "test:", stranger, NOW);
    assert_eq!(code(broken), "storage-failed");
}

#[wasm_bindgen_test]
fn a_login_of_yesterday_has_expired() {
    let [_, state, code_verifier] = begin();
    let callback = format!("https://e-service.example/?code=c&state={state}");
    let end = NOW + LIFE;
    let late = complete_login(&callback, &state, code_verifier, None, false, end, end);
    assert_eq!(code(late), "login-expired");
    add_pending_login(&store(), "old:", state, end, JsValue::NULL, NOW).unwrap();
    let late = take_pending_login(&store(), "old:", &callback, end);
    assert_eq!(code(late), "login-expired");
}

#[wasm_bindgen_test]
fn options_that_cannot_be_used_are_named() {
    for (server, source, lang, name) in [
        ("saml", "PC_Browser", "en-US", "server.kind"),
        ("iamsmart", "Netscape", "en-US", "source"),
        ("iamsmart", "PC_Browser", "fr", "lang"),
    ] {
        let error = begin_with(server, source, lang).unwrap_err();
        assert!(
            text(&error, "message").contains(&format!("'{name}'")),
            "{name}"
        );
        assert_eq!(code::<()>(Err(error)), "invalid-argument");
    }
    let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".to_owned();
    assert_eq!(code(check_pending_login("a b", verifier)), "state-invalid");
    assert_eq!(
        code(check_pending_login("a", "b".to_owned())),
        "code-verifier-invalid"
    );
    assert_eq!(detect_source(""), "PC_Browser");
}

#[wasm_bindgen_test]
fn the_script_throws_the_cores_errors() {
    let error = wrong_kind("scope", "an array");
    assert_eq!(
        text(&error, "message"),
        "'scope' cannot be used: it is not an array."
    );
    assert_eq!(code::<()>(Err(error)), "invalid-argument");
    let error = lone_surrogate("json".to_owned());
    assert!(text(&error, "message").starts_with("'json' contains half"));
    assert_eq!(code::<()>(Err(error)), "lone-surrogate");
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
        let canonical = canonicalize_json(&format!("{number:.17e}")).unwrap();
        assert_eq!(String::from_utf8(canonical).unwrap(), expected);
    }
    assert_eq!(code(canonicalize_json("1e400")), "json-number-range");
    assert_eq!(
        code(canonicalize_json("{\"a\":1,\"a\":2}")),
        "json-duplicate-key"
    );
    assert_eq!(code(canonicalize_json(&"[".repeat(100_000))), "json-depth");
    assert_eq!(code(canonicalize_json(r#""\ud800""#)), "lone-surrogate");
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
    let texts = || {
        let texts = [
            "fullName",
            "陳大文",
            "",
            "agree",
            "on",
            "",
            "proof",
            "proof.pdf",
            "application/pdf",
        ];
        texts.map(str::to_owned).to_vec()
    };
    let sizes = [f64::NAN, f64::NAN, 3.0];
    let form = |digest: &[u8]| {
        canonical_form(
            texts(),
            &sizes,
            digest,
            "Parking permit",
            Some("TD-318".to_owned()),
        )
    };
    let content = form(&digest).unwrap();
    assert_eq!(
        content.get(0).as_string().unwrap(),
        include_str!("fixtures/form/parking-permit.json")
    );
    assert_eq!(
        content.get(2).as_string().unwrap(),
        include_str!("fixtures/form/parking-permit.sha256").trim()
    );
    assert_eq!(content.get(1).unchecked_into::<Uint8Array>().length(), 32);
    assert_eq!(code(form(&digest[1..])), "digest-length");
}

#[wasm_bindgen_test]
fn the_code_that_the_user_compares() {
    let digest = "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=".into();
    let open_id = || Some("liR14%2BvX%2F5hSum5uf4ERczu0KcDnIJA5BM7FoM1ag9c%3D".to_owned());
    let none = &JsValue::UNDEFINED;
    let logged_in = |joining: Option<&str>| {
        identification_code(&digest, joining.map(str::to_owned), open_id(), none, "")
    };
    assert_eq!(logged_in(None).unwrap(), "2133");
    assert_eq!(logged_in(Some("hashed-texts")).unwrap(), "2417");
    assert_eq!(code(logged_in(Some("sorted"))), "invalid-argument");

    let hkic_hash = hkic_hash("A123456(3)").unwrap();
    assert_eq!(hkic_hash, "rDcExehSzsiEp2laLaJqrtaX2ua9sdaugwaY5ONmYwk=");
    let client_id = "edae2e2529ff46228af1e4d18c8405d1";
    let anonymous = identification_code(&digest, None, None, &hkic_hash.into(), client_id);
    assert_eq!(anonymous.unwrap(), "4801");
    let unbound = identification_code(&digest, None, None, none, client_id);
    assert_eq!(code(unbound), "invalid-argument");

    for (digest, expected) in [
        ("AA==".into(), "digest-length"),
        ("A".into(), "base64-invalid"),
        (JsValue::from(1), "invalid-argument"),
    ] {
        let refused = identification_code(&digest, None, open_id(), none, "");
        assert_eq!(code(refused), expected, "{digest:?}");
    }
    assert_eq!(
        code(iamsmart::bindings::page::signing::hkic_hash("A123456(4)")),
        "hkic-check-digit"
    );
}
