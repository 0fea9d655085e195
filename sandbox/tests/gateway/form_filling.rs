//! Profile, e-ME and step-up: initiateRequest, the person's answer, and the push callback.

use serde_json::{Value, json};

use crate::e_service::{EService, from_base64};
use crate::openssl;

const PROFILE: &str = "/account/auth/profile/initiateRequest";
const E_ME: &str = "/account/eme/initiateRequest";
const STEP_UP: &str = "/account/stepup/initiateRequest";
const SCOPE: &str = "eidapi_auth eidapi_profiles eidapi_formFilling eidapi_fr";

fn with(base: &Value, changes: Value) -> Value {
    let mut request = base.clone();
    let Value::Object(changes) = changes else {
        panic!("an object");
    };
    request.as_object_mut().unwrap().extend(changes);
    request
}

/// Presses a button; returns the push.
async fn answered(
    service: &mut EService,
    path: &'static str,
    request: &Value,
    press: &str,
) -> (Value, Value) {
    let answer = service.encrypted(path, request).await;
    assert_eq!(answer["code"], "D00000", "{answer}");
    let (status, _) = service
        .press("chan", &answer["content"]["ticketID"], press)
        .await;
    assert_eq!(status, 200);
    service.pushed().await
}

#[tokio::test]
async fn each_parameter_is_checked() {
    let service = EService::start(&[]).await;
    let token = service.log_in_for("chan", SCOPE).await;
    let without_scope = service.log_in("chan").await;
    let form = |changes| {
        let form = json!({ "eMEFields": ["prefix"], "formName": "Form" });
        with(&with(&service.account(&token), form), changes)
    };
    let profile = |changes| {
        let profile = json!({ "profileFields": ["idNo"] });
        with(&with(&service.account(&token), profile), changes)
    };
    let without_token = with(
        &service.account(&without_scope),
        json!({ "formName": "Form" }),
    );
    let cases = [
        (E_ME, form(json!({ "eMEFields": [] })), "D20002"),
        (E_ME, form(json!({ "profileFields": [] })), "D20002"),
        (E_ME, form(json!({ "eMEFields": ["shoeSize"] })), "D20003"),
        (E_ME, form(json!({ "eMEFields": [7] })), "D20003"),
        (E_ME, form(json!({ "eMEFields": "prefix" })), "D20003"),
        (E_ME, form(json!({ "profileFields": ["prefix"] })), "D20003"),
        (E_ME, form(json!({ "formName": "" })), "D20002"),
        (E_ME, form(json!({ "formName": "f".repeat(256) })), "D20003"),
        (E_ME, form(json!({ "formNum": "1".repeat(21) })), "D20003"),
        (E_ME, form(json!({ "formDesc": "d".repeat(256) })), "D20003"),
        (
            E_ME,
            form(json!({ "callbackContentType": "text/xml" })),
            "D20003",
        ),
        (
            E_ME,
            form(json!({ "redirectURI": "https://elsewhere.example/" })),
            "D20008",
        ),
        (E_ME, form(json!({ "hashCode": "AAAA" })), "D20001"),
        (
            E_ME,
            with(&service.account(&token), json!({ "formName": "Form" })),
            "D20001",
        ),
        (
            E_ME,
            with(&without_token, json!({ "eMEFields": ["prefix"] })),
            "D20012",
        ),
        (PROFILE, service.account(&token), "D20001"),
        (PROFILE, profile(json!({ "profileFields": [] })), "D20002"),
        (
            PROFILE,
            profile(json!({ "eMEFields": ["prefix"] })),
            "D20001",
        ),
        (
            PROFILE,
            profile(json!({ "accessToken": "unknown" })),
            "D20009",
        ),
        (STEP_UP, service.account(&without_scope), "D20012"),
        (E_ME, form(json!({})), "D00000"),
        // The same at one integrator's path.
        (
            "/account/auth/eme/initiateRequest",
            form(json!({})),
            "D00000",
        ),
        (PROFILE, profile(json!({})), "D00000"),
        (STEP_UP, service.account(&token), "D00000"),
    ];
    for (number, (path, request, expected)) in cases.iter().enumerate() {
        let answer = service.encrypted(path, request).await;
        assert_eq!(answer["code"], *expected, "case {number}: {answer}");
    }
}

