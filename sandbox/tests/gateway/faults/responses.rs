//! Faults in responses.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{SIGNING, signing};
use crate::e_service::EService;

#[tokio::test]
async fn responses_go_wrong_below_the_api() {
    let service = EService::start(&[]).await;
    let call = || service.call("/security/getKey", "");
    let at = "/security/getKey";
    let fault = json!({ "at": at, "fault": "status", "status": 429, "retryAfter": "7" });
    service.let_happen(fault).await;
    let answer = service.try_send(&call()).await.unwrap();
    assert_eq!(
        (answer.status().as_u16(), &answer.headers()["retry-after"]),
        (429, &"7".parse().unwrap())
    );
    service
        .let_happen(json!({ "at": at, "fault": "status" }))
        .await;
    let answer = service.try_send(&call()).await.unwrap();
    assert_eq!(
        (
            answer.status().as_u16(),
            answer.headers().get("retry-after")
        ),
        (503, None)
    );
    service
        .let_happen(json!({ "at": at, "fault": "html", "status": 502 }))
        .await;
    let answer = service.try_send(&call()).await.unwrap();
    assert_eq!(answer.status(), 502);
    assert!(answer.text().await.unwrap().starts_with("<!doctype html>"));
    service
        .let_happen(json!({ "at": at, "fault": "garbage" }))
        .await;
    let answer = service
        .try_send(&call())
        .await
        .unwrap()
        .bytes()
        .await
        .unwrap();
    assert!(serde_json::from_slice::<Value>(&answer).is_err());
    service
        .let_happen(json!({ "at": at, "fault": "drop" }))
        .await;
    assert!(service.try_send(&call()).await.is_err());
    service
        .let_happen(json!({ "at": at, "fault": "cut" }))
        .await;
    let answer = service.try_send(&call()).await.unwrap();
    assert_eq!(answer.status(), 200);
    assert!(answer.bytes().await.is_err());
    service
        .let_happen(json!({ "at": at, "fault": "delay", "ms": 400 }))
        .await;
    let started = Instant::now();
    assert_eq!(service.send(&call()).await["code"], "D00000");
    assert!(started.elapsed() >= Duration::from_millis(400));
}

#[tokio::test]
async fn responses_go_wrong_within_the_api() {
    let service = EService::start(&[]).await;
    let key = service.content_key().await;
    let at = "/security/getKey";
    // A content key for another service, and content under another key.
    service
        .let_happen(json!({ "at": at, "fault": "wrong-key" }))
        .await;
    let answer = service.send(&service.call("/security/getKey", "")).await;
    let wrapped = answer["content"]["secretKey"].as_str().unwrap();
    let unwrapped = service.try_unwrap(wrapped);
    assert_ne!(unwrapped.as_deref(), Some(&key.0[..]));
    let token = service.log_in("chan").await;
    for fault in ["wrong-key", "garbage-content"] {
        service
            .let_happen(json!({ "at": SIGNING, "fault": fault }))
            .await;
        let call = service.sealed(&key, SIGNING, &signing(&service, &token));
        let answer = service.send(&call).await;
        assert_eq!(answer["code"], "D00000");
        assert!(!key.opens(answer["content"].as_str().unwrap()));
    }

    // The call is processed but its response lost: the businessID is used up.
    service
        .let_happen(json!({ "at": SIGNING, "fault": "drop", "handled": true }))
        .await;
    let request = signing(&service, &token);
    assert!(
        service
            .try_send(&service.sealed(&key, SIGNING, &request))
            .await
            .is_err()
    );
    assert_eq!(service.encrypted(SIGNING, &request).await["code"], "D20011");

    let crl = format!("{}/ca/issuing.crl", service.server.gateway);
    service
        .let_happen(json!({ "at": "/ca/issuing.crl", "fault": "status", "status": 500 }))
        .await;
    assert_eq!(service.http.get(&crl).send().await.unwrap().status(), 500);
    assert_eq!(service.http.get(&crl).send().await.unwrap().status(), 200);
    service
        .let_happen(json!({ "at": "/ca/ocsp", "fault": "garbage" }))
        .await;
    let ocsp = format!("{}/ca/ocsp/AAAA", service.server.gateway);
    let answer = service
        .http
        .get(ocsp)
        .send()
        .await
        .unwrap()
        .bytes()
        .await
        .unwrap();
    assert_eq!(answer.len(), 256);
}
