//! Faults.

mod callbacks;
mod choosing;
mod redirect;
mod responses;

use aws_lc_rs::digest::{SHA256, digest};
use serde_json::{Value, json};

use crate::e_service::{EService, base64};

const SIGNING: &str = "/account/signing/initiateRequest";

fn signing(service: &EService, token: &Value) -> Value {
    let mut request = service.account(token);
    request["hashCode"] = json!(base64(digest(&SHA256, b"the document").as_ref()));
    for name in ["department", "serviceName", "documentName"] {
        request[name] = json!(name);
    }
    request
}

/// Requests a signature and approves it in the app.
async fn signed(service: &EService, token: &Value) -> Value {
    let request = signing(service, token);
    let answer = service.encrypted(SIGNING, &request).await;
    assert_eq!(answer["code"], "D00000", "{answer}");
    service
        .press("chan", &answer["content"]["ticketID"], "approve")
        .await;
    request
}