#[tokio::test]
async fn a_profile_is_pushed_and_refusals_have_their_codes() {
    let mut service = EService::start(&[]).await;
    let token = service.log_in_for("chan", SCOPE).await;
    let fields = json!(["idNo", "enName", "chName", "birthDate", "gender"]);
    let request = with(&service.account(&token), json!({ "profileFields": fields }));
    let (push, content) = answered(&mut service, PROFILE, &request, "approve").await;
    assert_eq!(push["code"], "D00000");
    assert_eq!(
        content,
        json!({
            "businessID": request["businessID"],
            "state": "a-state",
            "idNo": { "Identification": "A123456", "CheckDigit": "3" },
            "enName": { "UnstructuredName": "CHAN, Tai Man" },
            "chName": { "ChineseName": "陳大文" },
            "chNameVerified": "陳大文",
            "birthDate": "19800215",
            "gender": "M",
        })
    );
    for (press, code) in [
        ("refuse", "D50001"),
        ("cancel", "D50001"),
        ("fail", "D50002"),
    ] {
        let request = with(
            &service.account(&token),
            json!({ "profileFields": ["idNo"] }),
        );
        let (push, content) = answered(&mut service, PROFILE, &request, press).await;
        assert_eq!(push["code"], code);
        let expected = json!({ "businessID": request["businessID"], "state": "a-state" });
        assert_eq!(content, expected);
    }
}

#[tokio::test]
async fn a_form_gets_what_the_person_allows() {
    let mut service = EService::start(&[]).await;
    let token = service.log_in_for("lee", SCOPE).await;
    let request = with(
        &service.account(&token),
        json!({
            "profileFields": ["enName"],
            // enName is in both lists, so it is a profile field. The person lacks one field and
            // withholds one.
            "eMEFields": [
                "enName", "prefix", "officeTelNumber", "mobileNumber", "residentialAddress",
            ],
            "formName": "Parking permit",
            "formNum": "TD-318",
        }),
    );
    let ticket = service.encrypted(E_ME, &request).await["content"].clone();
    let (_, view) = service.look("lee", &ticket["ticketID"]).await;
    assert_eq!(view["kind"], "form-filling");
    assert_eq!(view["profileFields"], json!(["enName"]));
    assert_eq!(
        view["eMEFields"],
        json!([
            "prefix",
            "officeTelNumber",
            "mobileNumber",
            "residentialAddress"
        ])
    );
    assert_eq!(
        view["available"],
        json!(["enName", "prefix", "mobileNumber", "residentialAddress"])
    );

    let id = ticket["ticketID"].as_str().unwrap();
    let address = format!("{}/app/eme?ticketID={id}", service.server.gateway);
    let page = service.http.get(address).header(
        "cookie",
        "iamsmart_sandbox_persona=lee; iamsmart_sandbox_lang=en-US",
    );
    let page = page.send().await.unwrap().text().await.unwrap();
    assert!(
        page.contains("Parking permit") && page.contains("data-field=\"mobileNumber\" checked")
    );
    assert!(page.contains("data-field=\"officeTelNumber\" disabled"));

    let allowed = json!({
        "persona": "lee",
        "fields": ["enName", "prefix", "officeTelNumber", "residentialAddress", "birthDate"],
    });
    let (status, _) = service
        .answer(&ticket["ticketID"], "approve", &allowed)
        .await;
    assert_eq!(status, 200);
    let (_, content) = service.pushed().await;
    assert_eq!(
        content["enName"],
        json!({ "UnstructuredName": "LEE, Ka Ho" })
    );
    assert_eq!(content["prefix"], "Mr");
    let lot = &content["residentialAddress"]["EngPremisesAddress"]["EngLot"]["EngStructuredLot"];
    assert_eq!(lot["LotExtendPortionCode"], "RP");
    let mut names: Vec<&String> = content.as_object().unwrap().keys().collect();
    names.sort();
    let expected = [
        "businessID",
        "enName",
        "prefix",
        "residentialAddress",
        "state",
    ];
    assert_eq!(names, expected);

    for (press, code) in [
        ("refuse", "D60001"),
        ("cancel", "D60000"),
        ("fail", "D60002"),
    ] {
        let form = json!({ "eMEFields": ["prefix"], "formName": "Form" });
        let request = with(&service.account(&token), form);
        let ticket = service.encrypted(E_ME, &request).await["content"].clone();
        service.press("lee", &ticket["ticketID"], press).await;
        assert_eq!(service.pushed().await.0["code"], code);
    }
}

