//! initiateRequest, the app's answer, the push callback and ackResult.

use aws_lc_rs::digest::{SHA256, digest};
use serde_json::{Value, json};

use crate::e_service::{EService, base64, hex, next_with, random};
use crate::openssl;

const INITIATE: &str = "/account/signing/initiateRequest";
const ACKNOWLEDGE: &str = "/account/signing/ackResult";

/// A correct request.
fn request(service: &EService, token: &Value) -> Value {
    json!({
        "businessID": hex(&random::<16>()),
        "accessToken": token["accessToken"],
        "openID": token["openID"],
        "source": "PC_Browser",
        "redirectURI": service.callback_uri,
        "state": "sign-state",
        "lang": "zh-HK",
        "hashCode": base64(digest(&SHA256, b"the document").as_ref()),
        "department": "運輸署",
        "serviceName": "Parking permits",
        "documentName": "Form TD-318",
    })
}

async fn code(service: &EService, request: &Value) -> String {
    let answer = service.encrypted(INITIATE, request).await;
    answer["code"].as_str().unwrap().to_owned()
}

/// A green mark and "Signed" stood beside "The service rejected the signature."
#[tokio::test]
async fn the_phone_shows_what_the_service_acknowledged() {
    let mut service = EService::start(&[]).await;
    let token = service.log_in("chan").await;
    for (result, good, title) in [
        (None, false, "Signature sent"),
        (Some("SR001"), true, "Signed"),
        (Some("SR002"), false, "Signature not accepted"),
        (Some("SR003"), false, "Signature not received"),
    ] {
        let request = request(&service, &token);
        let ticket = service.encrypted(INITIATE, &request).await["content"].clone();
        service.press("chan", &ticket["ticketID"], "approve").await;
        service.pushed().await;
        if let Some(result) = result {
            let ack = json!({ "businessID": request["businessID"], "signingResult": result });
            assert_eq!(service.encrypted(ACKNOWLEDGE, &ack).await["code"], "D00000");
        }
        let id = ticket["ticketID"].as_str().unwrap();
        let address = format!("/app/hash-sign?ticketID={id}");
        let page = service.page("chan", "en-US", &address).await;
        assert!(
            page.contains(&format!(">{title}</h1>")),
            "{result:?}: {page}"
        );
        assert_eq!(page.contains("mark good"), good, "{result:?}");
    }
}

