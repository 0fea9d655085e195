//! PDF signatures, verified by openssl.

use aws_lc_rs::digest::{SHA256, digest};
use serde_json::json;

use crate::e_service::{EService, base64, from_base64};
use crate::openssl;

const INITIATE: &str = "/account/pdfsigning/initiateRequest";

#[tokio::test]
async fn openssl_verifies_the_detached_signature_and_its_attributes() {
    let mut service = EService::start(&[]).await;
    let token = service.log_in("chan").await;
    let covered = b"%PDF-1.7 the two ranges of bytes, joined";
    let mut request = service.account(&token);
    request["docDigest"] = json!(base64(digest(&SHA256, covered).as_ref()));
    for name in ["department", "serviceName", "documentName"] {
        request[name] = json!(name);
    }
    let answer = service.encrypted(INITIATE, &request).await;
    let id = &answer["content"]["ticketID"];
    let (_, view) = service.look("chan", id).await;
    assert_eq!(
        (&view["kind"], &view["docDigest"]),
        (&json!("pdf-signing"), &request["docDigest"])
    );
    service.press("chan", id, "approve").await;
    let (push, result) = service.pushed().await;
    assert_eq!(
        (&push["code"], &result["docDigest"]),
        (&json!("D00000"), &request["docDigest"])
    );
    let acknowledged = json!({ "businessID": request["businessID"], "signingResult": "SR001" });
    let answer = service
        .encrypted("/account/signing/ackResult", &acknowledged)
        .await;
    assert_eq!(answer["code"], "D00000");

    let signature = from_base64(result["pdfSignature"].as_str().unwrap());
    let write = |name: &str, bytes: &[u8]| {
        let path = service.folder.write(name, bytes);
        path.to_str().unwrap().to_owned()
    };
    let signature = write("signature.der", &signature);
    let content = write("covered.bin", covered);
    let registration = &service.server.registration;
    let authorities = ["trustAnchors", "intermediates"].map(|of| registration[of][0].as_str());
    let authorities = authorities.map(Option::unwrap).concat();
    let authorities = write("authorities.pem", authorities.as_bytes());
    let verify = |content: &str| {
        [
            "cms",
            "-verify",
            "-cades",
            "-binary",
            "-inform",
            "DER",
            "-in",
            &signature,
            "-content",
            content,
            "-CAfile",
            &authorities,
            "-purpose",
            "any",
            "-out",
            "/dev/null",
        ]
        .map(str::to_owned)
    };
    // -cades requires the signing certificate of the ESS attribute.
    openssl::run(verify(&content));
    assert!(!openssl::succeeds(verify(&write(
        "other.bin",
        b"%PDF-1.7 other bytes"
    ))));

    let text = openssl::run([
        "cms", "-cmsout", "-print", "-noout", "-inform", "DER", "-in", &signature,
    ])
    .stdout;
    let text = String::from_utf8_lossy(&text);
    for expected in [
        "eContent: <ABSENT>",
        "object: contentType (1.2.840.113549.1.9.3)",
        "object: messageDigest (1.2.840.113549.1.9.4)",
        "object: signingTime (1.2.840.113549.1.9.5)",
        "object: id-smime-aa-signingCertificateV2 (1.2.840.113549.1.9.16.2.47)",
        "d.issuerAndSerialNumber",
        "subject: C=HK, O=iAM Smart Sandbox",
    ] {
        assert!(text.contains(expected), "{expected} in {text}");
    }
}
