//! Lifetimes of codes, content keys and requests.

use std::time::Duration;

use serde_json::json;

use crate::e_service::{EService, base64};

#[tokio::test]
async fn codes_content_keys_and_requests_end() {
    let lives = [
        "--code-seconds",
        "2",
        "--content-key-seconds",
        "4",
        "--interaction-seconds",
        "6",
    ];
    let mut service = EService::start(&lives).await;
    let token = service.log_in("chan").await;
    let login = service.begin_login().await;
    let request = json!({
        "businessID": "business",
        "accessToken": token["accessToken"],
        "openID": token["openID"],
        "source": "PC_Browser",
        "redirectURI": service.callback_uri,
        "state": "s",
        "hashCode": base64(&[1; 32]),
        "department": "d",
        "serviceName": "s",
        "documentName": "d",
    });
    let initiate = "/account/signing/initiateRequest";
    let ticket = service.encrypted(initiate, &request).await["content"].clone();

    let key = service.content_key().await;
    let code = service.code("chan").await;
    tokio::time::sleep(Duration::from_millis(2100)).await;
    let grant = json!({ "code": code, "grantType": "authorization_code" });
    assert_eq!(
        service.encrypted("/auth/getToken", &grant).await["code"],
        "D40004"
    );

    tokio::time::sleep(Duration::from_secs(2)).await;
    let body = json!({ "content": key.seal(b"{}") }).to_string();
    let answer = service.send(&service.call("/auth/getToken", &body)).await;
    assert_eq!(answer["code"], "D30002");
    assert_ne!(service.content_key().await.0, key.0);

    assert!(
        service
            .finished(&login)
            .await
            .contains("?error_code=D40003&")
    );
    let (push, result) = service.pushed().await;
    assert_eq!(push["code"], "D70003");
    assert_eq!(result, json!({ "businessID": "business", "state": "s" }));
    let (status, _) = service.press("chan", &ticket["ticketID"], "approve").await;
    assert_eq!(status, 409);
}
