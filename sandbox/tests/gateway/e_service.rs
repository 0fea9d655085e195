//! A small e-service: signs, encrypts and decrypts, and receives the push callback.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::rsa::{Pkcs1PrivateDecryptingKey, PrivateDecryptingKey};
use aws_lc_rs::{hmac, rand};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::{Router, routing::post};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tokio::sync::mpsc;

use crate::server::{Folder, Server};

/// The e-service, its sandbox, and the phone and browser of its users.
pub(crate) struct EService {
    pub(crate) server: Server,
    pub(crate) http: reqwest::Client,
    pub(crate) login_uri: String,
    pub(crate) callback_uri: String,
    pushed: mpsc::UnboundedReceiver<Push>,
    // After the server, so that its log is there when it ends.
    pub(crate) folder: Folder,
}

/// A push callback as it arrived.
pub(crate) struct Push {
    pub(crate) content_type: String,
    pub(crate) body: Bytes,
}

/// The headers and body of a call, to be changed before they are sent.
#[derive(Clone)]
pub(crate) struct Call {
    pub(crate) path: &'static str,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: String,
}

/// A content key.
pub(crate) struct Key(pub(crate) [u8; 32]);

impl EService {
    pub(crate) async fn start(options: &[&str]) -> Self {
        let (sender, pushed) = mpsc::unbounded_channel();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let app = Router::new()
            .route("/callback", post(receive))
            .with_state(sender);
        tokio::spawn(async { axum::serve(listener, app).await });
        let (login_uri, callback_uri) = (format!("{origin}/"), format!("{origin}/callback"));
        let folder = Folder::new().with_keys();
        let server = Server::start(&folder, &[&login_uri, &callback_uri], options);
        Self {
            server,
            http: reqwest::Client::builder().no_proxy().build().unwrap(),
            login_uri,
            callback_uri,
            pushed,
            folder,
        }
    }

    /// A call that is right in everything.
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

    /// Signs a call as it stands.
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

    /// The answer of the HTTP layer, whatever it is.
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

    pub(crate) async fn content_key(&self) -> Key {
        let answer = self.send(&self.call("/security/getKey", "")).await;
        assert_eq!(answer["code"], "D00000");
        self.unwrap(answer["content"]["secretKey"].as_str().unwrap())
    }

    pub(crate) fn unwrap(&self, secret_key: &str) -> Key {
        let plain = self.try_unwrap(secret_key).unwrap();
        Key(plain.try_into().unwrap())
    }

    /// What is wrapped, whatever its length.
    pub(crate) fn try_unwrap(&self, secret_key: &str) -> Option<Vec<u8>> {
        let pem = self.server.text("keyEncryptionKey");
        let der: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
        let kek = PrivateDecryptingKey::from_pkcs8(&STANDARD.decode(der).unwrap()).unwrap();
        let kek = Pkcs1PrivateDecryptingKey::new(kek).unwrap();
        let mut plain = vec![0; kek.min_output_size()];
        let wrapped = STANDARD.decode(secret_key).unwrap();
        let plain = kek.decrypt(&wrapped, &mut plain).ok()?;
        Some(plain.to_vec())
    }

    /// A call with encrypted content.
    pub(crate) fn sealed(&self, key: &Key, path: &'static str, content: &Value) -> Call {
        let body = json!({ "content": key.seal(content.to_string().as_bytes()) });
        self.call(path, &body.to_string())
    }

    /// Sends encrypted content; a content in the answer is decrypted.
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

    /// Presses a button in the app.
    pub(crate) async fn press(&self, persona: &str, id: &Value, answer: &str) -> (u16, Value) {
        self.answer(id, answer, &json!({ "persona": persona }))
            .await
    }

    /// The same, with more to say.
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

    /// Looks at a request in the app.
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

    /// What every request after a login has.
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

    /// Chooses a fault; its ID.
    pub(crate) async fn let_happen(&self, fault: Value) -> u64 {
        let (status, answer) = self.faults("POST", "", &fault).await;
        assert_eq!(status, 201, "{answer}");
        answer["id"].as_u64().unwrap()
    }

