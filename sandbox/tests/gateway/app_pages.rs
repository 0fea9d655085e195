//! The app's pages and the others: what every page has, and what works without scripts.

use serde_json::{Value, json};

use crate::e_service::EService;

const E_ME: &str = "/account/eme/initiateRequest";

#[tokio::test]
async fn every_page_says_whose_it_is_in_three_languages() {
    let service = EService::start(&[]).await;
    for (lang, tag, notice, link) in [
        (
            "en-US",
            "en",
            "Not a government service.",
            "https://www.iamsmart.gov.hk/en/",
        ),
        (
            "zh-HK",
            "zh-Hant-HK",
            "並非政府服務",
            "https://www.iamsmart.gov.hk/tc/",
        ),
        (
            "zh-CN",
            "zh-Hans",
            "并非政府服务",
            "https://www.iamsmart.gov.hk/sc/",
        ),
    ] {
        for path in [
            "/".to_owned(),
            "/faults".to_owned(),
            "/app".to_owned(),
            "/app/details".to_owned(),
            "/app/given".to_owned(),
            "/app/people".to_owned(),
            format!("/app/login?requestID={}", "0".repeat(32)),
        ] {
            let joint = if path.contains('?') { '&' } else { '?' };
            let address = format!("{path}{joint}lang={lang}");
            let page = service.page("chan", lang, &address).await;
            assert!(
                page.contains(&format!("<html lang=\"{tag}\">")),
                "{path} {lang}"
            );
            assert!(
                page.contains(notice) && page.contains(link),
                "{path} {lang}"
            );
            assert_eq!(page.matches("<h1").count(), 1, "{path} {lang}");
            assert_eq!(page.matches("<main").count(), 1, "{path} {lang}");
            assert_eq!(page.matches("<header").count(), 1, "{path} {lang}");
        }
    }
}

#[tokio::test]
async fn the_app_speaks_the_phones_language_until_one_is_chosen_in_it() {
    let service = EService::start(&[]).await;
    let opened = async |path: &str, cookie: &str| {
        let address = format!("{}{path}", service.server.gateway);
        let page = service.http.get(address).header("cookie", cookie);
        let answer = page.header("accept-language", "en").send().await.unwrap();
        let kept = answer.headers().get("set-cookie").map(|cookie| {
            let cookie = cookie.to_str().unwrap();
            cookie.split(';').next().unwrap().to_owned()
        });
        let page = answer.text().await.unwrap();
        let (_, rest) = page.split_once("<html lang=\"").unwrap();
        (rest.split('"').next().unwrap().to_owned(), kept)
    };
    let kept = Some("iamsmart_sandbox_phone_lang=zh-CN".to_owned());
    let cookie = kept.as_deref().unwrap();
    let chosen = format!("{cookie}; iamsmart_sandbox_lang=zh-HK");
    for (path, cookie, tag, expected) in [
        ("/app", "", "en", None),
        ("/app?lang=zh-CN", "", "zh-Hans", kept.clone()),
        ("/app/people", cookie, "zh-Hans", None),
        ("/app?lang=zh-CN", &*chosen, "zh-Hant-HK", kept.clone()),
        ("/app/people", &*chosen, "zh-Hant-HK", None),
        ("/app?lang=fr", "", "en", None),
    ] {
        let (language, kept) = opened(path, cookie).await;
        assert_eq!(
            (&*language, &kept),
            (tag, &expected),
            "{path} with {cookie:?}"
        );
    }
}

#[tokio::test]
async fn styles_and_scripts_are_kept_until_they_change() {
    let service = EService::start(&[]).await;
    let page = service.page("chan", "en-US", "/app").await;
    for name in ["style.css", "phone.js"] {
        let (_, rest) = page.split_once(&format!("/assets/{name}")).unwrap();
        let version = rest.split('"').next().unwrap();
        assert!(version.len() == 9, "{version}");
        for (query, expected) in [
            (version, "public, max-age=31536000, immutable"),
            ("", "no-cache"),
            ("?0", "no-cache"),
        ] {
            let address = format!("{}/assets/{name}{query}", service.server.gateway);
            let answer = service.http.get(address).send().await.unwrap();
            assert_eq!(answer.headers()["cache-control"], expected, "{name}{query}");
        }
    }
    let address = format!("{}/assets/no.css", service.server.gateway);
    assert_eq!(
        service.http.get(address).send().await.unwrap().status(),
        404
    );
}

