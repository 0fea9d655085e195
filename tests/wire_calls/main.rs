//! Gateway calls, step by step: the next request, and the meaning of each response.
#![cfg(feature = "server")]

mod signing;

use std::collections::HashSet;

use iamsmart::Error;
use iamsmart::encoding::{base64, from_base64};
use iamsmart::endpoint::Endpoint;
use iamsmart::language::Language;
use iamsmart::login::{Token, token_call};
use iamsmart::signing::{Digest, Joining, SigAlgo, Signing, SigningRequest, acknowledgement_call};
use iamsmart::source::Source;
use iamsmart::state::State;
use iamsmart::wire::{
    AccessToken, AccountRequest, ApiPath, BusinessId, Call, ClientId, ClientSecret, Content,
    ContentKey, Gateway, GatewayConfig, HttpRequest, HttpResponse, KeyEncryptionKey, KeyLifetime,
    KeyReceived, OpenId, Received, Requester, SigningOutcome, Ticket, header_signature, open,
};
use proptest::prelude::*;
use serde_json::{Value, json};

const CLIENT_ID: &str = "edae2e2529ff46228af1e4d18c8405d1";
const SECRET: &str = "f93b5a3ec1b84e9d8c2c5f0c4a7b6d21";
const NOW: i64 = 1_600_000_000_000;
const DAY: i64 = 86_400_000;

fn fixture() -> Value {
    serde_json::from_str(include_str!("../fixtures/wire/wire.json")).unwrap()
}

fn gateway_with(key_encryption_key: Option<KeyEncryptionKey>) -> Gateway {
    Gateway::new(GatewayConfig {
        gateway: Endpoint::parse("gateway", "https://gateway.example/").unwrap(),
        path_prefix: GatewayConfig::DEFAULT_PATH_PREFIX.into(),
        client_id: ClientId::parse(CLIENT_ID).unwrap(),
        client_secret: ClientSecret::new(SECRET.to_owned()).unwrap(),
        key_encryption_key,
        repeat_ms: 0,
    })
}

fn gateway() -> Gateway {
    let kek = KeyEncryptionKey::from_pem(include_str!("../fixtures/wire/kek.pem")).unwrap();
    gateway_with(Some(kek))
}

fn key_answer(wrapped: &Value) -> String {
    json!({
        "txID": "<T=0>", "code": "D00000", "message": "SUCCESS",
        "content": {"secretKey": wrapped, "pubKey": "…", "issueAt": NOW, "expiresIn": DAY},
    })
    .to_string()
}

fn http(status: u16, body: &str) -> HttpResponse<'_> {
    HttpResponse {
        status,
        body,
        retry_after: None,
        at: NOW,
    }
}

fn answer(body: &str) -> HttpResponse<'_> {
    http(200, body)
}

fn refusal(code: &str) -> String {
    json!({"txID": "<T=77>", "code": code, "message": "no\n", "content": null}).to_string()
}

fn fetch_key(gateway: &mut Gateway) {
    let fixture = fixture();
    gateway.key_request(NOW).unwrap();
    let received = gateway
        .receive_key(&answer(&key_answer(&fixture["wrapped"]["raw"])))
        .unwrap();
    assert!(matches!(received, KeyReceived::Kept));
}

fn send(gateway: &mut Gateway, call: &mut Call) -> HttpRequest {
    gateway.request(call, NOW).unwrap().expect("a key is there")
}

fn content(received: iamsmart::Result<Received>) -> Content {
    match received {
        Ok(Received::Content(content)) => content,
        Ok(Received::Retry { .. }) => panic!("the call goes on"),
        Err(error) => panic!("{error}"),
    }
}

fn is_retry(received: &iamsmart::Result<Received>) -> bool {
    matches!(received, Ok(Received::Retry { .. }))
}

fn header<'a>(request: &'a HttpRequest, name: &str) -> &'a str {
    request
        .headers
        .iter()
        .find(|(n, _)| *n == name)
        .map(|(_, value)| &**value)
        .unwrap()
}

/// Decodes a request as the gateway does.
fn read(request: &HttpRequest) -> Value {
    let fixture = fixture();
    let key = from_base64("key", fixture["envelopes"]["key"].as_str().unwrap()).unwrap();
    let body: Value = serde_json::from_str(&request.body).unwrap();
    assert_eq!(body.as_object().unwrap().len(), 1);
    let key = ContentKey::from_unwrapped(&key).unwrap();
    serde_json::from_slice(&open(&key, body["content"].as_str().unwrap()).unwrap()).unwrap()
}

