//! The SM2 chain, its CRLs and OCSP responses.

use serde_json::json;

use super::{USER_IDENTIFIER, WITH_SM3, path, verification, write};
use crate::der;
use crate::e_service::EService;
use crate::openssl;

/// Writes root and issuing CAs as PEM; returns their paths.
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
        "X509v3 Extended Key Usage: \n                E-mail Protection, TLS Web Client Authentication\n",
        &format!("URI:{gateway}/ca/issuing-sm2.crl\n"),
        &format!("CA Issuers - URI:{gateway}/ca/issuing-sm2.cer\n"),
    ] {
        assert!(text.contains(expected), "{expected} in {text}");
    }
    // The stored key is the certificate's.
    let key = path(&service, "state/person-cheung.key");
    let of_key = openssl::run(["pkey", "-in", &key, "-pubout"]).stdout;
    let of_certificate = openssl::run(["x509", "-in", &certificate, "-noout", "-pubkey"]).stdout;
    assert_eq!(of_key, of_certificate);
}

/// `openssl crl` and `openssl ocsp` have no option for the user identifier, so the signatures are
/// verified over the TBS bytes.
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
    // The BasicOCSPResponse in responseBytes; its certificate is the responder's (RFC 6960 §4.2.1).
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
    // The root's CRL lists the SM2 issuing CA.
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
