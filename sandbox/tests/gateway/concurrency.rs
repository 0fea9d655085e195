//! 1,000 concurrent transactions.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use aws_lc_rs::digest::{SHA256, digest};
use serde_json::{Value, json};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::e_service::{EService, base64, now};

const SIGNING: &str = "/account/signing/initiateRequest";
const TRANSACTIONS: usize = 1000;
/// Concurrent connections of the test; all transactions are open at the same time.
const CONNECTIONS: usize = 100;

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_transactions_are_all_told_once_and_none_is_mixed_up() {
    let service = EService::start(&[]).await;
    let token = service.log_in("chan").await;
    let key = Arc::new(service.content_key().await);
    // Some pushes are duplicated, some are late and out of order.
    let fault = json!({ "at": "callback", "fault": "duplicate", "times": 100 });
    service.let_happen(fault).await;
    let fault = json!({ "at": "callback", "fault": "delay", "jitterMs": 2000, "times": 300 });
    service.let_happen(fault).await;

    let started = Instant::now();
    let service_now = Arc::new(service);
    let turns = Arc::new(Semaphore::new(CONNECTIONS));
    let mut initiated = JoinSet::new();
    for number in 0..TRANSACTIONS {
        let (service, key, turns) = (
            Arc::clone(&service_now),
            Arc::clone(&key),
            Arc::clone(&turns),
        );
        let mut request = service.account(&token);
        request["state"] = json!(format!("state-{number}"));
        request["hashCode"] = json!(base64(digest(&SHA256, &number.to_be_bytes()).as_ref()));
        for name in ["department", "serviceName", "documentName"] {
            request[name] = json!(name);
        }
        initiated.spawn(async move {
            // Made before its turn, so that calls arrive out of order.
            let call = service.sealed(&key, SIGNING, &request);
            let _turn = turns.acquire().await;
            let answer = service.send(&call).await;
            assert_eq!(answer["code"], "D00000", "{answer}");
            let content = key.open(answer["content"].as_str().unwrap());
            let content: Value = serde_json::from_slice(&content).unwrap();
            (request, content["ticketID"].clone())
        });
    }
    let initiated = initiated.join_all().await;
    assert_eq!(initiated.len(), TRANSACTIONS);

    let mut pressed = JoinSet::new();
    for (_, ticket_id) in &initiated {
        let (service, turns) = (Arc::clone(&service_now), Arc::clone(&turns));
        let ticket_id = ticket_id.clone();
        pressed.spawn(async move {
            let _turn = turns.acquire().await;
            assert_eq!(service.press("chan", &ticket_id, "approve").await.0, 200);
        });
    }
    pressed.join_all().await;
    let Ok(mut service) = Arc::try_unwrap(service_now) else {
        panic!("the tasks have ended");
    };

    let mut asked: HashMap<String, Value> = initiated
        .into_iter()
        .map(|(request, _)| (request["businessID"].as_str().unwrap().to_owned(), request))
        .collect();
    let mut seen = HashSet::new();
    let mut signatures = HashSet::new();
    for _ in 0..TRANSACTIONS + 100 {
        let push = service.pushed_raw().await;
        if !seen.insert(push.body.clone()) {
            continue;
        }
        let (_, content) = service.open(&push);
        let request = asked
            .remove(content["businessID"].as_str().unwrap())
            .unwrap();
        for name in ["state", "hashCode"] {
            assert_eq!(content[name], request[name]);
        }
        assert!(signatures.insert(content["signature"].as_str().unwrap().to_owned()));
    }
    assert!(asked.is_empty());
    assert!(service.is_quiet(Duration::from_millis(200)).await);
    println!("{TRANSACTIONS} transactions in {:?}", started.elapsed());
}

#[tokio::test]
async fn a_timestamp_may_lie_a_little_behind() {
    let service = EService::start(&["--timestamp-tolerance-ms", "2000"]).await;
    let strict = EService::start(&["--timestamp-tolerance-ms", "0"]).await;
    let code = async |service: &EService, behind: i64| {
        let call = service.call("/security/getKey", "");
        let mut call = call.with("timestamp", (now() + 60_000 - behind).to_string());
        service.sign(&mut call);
        service.send(&call).await["code"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    for (behind, tolerant, without) in [
        (0, "D00000", "D00000"),
        (1000, "D00000", "D20003"),
        (5000, "D20003", "D20003"),
    ] {
        assert_eq!(code(&service, behind).await, tolerant, "{behind} ms");
        assert_eq!(code(&strict, behind).await, without, "{behind} ms");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn three_hundred_logins_at_once_have_a_code_each() {
    let service = Arc::new(EService::start(&[]).await);
    let turns = Arc::new(Semaphore::new(CONNECTIONS));
    let mut logins = JoinSet::new();
    for _ in 0..300 {
        let (service, turns) = (Arc::clone(&service), Arc::clone(&turns));
        logins.spawn(async move {
            let _turn = turns.acquire().await;
            service.code("wong").await
        });
    }
    let codes: HashSet<String> = logins.join_all().await.into_iter().collect();
    assert_eq!(codes.len(), 300);
}
