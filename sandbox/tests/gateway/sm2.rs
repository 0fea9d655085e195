//! The person with an SM2 key: certificate, revocation and signatures, as openssl sees them.

use aws_lc_rs::digest::{SHA256, digest};
use serde_json::{Value, json};

use crate::der;
use crate::e_service::{EService, base64, from_base64, query_of};
use crate::openssl;

const SIGNING: &str = "/account/signing/initiateRequest";
const PDF_SIGNING: &str = "/account/pdfsigning/initiateRequest";
const BULK_SIGNING: &str = "/bdss/initiateRequest";
/// openssl has no default for it.
const USER_IDENTIFIER: &str = "distid:1234567812345678";

fn path(service: &EService, name: &str) -> String {
    service.folder.join(name).to_str().unwrap().to_owned()
}

fn write(service: &EService, name: &str, bytes: &[u8]) -> String {
    let path = service.folder.write(name, bytes);
    path.to_str().unwrap().to_owned()
}

/// The arguments of `openssl pkeyutl` that verify a signature with the key of a certificate, PEM.
fn verification(
    service: &EService,
    certificate: &str,
    signed: &[u8],
    signature: &[u8],
    options: &[&str],
) -> Vec<String> {
    let signed = write(service, "signed.bin", signed);
    let signature = write(service, "signature.bin", signature);
    let fixed = ["pkeyutl", "-verify", "-certin", "-inkey", certificate];
    let files = ["-in", &signed, "-sigfile", &signature];
    let all = fixed.iter().chain(&files).chain(options);
    all.map(|argument| (*argument).to_owned()).collect()
}

/// Options for SM3(ZA ‖ what is signed).
const WITH_SM3: &[&str] = &["-rawin", "-digest", "sm3", "-pkeyopt", USER_IDENTIFIER];

fn sm3(service: &EService, bytes: &[u8]) -> [u8; 32] {
    let file = write(service, "hashed.bin", bytes);
    let output = openssl::run(["dgst", "-sm3", "-binary", &file]);
    output.stdout.try_into().unwrap()
}

/// Writes root and issuing CAs as PEM; gives their paths.
fn authorities(service: &EService) -> (String, String) {
    let registration = &service.server.registration;
    let pem = |of: &str, at: usize| registration[of][at].as_str().unwrap();
    let root = write(service, "root.pem", pem("trustAnchors", 0).as_bytes());
    let issuing = write(service, "issuing.pem", pem("intermediates", 1).as_bytes());
    (root, issuing)
}

#[tokio::test]
async fn openssl_verifies_the_chain() {
    let service = EService::start(&[]).await;
    let (root, issuing) = authorities(&service);
    let certificate = path(&service, "state/person-cheung.pem");
    let verify = |identifier: &str| {
        [
            "verify",
            "-x509_strict",
            "-CAfile",
            &root,
            "-untrusted",
            &issuing,
            "-vfyopt",
            identifier,
            "-policy",
            "2.999.1.1",
            "-explicit_policy",
            &certificate,
        ]
        .map(str::to_owned)
    };
    openssl::run(verify(USER_IDENTIFIER));
    assert!(!openssl::succeeds(verify("distid:another")));

    let text = openssl::run(["x509", "-in", &certificate, "-noout", "-text"]).stdout;
    let text = String::from_utf8_lossy(&text);
    let gateway = &service.server.gateway;
    for expected in [
        "Signature Algorithm: SM2-with-SM3",
        "ASN1 OID: SM2",
        "X509v3 Key Usage: critical\n                Digital Signature, Non Repudiation\n",
        &format!("URI:{gateway}/ca/issuing-sm2.crl\n"),
        &format!("CA Issuers - URI:{gateway}/ca/issuing-sm2.cer\n"),
    ] {
        assert!(text.contains(expected), "{expected} in {text}");
    }
    // The key that is kept is the certificate's.
    let key = path(&service, "state/person-cheung.key");
    let of_key = openssl::run(["pkey", "-in", &key, "-pubout"]).stdout;
    let of_certificate = openssl::run(["x509", "-in", &certificate, "-noout", "-pubkey"]).stdout;
    assert_eq!(of_key, of_certificate);
}

