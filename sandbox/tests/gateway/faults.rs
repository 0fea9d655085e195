//! What goes wrong because it was chosen to.

use std::time::{Duration, Instant};

use aws_lc_rs::digest::{SHA256, digest};
use serde_json::{Value, json};

use crate::e_service::{EService, base64, query_of};

const SIGNING: &str = "/account/signing/initiateRequest";

fn signing(service: &EService, token: &Value) -> Value {
    let mut request = service.account(token);
    request["hashCode"] = json!(base64(digest(&SHA256, b"the document").as_ref()));
    for name in ["department", "serviceName", "documentName"] {
        request[name] = json!(name);
    }
    request
}

/// Asks for a signature and approves it in the app.
async fn signed(service: &EService, token: &Value) -> Value {
    let request = signing(service, token);
    let answer = service.encrypted(SIGNING, &request).await;
    assert_eq!(answer["code"], "D00000", "{answer}");
    service
        .press("chan", &answer["content"]["ticketID"], "approve")
        .await;
    request
}

#[tokio::test]
async fn every_result_code_happens_at_every_endpoint() {
    let service = EService::start(&[]).await;
    let (_, listed) = service.faults("GET", "", &Value::Null).await;
    let codes: Vec<&str> = listed["codes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|code| code["code"].as_str().unwrap())
        .collect();
    // Every code of the reference: single ones, and its ranges.
    let ranges = [
        (20000..=20013, &[20014][..]),
        (20015..=20022, &[][..]),
        (20026..=20027, &[]),
        (20030..=20039, &[]),
        (20050..=20051, &[]),
        (20061..=20062, &[]),
        (20064..=20069, &[]),
        (30001..=30004, &[]),
        (40000..=40004, &[]),
        (40035..=40035, &[]),
        (50001..=50003, &[]),
        (60000..=60003, &[]),
        (70000..=70006, &[]),
        (71000..=71009, &[]),
        (77000..=77004, &[]),
        (80001..=80003, &[]),
    ];
    for (range, except) in ranges {
        for code in range.filter(|code| !except.contains(code)) {
            assert!(codes.contains(&&*format!("D{code}")), "D{code}");
        }
    }
    for place in listed["places"].as_array().unwrap() {
        let place = place.as_str().unwrap();
        if !place.starts_with('/') || place.starts_with("/ca/") || place == "/auth/getQR" {
            continue;
        }
        let path: &'static str = Box::leak(place.to_owned().into_boxed_str());
        let chosen = if path == SIGNING {
            &codes[..]
        } else {
            &codes[20..23]
        };
        let key = service.content_key().await;
        for code in chosen {
            let at = if code.ends_with('3') { "*" } else { path };
            let fault = json!({ "at": at, "fault": "result-code", "code": code });
            service.let_happen(fault).await;
            let call = service.sealed(&key, path, &json!({}));
            assert_eq!(service.send(&call).await["code"], *code, "{path}");
        }
        // One-shot: the call is looked at again.
        let answer = service.send(&service.sealed(&key, path, &json!({}))).await;
        let real = if path.starts_with("/security/") {
            "D00000"
        } else {
            "D20001"
        };
        if path != "/security/revokeKey" {
            assert_eq!(answer["code"], real, "{path}");
        }
    }
}

#[tokio::test]
async fn faults_are_listed_counted_and_cleared() {
    let service = EService::start(&[]).await;
    let at = "/security/getKey";
    let fault = json!({ "at": at, "fault": "result-code", "code": "D30001", "times": 2 });
    let twice = service.let_happen(fault).await;
    let fault = json!({ "at": at, "fault": "result-code", "code": "M99999", "times": null });
    let always = service.let_happen(fault).await;
    let code = async || {
        let answer = service.send(&service.call("/security/getKey", "")).await;
        answer["code"].as_str().unwrap().to_owned()
    };
    assert_eq!(code().await, "D30001");
    let (_, listed) = service.faults("GET", "", &Value::Null).await;
    assert_eq!(listed["faults"][0]["times"], 1);
    assert_eq!(listed["faults"][0]["id"], twice);
    let page = service
        .http
        .get(format!("{}/faults?lang=en-US", service.server.gateway));
    let page = page.send().await.unwrap().text().await.unwrap();
    assert!(
        page.contains(&format!("data-fault=\"{twice}\"")) && page.contains("What goes wrong next")
    );
    assert_eq!(code().await, "D30001");
    for _ in 0..3 {
        assert_eq!(code().await, "M99999");
    }
    let path = format!("/{always}");
    assert_eq!(service.faults("DELETE", &path, &Value::Null).await.0, 204);
    assert_eq!(service.faults("DELETE", &path, &Value::Null).await.0, 404);
    assert_eq!(code().await, "D00000");
    service
        .let_happen(json!({ "at": "*", "fault": "drop", "times": null }))
        .await;
    assert_eq!(service.faults("DELETE", "", &Value::Null).await.0, 204);
    assert_eq!(code().await, "D00000");

    for wrong in [
        json!({ "at": "/nowhere", "fault": "drop" }),
        json!({ "at": "callback/login", "fault": "never" }),
        json!({ "at": "callback", "fault": "drop" }),
        json!({ "at": at, "fault": "early-push" }),
        json!({ "at": at, "fault": "never" }),
        json!({ "at": "/ca/ocsp", "fault": "wrong-key" }),
        json!({ "at": at, "fault": "boredom" }),
        json!({ "at": at, "fault": "result-code" }),
        json!({ "at": at, "fault": "result-code", "code": "D1" }),
        json!({ "at": at, "fault": "drop", "times": 0 }),
        json!({ "at": at, "fault": "delay", "ms": 3_600_001 }),
        json!({ "at": at, "fault": "status", "status": 99 }),
        json!({ "at": at, "fault": "drop", "colour": "red" }),
        json!({ "at": SIGNING, "fault": "early-push", "answer": "perhaps" }),
    ] {
        assert_eq!(service.faults("POST", "", &wrong).await.0, 400, "{wrong}");
    }
    let foreign = format!("{}/faults/api", service.server.gateway);
    let foreign = service
        .http
        .delete(foreign)
        .header("sec-fetch-site", "cross-site");
    assert_eq!(foreign.send().await.unwrap().status(), 403);
}

#[tokio::test]
async fn answers_go_wrong_below_the_api() {
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
async fn answers_go_wrong_within_the_api() {
    let service = EService::start(&[]).await;
    let key = service.content_key().await;
    let at = "/security/getKey";
    // A content key for another service, and contents under another key.
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

    // Carried out, but the answer is lost: the businessID is used up.
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
    // PKCS#1 v1.5 under another key: rejected, or 32 other bytes.
    let unwrapped = service.try_unwrap(push["secretKey"].as_str().unwrap());
    let key = unwrapped
        .and_then(|key| key.try_into().ok())
        .map(crate::e_service::Key);
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

#[tokio::test]
async fn the_way_back_goes_wrong() {
    let service = EService::start(&[]).await;
    let back = async |fault: &str, code: Option<&str>| {
        let mut fault = json!({ "at": "redirect", "fault": fault });
        if let Some(code) = code {
            fault["code"] = json!(code);
        }
        service.let_happen(fault).await;
        let login = service.begin_login().await;
        service.press("chan", &login["requestID"], "approve").await;
        query_of(&service.finished(&login).await)
    };
    let query = back("result-code", Some("D40002")).await;
    assert_eq!(
        (&*query["error_code"], &*query["state"]),
        ("D40002", "the-state")
    );
    assert!(!query.contains_key("code"));
    let query = back("wrong-state", None).await;
    assert!(query.contains_key("code") && query["state"] != "the-state");
    assert!(!back("no-state", None).await.contains_key("state"));
    let query = back("only-state", None).await;
    assert_eq!((query.len(), &*query["state"]), (1, "the-state"));

    service
        .let_happen(json!({ "at": "/auth/getQR", "fault": "result-code", "code": "D20031" }))
        .await;
    let (status, page) = service
        .get_qr(&service.login_parameters(), "text/html")
        .await;
    assert!(status == 400 && page.contains("data-result-code=\"D20031\""));
}