fn account() -> AccountRequest {
    AccountRequest {
        business_id: BusinessId::parse("8a3f0c55-2f0e-4b9c-9d5d-0b7d6a2f1c01").unwrap(),
        access_token: AccessToken::new("at-1").unwrap(),
        open_id: OpenId::new("liR14%2BvX%2F5hSum5uf4ERczu0KcDnIJA5BM7FoM1ag9c%3D").unwrap(),
        source: Source::parse("PC_Browser").unwrap(),
        callback_uri: Endpoint::parse("callbackUri", "https://service.example/push").unwrap(),
        state: State::parse("s-1").unwrap(),
        lang: None,
    }
}

fn signing_request() -> SigningRequest {
    SigningRequest {
        signing: Signing {
            requester: Requester::Account(account()),
            hkic_hash: None,
            department: "運輸署".to_owned(),
            service_name: "Parking".to_owned(),
            step_up: None,
        },
        digest: Digest::of(b"hello"),
        algorithm: SigAlgo::default(),
        document_name: "TD-318".to_owned(),
    }
}

#[test]
fn the_text_that_is_signed_is_the_text_that_is_sent() {
    let mut gateway = gateway();
    let key_request = gateway.key_request(NOW).unwrap();
    assert_eq!(
        key_request.url,
        "https://gateway.example/api/v1/security/getKey"
    );
    assert_eq!(key_request.body, "");
    fetch_key(&mut gateway);
    let token_request = send(&mut gateway, &mut token_call("c+/=").unwrap());
    assert_eq!(
        token_request.url,
        "https://gateway.example/api/v1/auth/getToken"
    );
    assert_eq!(
        read(&token_request),
        json!({"code": "c+/=", "grantType": "authorization_code"})
    );

    for request in [key_request, token_request] {
        assert_eq!(header(&request, "clientID"), CLIENT_ID);
        assert_eq!(header(&request, "signatureMethod"), "HmacSHA256");
        assert_eq!(header(&request, "Content-Type"), "application/json");
        let signature = header_signature(
            &ClientId::parse(CLIENT_ID).unwrap(),
            &ClientSecret::new(SECRET.to_owned()).unwrap(),
            header(&request, "timestamp"),
            header(&request, "nonce"),
            &request.body,
        );
        assert_eq!(header(&request, "signature"), signature);
    }
}

#[test]
fn the_path_prefix_is_an_option() {
    let config = |path_prefix: &str| GatewayConfig {
        gateway: Endpoint::parse("gateway", "https://gateway.example").unwrap(),
        path_prefix: ApiPath::parse("pathPrefix", path_prefix).unwrap(),
        client_id: ClientId::parse(CLIENT_ID).unwrap(),
        client_secret: ClientSecret::new(SECRET.to_owned()).unwrap(),
        key_encryption_key: None,
        repeat_ms: 0,
    };
    for (prefix, url) in [
        (
            "/api/eservice/v1/",
            "https://gateway.example/api/eservice/v1/security/getKey",
        ),
        ("", "https://gateway.example/security/getKey"),
    ] {
        let request = Gateway::new(config(prefix)).key_request(NOW).unwrap();
        assert_eq!(request.url, url);
    }
    for prefix in ["api", "/api?x", "/a b", "/api#", ".evil.example"] {
        assert_eq!(
            ApiPath::parse("pathPrefix", prefix).unwrap_err().code(),
            "invalid-argument"
        );
    }
}

#[test]
fn a_call_waits_for_a_key_and_then_uses_it() {
    let mut gateway = gateway();
    let mut call = token_call("code").unwrap();
    assert_eq!(gateway.request(&mut call, NOW), Ok(None));
    fetch_key(&mut gateway);
    send(&mut gateway, &mut call);
    let fixture = fixture();
    let body = fixture["answers"]["token"].as_str().unwrap();
    let token = Token::read(&content(gateway.receive(&mut call, &answer(body)))).unwrap();
    assert_eq!(token.access_token.as_str(), "at-1");
    assert_eq!(token.open_id.as_str(), "liR14%2BvX%2F5h+/=");
    assert_eq!(token.scope, ["eidapi_auth", "eidapi_sign"]);
    assert_eq!(token.issued_at, NOW);
    assert_eq!(token.expires_at, NOW + 14_400_000);
    assert_eq!(token.last_modified_at, 1_500_000_000_000);
    assert_eq!(token.user_type, "sign");
    assert!(!format!("{token:?}").contains("at-1"));
}

