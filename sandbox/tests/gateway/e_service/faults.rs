//! JSON API of the faults.

use serde_json::Value;

use super::service::EService;

impl EService {
    /// Adds a fault; returns its ID.
    pub(crate) async fn let_happen(&self, fault: Value) -> u64 {
        let (status, answer) = self.faults("POST", "", &fault).await;
        assert_eq!(status, 201, "{answer}");
        answer["id"].as_u64().unwrap()
    }

    /// Calls the fault API.
    pub(crate) async fn faults(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let address = format!("{}/faults/api{path}", self.server.gateway);
        let request = self.http.request(method.parse().unwrap(), address);
        let answer = request.body(body.to_string()).send().await.unwrap();
        let status = answer.status().as_u16();
        let text = answer.text().await.unwrap();
        (status, serde_json::from_str(&text).unwrap_or_default())
    }
}
