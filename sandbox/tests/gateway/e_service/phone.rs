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

    /// A call of the app's JSON API.
    pub(crate) async fn app(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let address = format!("{}/app/api/{path}", self.server.gateway);
        let request = self.http.request(method.parse().unwrap(), address);
        let answer = request.body(body.to_string()).send().await.unwrap();
        let status = answer.status().as_u16();
        let text = answer.text().await.unwrap();
        (status, serde_json::from_str(&text).unwrap_or_default())
    }

    /// A page of the app, as this person sees it in this language.
    pub(crate) async fn page(&self, persona: &str, lang: &str, path: &str) -> String {
        let cookie = format!("iamsmart_sandbox_persona={persona}; iamsmart_sandbox_lang={lang}");
        let address = format!("{}{path}", self.server.gateway);
        let page = self.http.get(address).header("cookie", cookie);
        page.send().await.unwrap().text().await.unwrap()
    }

    /// Sends a form of the app; returns the status and the page that it leads to.
    pub(crate) async fn send_form(
        &self,
        persona: &str,
        path: &str,
        form: &[(&str, &str)],
    ) -> (u16, String) {
        let cookie = format!("iamsmart_sandbox_persona={persona}; iamsmart_sandbox_lang=en-US");
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(form);
        let address = format!("{}{path}", self.server.gateway);
        let sent = self.http.post(address).header("cookie", cookie);
        let answer = sent.body(body.finish()).send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
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

/// Reads on in a stream of events until this has come; returns what came.
pub(crate) async fn next_with(events: &mut reqwest::Response, text: &str) -> String {
    let mut came = String::new();
    while !came.contains(text) {
        let chunk = events.chunk().await.unwrap();
        let chunk = chunk.unwrap_or_else(|| panic!("the stream ended after {came}"));
        came.push_str(&String::from_utf8_lossy(&chunk));
    }
    came
}
