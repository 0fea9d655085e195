//! What the page asks about the requests of its user.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use futures_util::stream::{self, Stream};
use serde_json::Value;

use crate::failure::{Failure, Result};
use crate::flows::{Flows, User};

type Shared = State<Arc<Flows>>;

/// Returns the routes below `/api/requests`.
pub(crate) fn routes() -> Router<Arc<Flows>> {
    Router::new()
        .route("/", get(open))
        .route("/{id}", get(outcome))
        .route("/{id}/events", get(events))
        .route("/{id}/evidence", get(evidence))
        .route("/{id}/withdraw", post(withdraw))
        .route("/{id}/take", post(take))
}

async fn open(State(flows): Shared, user: User) -> Result<Json<Value>> {
    flows.reclaim(&user.owner).map(|open| Json(open.into()))
}

async fn outcome(State(flows): Shared, Path(id): Path<String>, user: User) -> Result<Json<Value>> {
    flows.outcome(&id, &user.owner).map(Json)
}

async fn withdraw(State(flows): Shared, Path(id): Path<String>, user: User) -> Result<Json<Value>> {
    flows.withdraw(&id, &user.owner).await.map(Json)
}

async fn take(State(flows): Shared, Path(id): Path<String>, user: User) -> Result<Json<Value>> {
    flows.take(&id, &user.owner).map(Json)
}

async fn evidence(State(flows): Shared, Path(id): Path<String>, user: User) -> Result<Response> {
    let outcome = flows.outcome(&id, &user.owner)?;
    let Some(evidence) = outcome["settled"]["evidence"].as_str() else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    let disposition = format!("attachment; filename=\"{id}.json\"");
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CONTENT_DISPOSITION, &disposition),
    ];
    Ok((headers, evidence.to_owned()).into_response())
}

/// Answers with an event for each stage, up to the final one.
async fn events(
    State(flows): Shared,
    Path(id): Path<String>,
    user: User,
) -> Sse<impl Stream<Item = std::result::Result<Event, Failure>>> {
    let start = (flows, id, user.owner, None::<String>);
    let events = stream::unfold(Some(start), |place| async {
        let (flows, id, owner, stage) = place?;
        let outcome = match flows.wait(&id, &owner, stage.as_deref()).await {
            Ok(outcome) => outcome,
            // The stream breaks, and the browser opens it again.
            Err(failure) => return Some((Err(failure), None)),
        };
        let stage = outcome["stage"].as_str().unwrap_or_default().to_owned();
        let event = Event::default().event(&stage).data(outcome.to_string());
        let is_final = !matches!(stage.as_str(), "pending" | "arrived");
        let place = (!is_final).then_some((flows, id, owner, Some(stage)));
        Some((Ok(event), place))
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}