#[test]
fn other_spellings_of_a_token_are_read_and_a_missing_field_is_named() {
    let fixture = fixture();
    let mut gateway = gateway();
    fetch_key(&mut gateway);
    let mut token = |name: &str| {
        let mut call = token_call("code").unwrap();
        send(&mut gateway, &mut call);
        let body = fixture["answers"][name].as_str().unwrap();
        Token::read(&content(gateway.receive(&mut call, &answer(body))))
    };
    let spelled = token("tokenOtherwiseSpelled").unwrap();
    assert_eq!(spelled.expires_at, NOW + 14_400_000);
    assert_eq!(spelled.scope, ["eidapi_auth", "eidapi_sign"]);
    let missing = token("tokenWithoutOpenId").unwrap_err();
    assert_eq!(
        missing,
        Error::AnswerFieldInvalid {
            name: "openID".to_owned()
        }
    );
}

#[test]
fn a_key_is_used_until_it_expires() {
    let mut gateway = gateway();
    fetch_key(&mut gateway);
    let mut wants_key = |now| {
        gateway
            .request(&mut token_call("c").unwrap(), now)
            .unwrap()
            .is_none()
    };
    assert!(!wants_key(NOW));
    assert!(!wants_key(NOW + DAY - 1));
    assert!(wants_key(NOW + DAY));
}

#[test]
fn a_key_that_comes_expired_is_used_for_the_call_that_fetched_it() {
    let mut gateway = gateway();
    let later = NOW + 2 * DAY;
    let mut call = token_call("code").unwrap();
    assert_eq!(gateway.request(&mut call, later), Ok(None));
    fetch_key(&mut gateway);
    assert!(gateway.request(&mut call, later).unwrap().is_some());
}

#[test]
fn the_key_is_renewed_once_and_only_once() {
    for code in ["D30001", "D30002", "D30003", "D30004"] {
        let mut gateway = gateway();
        fetch_key(&mut gateway);
        let mut call = token_call("code").unwrap();
        let first = send(&mut gateway, &mut call);
        assert!(
            is_retry(&gateway.receive(&mut call, &answer(&refusal(code)))),
            "{code}"
        );
        assert_eq!(
            gateway.request(&mut call, NOW),
            Ok(None),
            "a new key comes first"
        );
        fetch_key(&mut gateway);
        let second = send(&mut gateway, &mut call);
        assert_eq!(read(&first), read(&second));
        assert_ne!(first.body, second.body);
        assert_ne!(header(&first, "nonce"), header(&second, "nonce"));
        let error = gateway
            .receive(&mut call, &answer(&refusal(code)))
            .err()
            .unwrap();
        assert_eq!(error.code(), "gateway-refused");
        assert!(error.to_string().contains(code));
    }
}

#[test]
fn one_new_key_serves_all_calls_that_were_refused_with_the_old_one() {
    let mut gateway = gateway();
    fetch_key(&mut gateway);
    let mut calls: Vec<Call> = (0..5).map(|_| token_call("code").unwrap()).collect();
    for call in &mut calls {
        send(&mut gateway, call);
    }
    for call in &mut calls {
        assert!(is_retry(
            &gateway.receive(call, &answer(&refusal("D30002")))
        ));
    }
    assert_eq!(gateway.request(&mut calls[0], NOW), Ok(None));
    fetch_key(&mut gateway);
    for call in &mut calls {
        assert!(gateway.request(call, NOW).unwrap().is_some());
    }
}

#[test]
fn an_answer_is_opened_with_the_key_of_its_request() {
    let fixture = fixture();
    let mut gateway = gateway();
    fetch_key(&mut gateway);
    let mut call = token_call("code").unwrap();
    send(&mut gateway, &mut call);
    // Another call has renewed the key.
    gateway.keep_key(
        ContentKey::from_unwrapped(&[7; 32]).unwrap(),
        KeyLifetime::UntilRefused,
    );
    let body = fixture["answers"]["token"].as_str().unwrap();
    assert!(Token::read(&content(gateway.receive(&mut call, &answer(body)))).is_ok());

    let mut call = token_call("code").unwrap();
    send(&mut gateway, &mut call);
    let received = gateway.receive(&mut call, &answer(body));
    assert_eq!(received.err(), Some(Error::AnswerUndecryptable));
}