#[tokio::test]
async fn files_come_in_the_json_or_as_parts() {
    let mut service = EService::start(&[]).await;
    let token = service.log_in_for("chan", SCOPE).await;
    let form = json!({ "eMEFields": ["addressDocInfo", "addressDocFile"], "formName": "Form" });
    let request = with(&service.account(&token), form.clone());
    let (_, content) = answered(&mut service, E_ME, &request, "approve").await;
    let document = &content["addressDocFile"];
    let file = from_base64(document["docFile"].as_str().unwrap());
    assert!(file.starts_with(b"%PDF-1.4") && document["billDate"].is_i64());
    let path = service.folder.write("bill.pdf", &file);
    let arguments = ["dgst", "-sha256", "-binary", path.to_str().unwrap()];
    let digest = openssl::run(arguments).stdout;
    assert_eq!(from_base64(document["docHash"].as_str().unwrap()), digest);

    let mut request = with(&service.account(&token), form);
    request["callbackContentType"] = json!("multipart/form-data");
    let ticket = service.encrypted(E_ME, &request).await["content"].clone();
    service.press("chan", &ticket["ticketID"], "approve").await;
    let push = service.pushed_raw().await;
    let boundary = push
        .content_type
        .strip_prefix("multipart/form-data; boundary=");
    let parts = parts(&push.body, boundary.unwrap());
    let text = |name: &str| {
        let part = parts
            .iter()
            .find(|part| part.0.ends_with(&format!("name=\"{name}\"")));
        String::from_utf8(part.unwrap().1.clone()).unwrap()
    };
    assert_eq!(text("code"), "D00000");
    let key = service.unwrap(&text("secretKey"));
    let content: Value = serde_json::from_slice(&key.open(&text("content"))).unwrap();
    assert_eq!(content["businessID"], request["businessID"]);
    assert_eq!(content["addressDocInfo"]["enUserName"], "CHAN TAI MAN");
    assert_eq!(content["addressDocFile"]["docHash"], document["docHash"]);
    assert!(content["addressDocFile"].get("docFile").is_none());
    let part = parts
        .iter()
        .find(|part| part.0.contains("name=\"addressDocFile\""))
        .unwrap();
    assert!(part.0.contains("filename=\"address.pdf\""));
    assert_eq!(key.open_bytes(&part.1), file);
}

/// Headers and content of each part.
fn parts(body: &[u8], boundary: &str) -> Vec<(String, Vec<u8>)> {
    let find = |bytes: &[u8], text: &str| {
        let text = text.as_bytes();
        bytes.windows(text.len()).position(|window| window == text)
    };
    let mut rest = body
        .strip_prefix(format!("--{boundary}\r\n").as_bytes())
        .unwrap();
    let end = format!("\r\n--{boundary}");
    let mut parts = Vec::new();
    while rest != b"--\r\n" {
        rest = rest.strip_prefix(b"\r\n").unwrap_or(rest);
        let head = find(rest, "\r\n\r\n").unwrap();
        let length = find(&rest[head + 4..], &end).unwrap();
        let name = String::from_utf8(rest[..head].to_vec()).unwrap();
        parts.push((name, rest[head + 4..head + 4 + length].to_vec()));
        rest = &rest[head + 4 + length + end.len()..];
    }
    parts
}

#[tokio::test]
async fn a_step_up_says_whether_it_was_passed() {
    let mut service = EService::start(&[]).await;
    let token = service.log_in_for("chan", SCOPE).await;
    for (press, code, is_passed) in [
        ("approve", "D00000", true),
        ("refuse", "D80001", false),
        ("fail", "D80002", false),
    ] {
        let request = service.account(&token);
        let (push, content) = answered(&mut service, STEP_UP, &request, press).await;
        assert_eq!(push["code"], code);
        let expected = json!({
            "businessID": request["businessID"], "state": "a-state", "isPassed": is_passed,
        });
        assert_eq!(content, expected);
    }
}

#[tokio::test]
async fn each_app_link_opens_its_ticket() {
    let service = EService::start(&[]).await;
    let token = service.log_in_for("chan", SCOPE).await;
    let fields = |name: &str| json!({ name: ["idNo"], "formName": "Form" });
    for (path, link, request, title) in [
        (
            PROFILE,
            "profile",
            fields("profileFields"),
            "Give your profile?",
        ),
        (E_ME, "eme", fields("eMEFields"), "Fill in this form?"),
        (STEP_UP, "re-auth", json!({}), "Is this you?"),
    ] {
        let mut request = with(&service.account(&token), request);
        request["source"] = json!("iOS_Safari");
        let ticket = service.encrypted(path, &request).await["content"].clone();
        // On the same device the page opens the app with the ticket.
        assert_eq!(ticket["authByQR"], false);
        let id = ticket["ticketID"].as_str().unwrap();
        let address = format!("{}/app/{link}?ticketID={id}", service.server.gateway);
        let page = async |persona: &str| {
            let cookie = format!("iamsmart_sandbox_persona={persona}; iamsmart_sandbox_lang=en-US");
            let page = service.http.get(&address).header("cookie", cookie);
            let page = page.send().await.unwrap();
            (page.status().as_u16(), page.text().await.unwrap())
        };
        let (status, text) = page("chan").await;
        assert_eq!(status, 200);
        assert!(
            text.contains(title) && text.contains(&format!("data-request=\"{id}\"")),
            "{link}"
        );
        assert_eq!(page("wong").await.0, 404, "{link}");
    }
}
