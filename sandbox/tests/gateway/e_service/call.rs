//! API calls.

use aws_lc_rs::hmac;
use serde_json::{Value, json};

use super::content_key::Key;
use super::service::EService;
use super::values::{base64, hex, now, percent_encode, random};

/// Headers and body of a call, which a test may change before sending.
#[derive(Clone)]
pub(crate) struct Call {
    pub(crate) path: &'static str,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: String,
}

impl EService {
    /// A correct call.
    pub(crate) fn call(&self, path: &'static str, body: &str) -> Call {
        let nonce: [u8; 16] = random();
        let mut call = Call {
            path,
            headers: vec![
                ("clientID", self.server.text("clientId").to_owned()),
                ("signatureMethod", "HmacSHA256".to_owned()),
                ("timestamp", now().to_string()),
                ("nonce", hex(&nonce)),
            ],
            body: body.to_owned(),
        };
        self.sign(&mut call);
        call
    }

    /// Signs a call with its current headers and body.
    pub(crate) fn sign(&self, call: &mut Call) {
        call.headers.retain(|(name, _)| *name != "signature");
        let text: String = call
            .headers
            .iter()
            .map(|(_, value)| value.as_str())
            .collect();
        let secret = self.server.text("clientSecret").as_bytes();
        let key = hmac::Key::new(hmac::HMAC_SHA256, secret);
        let signature = base64(hmac::sign(&key, (text + &call.body).as_bytes()).as_ref());
        call.headers.push(("signature", percent_encode(&signature)));
    }

    /// Sends a call; returns the HTTP response or the error.
    pub(crate) async fn try_send(&self, call: &Call) -> reqwest::Result<reqwest::Response> {
        let address = format!("{}/api/v1{}", self.server.gateway, call.path);
        let mut request = self.http.post(address).body(call.body.clone());
        for (name, value) in &call.headers {
            request = request.header(*name, value);
        }
        request.send().await
    }

    pub(crate) async fn send(&self, call: &Call) -> Value {
        let answer = self.try_send(call).await.unwrap();
        assert_eq!(answer.status(), 200);
        serde_json::from_str(&answer.text().await.unwrap()).unwrap()
    }

    /// A call with encrypted content.
    pub(crate) fn sealed(&self, key: &Key, path: &'static str, content: &Value) -> Call {
        let body = json!({ "content": key.seal(content.to_string().as_bytes()) });
        self.call(path, &body.to_string())
    }

    /// Sends encrypted content; decrypts the content of the response.
    pub(crate) async fn encrypted(&self, path: &'static str, content: &Value) -> Value {
        let key = self.content_key().await;
        self.encrypted_under(&key, path, content).await
    }

    pub(crate) async fn encrypted_under(
        &self,
        key: &Key,
        path: &'static str,
        content: &Value,
    ) -> Value {
        let mut answer = self.send(&self.sealed(key, path, content)).await;
        if let Some(content) = answer["content"].as_str() {
            answer["content"] = serde_json::from_slice(&key.open(content)).unwrap();
        }
        answer
    }

    /// Parameters of every request after a login.
    pub(crate) fn account(&self, token: &Value) -> Value {
        json!({
            "businessID": hex(&random::<16>()),
            "accessToken": token["accessToken"],
            "openID": token["openID"],
            "source": "PC_Browser",
            "redirectURI": self.callback_uri,
            "state": "a-state",
        })
    }
}

impl Call {
    pub(crate) fn with(&self, name: &'static str, value: impl Into<String>) -> Self {
        let mut call = self.clone();
        for header in &mut call.headers {
            if header.0 == name {
                header.1 = value.into();
                break;
            }
        }
        call
    }

    pub(crate) fn without(&self, name: &'static str) -> Self {
        let mut call = self.clone();
        call.headers.retain(|header| header.0 != name);
        call
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        let header = self.headers.iter().find(|header| header.0 == name);
        &header.unwrap().1
    }
}
