//! The e-service itself.

use axum::{Router, routing::post};
use tokio::sync::mpsc;

use super::receiver::{Push, receive};
use crate::server::{Folder, Server};

/// The e-service, its sandbox, and the phone and browser of its users.
pub(crate) struct EService {
    pub(crate) server: Server,
    pub(crate) http: reqwest::Client,
    pub(crate) login_uri: String,
    pub(crate) callback_uri: String,
    pub(super) pushed: mpsc::UnboundedReceiver<Push>,
    // Dropped after the server, which writes its log here.
    pub(crate) folder: Folder,
}

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
}
