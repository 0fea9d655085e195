//! A small e-service: signs, encrypts and decrypts, and receives the push callback.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::rsa::{Pkcs1PrivateDecryptingKey, PrivateDecryptingKey};
use aws_lc_rs::{hmac, rand};
use axum::extract::State;
use axum::http::StatusCode;
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
    pushed: mpsc::UnboundedReceiver<Value>,
    // After the server, so that its log is there when it ends.
    pub(crate) folder: Folder,
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
        let folder = Folder::new();
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

    pub(crate) async fn send(&self, call: &Call) -> Value {
        let address = format!("{}/api/v1{}", self.server.gateway, call.path);
        let mut request = self.http.post(address).body(call.body.clone());
        for (name, value) in &call.headers {
            request = request.header(*name, value);
        }
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 200);
        serde_json::from_str(&answer.text().await.unwrap()).unwrap()
    }

    pub(crate) async fn content_key(&self) -> Key {
        let answer = self.send(&self.call("/security/getKey", "")).await;
        assert_eq!(answer["code"], "D00000");
        self.unwrap(answer["content"]["secretKey"].as_str().unwrap())
    }

    fn unwrap(&self, secret_key: &str) -> Key {
        let pem = self.server.text("keyEncryptionKey");
        let der: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
        let kek = PrivateDecryptingKey::from_pkcs8(&STANDARD.decode(der).unwrap()).unwrap();
        let kek = Pkcs1PrivateDecryptingKey::new(kek).unwrap();
        let mut plain = vec![0; kek.min_output_size()];
        let wrapped = STANDARD.decode(secret_key).unwrap();
        Key((&*kek.decrypt(&wrapped, &mut plain).unwrap())
            .try_into()
            .unwrap())
    }

    /// Sends encrypted content; a content in the answer is decrypted.
    pub(crate) async fn encrypted(&self, path: &'static str, content: &Value) -> Value {
        let key = self.content_key().await;
        let body = json!({ "content": key.seal(content.to_string().as_bytes()) });
        let mut answer = self.send(&self.call(path, &body.to_string())).await;
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
        let id = id.as_str().unwrap();
        let address = format!("{}/app/api/requests/{id}/{answer}", self.server.gateway);
        let body = json!({ "persona": persona }).to_string();
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
        let login = self.begin_login().await;
        assert_eq!(
            self.press(persona, &login["requestID"], "approve").await.0,
            200
        );
        let address = self.finished(&login).await;
        let (_, code) = address.split_once("?code=").unwrap();
        let code = code.strip_suffix("&state=the-state").unwrap();
        percent_encoding::percent_decode_str(code)
            .decode_utf8()
            .unwrap()
            .into_owned()
    }

    /// The content of getToken's answer for a person who logs in.
    pub(crate) async fn log_in(&self, persona: &str) -> Value {
        let code = self.code(persona).await;
        let request = json!({ "code": code, "grantType": "authorization_code" });
        let answer = self.encrypted("/auth/getToken", &request).await;
        assert_eq!(answer["code"], "D00000");
        answer["content"].clone()
    }

    /// The next push callback, as it came, and its decrypted content.
    pub(crate) async fn pushed(&mut self) -> (Value, Value) {
        let push = tokio::time::timeout(Duration::from_secs(20), self.pushed.recv())
            .await
            .expect("a push")
            .unwrap();
        let key = self.unwrap(push["secretKey"].as_str().unwrap());
        let content = key.open(push["content"].as_str().unwrap());
        (push, serde_json::from_slice(&content).unwrap())
    }
}

/// Takes a push. Of those about a cancelled signing the first two are answered with an error: the
/// test of the retries makes such, and no other test does.
async fn receive(State(sender): State<mpsc::UnboundedSender<Value>>, body: String) -> StatusCode {
    static REFUSED: AtomicU32 = AtomicU32::new(0);
    let push: Value = serde_json::from_str(&body).unwrap();
    let refused = push["code"] == "D70000" && REFUSED.fetch_add(1, Ordering::Relaxed) < 2;
    sender.send(push).unwrap();
    if refused {
        StatusCode::SERVICE_UNAVAILABLE
    } else {
        StatusCode::OK
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
        let envelope = STANDARD.decode(envelope).unwrap();
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

pub(crate) fn percent_encode(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}
