//! Revocation by CRL and OCSP, checked by openssl.

use serde_json::{Value, json};

use crate::e_service::EService;
use crate::openssl;

struct Files {
    root: String,
    issuing: String,
    person: String,
}

fn files(service: &EService) -> Files {
    let write = |name: &str, text: &Value| {
        let path = service.folder.write(name, text.as_str().unwrap());
        path.to_str().unwrap().to_owned()
    };
    Files {
        root: write("root.pem", &service.server.registration["trustAnchors"][0]),
        issuing: write(
            "issuing.pem",
            &service.server.registration["intermediates"][0],
        ),
        person: service
            .folder
            .join("state/person-chan.pem")
            .to_str()
            .unwrap()
            .to_owned(),
    }
}

/// Output of `openssl ocsp` about a certificate; openssl verifies signature and responder.
fn ocsp(service: &EService, issuer: &str, certificate: &str, root: &str, hash: &str) -> String {
    let address = format!("{}/ca/ocsp", service.server.gateway);
    let output = openssl::run([
        "ocsp",
        "-issuer",
        issuer,
        hash,
        "-cert",
        certificate,
        "-url",
        &address,
        "-CAfile",
        root,
        "-no_intern",
        "-text",
    ]);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(errors.contains("Response verify OK"), "{errors}");
    String::from_utf8_lossy(&output.stdout).into_owned() + &errors
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_certificate_is_on_the_list_and_revoked_over_ocsp() {
    let service = EService::start(&[]).await;
    let files = files(&service);
    let person = |hash: &str| ocsp(&service, &files.issuing, &files.person, &files.root, hash);
    for hash in ["-sha1", "-sha256", "-sha512"] {
        let text = person(hash);
        assert!(text.contains(&format!("{}: good", files.person)), "{text}");
        for expected in [
            "OCSP Nonce",
            "OCSP Signing",
            "OCSP No Check",
            "Responder Id: ",
        ] {
            assert!(text.contains(expected), "{expected} in {text}");
        }
    }
    let issuing = |hash| ocsp(&service, &files.root, &files.issuing, &files.root, hash);
    assert!(issuing("-sha1").contains(": good"));

    let text = ["x509", "-in", &files.person, "-noout", "-text"];
    let text = String::from_utf8(openssl::run(text).stdout).unwrap();
    let gateway = &service.server.gateway;
    assert!(
        text.contains(&format!("OCSP - URI:{gateway}/ca/ocsp\n")),
        "{text}"
    );
    assert!(text.contains(&format!("CA Issuers - URI:{gateway}/ca/issuing.cer\n")));

    let revoke = json!({ "reason": "keyCompromise", "revokedAt": 1_700_000_000_999_i64 });
    let path = "/certificates/chan";
    assert_eq!(service.faults("POST", path, &revoke).await.0, 204);
    let text = person("-sha256");
    assert!(
        text.contains(": revoked") && text.contains("Reason: keyCompromise"),
        "{text}"
    );
    assert!(
        text.contains("Revocation Time: Nov 14 22:13:20 2023 GMT"),
        "{text}"
    );
    let list = service
        .http
        .get(format!("{gateway}/ca/issuing.crl"))
        .send()
        .await
        .unwrap();
    let list = service
        .folder
        .write("issuing.crl", list.bytes().await.unwrap());
    let list = [
        "crl",
        "-inform",
        "DER",
        "-noout",
        "-text",
        "-in",
        list.to_str().unwrap(),
    ];
    let list = String::from_utf8(openssl::run(list).stdout).unwrap();
    assert!(
        list.contains("Revocation Date: Nov 14 22:13:20 2023 GMT"),
        "{list}"
    );
    assert!(list.contains("Key Compromise"), "{list}");

    let (_, listed) = service.faults("GET", "/certificates", &Value::Null).await;
    let listed = listed["certificates"].as_array().unwrap();
    let chan = listed
        .iter()
        .find(|certificate| certificate["name"] == "chan")
        .unwrap();
    assert_eq!(chan["revoked"], revoke);
    let serial = ["x509", "-in", &files.person, "-noout", "-serial"];
    let serial = String::from_utf8(openssl::run(serial).stdout)
        .unwrap()
        .to_lowercase();
    assert_eq!(
        serial.trim_end(),
        format!("serial={}", chan["serialNumber"].as_str().unwrap())
    );

    // Restores the person's certificate; revokes the issuing CA's.
    assert_eq!(service.faults("DELETE", path, &Value::Null).await.0, 204);
    assert!(person("-sha1").contains(": good"));
    assert_eq!(
        service
            .faults("POST", "/certificates/issuing", &json!({}))
            .await
            .0,
        204
    );
    assert!(issuing("-sha256").contains(": revoked"));
    assert_eq!(
        service
            .faults("POST", "/certificates/nobody", &json!({}))
            .await
            .0,
        404
    );
    let unknown = json!({ "reason": "boredom" });
    assert_eq!(service.faults("POST", path, &unknown).await.0, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_and_answers_are_out_of_date_where_they_are_to_be() {
    let service = EService::start(&[]).await;
    let files = files(&service);
    service
        .let_happen(json!({ "at": "/ca/issuing.crl", "fault": "stale" }))
        .await;
    let address = format!("{}/ca/issuing.crl", service.server.gateway);
    let stale = service.http.get(&address).send().await.unwrap();
    let stale = service
        .folder
        .write("stale.crl", stale.bytes().await.unwrap());
    let stale = ["crl", "-inform", "DER", "-in", stale.to_str().unwrap()];
    let stale = service
        .folder
        .write("stale.pem", openssl::run(stale).stdout);
    let verify = [
        "verify",
        "-CAfile",
        &files.root,
        "-untrusted",
        &files.issuing,
        "-crl_check",
        "-CRLfile",
        stale.to_str().unwrap(),
        &files.person,
    ];
    let verify = openssl::output(verify);
    assert!(!verify.status.success());
    let text = String::from_utf8_lossy(&verify.stderr);
    assert!(text.contains("CRL has expired"), "{text}");
    service
        .let_happen(json!({ "at": "/ca/ocsp", "fault": "stale" }))
        .await;
    let text = ocsp(
        &service,
        &files.issuing,
        &files.person,
        &files.root,
        "-sha1",
    );
    assert!(text.contains("WARNING: Status times invalid"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_that_are_none_of_its_are_told_apart() {
    let service = EService::start(&[]).await;
    let files = files(&service);
    let address = format!("{}/ca/ocsp", service.server.gateway);
    let post = async |request: Vec<u8>| {
        let answer = service
            .http
            .post(&address)
            .body(request)
            .send()
            .await
            .unwrap();
        assert_eq!(
            answer.headers()["content-type"],
            "application/ocsp-response"
        );
        answer.bytes().await.unwrap().to_vec()
    };
    let status = |number: u8| vec![0x30, 3, 0x0a, 1, number];
    // malformedRequest.
    assert_eq!(post(Vec::new()).await, status(1));
    assert_eq!(post(vec![0x30, 0x80]).await, status(1));
    let path = service
        .folder
        .join("request.der")
        .to_str()
        .unwrap()
        .to_owned();
    let make = |issuer: &str, which: [&str; 2]| {
        let [option, value] = which;
        openssl::run(["ocsp", "-issuer", issuer, option, value, "-reqout", &path]);
        std::fs::read(&path).unwrap()
    };
    // A certificate of another issuer is unauthorized; the person is no issuer.
    let foreign = make(&files.person, ["-serial", "7"]);
    assert_eq!(post(foreign).await, status(6));
    // A truncated request is malformed.
    let request = make(&files.issuing, ["-cert", &files.person]);
    for length in (0..request.len()).step_by(7) {
        assert_eq!(
            post(request[..length].to_vec()).await,
            status(1),
            "{length} bytes"
        );
    }
    // Over GET (RFC 6960 §A.1); another serial number is unknown.
    for (which, expected) in [
        (["-cert", &*files.person], ": good"),
        (["-serial", "0x7f"], "unknown"),
    ] {
        let request = crate::e_service::base64(&make(&files.issuing, which));
        let address = format!("{address}/{}", crate::e_service::percent_encode(&request));
        let answer = service
            .http
            .get(address)
            .send()
            .await
            .unwrap()
            .bytes()
            .await
            .unwrap();
        let answer = service.folder.write("answer.der", &answer);
        let text = openssl::run([
            "ocsp",
            "-respin",
            answer.to_str().unwrap(),
            "-noverify",
            "-text",
        ]);
        let text = String::from_utf8_lossy(&text.stdout).into_owned();
        assert!(
            text.contains(expected.trim_start_matches(": ")),
            "{expected} in {text}"
        );
    }
}

#[tokio::test]
async fn a_revocation_outlives_the_process() {
    use crate::server::{Folder, Server};
    let folder = Folder::new();
    let uris = ["https://service.example/"];
    let certificates = async |server: &Server, body: Option<&str>| {
        let address = format!("{}/faults/api/certificates", server.gateway);
        let http = reqwest::Client::new();
        let request = match body {
            Some(body) => http.post(format!("{address}/wong")).body(body.to_owned()),
            None => http.get(address),
        };
        request.send().await.unwrap().text().await.unwrap()
    };
    let first = Server::start(&folder, &uris, &[]);
    certificates(&first, Some(r#"{"reason":"superseded"}"#)).await;
    let address = first.gateway.strip_prefix("http://").unwrap().to_owned();
    drop(first);
    // At the same address the certificates stay the same.
    let second = Server::start(&folder, &uris, &["--listen", &address]);
    let listed = certificates(&second, None).await;
    assert!(listed.contains(r#""reason":"superseded""#), "{listed}");
}
