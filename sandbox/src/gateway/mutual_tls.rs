//! Pushes over TLS with the gateway's client certificate (RFC 8446 §4.3.2).

use std::path::Path;
use std::sync::Arc;

use axum::http::header::{CONTENT_TYPE, HOST};
use axum::http::{Request, StatusCode, Uri};
use http_body_util::Full;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use super::push_body::PushBody;

/// What the gateway presents, and whom it believes.
pub(crate) struct MutualTls(TlsConnector);

impl MutualTls {
    /// Reads the client certificate with its key, and the authority of the e-service's certificate;
    /// all PEM.
    pub(crate) fn open(certificate: &Path, authority: &Path) -> Result<Self, String> {
        let unreadable = |path: &Path, error: &dyn std::fmt::Display| {
            format!("{} cannot be used: {error}", path.display())
        };
        let certificates = |path: &Path| {
            CertificateDer::pem_file_iter(path)
                .and_then(Iterator::collect::<Result<Vec<_>, _>>)
                .map_err(|error| unreadable(path, &error))
        };
        let key = PrivateKeyDer::from_pem_file(certificate)
            .map_err(|error| unreadable(certificate, &error))?;
        let mut roots = RootCertStore::empty();
        for root in certificates(authority)? {
            roots
                .add(root)
                .map_err(|error| unreadable(authority, &error))?;
        }
        let config = ClientConfig::builder()
            .with_root_certificates(roots)
            .with_client_auth_cert(certificates(certificate)?, key)
            .map_err(|error| unreadable(certificate, &error))?;
        Ok(Self(TlsConnector::from(Arc::new(config))))
    }

    /// Sends a push on a connection of its own.
    pub(super) async fn post(&self, uri: &str, body: &PushBody) -> Result<StatusCode, String> {
        let uri: Uri = uri.parse().map_err(|_| "no address".to_owned())?;
        let host = uri.host().ok_or("no address")?;
        let authority = uri.authority().ok_or("no address")?.to_string();
        let name = host.trim_matches(['[', ']']).to_owned();
        let name = ServerName::try_from(name).map_err(|_| "no name of a server".to_owned())?;
        let failed = |error: &dyn std::fmt::Display| format!("no connection: {error}");
        let tcp = TcpStream::connect((host, uri.port_u16().unwrap_or(443)))
            .await
            .map_err(|error| failed(&error))?;
        let tls = self
            .0
            .connect(name, tcp)
            .await
            .map_err(|error| failed(&error))?;
        let (mut sender, connection) = http1::handshake(TokioIo::new(tls))
            .await
            .map_err(|error| failed(&error))?;
        let connection = tokio::spawn(connection);
        let path = uri.path_and_query().map_or("/", |path| path.as_str());
        let request = Request::post(path)
            .header(HOST, authority)
            .header(CONTENT_TYPE, &body.content_type)
            .body(Full::new(body.bytes.clone()))
            .map_err(|error| failed(&error))?;
        let response = sender.send_request(request).await;
        connection.abort();
        response
            .map(|response| response.status())
            .map_err(|error| failed(&error))
    }
}
