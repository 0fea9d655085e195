//! SM3withSM2 and NONEwithSM2, and people whose keys do not fit.

use aws_lc_rs::digest::{SHA256, digest};
use serde_json::{Value, json};

use super::{WITH_SM3, path, verification, write};
use crate::e_service::{EService, base64, from_base64, query_of};
use crate::openssl;

const SIGNING: &str = "/account/signing/initiateRequest";
const PDF_SIGNING: &str = "/account/pdfsigning/initiateRequest";
const BULK_SIGNING: &str = "/bdss/initiateRequest";

fn sm3(service: &EService, bytes: &[u8]) -> [u8; 32] {
    let file = write(service, "hashed.bin", bytes);
    let output = openssl::run(["dgst", "-sm3", "-binary", &file]);
    output.stdout.try_into().unwrap()
}

#[tokio::test]
async fn openssl_verifies_what_the_person_signs() {
    let mut service = EService::start(&[]).await;
    let token = service.log_in("cheung").await;
    assert_eq!(token["userType"], "sign");
    let hash = sm3(&service, b"the document");
    let other = sm3(&service, b"another document");
    // SM3withSM2 signs the digest as data; NONEwithSM2 signs it directly.
    for (algorithm, options) in [("SM3withSM2", WITH_SM3), ("NONEwithSM2", &[])] {
        let request = request(&service, &token, algorithm, &hash);
        let (push, result) = approved(&mut service, SIGNING, &request).await;
        assert_eq!(push["code"], "D00000");
        assert_eq!(result["hashCode"], request["hashCode"]);
        let certificate = from_base64(result["cert"].as_str().unwrap());
        let certificate = write(&service, "certificate.der", &certificate);
        let pem = path(&service, "certificate.pem");
        openssl::run(["x509", "-inform", "DER", "-in", &certificate, "-out", &pem]);
        let signature = from_base64(result["signature"].as_str().unwrap());
        openssl::run(verification(&service, &pem, &hash, &signature, options));
        let changed = verification(&service, &pem, &other, &signature, options);
        assert!(!openssl::succeeds(changed), "{algorithm}");
    }

    let token = service.log_in_for("cheung", "eidapi_bulksign").await;
    let document = json!({
        "id": "1",
        "documentName": "Document",
        "hashCode": base64(&hash),
        "sigAlgo": "SM3withSM2",
    });
    let request = bulk(&service, &token, json!([document]));
    let (_, result) = approved(&mut service, BULK_SIGNING, &request).await;
    let signature = from_base64(result["sigFile"][0]["signature"].as_str().unwrap());
    let pem = path(&service, "state/person-cheung.pem");
    openssl::run(verification(&service, &pem, &hash, &signature, WITH_SM3));
}

#[tokio::test]
async fn nobody_signs_with_another_kind_of_key() {
    let service = EService::start(&[]).await;
    let hash: [u8; 32] = digest(&SHA256, b"the document")
        .as_ref()
        .try_into()
        .unwrap();
    let sm2 = service.log_in("cheung").await;
    let rsa = service.log_in("chan").await;
    let code = async |path: &'static str, request: &Value| {
        let response = service.encrypted(path, request).await;
        response["code"].as_str().unwrap().to_owned()
    };
    for (token, algorithm) in [
        (&sm2, "SHA256withRSA"),
        (&sm2, "NONEwithRSA"),
        (&rsa, "SM3withSM2"),
        (&rsa, "NONEwithSM2"),
    ] {
        let request = request(&service, token, algorithm, &hash);
        assert_eq!(code(SIGNING, &request).await, "D20003", "{algorithm}");
    }
    // Default and PDF signatures are RSA.
    let mut default = request(&service, &sm2, "", &hash);
    default.as_object_mut().unwrap().remove("sigAlgo");
    assert_eq!(code(SIGNING, &default).await, "D20003");
    let mut pdf = default;
    pdf["docDigest"] = pdf.as_object_mut().unwrap().remove("hashCode").unwrap();
    assert_eq!(code(PDF_SIGNING, &pdf).await, "D20003");

    let token = service.log_in_for("cheung", "eidapi_bulksign").await;
    let document = |id: &str, algorithm: &str| {
        let hash = base64(&hash);
        json!({ "id": id, "documentName": "d", "hashCode": hash, "sigAlgo": algorithm })
    };
    let documents = json!([document("1", "SM3withSM2"), document("2", "NONEwithRSA")]);
    let mixed = bulk(&service, &token, documents);
    assert_eq!(code(BULK_SIGNING, &mixed).await, "D20003");
}

/// The person is unknown until they answer.
#[tokio::test]
async fn an_anonymous_request_for_another_kind_of_key_ends_with_the_code() {
    let service = EService::start(&[]).await;
    let hash = digest(&SHA256, b"the document");
    for (algorithm, expected) in [("SM3withSM2", None), ("SHA256withRSA", Some("D20003"))] {
        let request = json!({
            "businessID": "anonymous-".to_owned() + algorithm,
            "hashCode": base64(hash.as_ref()),
            "sigAlgo": algorithm,
            "HKICHash": base64(digest(&SHA256, b"C668668").as_ref()),
            "department": "d",
            "serviceName": "s",
            "documentName": "d",
        });
        let response = service
            .encrypted("/anonymous/signing/initiateRequest", &request)
            .await;
        assert_eq!(response["code"], "D00000");
        let ticket = response["content"]["ticketID"].as_str().unwrap().to_owned();
        let mut parameters = service.login_parameters();
        parameters.push(("ticketID", ticket));
        let (_, page) = service.get_qr(&parameters, "application/json").await;
        let page: Value = serde_json::from_str(&page).unwrap();
        service.press("cheung", &page["requestID"], "approve").await;
        let query = query_of(&service.finished(&page).await);
        assert_eq!(query.get("error_code").map(String::as_str), expected);
        assert_eq!(query.contains_key("code"), expected.is_none());
    }
}

fn request(service: &EService, token: &Value, algorithm: &str, hash: &[u8; 32]) -> Value {
    let mut request = service.account(token);
    request["hashCode"] = json!(base64(hash));
    request["sigAlgo"] = json!(algorithm);
    for name in ["department", "serviceName", "documentName"] {
        request[name] = json!(name);
    }
    request
}

fn bulk(service: &EService, token: &Value, documents: Value) -> Value {
    let mut request = service.account(token);
    request["documents"] = documents;
    for name in ["requestName", "department", "serviceName"] {
        request[name] = json!(name);
    }
    request
}

/// Sends a request and approves it; returns the push.
async fn approved(service: &mut EService, path: &'static str, request: &Value) -> (Value, Value) {
    let response = service.encrypted(path, request).await;
    assert_eq!(response["code"], "D00000", "{response}");
    let id = &response["content"]["ticketID"];
    assert_eq!(service.press("cheung", id, "approve").await.0, 200);
    service.pushed().await
}