#[tokio::test]
async fn details_that_are_saved_are_in_the_next_form() {
    let mut service = EService::start(&[]).await;
    let token = service
        .log_in_for("wong", "eidapi_auth eidapi_formFilling")
        .await;
    let page = service.page("wong", "en-US", "/app/details").await;
    assert!(page.contains("value=\"siuling.wong@example.hk\""));
    assert!(page.contains("K654321(9)"));
    // A group that is closed says what is in it.
    for (field, shown) in [
        ("addressDocInfo", "Sandbox Water Works · 沙盒水務"),
        (
            "addressDocInfo.enServiceAddress",
            "FLAT C, 8/F, TOWER 2 · SPECIMEN MANSION",
        ),
        ("addressDocInfo.tcPostalAddress", "Not given"),
    ] {
        let (_, group) = page
            .split_once(&format!("<details id=\"f-{field}\""))
            .unwrap();
        let (group, _) = group.split_once("</summary>").unwrap();
        assert!(group.starts_with('>') && group.contains(shown), "{group}");
    }
    let form = [
        ("emailAddress", "new@example.hk"),
        ("birthDate", "1992-07-31"),
        ("gender", "F"),
        ("mobileNumber.CountryCode", "852"),
        ("mobileNumber.SubscriberNumber", "68765432"),
        ("residentialAddress", "FreeFormatAddress"),
        (
            "residentialAddress.FreeFormatAddress.AddressLine1",
            "1 New Road",
        ),
        // Of a kind that is not chosen.
        (
            "residentialAddress.EngPremisesAddress.BuildingName",
            "SPECIMEN",
        ),
        ("homeTelNumber.CountryCode", ""),
    ];
    let (status, page) = service.send_form("wong", "/app/details", &form).await;
    assert_eq!(status, 200);
    assert!(page.contains("Saved."), "{page}");
    let request = json!({
        "eMEFields": ["emailAddress", "mobileNumber", "residentialAddress", "homeTelNumber", "prefix"],
        "formName": "Form",
    });
    let mut asked = service.account(&token);
    asked
        .as_object_mut()
        .unwrap()
        .extend(request.as_object().unwrap().clone());
    let ticket = service.encrypted(E_ME, &asked).await["content"].clone();
    service.press("wong", &ticket["ticketID"], "approve").await;
    let (_, content) = service.pushed().await;
    assert_eq!(
        content,
        json!({
            "businessID": asked["businessID"],
            "state": "a-state",
            "emailAddress": "new@example.hk",
            "mobileNumber": { "CountryCode": "852", "SubscriberNumber": "68765432" },
            "residentialAddress": { "FreeFormatAddress": { "AddressLine1": "1 New Road" } },
        })
    );
}

#[tokio::test]
async fn details_that_are_wrong_are_refused_with_what_is_wanted() {
    let service = EService::start(&[]).await;
    let form = [
        ("mobileNumber.CountryCode", "852"),
        ("mobileNumber.SubscriberNumber", "hello"),
        ("emailAddress", "<b>"),
        ("birthDate", "2999-01-01"),
    ];
    let (status, page) = service.send_form("chan", "/app/details", &form).await;
    assert_eq!(status, 422);
    for expected in [
        "Mobile telephone, Number</a>: Give 4 to 12 digits.",
        "href=\"#f-mobileNumber.SubscriberNumber\"",
        "value=\"hello\" aria-invalid=\"true\" aria-describedby=\"e-mobileNumber.SubscriberNumber\"",
        "Email</a>: Give an email address, such as name@example.hk.",
        "value=\"&lt;b&gt;\"",
        "Date of birth</a>: Give a date that is not in the future.",
        "<title>Please check",
    ] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    // Nothing was saved.
    let (_, fields) = service
        .app("GET", "personas/chan/fields", &Value::Null)
        .await;
    assert_eq!(fields["fields"]["emailAddress"], "taiman.chan@example.hk");
    assert_eq!(
        fields["card"]["enName"]["UnstructuredName"],
        "CHAN, Tai Man"
    );
    let foreign = format!("{}/app/details", service.server.gateway);
    let foreign = service
        .http
        .post(foreign)
        .header("sec-fetch-site", "cross-site");
    assert_eq!(foreign.send().await.unwrap().status(), 403);
}

