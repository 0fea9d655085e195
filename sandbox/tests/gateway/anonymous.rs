//! Requests without a login: ticket, getQR, code and businessID, token, result.

use std::collections::HashMap;

use aws_lc_rs::digest::{SHA256, digest};
use serde_json::{Value, json};

use crate::e_service::{EService, base64, hex, query_of, random};

const E_ME: &str = "/anonymous/eme/initiateRequest";
const SIGNING: &str = "/anonymous/signing/initiateRequest";
const PDF_SIGNING: &str = "/anonymous/pdfsigning/initiateRequest";
/// HKICHash of A123456 in the API reference.
const CHAN: &str = "rDcExehSzsiEp2laLaJqrtaX2ua9sdaugwaY5ONmYwk=";

fn form() -> Value {
    let business_id = hex(&random::<16>());
    json!({ "businessID": business_id, "eMEFields": ["idNo"], "formName": "Form" })
}

fn signing(digest_name: &str) -> Value {
    json!({
        "businessID": hex(&random::<16>()),
        digest_name: base64(digest(&SHA256, b"the document").as_ref()),
        "HKICHash": CHAN,
        "department": "d",
        "serviceName": "s",
        "documentName": "d",
    })
}

/// getQR parameters of a ticket.
fn parameters(service: &EService, ticket_id: &str, scope: &str) -> Vec<(&'static str, String)> {
    let mut parameters = service.login_parameters();
    parameters.retain(|parameter| parameter.0 != "scope");
    parameters.push(("scope", scope.to_owned()));
    parameters.push(("ticketID", ticket_id.to_owned()));
    parameters
}

/// Answers a ticket's getQR; returns the query of the redirect.
async fn answered(
    service: &EService,
    ticket_id: &str,
    scope: &str,
    persona: &str,
    press: &str,
) -> HashMap<String, String> {
    let parameters = parameters(service, ticket_id, scope);
    let (status, page) = service.get_qr(&parameters, "application/json").await;
    assert_eq!(status, 200, "{page}");
    let page: Value = serde_json::from_str(&page).unwrap();
    assert_eq!(
        service.press(persona, &page["requestID"], press).await.0,
        200
    );
    query_of(&service.finished(&page).await)
}

async fn ticket(service: &EService, path: &'static str, request: &Value) -> String {
    let answer = service.encrypted(path, request).await;
    assert_eq!(answer["code"], "D00000", "{answer}");
    answer["content"]["ticketID"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn each_kind_goes_from_ticket_to_result() {
    let service = EService::start(&[]).await;
    for (path, result_path, scope, request, fields) in [
        (
            E_ME,
            "/anonymous/eme/getResult",
            "eidapi_formFilling",
            form(),
            vec!["idNo"],
        ),
        (
            SIGNING,
            "/anonymous/signing/getResult",
            "eidapi_auth eidapi_sign",
            signing("hashCode"),
            vec!["cert", "hashCode", "signature", "timestamp"],
        ),
        (
            PDF_SIGNING,
            "/anonymous/pdfsigning/getResult",
            "eidapi_sign",
            signing("docDigest"),
            vec!["docDigest", "pdfSignature"],
        ),
    ] {
        let ticket_id = ticket(&service, path, &request).await;
        let query = answered(&service, &ticket_id, scope, "chan", "approve").await;
        assert_eq!(query["businessID"], request["businessID"]);
        assert_eq!(query["state"], "the-state");
        let token = service.redeem(&query["code"]).await;
        let mut result = json!({ "accessToken": token["accessToken"], "openID": token["openID"] });
        let first = service.encrypted(result_path, &result).await;
        assert_eq!(first["code"], "D00000", "{first}");
        let content = first["content"].as_object().unwrap();
        let mut names: Vec<&str> = content.keys().map(String::as_str).collect();
        names.retain(|name| *name != "businessID");
        names.sort_unstable();
        assert_eq!(names, fields);
        assert_eq!(content["businessID"], request["businessID"]);

        // A repeated call returns the same, also with businessID; another businessID or endpoint
        // fails.
        result["businessID"] = request["businessID"].clone();
        let again = service.encrypted(result_path, &result).await;
        assert_eq!(again["content"], first["content"]);
        result["businessID"] = json!("another");
        assert_eq!(
            service.encrypted(result_path, &result).await["code"],
            "D20003"
        );
        let other = json!({ "accessToken": token["accessToken"], "openID": token["openID"] });
        let elsewhere = if path == E_ME {
            "/anonymous/signing/getResult"
        } else {
            "/anonymous/eme/getResult"
        };
        assert_eq!(service.encrypted(elsewhere, &other).await["code"], "D20027");

        // A ticket can be answered once.
        let parameters = parameters(&service, &ticket_id, scope);
        let (_, refused) = service.get_qr(&parameters, "application/json").await;
        let refused: Value = serde_json::from_str(&refused).unwrap();
        assert_eq!(refused["code"], "D20068");
        if path != E_ME {
            let acknowledged =
                json!({ "businessID": request["businessID"], "signingResult": "SR001" });
            let answer = service
                .encrypted("/account/signing/ackResult", &acknowledged)
                .await;
            assert_eq!(answer["code"], "D00000");
        }
    }
}

#[tokio::test]
async fn what_is_not_right_is_refused() {
    let service = EService::start(&[]).await;
    let login = service.log_in("chan").await;
    let with = |request: Value, name: &str, value: Value| {
        let mut request = request;
        request[name] = value;
        request
    };
    let mut without_hkic = signing("hashCode");
    without_hkic.as_object_mut().unwrap().remove("HKICHash");
    for (path, request, code) in [
        (SIGNING, without_hkic, "D20001"),
        (E_ME, with(form(), "accessToken", json!("a")), "D20001"),
        (
            E_ME,
            with(form(), "redirectURI", json!(service.callback_uri)),
            "D20001",
        ),
        (PDF_SIGNING, signing("hashCode"), "D20001"),
        (E_ME, with(form(), "eMEFields", json!([])), "D20002"),
    ] {
        assert_eq!(
            service.encrypted(path, &request).await["code"],
            code,
            "{request}"
        );
    }
    let result = json!({ "accessToken": login["accessToken"], "openID": login["openID"] });
    let answer = service.encrypted("/anonymous/eme/getResult", &result).await;
    assert_eq!(answer["code"], "D20027");

    let ticket_id = ticket(&service, SIGNING, &signing("hashCode")).await;
    let parameters = parameters(&service, &ticket_id, "eidapi_auth");
    let (_, refused) = service.get_qr(&parameters, "application/json").await;
    assert!(refused.contains("D20012"), "{refused}");
    // The signer must match HKICHash and be able to sign.
    let query = answered(&service, &ticket_id, "eidapi_sign", "wong", "approve").await;
    assert_eq!(query["error_code"], "D70005");
    let ticket_id = ticket(&service, SIGNING, &signing("hashCode")).await;
    let query = answered(&service, &ticket_id, "eidapi_sign", "ng", "approve").await;
    assert_eq!((&*query["error_code"], query.get("code")), ("D70004", None));
    for (path, request, scope, press, code) in [
        (E_ME, form(), "eidapi_formFilling", "refuse", "D60001"),
        (
            SIGNING,
            signing("hashCode"),
            "eidapi_sign",
            "cancel",
            "D70000",
        ),
    ] {
        let ticket_id = ticket(&service, path, &request).await;
        let query = answered(&service, &ticket_id, scope, "chan", press).await;
        assert_eq!(query["error_code"], code);
        assert_eq!(query["businessID"], request["businessID"]);
    }
}