/// `openssl crl` and `openssl ocsp` cannot be told the user identifier, so the signatures are
/// verified over the bytes that they cover.
#[tokio::test(flavor = "multi_thread")]
async fn lists_and_responses_are_signed_with_sm2() {
    let service = EService::start(&[]).await;
    let (root, issuing) = authorities(&service);
    let person = path(&service, "state/person-cheung.pem");
    let gateway = &service.server.gateway;
    let list = async || {
        let response = service.http.get(format!("{gateway}/ca/issuing-sm2.crl"));
        let response = response.send().await.unwrap();
        response.bytes().await.unwrap().to_vec()
    };
    let ocsp = || {
        let response = path(&service, "response.der");
        let address = format!("{gateway}/ca/ocsp");
        let fixed = ["ocsp", "-issuer", &issuing, "-cert", &person, "-noverify"];
        let further = ["-url", &address, "-respout", &response, "-CAfile", &root];
        let output = openssl::run(fixed.iter().chain(&further));
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        (text, std::fs::read(response).unwrap())
    };
    let verify = |signed: &[u8], certificate: &str| {
        let [tbs, _, signature] = der::children(signed)[..3] else {
            panic!("no three parts");
        };
        // A BIT STRING without unused bits.
        let signature = der::content(signature).strip_prefix(&[0]).unwrap();
        openssl::run(verification(
            &service,
            certificate,
            tbs,
            signature,
            WITH_SM3,
        ));
        let changed = [tbs, &[0]].concat();
        let changed = verification(&service, certificate, &changed, signature, WITH_SM3);
        assert!(!openssl::succeeds(changed));
    };
    verify(&list().await, &issuing);
    let (text, response) = ocsp();
    assert!(text.contains(": good"), "{text}");
    // responseBytes' response, whose certificate is the responder's (RFC 6960 §4.2.1).
    let bytes = der::content(der::children(&response)[1]);
    let basic = der::content(der::children(bytes)[1]);
    let certificates = der::content(der::children(basic)[3]);
    let responder = write(&service, "responder.der", der::children(certificates)[0]);
    let pem = path(&service, "responder.pem");
    openssl::run(["x509", "-inform", "DER", "-in", &responder, "-out", &pem]);
    verify(basic, &pem);
    let usage = openssl::run(["x509", "-in", &pem, "-noout", "-ext", "extendedKeyUsage"]).stdout;
    assert!(String::from_utf8_lossy(&usage).contains("OCSP Signing"));
    let options = ["-vfyopt", USER_IDENTIFIER, "-purpose", "any"];
    let files = ["-CAfile", &root, "-untrusted", &issuing, &pem];
    openssl::run(["verify"].iter().chain(&options).chain(&files));

    let revoke = json!({ "reason": "superseded" });
    let revoked = service
        .faults("POST", "/certificates/cheung", &revoke)
        .await;
    assert_eq!(revoked.0, 204);
    let (text, _) = ocsp();
    assert!(
        text.contains(": revoked") && text.contains("superseded"),
        "{text}"
    );
    let list = list().await;
    verify(&list, &issuing);
    let list = write(&service, "list.der", &list);
    let text = openssl::run(["crl", "-inform", "DER", "-in", &list, "-noout", "-text"]).stdout;
    let text = String::from_utf8_lossy(&text);
    assert!(text.contains("Superseded"), "{text}");
    // The SM2 issuing CA itself is on the root's list.
    let revoked = service
        .faults("POST", "/certificates/issuing-sm2", &json!({}))
        .await;
    assert_eq!(revoked.0, 204);
    let address = format!("{gateway}/ca/ocsp");
    let fixed = ["ocsp", "-issuer", &root, "-cert", &issuing];
    let output = openssl::run(fixed.iter().chain(&["-url", &address, "-CAfile", &root]));
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains(": revoked"), "{text}");
}

#[tokio::test]
async fn openssl_verifies_what_the_person_signs() {
    let mut service = EService::start(&[]).await;
    let token = service.log_in("cheung").await;
    assert_eq!(token["userType"], "sign");
    let hash = sm3(&service, b"the document");
    let other = sm3(&service, b"another document");
    // With SM3withSM2 the digest is data; with NONEwithSM2 it is what is signed.
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
    // The default is RSA, and so is the signature of a PDF.
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

/// The person is known only once they answer.
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

/// The push of a request that the person approves.
async fn approved(service: &mut EService, path: &'static str, request: &Value) -> (Value, Value) {
    let response = service.encrypted(path, request).await;
    assert_eq!(response["code"], "D00000", "{response}");
    let id = &response["content"]["ticketID"];
    assert_eq!(service.press("cheung", id, "approve").await.0, 200);
    service.pushed().await
}
