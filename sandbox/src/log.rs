//! One log line per request on standard error, without queries, which contain codes and states.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use time::OffsetDateTime;
use time::macros::format_description;

/// A handler's remark for the log line, passed as a response extension.
#[derive(Clone, Debug)]
pub(crate) struct Remark(pub(crate) String);

pub(crate) async fn requests(request: Request, next: Next) -> Response {
    let method = request.method().clone();
    // The route, not the path: an ID in a path gives access to a waiting request.
    let path = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("(no such page)", MatchedPath::as_str)
        .to_owned();
    let started = Instant::now();
    let response = next.run(request).await;
    let remark = response
        .extensions()
        .get::<Remark>()
        .map_or(String::new(), |remark| format!(" {}", remark.0));
    note(&format!(
        "{method} {path} {}{remark} ({} ms)",
        response.status().as_u16(),
        started.elapsed().as_millis(),
    ));
    response
}

/// Prints a line with the time of day in UTC.
pub(crate) fn note(text: &str) {
    let clock = format_description!("[hour]:[minute]:[second].[subsecond digits:3]");
    let now = OffsetDateTime::now_utc().format(clock).unwrap_or_default();
    eprintln!("{now} {text}");
}
