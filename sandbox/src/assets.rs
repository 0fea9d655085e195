//! Style and scripts of the pages, part of the binary. Their addresses contain their digest, so that
//! browsers keep them until they change.

use aws_lc_rs::digest::{SHA256, digest};
use axum::extract::{Path, RawQuery};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Router, routing::get};

/// One file for the browser, in the order of the cascade.
const STYLE: &str = concat!(
    include_str!("../assets/style/base.css"),
    include_str!("../assets/style/card.css"),
    include_str!("../assets/style/controls.css"),
    include_str!("../assets/style/device.css"),
    include_str!("../assets/style/people.css"),
    include_str!("../assets/style/request.css"),
    include_str!("../assets/style/forms.css"),
    include_str!("../assets/style/shown.css"),
);

/// Name, media type and text.
const FILES: &[(&str, &str, &str)] = &[
    ("style.css", "text/css", STYLE),
    (
        "phone.js",
        "text/javascript",
        include_str!("../assets/phone.js"),
    ),
    (
        "auto.js",
        "text/javascript",
        include_str!("../assets/auto.js"),
    ),
    (
        "front.js",
        "text/javascript",
        include_str!("../assets/front.js"),
    ),
    (
        "faults.js",
        "text/javascript",
        include_str!("../assets/faults.js"),
    ),
    ("qr.js", "text/javascript", include_str!("../assets/qr.js")),
];

pub(crate) fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{name}", get(file))
}

/// The address of a file.
pub(crate) fn address(name: &str) -> String {
    let text = FILES.iter().find(|(found, _, _)| *found == name);
    let version = text.map(|(_, _, text)| version(text)).unwrap_or_default();
    format!("/assets/{name}?{version}")
}

async fn file(Path(name): Path<String>, RawQuery(query): RawQuery) -> Response {
    let Some((_, media_type, text)) = FILES.iter().find(|(found, _, _)| *found == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let caching = if query.is_some_and(|query| query == version(text)) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let headers = [
        (header::CONTENT_TYPE, format!("{media_type}; charset=utf-8")),
        (header::CACHE_CONTROL, caching.to_owned()),
    ];
    (headers, *text).into_response()
}

/// The first 32 bits of the digest in hex.
fn version(text: &str) -> String {
    let digest = digest(&SHA256, text.as_bytes());
    let bytes = digest.as_ref().iter().take(4);
    bytes.fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}
