//! Style and scripts of the pages, part of the binary.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::{Router, routing::get};

const STYLE: &str = include_str!("../assets/style.css");
const PHONE: &str = include_str!("../assets/phone.js");
const FAULTS: &str = include_str!("../assets/faults.js");
const QR: &str = include_str!("../assets/qr.js");

pub(crate) fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new()
        .route(
            "/assets/style.css",
            get(|| async { file("text/css", STYLE) }),
        )
        .route(
            "/assets/phone.js",
            get(|| async { file("text/javascript", PHONE) }),
        )
        .route(
            "/assets/faults.js",
            get(|| async { file("text/javascript", FAULTS) }),
        )
        .route(
            "/assets/qr.js",
            get(|| async { file("text/javascript", QR) }),
        )
}

fn file(media_type: &str, text: &'static str) -> Response {
    let content_type = format!("{media_type}; charset=utf-8");
    ([(header::CONTENT_TYPE, content_type)], text).into_response()
}
