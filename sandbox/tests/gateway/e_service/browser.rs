//! The user's browser: getQR, and the way back to the service.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::service::EService;
use super::values::percent_encode;

impl EService {
    /// What a login asks for, as getQR's parameters.
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

    /// The getQR page as a person sees it, or its parts where `accept` is `application/json`.
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

    /// Where the browser is sent, once there is an answer.
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

    /// The code of a login that a person approves.
    pub(crate) async fn code(&self, persona: &str) -> String {
        let query = self.approved(persona, &self.login_parameters()).await;
        query["code"].clone()
    }

    /// What the browser brings back from a getQR that a person approves.
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

    /// The content of getToken's answer for a person who logs in.
    pub(crate) async fn log_in(&self, persona: &str) -> Value {
        self.redeem(&self.code(persona).await).await
    }

    /// The same, with a scope of one's own.
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

/// The query of an address, by name.
pub(crate) fn query_of(address: &str) -> HashMap<String, String> {
    let (_, query) = address.split_once('?').unwrap_or_default();
    form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect()
}
