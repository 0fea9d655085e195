//! What `--tour` opens, and that nothing is open without it.

use std::time::Duration;

use aws_lc_rs::digest::{SHA256, digest};
use reqwest::Method;
use serde_json::{Value, json};

use crate::e_service::{EService, base64, from_base64};

const READER: &str = "http://tour.example:8787";
const SIGNING: &str = "/account/signing/initiateRequest";

/// The exchanges so far, up to the first that fits.
async fn exchanges(service: &EService, last: impl Fn(&Value) -> bool) -> Vec<Value> {
    let address = format!("{}/wire/events", service.server.gateway);
    let request = service.http.get(address).header("Origin", READER);
    let mut response = request.send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["access-control-allow-origin"], READER);
    let mut text = String::new();
    let reading = async {
        loop {
            let chunk = response.chunk().await.unwrap().unwrap();
            text.push_str(std::str::from_utf8(&chunk).unwrap());
            let exchanges: Vec<Value> = text
                .lines()
                .filter_map(|line| serde_json::from_str(line.strip_prefix("data: ")?).ok())
                .collect();
            if exchanges.iter().any(&last) {
                return exchanges;
            }
        }
    };
    let limit = Duration::from_secs(30);
    tokio::time::timeout(limit, reading).await.unwrap()
}

/// The content of an answer that the app's page, the getQR page or the fault page gives.
async fn policy(service: &EService, path: &str) -> String {
    let address = format!("{}{path}", service.server.gateway);
    let response = service.http.get(address).send().await.unwrap();
    let policy = response.headers()["content-security-policy"].to_str();
    policy.unwrap().to_owned()
}

async fn forge(service: &EService, origin: Option<&str>) -> reqwest::Response {
    let address = format!("{}/faults/api/forgeries", service.server.gateway);
    let hash = base64(digest(&SHA256, b"the document").as_ref());
    let mut request = service
        .http
        .post(address)
        .header("Sec-Fetch-Site", "same-site")
        .body(json!({ "persona": "chan", "hashCode": hash }).to_string());
    if let Some(origin) = origin {
        request = request.header("Origin", origin);
    }
    request.send().await.unwrap()
}

#[tokio::test]
async fn each_call_is_told_closed_and_opened() {
    let mut service = EService::start(&["--tour", READER]).await;
    let token = service.log_in("chan").await;
    let mut request = service.account(&token);
    request["hashCode"] = json!(base64(digest(&SHA256, b"the document").as_ref()));
    for name in ["department", "serviceName", "documentName"] {
        request[name] = json!(name);
    }
    let answer = service.encrypted(SIGNING, &request).await;
    let ticket = &answer["content"]["ticketID"];
    service.press("chan", ticket, "approve").await;
    let (frame, result) = service.pushed().await;

    let all = exchanges(&service, |it| it["path"] == "/callback").await;
    let find = |path: &str| all.iter().find(|it| it["path"] == path).unwrap();
    let who: Vec<[&str; 3]> = all
        .iter()
        .map(|it| ["from", "to", "method"].map(|name| it[name].as_str().unwrap()))
        .collect();
    for expected in [
        ["browser", "gateway", "GET"],
        ["gateway", "browser", "redirect"],
        ["e-service", "gateway", "POST"],
        ["phone", "gateway", "POST"],
        ["gateway", "e-service", "POST"],
    ] {
        assert!(who.contains(&expected), "{expected:?} in {who:?}");
    }

    // The envelope closed, as it was sent; opened, as this e-service sealed and reads it.
    let call = find("/api/v1/account/signing/initiateRequest");
    let headers = call["request"]["headers"].as_array().unwrap();
    assert_eq!(
        headers[0],
        json!(["clientID", service.server.text("clientId")])
    );
    let body: Value =
        serde_json::from_str(call["request"]["body"]["text"].as_str().unwrap()).unwrap();
    assert_eq!(body.as_object().unwrap().len(), 1);
    assert_eq!(call["request"]["opened"]["content"], request);
    assert_eq!(&call["response"]["opened"]["content"]["ticketID"], ticket);

    let key = find("/api/v1/security/getKey");
    let secret_key = &key["response"]["opened"]["secretKey"];
    let body: Value =
        serde_json::from_str(key["response"]["body"]["text"].as_str().unwrap()).unwrap();
    let unwrapped = service.unwrap(body["content"]["secretKey"].as_str().unwrap());
    assert_eq!(from_base64(secret_key.as_str().unwrap()), unwrapped.0);

    let push = find("/callback");
    assert_eq!(push["status"], 200);
    assert_eq!(push["request"]["opened"]["content"], result);
    let body: Value =
        serde_json::from_str(push["request"]["body"]["text"].as_str().unwrap()).unwrap();
    assert_eq!(body["txID"], frame["txID"]);
}

#[tokio::test]
async fn the_page_of_the_tour_may_frame_the_app_and_choose_faults() {
    let service = EService::start(&["--tour", &format!("{READER}/")]).await;
    let framed = format!("frame-ancestors {READER}");
    assert!(policy(&service, "/app").await.ends_with(&framed));
    assert!(
        policy(&service, "/api/v1/auth/getQR")
            .await
            .ends_with(&framed)
    );
    assert!(
        policy(&service, "/faults")
            .await
            .ends_with("frame-ancestors 'none'")
    );

    let address = format!("{}/faults/api", service.server.gateway);
    let preflight = service.http.request(Method::OPTIONS, &address);
    let allowed = preflight.header("Origin", READER).send().await.unwrap();
    assert_eq!(allowed.status(), 204);
    assert_eq!(allowed.headers()["access-control-allow-origin"], READER);
    let other = service.http.request(Method::OPTIONS, &address);
    let refused = other
        .header("Origin", "http://evil.example")
        .send()
        .await
        .unwrap();
    assert_eq!(refused.headers().get("access-control-allow-origin"), None);

    let forged = forge(&service, Some(READER)).await;
    assert_eq!(forged.status(), 200);
    let forged: Value = serde_json::from_str(&forged.text().await.unwrap()).unwrap();
    for part in ["signature", "certificate", "issuer"] {
        assert!(
            forged[part].as_str().is_some_and(|text| text.len() > 300),
            "{part}"
        );
    }
    assert_eq!(
        forge(&service, Some("http://evil.example")).await.status(),
        403
    );
    assert_eq!(forge(&service, None).await.status(), 403);
}

#[tokio::test]
async fn without_it_nothing_is_kept_framed_or_shared() {
    let service = EService::start(&[]).await;
    service.content_key().await;
    let address = format!("{}/wire/events", service.server.gateway);
    let response = service
        .http
        .get(address)
        .header("Origin", READER)
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 404);
    assert_eq!(response.headers().get("access-control-allow-origin"), None);
    assert!(
        policy(&service, "/app")
            .await
            .ends_with("frame-ancestors 'none'")
    );
    assert_eq!(forge(&service, Some(READER)).await.status(), 403);
}
