//! Requests that are answered without a click.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::e_service::{EService, base64, next_with, query_of};

const SCOPE: &str = "eidapi_auth eidapi_formFilling eidapi_sign";

/// Logs in as a client that only follows redirects; returns the redirect's query.
async fn follow(service: &EService) -> std::collections::HashMap<String, String> {
    let mut parameters = service.login_parameters();
    for parameter in &mut parameters {
        if parameter.0 == "scope" {
            SCOPE.clone_into(&mut parameter.1);
        }
    }
    let mut address = format!("{}/api/v1/auth/getQR?", service.server.gateway);
    for (name, value) in parameters {
        let value = crate::e_service::percent_encode(&value);
        address.push_str(&[name, "=", &value, "&"].concat());
    }
    let answer = service
        .http
        .get(address.trim_end_matches('&'))
        .send()
        .await
        .unwrap();
    query_of(answer.url().as_str())
}

#[tokio::test]
async fn login_form_filling_and_signing_need_no_click() {
    let options = ["--auto", "approve:200", "--auto-login-as", "wong"];
    let mut service = EService::start(&options).await;
    assert!(
        service
            .server
            .log()
            .contains("auto: requests are answered without a click")
    );
    let start = Instant::now();
    let query = follow(&service).await;
    assert!(start.elapsed() >= Duration::from_millis(200));
    assert_eq!(query["state"], "the-state");
    let token = service.redeem(&query["code"]).await;

    let mut form = service.account(&token);
    form["eMEFields"] = json!(["emailAddress"]);
    form["formName"] = json!("Form");
    let answer = service
        .encrypted("/account/eme/initiateRequest", &form)
        .await;
    assert_eq!(answer["code"], "D00000");
    let (push, content) = service.pushed().await;
    assert_eq!(push["code"], "D00000");
    assert_eq!(content["emailAddress"], "siuling.wong@example.hk");

    let mut signing = service.account(&token);
    signing["hashCode"] = json!(base64(&[1; 32]));
    for name in ["department", "serviceName", "documentName"] {
        signing[name] = json!(name);
    }
    service
        .encrypted("/account/signing/initiateRequest", &signing)
        .await;
    let (push, content) = service.pushed().await;
    assert_eq!(push["code"], "D00000");
    assert!(content["signature"].is_string());
    assert!(
        service
            .server
            .log()
            .contains("auto: approved for wong without a click")
    );

    for (lang, text) in [
        (
            "en-US",
            "Requests are answered without a click: approved after 200 ms.",
        ),
        ("zh-HK", "請求無需按鈕即自動回應：自動批准（200 毫秒後）。"),
        ("zh-CN", "请求无需点击即自动回应：自动批准（200 毫秒后）。"),
    ] {
        for path in ["/app", "/app/details", "/app/people", "/faults", "/"] {
            let page = service
                .page("chan", lang, &format!("{path}?lang={lang}"))
                .await;
            assert!(page.contains(text), "{path} {lang}: {page}");
        }
    }
}

#[tokio::test]
async fn one_persons_answers_can_be_others_and_all_can_be_changed() {
    let mut service = EService::start(&["--auto", "refuse:0"]).await;
    assert_eq!(follow(&service).await["error_code"], "D40001");
    let wrong = [
        json!({ "answer": "perhaps" }),
        json!({ "answer": "approve", "delayMs": 3_600_001 }),
        json!({ "answer": "approve", "persona": "nobody" }),
        json!({ "loginAs": "nobody" }),
        json!({ "colour": "red" }),
    ];
    for wrong in wrong {
        assert_eq!(service.app("POST", "auto", &wrong).await.0, 400, "{wrong}");
    }
    let one = json!({ "persona": "lee", "answer": "approve", "delayMs": 1, "loginAs": "lee" });
    let (_, settings) = service.app("POST", "auto", &one).await;
    assert_eq!(
        settings,
        json!({
            "everybody": { "answer": "refuse", "delayMs": 0 },
            "personas": { "lee": { "answer": "approve", "delayMs": 1 } },
            "loginAs": "lee",
        })
    );
    assert_eq!(service.app("GET", "auto", &Value::Null).await.1, settings);
    let query = follow(&service).await;
    let token = service.redeem(&query["code"]).await;

    // Off: the person is asked.
    let off = json!({ "persona": "lee", "answer": null });
    service.app("POST", "auto", &off).await;
    let (status, page) = service
        .get_qr(&service.login_parameters(), "text/html")
        .await;
    assert!(status == 200 && page.contains("<svg"));
    let mut form = service.account(&token);
    form["eMEFields"] = json!(["emailAddress"]);
    form["formName"] = json!("Form");
    service
        .encrypted("/account/eme/initiateRequest", &form)
        .await;
    assert!(service.is_quiet(Duration::from_millis(500)).await);
    let page = service.page("lee", "en-US", "/app").await;
    assert!(page.contains("refused after 0 ms; lee: by hand."), "{page}");
}

/// A page that is open says so, before it is loaded again.
#[tokio::test]
async fn an_open_page_is_told_which_requests_are_answered() {
    let service = EService::start(&[]).await;
    for path in ["/app/events", "/faults/events", "/events"] {
        let address = format!("{}{path}", service.server.gateway);
        let request = service.http.get(address).header("accept-language", "en");
        let mut events = request.send().await.unwrap();
        next_with(&mut events, "event: auto\ndata: \"\"\n").await;
        for (setting, text) in [
            (
                json!({ "answer": "refuse", "delayMs": 1 }),
                "event: auto\ndata: \"Requests are answered without a click: refused after 1 ms.\"\n",
            ),
            (json!({ "answer": null }), "event: auto\ndata: \"\"\n"),
        ] {
            service.app("POST", "auto", &setting).await;
            next_with(&mut events, text).await;
        }
    }
}

/// By headers of the getQR request, without any setting.
#[tokio::test]
async fn one_login_alone_can_need_no_click() {
    let service = EService::start(&[]).await;
    let mut address = format!("{}/api/v1/auth/getQR?", service.server.gateway);
    for (name, value) in service.login_parameters() {
        let value = crate::e_service::percent_encode(&value);
        address.push_str(&[name, "=", &value, "&"].concat());
    }
    let address = address.trim_end_matches('&');
    let get = async |answer: &str, persona: &str| {
        let request = service.http.get(address).header("x-sandbox-auto", answer);
        let answer = request.header("x-sandbox-persona", persona).send().await;
        answer.unwrap()
    };
    let query = query_of(get("approve:0", "ng").await.url().as_str());
    assert_eq!(service.redeem(&query["code"]).await["userType"], "default");
    let query = query_of(get("cancel:1", "chan").await.url().as_str());
    assert_eq!(query["error_code"], "D40000");
    for (answer, persona) in [("perhaps", "chan"), ("approve", "nobody")] {
        let refused = get(answer, persona).await;
        assert_eq!(refused.status(), 400);
        assert!(refused.text().await.unwrap().contains("D20003"));
    }
}