#[tokio::test]
async fn a_change_of_the_birth_date_moves_the_time_of_the_last_change() {
    let service = EService::start(&[]).await;
    let before = service.log_in("chan").await["lastModifiedDate"].as_i64();
    let (_, fields) = service
        .app("GET", "personas/chan/fields", &Value::Null)
        .await;
    let change = async |name: &str, value: &str| {
        let mut fields = fields["fields"].clone();
        fields[name] = json!(value);
        let body = json!({ "fields": fields });
        let (status, answer) = service.app("PUT", "personas/chan/fields", &body).await;
        assert_eq!(status, 204, "{answer}");
        service.log_in("chan").await["lastModifiedDate"].as_i64()
    };
    assert_eq!(change("prefix", "Dr").await, before);
    assert!(change("birthDate", "19800216").await > before);
}

#[tokio::test]
async fn a_phone_without_scripts_answers_with_forms() {
    let service = EService::start(&[]).await;
    let (status, page) = service
        .send_form("nobody", "/app/choose", &[("persona", "lee")])
        .await;
    assert_eq!(status, 200, "{page}");
    let token = service
        .log_in_for("lee", "eidapi_auth eidapi_formFilling")
        .await;
    let mut asked = service.account(&token);
    asked["eMEFields"] = json!(["prefix", "emailAddress"]);
    asked["formName"] = json!("Form");
    let ticket = service.encrypted(E_ME, &asked).await["content"].clone();
    let id = ticket["ticketID"].as_str().unwrap();
    let page = service
        .page("lee", "en-US", &format!("/app/eme?ticketID={id}"))
        .await;
    let path = format!("/app/answer/{id}/approve");
    assert!(page.contains(&format!("formaction=\"{path}\"")));
    let form = [("form", "true"), ("field", "prefix")];
    let (status, page) = service.send_form("lee", &path, &form).await;
    assert_eq!(status, 200);
    assert!(page.contains("data-answer=\"approved\""), "{page}");
    let (_, given) = wait_for_given(&service, "lee").await;
    assert_eq!(given["given"][0]["fields"], json!(["prefix"]));
}

/// The page of a login is found again, and leads to the service, without scripts.
#[tokio::test]
async fn a_login_without_scripts_goes_on() {
    let service = EService::start(&[]).await;
    let (_, page) = service
        .get_qr(&service.login_parameters(), "text/html")
        .await;
    let (_, rest) = page
        .split_once("<noscript><meta http-equiv=\"refresh\" content=\"3; url=")
        .unwrap();
    let onward = format!(
        "{}{}",
        service.server.gateway,
        rest.split('"').next().unwrap()
    );
    let again = service
        .http
        .get(&onward)
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    let (_, id) = again.split_once("data-request=\"").unwrap();
    let id = json!(id.split('"').next().unwrap());
    service.press("chan", &id, "approve").await;
    let answer = service.http.get(&onward).send().await.unwrap();
    assert!(
        answer
            .url()
            .as_str()
            .starts_with(&format!("{}?code=", service.login_uri))
    );
    let unknown = format!(
        "{}/api/v1/auth/getQR/continue?page=no",
        service.server.gateway
    );
    assert_eq!(
        service.http.get(unknown).send().await.unwrap().status(),
        400
    );
}

pub(crate) async fn wait_for_given(service: &EService, persona: &str) -> (u16, Value) {
    let path = format!("personas/{persona}/given");
    for _ in 0..300 {
        let (status, given) = service.app("GET", &path, &Value::Null).await;
        let newest = &given["given"][0]["kind"];
        if newest.is_string() && newest != "login" {
            return (status, given);
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("nothing was given");
}
