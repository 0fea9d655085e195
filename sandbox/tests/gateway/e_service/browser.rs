//! The user's browser: getQR, and the redirect to the service.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::service::EService;
use super::values::percent_encode;

impl EService {
    /// getQR parameters of a login.
    pub(crate) fn login_parameters(&self) -> Vec<(&'static str, String)> {
        vec![
            ("clientID", self.server.text("clientId").to_owned()),
            ("responseType", "code".to_owned()),
            ("source", "PC_Browser".to_owned()),
            ("redirectURI", self.login_uri.clone()),
            ("scope", "eidapi_auth eidapi_sign".to_owned()),
            ("lang", "en-US".to_owned()),
            ("state", "the-state".to_owned()),
        ]
    }

    /// The getQR page, or its parts if `accept` is `application/json`.
    pub(crate) async fn get_qr(
        &self,
        parameters: &[(&str, String)],
        accept: &str,
    ) -> (u16, String) {
        let query: Vec<String> = parameters
            .iter()
            .map(|(name, value)| format!("{name}={}", percent_encode(value)))
            .collect();
        let gateway = &self.server.gateway;
        let address = format!("{gateway}/api/v1/auth/getQR?{}", query.join("&"));
        let answer = self
            .http
            .get(address)
            .header("accept", accept)
            .send()
            .await
            .unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    }

    /// Opens a login in a browser.
    pub(crate) async fn begin_login(&self) -> Value {
        let (status, parts) = self
            .get_qr(&self.login_parameters(), "application/json")
            .await;
        assert_eq!(status, 200);
        serde_json::from_str(&parts).unwrap()
    }

    /// Waits for the answer; returns the redirect URL.
    pub(crate) async fn finished(&self, login: &Value) -> String {
        let events = login["events"].as_str().unwrap();
        let events = self
            .http
            .get(events)
            .send()
            .await
            .unwrap()
            .text()
            .await
            .unwrap();
        let (_, address) = events.split_once("event: finished\ndata: ").unwrap();
        address.trim_end().to_owned()
    }

    /// Approves a login as `persona`; returns the code.
    pub(crate) async fn code(&self, persona: &str) -> String {
        let query = self.approved(persona, &self.login_parameters()).await;
        query["code"].clone()
    }

    /// Approves a getQR as `persona`; returns the query of the redirect.
    pub(crate) async fn approved(
        &self,
        persona: &str,
        parameters: &[(&str, String)],
    ) -> HashMap<String, String> {
        let (status, parts) = self.get_qr(parameters, "application/json").await;
        assert_eq!(status, 200, "{parts}");
        let login: Value = serde_json::from_str(&parts).unwrap();
        let (status, answer) = self.press(persona, &login["requestID"], "approve").await;
        assert_eq!(status, 200, "{answer}");
        query_of(&self.finished(&login).await)
    }

    /// Logs a person in; returns the content of getToken's response.
    pub(crate) async fn log_in(&self, persona: &str) -> Value {
        self.redeem(&self.code(persona).await).await
    }

    /// Like [`Self::log_in`], with this scope.
    pub(crate) async fn log_in_for(&self, persona: &str, scope: &str) -> Value {
        let mut parameters = self.login_parameters();
        for parameter in &mut parameters {
            if parameter.0 == "scope" {
                scope.clone_into(&mut parameter.1);
            }
        }
        let query = self.approved(persona, &parameters).await;
        self.redeem(&query["code"]).await
    }

    pub(crate) async fn redeem(&self, code: &str) -> Value {
        let request = json!({ "code": code, "grantType": "authorization_code" });
        let answer = self.encrypted("/auth/getToken", &request).await;
        assert_eq!(answer["code"], "D00000");
        answer["content"].clone()
    }
}

/// Query parameters of a URL, by name.
pub(crate) fn query_of(address: &str) -> HashMap<String, String> {
    let (_, query) = address.split_once('?').unwrap_or_default();
    form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect()
}
