//! Faults in the redirect.

use serde_json::json;

use crate::e_service::{EService, query_of};

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
