//! Fetching of revocation data: `iamsmart::verification::revocation_requests` says what.

use axum::body::Bytes;
use axum::http::{HeaderValue, Request, header};
use futures_util::future::join_all;
use iamsmart::asn1::Encoded;
use iamsmart::verification::{PathOptions, RevocationRequest, revocation_requests};

use crate::failure::Result;
use crate::http::Http;

/// Maximum size of a CRL in bytes, the same as the crate reads.
const MAX_CRL_BYTES: usize = 64 * 1024 * 1024;

/// Maximum size of an OCSP response in bytes, the same as the crate reads.
const MAX_OCSP_BYTES: usize = 256 * 1024;

/// Adds what can be fetched to the options; the verdict says what is missed.
pub(crate) async fn fetch(
    http: &Http,
    certificate: &[u8],
    mut options: PathOptions,
) -> Result<PathOptions> {
    let certificate = Encoded::Bytes(certificate.to_vec());
    let requests = revocation_requests(&certificate, &options)?;
    let answers = join_all(requests.iter().map(|request| first(http, request))).await;
    for (request, answer) in requests.iter().zip(answers) {
        let list = match request.ocsp_request {
            Some(_) => &mut options.ocsp_responses,
            None => &mut options.crls,
        };
        list.extend(answer.map(|body| Encoded::Bytes(body.to_vec())));
    }
    Ok(options)
}

/// Tries the addresses in their order.
async fn first(http: &Http, request: &RevocationRequest) -> Option<Bytes> {
    for url in &request.urls {
        let (sent, limit) = match &request.ocsp_request {
            None => (Request::get(url).body(Bytes::new().into()), MAX_CRL_BYTES),
            Some(question) => {
                let media_type = HeaderValue::from_static("application/ocsp-request");
                let sent = Request::post(url).header(header::CONTENT_TYPE, media_type);
                (sent.body(question.clone().into()), MAX_OCSP_BYTES)
            }
        };
        let Ok(sent) = sent else { continue };
        match http.send(sent, limit).await {
            Ok(answer) if answer.status == 200 => return Some(answer.body),
            Ok(answer) => eprintln!("{url}: HTTP status {}", answer.status),
            Err(reason) => eprintln!("{url}: {reason}"),
        }
    }
    None
}
