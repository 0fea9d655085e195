//! The e-service itself: a form that is filled in from iAM Smart and signed with it, and what is kept
//! of it.

use std::sync::Arc;

use axum::extract::{Multipart, Query, State};
use axum::routing::post;
use axum::{Json, Router};
use iamsmart::signing::{FormAbout, Hkic};
use serde_json::Value;

use crate::failure::Result;
use crate::flows::{FillRequest, Flows, SignRequest, User};
use crate::submission::{PageHash, Submission};

pub(crate) const SCOPE: [&str; 3] = ["eidapi_auth", "eidapi_formFilling", "eidapi_sign"];
const FORM: FormAbout<'_> = FormAbout {
    name: "Resident parking permit",
    number: Some("TD-318"),
};

pub(crate) fn routes() -> Router<Arc<Flows>> {
    let routes = Router::new().route("/api/fill", post(fill));
    routes.route("/api/sign", post(sign))
}

async fn fill(State(flows): State<Arc<Flows>>, user: User) -> Result<Json<Value>> {
    let request = FillRequest {
        form: FORM,
        e_me_fields: &["enName", "idNo", "mobileNumber"],
    };
    flows.fill(&user, &request).await.map(Json)
}

async fn sign(
    State(flows): State<Arc<Flows>>,
    user: User,
    Query(page): Query<PageHash>,
    form: Multipart,
) -> Result<Json<Value>> {
    let submission = Submission::read(form).await?;
    let request = SignRequest {
        form: FORM,
        submission: &submission,
        hash_code: &page.hash_code,
        hkic_hash: Hkic::parse(submission.value("hkic").unwrap_or_default())?.hash(),
        department: "Transport Department",
        document_name: "TD-318",
    };
    flows.sign(&user, &request).await.map(Json)
}

/// Keeps an outcome, evidence included; called again if it fails.
pub(crate) async fn keep(archive: String, settled: Value) -> Result<()> {
    let text = |name: &str| settled[name].as_str().unwrap_or_default();
    let name = format!("{}.{}.json", text("businessId"), text("outcome"));
    Ok(tokio::fs::write(format!("{archive}/{name}"), settled.to_string()).await?)
}