    /// The fault API.
    pub(crate) async fn faults(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let address = format!("{}/faults/api{path}", self.server.gateway);
        let request = self.http.request(method.parse().unwrap(), address);
        let answer = request.body(body.to_string()).send().await.unwrap();
        let status = answer.status().as_u16();
        let text = answer.text().await.unwrap();
        (status, serde_json::from_str(&text).unwrap_or_default())
    }

    /// The next push callback, as it came, and its decrypted content.
    pub(crate) async fn pushed(&mut self) -> (Value, Value) {
        let push = self.pushed_raw().await;
        self.open(&push)
    }

    /// Opens a push callback of JSON.
    pub(crate) fn open(&self, push: &Push) -> (Value, Value) {
        assert_eq!(push.content_type, "application/json");
        let frame: Value = serde_json::from_slice(&push.body).unwrap();
        let key = self.unwrap(frame["secretKey"].as_str().unwrap());
        let content = key.open(frame["content"].as_str().unwrap());
        (frame, serde_json::from_slice(&content).unwrap())
    }

    pub(crate) async fn pushed_raw(&mut self) -> Push {
        let push = tokio::time::timeout(Duration::from_secs(30), self.pushed.recv());
        push.await.expect("a push").unwrap()
    }

    /// Whether no push arrives within this time.
    pub(crate) async fn is_quiet(&mut self, time: Duration) -> bool {
        tokio::time::timeout(time, self.pushed.recv())
            .await
            .is_err()
    }

    /// Whether a push is there already.
    pub(crate) fn has_push(&self) -> bool {
        !self.pushed.is_empty()
    }
}

/// Takes a push. Of those about a cancelled signing the first two are answered with an error: the
/// test of the retries makes such, and no other test does.
async fn receive(
    State(sender): State<mpsc::UnboundedSender<Push>>,
    headers: HeaderMap,
    body: Bytes,
) -> StatusCode {
    static REFUSED: AtomicU32 = AtomicU32::new(0);
    let frame: Value = serde_json::from_slice(&body).unwrap_or_default();
    let refused = frame["code"] == "D70000" && REFUSED.fetch_add(1, Ordering::Relaxed) < 2;
    let content_type = headers["content-type"].to_str().unwrap().to_owned();
    sender.send(Push { content_type, body }).unwrap();
    if refused {
        StatusCode::SERVICE_UNAVAILABLE
    } else {
        StatusCode::OK
    }
}

/// The query of an address, by name.
pub(crate) fn query_of(address: &str) -> HashMap<String, String> {
    let (_, query) = address.split_once('?').unwrap_or_default();
    form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect()
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

impl Key {
    fn cipher(&self) -> LessSafeKey {
        LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &self.0).unwrap())
    }

    pub(crate) fn seal(&self, plaintext: &[u8]) -> String {
        let iv: [u8; 12] = random();
        let mut sealed = plaintext.to_vec();
        self.cipher()
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(iv), Aad::empty(), &mut sealed)
            .unwrap();
        base64(&[&[0, 0, 0, 12], &iv[..], &sealed].concat())
    }

    pub(crate) fn open(&self, envelope: &str) -> Vec<u8> {
        self.open_bytes(&from_base64(envelope))
    }

    /// Whether an envelope is under this key.
    pub(crate) fn opens(&self, envelope: &str) -> bool {
        let envelope = from_base64(envelope);
        let iv = envelope[4..16].try_into().unwrap();
        let mut sealed = envelope[16..].to_vec();
        self.cipher()
            .open_in_place(Nonce::assume_unique_for_key(iv), Aad::empty(), &mut sealed)
            .is_ok()
    }

    pub(crate) fn open_bytes(&self, envelope: &[u8]) -> Vec<u8> {
        assert_eq!(envelope[..4], [0, 0, 0, 12]);
        let iv = envelope[4..16].try_into().unwrap();
        let mut sealed = envelope[16..].to_vec();
        self.cipher()
            .open_in_place(Nonce::assume_unique_for_key(iv), Aad::empty(), &mut sealed)
            .unwrap()
            .to_vec()
    }
}

/// Milliseconds since 1970.
pub(crate) fn now() -> i64 {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    i64::try_from(since_epoch.as_millis()).unwrap()
}

pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::fill(&mut bytes).unwrap();
    bytes
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

pub(crate) fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

pub(crate) fn from_base64(text: &str) -> Vec<u8> {
    STANDARD.decode(text).unwrap()
}

pub(crate) fn percent_encode(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}
