//! Result codes of wrong header signatures, content keys and envelopes.

use serde_json::json;

use crate::e_service::{Call, EService, Key, now, percent_encode};
use crate::openssl;

async fn code(service: &EService, call: &Call) -> String {
    service.send(call).await["code"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn each_header_is_checked() {
    let service = EService::start(&[]).await;
    let right = service.call("/security/getKey", "");
    let plain = percent_encoding::percent_decode_str(right.header("signature")).decode_utf8();
    let plain = plain.unwrap().into_owned();
    let again = |call: Call| {
        let mut call = call;
        service.sign(&mut call);
        call
    };
    let cases = [
        (right.without("clientID"), "D20001"),
        (right.without("signatureMethod"), "D20001"),
        (right.without("timestamp"), "D20001"),
        (right.without("nonce"), "D20001"),
        (right.without("signature"), "D20001"),
        (right.with("nonce", ""), "D20002"),
        (again(right.with("clientID", "0".repeat(32))), "D20018"),
        (again(right.with("signatureMethod", "HmacSHA1")), "D20005"),
        (again(right.with("timestamp", "yesterday")), "D20003"),
        (again(right.with("timestamp", "-5")), "D20003"),
        (again(right.with("nonce", "n".repeat(37))), "D20003"),
        (right.with("signature", percent_encode("A")), "D20006"),
        (right.with("nonce", "another"), "D20006"),
        (right.with("signature", plain), "D20006"),
        (
            right.with("signature", right.header("signature").to_lowercase()),
            "D20006",
        ),
    ];
    for (number, (call, expected)) in cases.iter().enumerate() {
        assert_eq!(code(&service, call).await, *expected, "case {number}");
    }
    // No rejected call used up the nonce or advanced the newest timestamp.
    assert_eq!(code(&service, &right).await, "D00000");
    assert_eq!(code(&service, &right).await, "D20004");
    let earlier = again(
        service
            .call("/security/getKey", "")
            .with("timestamp", "1000"),
    );
    assert_eq!(code(&service, &earlier).await, "D20003");
    let later = again(right.with("timestamp", (now() + 5).to_string()));
    assert_eq!(code(&service, &later).await, "D20004");
}

#[tokio::test]
async fn the_signed_body_is_the_sent_body() {
    let service = EService::start(&[]).await;
    let mut call = service.call("/security/getKey", "{}");
    assert_eq!(code(&service, &call).await, "D00000");
    call = service.call("/security/getKey", "{}");
    call.body = "{ }".to_owned();
    assert_eq!(code(&service, &call).await, "D20006");
    call.body = String::new();
    assert_eq!(code(&service, &call).await, "D20006");
}

#[tokio::test]
async fn bodies_are_envelopes_under_the_current_content_key() {
    let service = EService::start(&[]).await;
    let request = json!({ "code": "unknown", "grantType": "authorization_code" });
    let body = |key: &Key, text: &str| json!({ "content": key.seal(text.as_bytes()) }).to_string();
    let foreign = Key([7; 32]);

    // There is no content key before the first getKey.
    let call = service.call("/auth/getToken", &body(&foreign, "{}"));
    assert_eq!(code(&service, &call).await, "D30002");

    let key = service.content_key().await;
    let cases = [
        (body(&key, &request.to_string()), "D40004"),
        (body(&foreign, &request.to_string()), "D30004"),
        (json!({ "content": "AAAADA==" }).to_string(), "D30004"),
        (json!({ "content": "not Base64" }).to_string(), "D30004"),
        (json!({ "content": "" }).to_string(), "D20002"),
        (json!({ "content": 5 }).to_string(), "D20003"),
        (request.to_string(), "D20001"),
        ("content".to_owned(), "D20003"),
        (body(&key, "[]"), "D20003"),
        (body(&key, "{"), "D20003"),
        (
            body(&key, r#"{"grantType":"authorization_code"}"#),
            "D20001",
        ),
        (
            body(&key, r#"{"code":"","grantType":"authorization_code"}"#),
            "D20002",
        ),
        (
            body(&key, r#"{"code":"a","grantType":"password"}"#),
            "D20003",
        ),
        (
            body(
                &key,
                r#"{"code":"a","grantType":"authorization_code","x":1}"#,
            ),
            "D20001",
        ),
        (
            body(&key, r#"{"code":5,"grantType":"authorization_code"}"#),
            "D20003",
        ),
    ];
    for (number, (body, expected)) in cases.iter().enumerate() {
        let call = service.call("/auth/getToken", body);
        assert_eq!(code(&service, &call).await, *expected, "case {number}");
    }

    // getKey returns the same key while it is valid; revokeKey revokes it.
    assert_eq!(service.content_key().await.0, key.0);
    let revoke = service.call("/security/revokeKey", "");
    assert_eq!(code(&service, &revoke).await, "D00000");
    let call = service.call("/auth/getToken", &body(&key, &request.to_string()));
    assert_eq!(code(&service, &call).await, "D30002");
    assert_ne!(service.content_key().await.0, key.0);
}

#[tokio::test]
async fn openssl_unwraps_the_content_key() {
    let service = EService::start(&[]).await;
    let answer = service.send(&service.call("/security/getKey", "")).await;
    let content = &answer["content"];
    assert_eq!(content["expiresIn"], 86_400_000);
    let txid = answer["txID"].as_str().unwrap();
    assert!(txid.starts_with("<T=") && txid.len() == 36);

    let kek = service
        .folder
        .write("kek.pem", service.server.text("keyEncryptionKey"));
    let wrapped = content["secretKey"].as_str().unwrap();
    let wrapped = service.folder.write("wrapped.txt", wrapped);
    let raw = service.folder.join("wrapped.bin");
    let paths = [&wrapped, &raw].map(|path| path.to_str().unwrap());
    openssl::run(["base64", "-d", "-A", "-in", paths[0], "-out", paths[1]]);
    let (kek, raw) = (kek.to_str().unwrap(), paths[1]);
    let unwrapped = openssl::run([
        "pkeyutl",
        "-decrypt",
        "-inkey",
        kek,
        "-in",
        raw,
        "-pkeyopt",
        "rsa_padding_mode:pkcs1",
    ]);
    assert_eq!(unwrapped.stdout, service.content_key().await.0);

    // pubKey is the public key of this KEK.
    let public = openssl::run(["pkey", "-in", kek, "-pubout", "-outform", "DER"]).stdout;
    assert_eq!(content["pubKey"], crate::e_service::base64(&public));
}