#[tokio::test]
async fn each_parameter_is_checked() {
    let service = EService::start(&[]).await;
    let token = service.log_in("chan").await;
    let other = service.log_in("wong").await;
    let unable = service.log_in("ng").await;
    let right = request(&service, &token);
    let with = |name: &str, value: Value| {
        let mut request = right.clone();
        request[name] = value;
        request
    };
    let without = |name: &str| {
        let mut request = right.clone();
        request.as_object_mut().unwrap().remove(name);
        request
    };
    for name in [
        "businessID",
        "accessToken",
        "openID",
        "source",
        "redirectURI",
        "state",
        "hashCode",
        "department",
        "serviceName",
        "documentName",
    ] {
        assert_eq!(code(&service, &without(name)).await, "D20001", "{name}");
        assert_eq!(
            code(&service, &with(name, json!(""))).await,
            "D20002",
            "{name}"
        );
        assert_eq!(
            code(&service, &with(name, json!(7))).await,
            "D20003",
            "{name}"
        );
    }
    let mismatch = base64(digest(&SHA256, b"A123457").as_ref());
    let cases = [
        (with("businessID", json!("b".repeat(37))), "D20003"),
        (with("source", json!("Lynx")), "D20007"),
        (
            with("redirectURI", json!("https://elsewhere.example/")),
            "D20008",
        ),
        (with("state", json!("a.b")), "D20003"),
        (with("lang", json!("en")), "D20003"),
        (with("hashCode", json!(base64(&[1; 31]))), "D20003"),
        (with("hashCode", json!("0".repeat(64))), "D20003"),
        (with("sigAlgo", json!("SM3withSM2")), "D20003"),
        (with("department", json!("部".repeat(101))), "D20003"),
        (with("serviceName", json!("s".repeat(256))), "D20003"),
        (with("documentName", json!("two\nlines")), "D20003"),
        (with("accessToken", json!("unknown")), "D20009"),
        (with("openID", json!("unknown")), "D20010"),
        (with("openID", other["openID"].clone()), "D20061"),
        (with("HKICHash", json!("short")), "D20003"),
        (with("HKICHash", json!(mismatch)), "D70005"),
        (with("suaMethod", json!("{}")), "D20003"),
        (with("suaWaitPeriod", json!(721)), "D20003"),
        (with("docDigest", json!("")), "D20001"),
        (request(&service, &unable), "D70004"),
    ];
    for (number, (request, expected)) in cases.iter().enumerate() {
        assert_eq!(code(&service, request).await, *expected, "case {number}");
    }
    // Refused requests did not use up the businessID.
    assert_eq!(code(&service, &right).await, "D00000");
    assert_eq!(code(&service, &right).await, "D20011");
    // HKICHash of A123456 in the API reference; an app as source; an encoded address.
    let mut request = request(&service, &token);
    request["HKICHash"] = json!("rDcExehSzsiEp2laLaJqrtaX2ua9sdaugwaY5ONmYwk=");
    request["source"] = json!("App_Link");
    request["suaMethod"] = json!(r#"{"and": ["FR", "NFC"]}"#);
    request["suaWaitPeriod"] = json!("720");
    request["department"] = json!("部".repeat(100));
    request["redirectURI"] = json!(service.callback_uri.replace(':', "%3A").replace('/', "%2F"));
    let answer = service.encrypted(INITIATE, &request).await;
    assert_eq!(answer["code"], "D00000");
    assert_eq!(answer["content"]["authByQR"], false);
}

#[tokio::test]
async fn a_login_without_the_signing_scope_cannot_sign() {
    let service = EService::start(&[]).await;
    let token = service.log_in_for("chan", "eidapi_auth").await;
    assert_eq!(code(&service, &request(&service, &token)).await, "D20012");
}

#[tokio::test]
async fn a_signature_is_pushed_verified_by_openssl_and_acknowledged() {
    let mut service = EService::start(&[]).await;
    let token = service.log_in("chan").await;
    for (algorithm, digest_of) in [
        (None, "the digest's digest"),
        (Some("SHA256withRSA"), "the digest's digest"),
        (Some("NONEwithRSA"), "the digest"),
    ] {
        let mut request = request(&service, &token);
        if let Some(algorithm) = algorithm {
            request["sigAlgo"] = json!(algorithm);
        }
        let acknowledge = async |service: &EService, result: &str| {
            let content = json!({ "businessID": request["businessID"], "signingResult": result });
            let answer = service.encrypted(ACKNOWLEDGE, &content).await;
            answer["code"].as_str().unwrap().to_owned()
        };
        let ticket = service.encrypted(INITIATE, &request).await["content"].clone();
        assert_eq!(ticket["authByQR"], true);
        let id = &ticket["ticketID"];

        // Only the person it is for can open it, and sees what to sign.
        assert_eq!(service.look("wong", id).await.0, 404);
        assert_eq!(service.press("wong", id, "approve").await.0, 404);
        let (_, view) = service.look("chan", id).await;
        assert_eq!(view["documentName"], "Form TD-318");
        assert_eq!(acknowledge(&service, "SR001").await, "D70006");

        assert_eq!(service.press("chan", id, "approve").await.0, 200);
        let (push, result) = service.pushed().await;
        assert_eq!(push["code"], "D00000");
        for name in ["businessID", "state", "hashCode"] {
            assert_eq!(result[name], request[name], "{name}");
        }
        assert!(result["timestamp"].is_i64());
        let hash = digest(&SHA256, b"the document");
        let signed = match digest_of {
            "the digest" => hash,
            _ => digest(&SHA256, hash.as_ref()),
        };
        verify(&service, &result, signed.as_ref());

        assert_eq!(acknowledge(&service, "SR009").await, "D20003");
        assert_eq!(acknowledge(&service, "SR001").await, "D00000");
        assert_eq!(acknowledge(&service, "SR001").await, "D00000");
        assert_eq!(acknowledge(&service, "SR002").await, "D70006");
        let (_, view) = service.look("chan", id).await;
        assert_eq!(
            (&view["state"], &view["delivery"]),
            (&json!("approved"), &json!("SR001"))
        );
    }
    let unknown = json!({ "businessID": "unknown", "signingResult": "SR001" });
    assert_eq!(
        service.encrypted(ACKNOWLEDGE, &unknown).await["code"],
        "D70006"
    );
}

/// Verifies the signature over a SHA-256 digest with the certificate sent beside it.
fn verify(service: &EService, result: &Value, signed: &[u8]) {
    let write = |name: &str, bytes: &[u8]| {
        let path = service.folder.write(name, bytes);
        path.to_str().unwrap().to_owned()
    };
    let bytes = |name: &str| {
        let text = write("base64.txt", result[name].as_str().unwrap().as_bytes());
        openssl::run(["base64", "-d", "-A", "-in", &text]).stdout
    };
    let certificate = write("certificate.der", &bytes("cert"));
    let signature = write("signature.bin", &bytes("signature"));
    let digest = write("digest.bin", signed);
    openssl::run([
        "pkeyutl",
        "-verify",
        "-certin",
        "-keyform",
        "DER",
        "-inkey",
        &certificate,
        "-sigfile",
        &signature,
        "-in",
        &digest,
        "-pkeyopt",
        "digest:sha256",
    ]);
}

#[tokio::test]
async fn refusals_are_pushed_without_a_signature_and_again_where_the_service_is_busy() {
    let mut service = EService::start(&[]).await;
    let token = service.log_in("wong").await;
    // The test's e-service responds to the first two pushes of a cancelled signing with 503.
    for (press, code, pushes) in [("refuse", "D70001", 1), ("cancel", "D70000", 3)] {
        let request = request(&service, &token);
        let ticket = service.encrypted(INITIATE, &request).await["content"].clone();
        assert_eq!(
            service.press("wong", &ticket["ticketID"], press).await.0,
            200
        );
        for _ in 0..pushes {
            let (push, result) = service.pushed().await;
            assert_eq!(push["code"], code);
            let expected =
                json!({ "businessID": request["businessID"], "state": request["state"] });
            assert_eq!(result, expected);
        }
    }
}

#[tokio::test]
async fn the_phone_shows_a_request_while_its_page_is_open() {
    let service = EService::start(&[]).await;
    let token = service.log_in("lee").await;
    let gateway = &service.server.gateway;
    let phone = |path: &str| {
        let request = service.http.get(format!("{gateway}{path}"));
        request
            .header("cookie", "iamsmart_sandbox_persona=lee")
            .header("accept-language", "en")
    };
    let mut events = phone("/app/events").send().await.unwrap();
    next_with(&mut events, "Nothing to confirm").await;

    let request = request(&service, &token);
    let ticket = service.encrypted(INITIATE, &request).await["content"].clone();
    let next = next_with(&mut events, "data-identification-code").await;
    let id = &ticket["ticketID"];
    let (_, view) = service.look("lee", id).await;
    let code = view["identificationCode"].as_str().unwrap();
    assert!(next.contains(&format!("data-identification-code=\"{code}\"")));
    assert!(next.contains("data-action=\"approve\"") && next.contains("Form TD-318"));
    assert!(next.contains("運輸署"));

    let path = format!("/app/hash-sign?ticketID={}", id.as_str().unwrap());
    let page = phone(&path).send().await.unwrap().text().await.unwrap();
    assert!(page.contains(&format!("data-identification-code=\"{code}\"")));

    service.press("lee", id, "approve").await;
    next_with(&mut events, "data-answer=\"approved\"").await;
}

#[tokio::test]
async fn the_log_has_a_line_per_request_and_no_secret() {
    let mut service = EService::start(&[]).await;
    let code_text = service.code("chan").await;
    let grant = json!({ "code": code_text, "grantType": "authorization_code" });
    let token = service.encrypted("/auth/getToken", &grant).await["content"].clone();
    service.encrypted("/auth/getToken", &grant).await;
    let request = request(&service, &token);
    let ticket = service.encrypted(INITIATE, &request).await["content"].clone();
    service.press("chan", &ticket["ticketID"], "approve").await;
    service.pushed().await;

    let log = service.server.log();
    for line in [
        "GET /api/v1/auth/getQR 200",
        "POST /api/v1/auth/getToken 200 D00000",
        "POST /api/v1/auth/getToken 200 D40004 code absent or expired",
        "POST /app/api/requests/{id}/{answer} 200",
    ] {
        assert!(log.contains(line), "{line} in {log}");
    }
    let key = service.content_key().await;
    for secret in [
        code_text.as_str(),
        crate::e_service::percent_encode(&code_text).as_str(),
        service.server.text("clientSecret"),
        token["accessToken"].as_str().unwrap(),
        token["openID"].as_str().unwrap(),
        ticket["ticketID"].as_str().unwrap(),
        request["businessID"].as_str().unwrap(),
        "the-state",
        "PRIVATE KEY",
        hex(&key.0).as_str(),
        base64(&key.0).as_str(),
    ] {
        assert!(!log.contains(secret), "{secret} in {log}");
    }
}
