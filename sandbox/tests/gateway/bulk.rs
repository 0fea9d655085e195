//! Bulk signing: many documents, several callbacks.

use std::collections::HashSet;

use aws_lc_rs::digest::{SHA256, digest};
use serde_json::{Value, json};

use crate::e_service::{EService, base64, hex};

const INITIATE: &str = "/bdss/initiateRequest";

fn request(service: &EService, token: &Value, documents: usize, per_callback: usize) -> Value {
    let mut request = service.account(token);
    let documents: Vec<Value> = (0..documents)
        .map(|number| {
            let hash = digest(&SHA256, number.to_string().as_bytes());
            let mut document = json!({ "id": number.to_string(), "documentName": "Document" });
            match number % 3 {
                0 => document["hashCode"] = json!(base64(hash.as_ref())),
                1 => document["hashCode"] = json!(hex(hash.as_ref())),
                _ => document["docDigest"] = json!(base64(hash.as_ref())),
            }
            document
        })
        .collect();
    request["documents"] = json!(documents);
    request["maxCallbackSigs"] = json!(per_callback);
    request["callbackResultURI"] = json!(service.callback_uri);
    for name in ["requestName", "department", "serviceName"] {
        request[name] = json!(name);
    }
    request
}

#[tokio::test]
async fn a_thousand_documents_come_in_callbacks_that_are_counted() {
    let mut service = EService::start(&[]).await;
    let token = service.log_in_for("chan", "eidapi_bulksign").await;
    for (documents, per_callback, callbacks) in [(1000, 300, 4), (6, 3, 2), (1, 1000, 1)] {
        let request = request(&service, &token, documents, per_callback);
        // The first callback arrives after the second, if there are two.
        if callbacks > 1 {
            let fault = json!({ "at": "callback/bulk-signing", "fault": "out-of-order" });
            service.let_happen(fault).await;
        }
        let answer = service.encrypted(INITIATE, &request).await;
        assert_eq!(answer["code"], "D00000", "{answer}");
        service
            .press("chan", &answer["content"]["ticketID"], "approve")
            .await;
        let mut sequence = Vec::new();
        let mut ids = HashSet::new();
        for _ in 0..callbacks {
            let (push, content) = service.pushed().await;
            assert_eq!(push["code"], "D00000");
            assert_eq!(content["businessID"], request["businessID"]);
            assert_eq!(content["totalSignNum"], documents);
            assert_eq!(content["totalCallbacks"], callbacks);
            assert_eq!(content["failSignNum"], 0);
            assert!(content["cert"].is_string());
            sequence.push(content["callbackSeq"].as_u64().unwrap());
            for file in content["sigFile"].as_array().unwrap() {
                assert!(ids.insert(file["id"].as_str().unwrap().to_owned()));
                let number: usize = file["id"].as_str().unwrap().parse().unwrap();
                let asked = &request["documents"][number];
                if number % 3 == 2 {
                    assert_eq!(file["docDigest"], asked["docDigest"]);
                    assert!(file["pdfSignature"].is_string());
                } else {
                    assert_eq!(file["hash"], asked["hashCode"]);
                    assert!(file["signature"].is_string() && file["timestamp"].is_i64());
                }
            }
        }
        assert_eq!(ids.len(), documents);
        if callbacks > 1 {
            assert_ne!(sequence[0], 1, "{sequence:?}");
        }
        sequence.sort_unstable();
        assert!(sequence.into_iter().eq(1..=callbacks));
    }
}

#[tokio::test]
async fn each_parameter_is_checked() {
    let mut service = EService::start(&[]).await;
    let token = service.log_in_for("chan", "eidapi_bulksign").await;
    let with = |name: &str, value: Value| {
        let mut request = request(&service, &token, 2, 1);
        request[name] = value;
        request
    };
    let document =
        |id: &str| json!({ "id": id, "documentName": "d", "hashCode": base64(&[7; 32]) });
    for (request, code) in [
        (request(&service, &token, 1001, 1), "D20003"),
        (with("documents", json!([])), "D20002"),
        (
            with("documents", json!([document("a"), document("a")])),
            "D20003",
        ),
        (
            with("documents", json!([document(&"a".repeat(37))])),
            "D20003",
        ),
        (
            with("documents", json!([{ "id": "a", "documentName": "d" }])),
            "D20001",
        ),
        (with("documents", json!(["a"])), "D20003"),
        (with("maxCallbackSigs", json!(0)), "D20003"),
        (with("maxCallbackSigs", json!(1001)), "D20003"),
        (
            with("callbackResultURI", json!("https://elsewhere.example/")),
            "D20008",
        ),
        (with("requestName", json!("")), "D20002"),
    ] {
        let answer = service.encrypted(INITIATE, &request).await;
        assert_eq!(answer["code"], code, "{answer}");
    }
    let request = request(&service, &token, 3, 1);
    let answer = service.encrypted(INITIATE, &request).await;
    service
        .press("chan", &answer["content"]["ticketID"], "refuse")
        .await;
    let (push, content) = service.pushed().await;
    assert_eq!(push["code"], "D70001");
    assert!(content.get("sigFile").is_none());
}
