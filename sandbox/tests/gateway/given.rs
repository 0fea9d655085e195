//! What services got of whom, and when.

use serde_json::{Value, json};

use crate::app_pages::wait_for_given;
use crate::e_service::{EService, base64, now};
use crate::server::{Folder, Server};

#[tokio::test]
async fn what_a_service_got_is_recorded_and_can_be_cleared() {
    let mut service = EService::start(&[]).await;
    let start = now();
    let scope = "eidapi_auth eidapi_profiles eidapi_formFilling eidapi_sign";
    let token = service.log_in_for("chan", scope).await;
    let host = service.callback_uri.split('/').nth(2).unwrap().to_owned();

    // Refused, allowed in part, fetched at once, signed.
    let form = |fields: Value| {
        let mut request = service.account(&token);
        request["eMEFields"] = fields;
        request["formName"] = json!("Parking permit");
        request
    };
    let (refused, allowed) = (
        form(json!(["prefix"])),
        form(json!(["prefix", "emailAddress"])),
    );
    let e_me = "/account/eme/initiateRequest";
    let ticket = service.encrypted(e_me, &refused).await["content"].clone();
    service.press("chan", &ticket["ticketID"], "refuse").await;
    service.pushed().await;
    let ticket = service.encrypted(e_me, &allowed).await["content"].clone();
    let body = json!({ "persona": "chan", "fields": ["emailAddress"] });
    service.answer(&ticket["ticketID"], "approve", &body).await;
    service.pushed().await;
    wait_for_given(&service, "chan").await;
    let direct = json!({
        "accessToken": token["accessToken"],
        "openID": token["openID"],
        "profileFields": ["enName"],
    });
    service.encrypted("/profiles", &direct).await;
    let mut signing = service.account(&token);
    signing["hashCode"] = json!(base64(&[1; 32]));
    for name in ["department", "serviceName", "documentName"] {
        signing[name] = json!(name);
    }
    let path = "/account/signing/initiateRequest";
    let ticket = service.encrypted(path, &signing).await["content"].clone();
    service.press("chan", &ticket["ticketID"], "approve").await;
    service.pushed().await;

    let mut given = Value::Null;
    for _ in 0..300 {
        given = service
            .app("GET", "personas/chan/given", &Value::Null)
            .await
            .1;
        if given["given"][0]["kind"] == "signing" {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let records = given["given"].as_array().unwrap();
    let kinds: Vec<&Value> = records.iter().map(|record| &record["kind"]).collect();
    assert_eq!(kinds, ["signing", "profile", "form-filling", "login"]);
    for record in records {
        assert_eq!(record["service"], host);
        assert!(record["at"].as_i64().unwrap() >= start);
    }
    assert_eq!(records[0]["about"], "documentName");
    assert_eq!(records[1]["fields"], json!(["enName"]));
    assert_eq!(records[2]["about"], "Parking permit");
    assert_eq!(records[2]["fields"], json!(["emailAddress"]));
    assert_eq!(
        records[3]["fields"],
        json!(scope.split(' ').collect::<Vec<_>>())
    );

    let page = service.page("chan", "en-US", "/app/given").await;
    assert!(page.contains("Parking permit") && page.contains(&host) && page.contains("Email"));
    let page = service.page("wong", "en-US", "/app/given").await;
    assert!(page.contains("No service got anything yet."));
    let (status, page) = service.send_form("chan", "/app/given", &[]).await;
    assert_eq!(status, 200);
    assert!(page.contains("No service got anything yet."));
    assert_eq!(
        service
            .app("GET", "personas/chan/given", &Value::Null)
            .await
            .1,
        json!({ "given": [] })
    );
}

#[tokio::test]
async fn records_outlive_the_process() {
    let folder = Folder::new().with_keys();
    let record = json!({
        "at": 1_700_000_000_000_i64,
        "persona": "chan",
        "kind": "form-filling",
        "service": "service.example",
        "fields": ["idNo"],
    });
    folder.write("state/given.jsonl", format!("{record}\n"));
    let server = Server::start(&folder, &["https://service.example/"], &[]);
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let address = format!("{}/app/api/personas/chan/given", server.gateway);
    let text = http
        .get(&address)
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    let given: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(given, json!({ "given": [record] }));
    assert_eq!(http.delete(&address).send().await.unwrap().status(), 204);
    drop(server);
    assert_eq!(
        std::fs::read_to_string(folder.join("state/given.jsonl")).unwrap(),
        ""
    );
}
