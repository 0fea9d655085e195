//! getQR, the app's answer, and getToken.

use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use crate::e_service::EService;

#[tokio::test]
async fn each_parameter_of_get_qr_is_checked() {
    let service = EService::start(&[]).await;
    let right = service.login_parameters();
    let with = |name: &str, value: &str| {
        let mut parameters = right.clone();
        for parameter in &mut parameters {
            if parameter.0 == name {
                value.clone_into(&mut parameter.1);
            }
        }
        parameters
    };
    let without = |name: &str| {
        let mut parameters = right.clone();
        parameters.retain(|parameter| parameter.0 != name);
        parameters
    };
    let and = |name: &'static str, value: &str| {
        let mut parameters = right.clone();
        parameters.push((name, value.to_owned()));
        parameters
    };
    let cases = [
        (without("clientID"), "D20001"),
        (without("responseType"), "D20001"),
        (without("source"), "D20001"),
        (without("redirectURI"), "D20001"),
        (without("scope"), "D20001"),
        (with("clientID", "0123"), "D20018"),
        (with("clientID", ""), "D20002"),
        (with("responseType", "token"), "D20003"),
        (with("source", "App_Link"), "D20007"),
        (with("source", "Netscape"), "D20007"),
        (
            with("redirectURI", &service.login_uri.to_uppercase()),
            "D20008",
        ),
        (
            with("redirectURI", &format!("{}?", service.login_uri)),
            "D20008",
        ),
        (with("scope", "eidapi_everything"), "D20012"),
        (with("scope", "EIDAPI_AUTH"), "D20012"),
        (with("lang", "fr"), "D20003"),
        (with("state", &"s".repeat(37)), "D20003"),
        (with("state", "a b"), "D20003"),
        (with("state", ""), "D20002"),
        (and("brokerPage", "yes"), "D20003"),
        (and("ticketID", "0123"), "D20027"),
        (and("code_challenge", "0123"), "D20001"),
        (and("state", "again"), "D20003"),
    ];
    for (number, (parameters, expected)) in cases.iter().enumerate() {
        let (status, answer) = service.get_qr(parameters, "application/json").await;
        let answer: Value = serde_json::from_str(&answer).unwrap();
        assert_eq!(
            (status, &answer["code"]),
            (400, &json!(expected)),
            "case {number}"
        );
        let (status, page) = service.get_qr(parameters, "text/html").await;
        assert_eq!(status, 400);
        assert!(page.contains(&format!("data-result-code=\"{expected}\"")));
    }
    for parameters in [right.clone(), without("lang"), without("state")] {
        assert_eq!(service.get_qr(&parameters, "text/html").await.0, 200);
    }
}

#[tokio::test]
async fn the_page_speaks_the_language_that_is_asked_for() {
    let service = EService::start(&[]).await;
    let mut parameters = service.login_parameters();
    let (_, page) = service.get_qr(&parameters, "text/html").await;
    assert!(page.contains("<html lang=\"en\">") && page.contains("<svg"));
    assert!(page.contains("class=\"link\" href=\"http://127.0.0.1:"));
    assert!(page.contains("The real gateway refuses it (D20008)."));
    parameters.retain(|parameter| parameter.0 != "lang");
    parameters.push(("brokerPage", "True".to_owned()));
    let (_, page) = service.get_qr(&parameters, "text/html").await;
    assert!(page.contains("<html lang=\"zh-Hant-HK\">"));
    assert!(page.contains("class=\"button\" href=\"http://127.0.0.1:"));
}

#[tokio::test]
async fn a_code_is_redeemed_once() {
    let service = EService::start(&[]).await;
    let code = service.code("chan").await;
    let request = json!({ "code": code, "grantType": "authorization_code" });
    let answer = service.encrypted("/auth/getToken", &request).await;
    let content = &answer["content"];
    assert_eq!(answer["code"], "D00000");
    assert_eq!(content["tokenType"], "Bearer");
    assert_eq!(content["expiresIn"], 14_400_000);
    assert_eq!(content["userType"], "sign");
    assert_eq!(content["scope"], "eidapi_auth eidapi_sign");
    for name in ["issueAt", "lastModifiedDate"] {
        assert!(content[name].is_i64(), "{name}");
    }
    let again = service.encrypted("/auth/getToken", &request).await;
    assert_eq!(again["code"], "D40004");
    assert!(again.get("content").is_none());

    let answer = service.log_in("ng").await;
    assert_eq!(answer["userType"], "default");
}

#[tokio::test]
async fn tokenised_ids_tell_people_apart_and_stay() {
    let service = EService::start(&[]).await;
    let open_id = async |persona| service.log_in(persona).await["openID"].clone();
    let chan = open_id("chan").await;
    assert_eq!(open_id("chan").await, chan);
    assert_ne!(open_id("wong").await, chan);
    // Base64 of 32 bytes, URL-encoded.
    let text = percent_decode_str(chan.as_str().unwrap())
        .decode_utf8()
        .unwrap();
    assert!(text.len() == 44 && text.ends_with('='));
}

#[tokio::test]
async fn refusals_return_to_the_service_with_their_code() {
    let service = EService::start(&[]).await;
    for (press, code) in [("refuse", "D40001"), ("cancel", "D40000")] {
        let login = service.begin_login().await;
        let (status, answer) = service.press("wong", &login["requestID"], press).await;
        assert_eq!(status, 200, "{answer}");
        let expected = format!("{}?error_code={code}&state=the-state", service.login_uri);
        assert_eq!(service.finished(&login).await, expected);
        // The first answer counts.
        let (status, answer) = service.press("wong", &login["requestID"], "approve").await;
        assert_eq!((status, &answer["code"]), (409, &json!("D20004")));
    }

    // Cancelled on the page.
    let login = service.begin_login().await;
    let cancel = login["events"]
        .as_str()
        .unwrap()
        .replace("/events?", "/cancel?");
    assert_eq!(
        service.http.post(cancel).send().await.unwrap().status(),
        204
    );
    assert!(
        service
            .finished(&login)
            .await
            .contains("?error_code=D40000&")
    );
}

#[tokio::test]
async fn only_the_page_learns_the_code() {
    let service = EService::start(&[]).await;
    let login = service.begin_login().await;
    let id = login["requestID"].as_str().unwrap();
    assert!(!login["appLink"].as_str().unwrap().contains(page_of(&login)));
    let (_, view) = service.look("chan", &login["requestID"]).await;
    assert_eq!(view["kind"], "login");
    assert!(!view.to_string().contains(page_of(&login)));
    // The ID in the QR code does not open the page's events.
    let events = login["events"]
        .as_str()
        .unwrap()
        .replace(page_of(&login), id);
    assert_eq!(service.http.get(events).send().await.unwrap().status(), 204);

    let foreign = format!("{}/app/api/requests/{id}/approve", service.server.gateway);
    let foreign = service
        .http
        .post(foreign)
        .header("sec-fetch-site", "same-site");
    let answer = foreign.body(r#"{"persona":"chan"}"#).send().await.unwrap();
    assert_eq!(answer.status(), 403);
}

fn page_of(login: &Value) -> &str {
    login["events"]
        .as_str()
        .unwrap()
        .split_once("page=")
        .unwrap()
        .1
}
