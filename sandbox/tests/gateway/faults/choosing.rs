//! Valid faults, and how often they apply.

use serde_json::{Value, json};

use super::SIGNING;
use crate::e_service::EService;

#[tokio::test]
async fn every_result_code_happens_at_every_endpoint() {
    let service = EService::start(&[]).await;
    let (_, listed) = service.faults("GET", "", &Value::Null).await;
    let codes: Vec<&str> = listed["codes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|code| code["code"].as_str().unwrap())
        .collect();
    // All codes of the reference: single ones and ranges.
    let ranges = [
        (20000..=20013, &[20014][..]),
        (20015..=20022, &[][..]),
        (20026..=20027, &[]),
        (20030..=20039, &[]),
        (20050..=20051, &[]),
        (20061..=20062, &[]),
        (20064..=20069, &[]),
        (30001..=30004, &[]),
        (40000..=40004, &[]),
        (40035..=40035, &[]),
        (50001..=50003, &[]),
        (60000..=60003, &[]),
        (70000..=70006, &[]),
        (71000..=71009, &[]),
        (77000..=77004, &[]),
        (80001..=80003, &[]),
    ];
    for (range, except) in ranges {
        for code in range.filter(|code| !except.contains(code)) {
            assert!(codes.contains(&&*format!("D{code}")), "D{code}");
        }
    }
    for place in listed["places"].as_array().unwrap() {
        let place = place.as_str().unwrap();
        if !place.starts_with('/')
            || place.starts_with("/ca/")
            || ["/auth/getQR", "/tsa"].contains(&place)
        {
            continue;
        }
        let path: &'static str = Box::leak(place.to_owned().into_boxed_str());
        let chosen = if path == SIGNING {
            &codes[..]
        } else {
            &codes[20..23]
        };
        let key = service.content_key().await;
        for code in chosen {
            let at = if code.ends_with('3') { "*" } else { path };
            let fault = json!({ "at": at, "fault": "result-code", "code": code });
            service.let_happen(fault).await;
            let call = service.sealed(&key, path, &json!({}));
            assert_eq!(service.send(&call).await["code"], *code, "{path}");
        }
        // The fault is used up: the call is processed.
        let answer = service.send(&service.sealed(&key, path, &json!({}))).await;
        let real = if path.starts_with("/security/") {
            "D00000"
        } else {
            "D20001"
        };
        if path != "/security/revokeKey" {
            assert_eq!(answer["code"], real, "{path}");
        }
    }
}

#[tokio::test]
async fn faults_are_listed_counted_and_cleared() {
    let service = EService::start(&[]).await;
    let at = "/security/getKey";
    let fault = json!({ "at": at, "fault": "result-code", "code": "D30001", "times": 2 });
    let twice = service.let_happen(fault).await;
    let fault = json!({ "at": at, "fault": "result-code", "code": "M99999", "times": null });
    let always = service.let_happen(fault).await;
    let code = async || {
        let answer = service.send(&service.call("/security/getKey", "")).await;
        answer["code"].as_str().unwrap().to_owned()
    };
    assert_eq!(code().await, "D30001");
    let (_, listed) = service.faults("GET", "", &Value::Null).await;
    assert_eq!(listed["faults"][0]["times"], 1);
    assert_eq!(listed["faults"][0]["id"], twice);
    let page = service
        .http
        .get(format!("{}/faults?lang=en-US", service.server.gateway));
    let page = page.send().await.unwrap().text().await.unwrap();
    assert!(
        page.contains(&format!("data-fault=\"{twice}\"")) && page.contains("What goes wrong next")
    );
    assert_eq!(code().await, "D30001");
    for _ in 0..3 {
        assert_eq!(code().await, "M99999");
    }
    let path = format!("/{always}");
    assert_eq!(service.faults("DELETE", &path, &Value::Null).await.0, 204);
    assert_eq!(service.faults("DELETE", &path, &Value::Null).await.0, 404);
    assert_eq!(code().await, "D00000");
    service
        .let_happen(json!({ "at": "*", "fault": "drop", "times": null }))
        .await;
    assert_eq!(service.faults("DELETE", "", &Value::Null).await.0, 204);
    assert_eq!(code().await, "D00000");

    for wrong in [
        json!({ "at": "/nowhere", "fault": "drop" }),
        json!({ "at": "callback/login", "fault": "never" }),
        json!({ "at": "callback", "fault": "drop" }),
        json!({ "at": at, "fault": "early-push" }),
        json!({ "at": at, "fault": "never" }),
        json!({ "at": "/ca/ocsp", "fault": "wrong-key" }),
        json!({ "at": at, "fault": "boredom" }),
        json!({ "at": at, "fault": "result-code" }),
        json!({ "at": at, "fault": "result-code", "code": "D1" }),
        json!({ "at": at, "fault": "drop", "times": 0 }),
        json!({ "at": at, "fault": "delay", "ms": 3_600_001 }),
        json!({ "at": at, "fault": "status", "status": 99 }),
        json!({ "at": at, "fault": "drop", "colour": "red" }),
        json!({ "at": SIGNING, "fault": "early-push", "answer": "perhaps" }),
    ] {
        assert_eq!(service.faults("POST", "", &wrong).await.0, 400, "{wrong}");
    }
    let foreign = format!("{}/faults/api", service.server.gateway);
    let foreign = service
        .http
        .delete(foreign)
        .header("sec-fetch-site", "cross-site");
    assert_eq!(foreign.send().await.unwrap().status(), 403);
}

#[tokio::test]
async fn a_preset_is_one_click_and_everything_is_cleared_by_another() {
    let service = EService::start(&[]).await;
    let (_, listed) = service.faults("GET", "", &Value::Null).await;
    let presets = listed["presets"].as_array().unwrap();
    assert!(presets.len() >= 10);
    for preset in presets {
        let name = preset["name"].as_str().unwrap();
        let (status, added) = service
            .faults("POST", &format!("/presets/{name}"), &Value::Null)
            .await;
        assert_eq!(status, 201, "{name}");
        assert!(added["faults"].is_array());
    }
    let revoked = async || {
        let (_, listed) = service.faults("GET", "/certificates", &Value::Null).await;
        let certificates = listed["certificates"].as_array().unwrap().clone();
        certificates
            .iter()
            .filter(|one| !one["revoked"].is_null())
            .count()
    };
    // Everybody who can sign.
    assert_eq!(revoked().await, 4);
    let page = service.page("chan", "en-US", "/faults?lang=en-US").await;
    for text in [
        "every call · Late · 3000–5000 ms · until cleared",
        "every call · An HTTP status · HTTP 503 · Retry-After: 5 · until cleared",
        "carried out, answer lost",
        "Revoked: CHAN, Tai Man · keyCompromise",
    ] {
        assert!(page.contains(text), "{text}: {page}");
    }
    assert_eq!(
        service.faults("DELETE", "/active", &Value::Null).await.0,
        204
    );
    let (_, listed) = service.faults("GET", "", &Value::Null).await;
    assert_eq!((&listed["faults"], revoked().await), (&json!([]), 0));
    let page = service.page("chan", "en-US", "/faults?lang=en-US").await;
    assert!(page.contains("Nothing: all goes well."));
    let unknown = service
        .faults("POST", "/presets/boredom", &Value::Null)
        .await;
    assert_eq!(unknown.0, 404);
}

/// A place offers the faults that it has, a fault the inputs that it has.
#[tokio::test]
async fn the_page_offers_what_a_fault_has() {
    let service = EService::start(&[]).await;
    let page = service.page("chan", "en-US", "/faults?lang=en-US").await;
    for text in [
        "<option value=\"duplicate\" data-inputs=\"count ms jitterMs\">",
        "<option value=\"drop\" data-inputs=\"handled\">",
        "<option value=\"stale\" data-inputs=\"\">",
        "<option value=\"redirect\" data-kinds=\"result-code wrong-state no-state only-state\">",
        "<label class=\"field\" data-input=\"status\" hidden>",
        "<label class=\"field\" data-input=\"code\">",
    ] {
        assert!(page.contains(text), "{text}: {page}");
    }
}
