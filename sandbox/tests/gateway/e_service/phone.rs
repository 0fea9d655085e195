//! The user's phone, over the JSON API of the app.

use serde_json::{Value, json};

use super::service::EService;

impl EService {
    /// Presses a button in the app.
    pub(crate) async fn press(&self, persona: &str, id: &Value, answer: &str) -> (u16, Value) {
        self.answer(id, answer, &json!({ "persona": persona }))
            .await
    }

    /// Like [`Self::press`], with this body.
    pub(crate) async fn answer(&self, id: &Value, answer: &str, body: &Value) -> (u16, Value) {
        let id = id.as_str().unwrap();
        let address = format!("{}/app/api/requests/{id}/{answer}", self.server.gateway);
        let body = body.to_string();
        let answer = self.http.post(address).body(body).send().await.unwrap();
        let status = answer.status().as_u16();
        (
            status,
            serde_json::from_str(&answer.text().await.unwrap()).unwrap(),
        )
    }

    /// Opens a request in the app.
    pub(crate) async fn look(&self, persona: &str, id: &Value) -> (u16, Value) {
        let id = id.as_str().unwrap();
        let gateway = &self.server.gateway;
        let address = format!("{gateway}/app/api/requests/{id}?persona={persona}");
        let answer = self.http.get(address).send().await.unwrap();
        let status = answer.status().as_u16();
        (
            status,
            serde_json::from_str(&answer.text().await.unwrap()).unwrap(),
        )
    }
}
