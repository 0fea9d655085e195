//! People from a file, and those that are added and removed.

use serde_json::{Value, json};

use crate::e_service::EService;
use crate::openssl;
use crate::server::{Folder, Server};

const FILE: &str = r#"{
  "people": [
    { "id": "tang", "englishName": "TANG, Ka Yan", "chineseName": "鄧嘉欣", "hkic": "B123456(6)",
      "signsWith": null, "fields": { "emailAddress": "tang@example.hk" } },
    { "id": "smith", "englishName": "SMITH, John", "hkic": "D123456(1)", "signsWith": "sm2" }
  ]
}"#;

async fn get(gateway: &str, path: &str) -> Value {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let answer = http.get(format!("{gateway}{path}")).send().await.unwrap();
    serde_json::from_str(&answer.text().await.unwrap()).unwrap()
}

fn ids(listed: &Value) -> Vec<&str> {
    let people = listed["personas"].as_array().unwrap();
    people
        .iter()
        .map(|person| person["id"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn people_come_from_a_file() {
    let folder = Folder::new().with_keys();
    let file = folder.write("people.json", FILE);
    let options = ["--personas", file.to_str().unwrap()];
    let server = Server::start(&folder, &["https://service.example/"], &options);
    let listed = get(&server.gateway, "/app/api/personas").await;
    assert_eq!(
        listed,
        json!({ "personas": [
            {
                "id": "tang", "englishName": "TANG, Ka Yan", "chineseName": "鄧嘉欣",
                "hkic": "B123456(6)", "userType": "default", "signsWith": null,
            },
            {
                "id": "smith", "englishName": "SMITH, John", "chineseName": "",
                "hkic": "D123456(1)", "userType": "sign", "signsWith": "sm2",
            },
        ] })
    );
    let fields = get(&server.gateway, "/app/api/personas/smith/fields").await;
    assert!(fields["card"].get("chName").is_none());
}

#[test]
fn a_file_that_is_wrong_is_refused_with_line_and_field() {
    let folder = Folder::new().with_keys();
    let file = folder.write("people.json", FILE.replace("tang@example.hk", "hello"));
    let path = file.to_str().unwrap();
    let expected = format!(
        "{path}, line 4: people[0].fields.emailAddress: Give an email address, such as \
         name@example.hk."
    );
    assert!(Server::refusal(&folder, &["--personas", path]).contains(&expected));
    let missing = Server::refusal(&folder, &["--personas", "/no/such/file"]);
    assert!(missing.contains("cannot read /no/such/file"));
    let unknown = Server::refusal(&folder, &["--auto", "approve", "--auto-login-as", "nobody"]);
    assert!(unknown.contains("there is no person 'nobody'"));
}

#[tokio::test]
async fn a_person_who_is_added_logs_in_fills_in_signs_and_is_removed() {
    let mut service = EService::start(&[]).await;
    let person = json!({
        "id": "tang", "englishName": "TANG, Ka Yan", "hkic": "B123456(6)",
        "fields": { "birthDate": "19991231", "gender": "F" },
    });
    let (status, added) = service.app("POST", "personas", &person).await;
    assert_eq!(status, 201, "{added}");
    assert_eq!(added["userType"], "sign");
    let (status, again) = service.app("POST", "personas", &person).await;
    assert_eq!(status, 400);
    let expected = json!([
        { "path": "id", "message": "Somebody else has this already." },
        { "path": "hkic", "message": "Somebody else has this already." },
    ]);
    assert_eq!(again["problems"], expected);

    let token = service
        .log_in_for("tang", "eidapi_auth eidapi_profiles eidapi_sign")
        .await;
    let mut profile = service.account(&token);
    profile["profileFields"] = json!(["idNo", "enName", "chName", "birthDate", "gender"]);
    let path = "/account/auth/profile/initiateRequest";
    let ticket = service.encrypted(path, &profile).await["content"].clone();
    service.press("tang", &ticket["ticketID"], "approve").await;
    let (_, content) = service.pushed().await;
    assert_eq!(content["birthDate"], "19991231");
    assert!(content.get("chName").is_none());
    let mut signing = service.account(&token);
    signing["hashCode"] = json!(crate::e_service::base64(&[1; 32]));
    for name in ["department", "serviceName", "documentName"] {
        signing[name] = json!(name);
    }
    let path = "/account/signing/initiateRequest";
    let ticket = service.encrypted(path, &signing).await["content"].clone();
    service.press("tang", &ticket["ticketID"], "approve").await;
    let (push, content) = service.pushed().await;
    assert_eq!(push["code"], "D00000");
    let subject = subject_of(&service, &content);
    assert!(subject.contains("TANG Ka Yan"), "{subject}");

    assert_eq!(
        service.app("DELETE", "personas/tang", &Value::Null).await.0,
        204
    );
    assert_eq!(
        service.app("DELETE", "personas/tang", &Value::Null).await.0,
        404
    );
    let mut again = signing.clone();
    again["businessID"] = json!("another");
    let path = "/account/signing/initiateRequest";
    assert_eq!(service.encrypted(path, &again).await["code"], "D20010");
    let (_, listed) = service.faults("GET", "/certificates", &Value::Null).await;
    assert!(!listed.to_string().contains("tang"));
    // Somebody else of this ID gets a certificate of their own.
    let other = json!({ "id": "tang", "englishName": "TANG, Siu Ming", "hkic": "B123456(6)" });
    assert_eq!(service.app("POST", "personas", &other).await.0, 201);
    let token = service.log_in_for("tang", "eidapi_auth eidapi_sign").await;
    for name in ["accessToken", "openID"] {
        signing[name] = token[name].clone();
    }
    signing["businessID"] = json!("third");
    let path = "/account/signing/initiateRequest";
    let ticket = service.encrypted(path, &signing).await["content"].clone();
    service.press("tang", &ticket["ticketID"], "approve").await;
    let (_, content) = service.pushed().await;
    let subject = subject_of(&service, &content);
    assert!(subject.contains("TANG Siu Ming"), "{subject}");
}

/// The subject of the certificate of a signing result, as OpenSSL prints it.
fn subject_of(service: &EService, content: &Value) -> String {
    let certificate = crate::e_service::from_base64(content["cert"].as_str().unwrap());
    let path = service.folder.write("tang.cer", certificate);
    let arguments = [
        "x509",
        "-inform",
        "DER",
        "-noout",
        "-subject",
        "-in",
        path.to_str().unwrap(),
    ];
    String::from_utf8(openssl::run(arguments).stdout).unwrap()
}

#[tokio::test]
async fn a_person_who_is_there_is_told_in_the_language_that_is_accepted() {
    let service = EService::start(&[]).await;
    let person = json!({ "id": "tang", "englishName": "TANG, Ka Yan", "hkic": "B123456(6)" });
    let (status, added) = service.app("POST", "personas", &person).await;
    assert_eq!(status, 201, "{added}");
    for (accepted, message) in [
        ("*", "Somebody else has this already."),
        ("fr", "Somebody else has this already."),
        ("zh-HK", "已有其他人使用。"),
    ] {
        let personas = format!("{}/app/api/personas", service.server.gateway);
        let request = service
            .http
            .post(personas)
            .header("accept-language", accepted);
        let answer = request.body(person.to_string()).send().await.unwrap();
        let answer = answer.text().await.unwrap();
        let answer: Value = serde_json::from_str(&answer).unwrap();
        assert_eq!(answer["problems"][0]["message"], message, "{accepted}");
    }
}

#[tokio::test]
async fn people_are_kept_over_restarts() {
    let folder = Folder::new().with_keys();
    let uris = ["https://service.example/"];
    let server = Server::start(&folder, &uris, &[]);
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let people = format!("{}/app/people", server.gateway);
    let form = "id=tang&englishName=TANG%2C+Ka+Yan&chineseName=%E9%84%A7&hkic=B123456%286%29\
        &birthDate=1999-12-31&gender=F&signsWith=sm2";
    let added = http.post(&people).body(form).send().await.unwrap();
    assert_eq!(added.status(), 200);
    assert!(added.text().await.unwrap().contains("B123456(6)"));
    let wrong = "id=Tang&englishName=&hkic=B123456%288%29&signsWith=";
    let wrong = http
        .post(&people)
        .header("accept-language", "en")
        .body(wrong)
        .send()
        .await;
    let wrong = wrong.unwrap();
    assert_eq!(wrong.status(), 422);
    let page = wrong.text().await.unwrap();
    assert!(
        page.contains("The check digit in brackets has to be 6."),
        "{page}"
    );
    assert!(page.contains("href=\"#f-englishName\""));
    let removed = http
        .post(format!("{people}/ng/remove"))
        .send()
        .await
        .unwrap();
    assert_eq!(removed.status(), 200);
    let changed = http.put(format!("{}/app/api/personas/lee/fields", server.gateway));
    let changed = changed
        .body(r#"{"fields": {"prefix": "Dr"}}"#)
        .send()
        .await
        .unwrap();
    assert_eq!(changed.status(), 204);
    drop(server);

    let server = Server::start(&folder, &uris, &[]);
    let listed = get(&server.gateway, "/app/api/personas").await;
    assert_eq!(ids(&listed), ["chan", "wong", "lee", "cheung", "tang"]);
    let fields = get(&server.gateway, "/app/api/personas/lee/fields").await;
    assert_eq!(fields["fields"], json!({ "prefix": "Dr" }));
    let fields = get(&server.gateway, "/app/api/personas/tang/fields").await;
    let expected = json!({ "birthDate": "19991231", "chNameVerified": "鄧", "gender": "F" });
    assert_eq!(fields["fields"], expected);
}
