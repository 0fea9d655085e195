//! Faults in push callbacks.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{SIGNING, signed, signing};
use crate::e_service::{EService, Key, from_base64};
use crate::openssl;

#[tokio::test]
async fn pushes_go_wrong() {
    let mut service = EService::start(&[]).await;
    let token = service.log_in("chan").await;
    let fault = |kind: &str| json!({ "at": "callback", "fault": kind });

    service
        .let_happen(json!({ "at": "callback/signing", "fault": "duplicate" }))
        .await;
    let request = signed(&service, &token).await;
    let (first, second) = (service.pushed_raw().await, service.pushed_raw().await);
    assert_eq!(first.body, second.body);
    assert_eq!(service.open(&first).1["businessID"], request["businessID"]);

    service
        .let_happen(json!({ "at": "callback", "fault": "result-code", "code": "D77004" }))
        .await;
    let request = signed(&service, &token).await;
    let (push, content) = service.pushed().await;
    assert_eq!(push["code"], "D77004");
    assert_eq!(
        content,
        json!({ "businessID": request["businessID"], "state": "a-state" })
    );

    for kind in ["garbage", "html"] {
        service.let_happen(fault(kind)).await;
        signed(&service, &token).await;
        assert!(serde_json::from_slice::<Value>(&service.pushed_raw().await.body).is_err());
    }
    service.let_happen(fault("garbage-content")).await;
    signed(&service, &token).await;
    let push: Value = serde_json::from_slice(&service.pushed_raw().await.body).unwrap();
    let key = service.unwrap(push["secretKey"].as_str().unwrap());
    assert!(!key.opens(push["content"].as_str().unwrap()));

    service.let_happen(fault("wrong-key")).await;
    signed(&service, &token).await;
    let push: Value = serde_json::from_slice(&service.pushed_raw().await.body).unwrap();
    // PKCS#1 v1.5 with another key fails or yields 32 other bytes.
    let unwrapped = service.try_unwrap(push["secretKey"].as_str().unwrap());
    let key = unwrapped.and_then(|key| key.try_into().ok()).map(Key);
    assert!(!key.is_some_and(|key| key.opens(push["content"].as_str().unwrap())));

    service.let_happen(fault("base64-key")).await;
    signed(&service, &token).await;
    let push: Value = serde_json::from_slice(&service.pushed_raw().await.body).unwrap();
    assert_eq!(
        service
            .try_unwrap(push["secretKey"].as_str().unwrap())
            .unwrap()
            .len(),
        44
    );

    service.let_happen(fault("nested-content")).await;
    let request = signed(&service, &token).await;
    assert_eq!(
        service.pushed().await.1["content"]["businessID"],
        request["businessID"]
    );

    for (kind, name) in [("other-business", "businessID"), ("wrong-state", "state")] {
        service.let_happen(fault(kind)).await;
        let request = signed(&service, &token).await;
        assert_ne!(service.pushed().await.1[name], request[name]);
    }

    let right = signed(&service, &token).await;
    let right = (right, service.pushed().await.1).1;
    for (kind, name) in [
        ("wrong-signature", "signature"),
        ("other-certificate", "cert"),
        ("server-certificate", "cert"),
    ] {
        service.let_happen(fault(kind)).await;
        signed(&service, &token).await;
        let content = service.pushed().await.1;
        for same in ["signature", "cert", "hashCode"] {
            assert_eq!(content[same] == right[same], same != name, "{kind}: {same}");
        }
    }

    service.let_happen(fault("never")).await;
    signed(&service, &token).await;
    assert!(service.is_quiet(Duration::from_millis(500)).await);
}

/// A server's certificate of the same CA, for the key that signed: openssl takes it for a server and
/// not for a signer.
#[tokio::test]
async fn a_server_signs() {
    let mut service = EService::start(&[]).await;
    let token = service.log_in("chan").await;
    let fault = json!({ "at": "callback", "fault": "server-certificate" });
    service.let_happen(fault).await;
    signed(&service, &token).await;
    let content = service.pushed().await.1;
    let bytes = |name: &str| from_base64(content[name].as_str().unwrap());
    let write = |name: &str, bytes: &[u8]| {
        let path = service.folder.write(name, bytes);
        path.to_str().unwrap().to_owned()
    };
    let certificate = write("server.cer", &bytes("cert"));
    let key = openssl::run(["x509", "-in", &certificate, "-noout", "-pubkey"]).stdout;
    let (key, data, signature) = (
        write("server.pub", &key),
        write("hash", &bytes("hashCode")),
        write("signature", &bytes("signature")),
    );
    openssl::run([
        "dgst",
        "-sha256",
        "-verify",
        &key,
        "-signature",
        &signature,
        &data,
    ]);

    let registration = &service.server.registration;
    let pem = |of: &str| registration[of][0].as_str().unwrap().as_bytes();
    let root = write("root.pem", pem("trustAnchors"));
    let issuing = write("issuing.pem", pem("intermediates"));
    let verify = |purpose: &str| {
        [
            "verify",
            "-x509_strict",
            "-CAfile",
            &root,
            "-untrusted",
            &issuing,
            "-purpose",
            purpose,
            &certificate,
        ]
        .map(str::to_owned)
    };
    openssl::run(verify("sslserver"));
    let refusal = openssl::output(verify("smimesign"));
    let reason = String::from_utf8_lossy(&refusal.stderr);
    assert!(
        reason.contains("unsuitable certificate purpose"),
        "{reason}"
    );

    // It is in use: its revocation status is good, as the person's.
    let (_, listed) = service.faults("GET", "/certificates", &Value::Null).await;
    let listed = listed["certificates"].as_array().unwrap();
    let server = listed
        .iter()
        .find(|one| one["name"] == "server-chan")
        .unwrap();
    let serial = openssl::run(["x509", "-in", &certificate, "-noout", "-serial"]).stdout;
    let serial = String::from_utf8_lossy(&serial).to_lowercase();
    let expected = format!("serial={}\n", server["serialNumber"].as_str().unwrap());
    assert_eq!(serial, expected);
}

#[tokio::test]
async fn pushes_come_early_late_and_out_of_order() {
    let mut service = EService::start(&[]).await;
    let token = service.log_in("chan").await;
    for (answer, code) in [(None, "D00000"), (Some("refuse"), "D70001")] {
        let mut fault = json!({ "at": SIGNING, "fault": "early-push" });
        if let Some(answer) = answer {
            fault["answer"] = json!(answer);
        }
        service.let_happen(fault).await;
        let request = signing(&service, &token);
        let ticket = service.encrypted(SIGNING, &request).await;
        assert_eq!(ticket["code"], "D00000");
        assert!(service.has_push(), "before the answer");
        let (push, content) = service.pushed().await;
        assert_eq!(
            (&push["code"], &content["businessID"]),
            (&json!(code), &request["businessID"])
        );
    }

    service
        .let_happen(json!({ "at": "callback", "fault": "delay", "ms": 700 }))
        .await;
    let started = Instant::now();
    signed(&service, &token).await;
    service.pushed().await;
    assert!(started.elapsed() >= Duration::from_millis(700));

    service
        .let_happen(json!({ "at": "callback", "fault": "out-of-order" }))
        .await;
    let first = signed(&service, &token).await;
    let second = signed(&service, &token).await;
    for request in [second, first] {
        assert_eq!(
            service.pushed().await.1["businessID"],
            request["businessID"]
        );
    }
}