#[test]
fn a_refusal_says_what_to_do() {
    let mut gateway = gateway();
    fetch_key(&mut gateway);
    for (code, words) in [
        ("D20006", "clientSecret"),
        ("D20008", "register"),
        ("D40004", "log in again"),
        ("D20011", "businessID"),
        ("D99999", "does not know"),
    ] {
        let mut call = token_call("code").unwrap();
        send(&mut gateway, &mut call);
        let error = gateway
            .receive(&mut call, &answer(&refusal(code)))
            .err()
            .unwrap();
        assert_eq!(error.code(), "gateway-refused");
        let message = error.to_string();
        assert!(
            message.contains(code) && message.contains(words),
            "{message}"
        );
        assert!(
            message.contains("<T=77>") && !message.contains('\n'),
            "{message}"
        );
    }
}

#[test]
fn what_is_no_answer_is_told_apart() {
    let mut gateway = gateway();
    fetch_key(&mut gateway);
    for status in [0, 302, 401, 413, 429, 500, 503] {
        let mut call = token_call("code").unwrap();
        send(&mut gateway, &mut call);
        let answer = http(status, "<html>");
        let received = gateway.receive(&mut call, &answer);
        assert_eq!(received.err(), Some(Error::GatewayStatus { status }));
        assert_eq!(
            gateway.receive_key(&answer).err(),
            Some(Error::GatewayStatus { status })
        );
    }
    for body in [
        "",
        "<html>",
        "[]",
        "{}",
        "{\"code\":1}",
        "{\"code\":null}",
        &"[".repeat(9999),
    ] {
        let mut call = token_call("code").unwrap();
        send(&mut gateway, &mut call);
        let received = gateway.receive(&mut call, &answer(body));
        assert_eq!(received.err(), Some(Error::GatewayAnswerInvalid), "{body}");
        assert_eq!(
            gateway.receive_key(&answer(body)).err(),
            Some(Error::GatewayAnswerInvalid)
        );
    }
}

#[test]
fn a_content_key_that_does_not_unwrap_is_refused() {
    let fixture = fixture();
    let mut gateway = gateway();
    for (name, wrapped) in fixture["unusableKeys"].as_object().unwrap() {
        let error = gateway.receive_key(&answer(&key_answer(wrapped))).err();
        assert_eq!(error, Some(Error::ContentKeyUnwrap), "{name}");
    }
    for wrapped in ["AAAA", "!", &base64(&[0xff; 256])] {
        let error = gateway
            .receive_key(&answer(&key_answer(&wrapped.into())))
            .err();
        assert_eq!(error, Some(Error::ContentKeyUnwrap), "{wrapped}");
    }
    let mut call = token_call("code").unwrap();
    assert_eq!(gateway.request(&mut call, NOW), Ok(None), "no key was kept");
    for (name, wrapped) in fixture["wrapped"].as_object().unwrap() {
        assert!(
            gateway.receive_key(&answer(&key_answer(wrapped))).is_ok(),
            "{name}"
        );
    }
}

#[test]
fn a_key_that_is_unwrapped_outside_is_handed_back() {
    let fixture = fixture();
    let mut gateway = gateway_with(None);
    let body = key_answer(&fixture["wrapped"]["leadingZero"]);
    let Ok(KeyReceived::Wrapped(issue)) = gateway.receive_key(&answer(&body)) else {
        panic!("the key is to be unwrapped outside");
    };
    assert_eq!(base64(&issue.wrapped), fixture["wrapped"]["raw"]);
    assert_eq!(issue.lifetime, KeyLifetime::Until(NOW + DAY));
    let key = from_base64("key", fixture["envelopes"]["key"].as_str().unwrap()).unwrap();
    gateway.keep_key(ContentKey::from_unwrapped(&key).unwrap(), issue.lifetime);
    let request = send(&mut gateway, &mut token_call("code").unwrap());
    assert_eq!(read(&request)["code"], "code");
}
