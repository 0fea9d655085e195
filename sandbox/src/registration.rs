//! Registration of the e-service; the real one is made in a portal.

use aws_lc_rs::rsa::PublicEncryptingKey;
use rcgen::PublicKeyData as _;
use serde_json::json;

use crate::authority::{Authority, rsa_key};
use crate::options::Options;
use crate::protocol::{base64, random};
use crate::state_directory::{StateDirectory, write_private};
use crate::timestamp::TIMESTAMP_PATH;

/// The registered e-service.
pub(crate) struct Registration {
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
    /// The service's key encryption key.
    pub(crate) kek: PublicEncryptingKey,
    /// For faults: a key whose private key the service does not have.
    pub(crate) other_kek: PublicEncryptingKey,
    /// `pubKey` of getKey: Base64 of the KEK's SubjectPublicKeyInfo.
    pub(crate) public_key: String,
    pub(crate) redirect_uris: Vec<String>,
}

impl Registration {
    /// Loads the registration from `directory`, or creates one, and writes it for the e-service.
    pub(crate) fn open(
        directory: &StateDirectory,
        options: &Options,
        gateway: &str,
        authority: &Authority,
    ) -> Result<Self, String> {
        let client_id = directory.read_or("client-id", || Ok(random::hex()))?;
        let client_secret =
            directory.read_or("client-secret", || Ok(base64(&random::bytes::<32>())))?;
        let key = rsa_key(directory, "kek.key")?;
        let file = json!({
            "gateway": gateway,
            "clientId": client_id,
            "clientSecret": client_secret,
            "keyEncryptionKey": key.serialize_pem(),
            "trustAnchors": authority.trust_anchors(),
            "intermediates": authority.intermediates(),
            "timestampAuthority": format!("{gateway}{TIMESTAMP_PATH}"),
            "timestampAnchors": authority.timestamp_anchors(),
            "redirectUris": options.redirect_uris,
        });
        write_private(&options.registration, &format!("{file:#}\n"))?;
        let public_key = key.subject_public_key_info();
        let read = |der: &[u8]| {
            PublicEncryptingKey::from_der(der)
                .map_err(|error| format!("a KEK cannot be used: {error}"))
        };
        Ok(Self {
            client_id,
            client_secret,
            kek: read(&public_key)?,
            other_kek: read(&authority.responder_public_key())?,
            public_key: base64(&public_key),
            redirect_uris: options.redirect_uris.clone(),
        })
    }

    /// The registered address that equals `uri`. Also accepts a percent-encoded one, as some
    /// services send in JSON (medium confidence).
    pub(crate) fn redirect_uri(&self, uri: &str) -> Option<&str> {
        let decoded = percent_encoding::percent_decode_str(uri)
            .decode_utf8()
            .ok()?;
        self.redirect_uris
            .iter()
            .find(|registered| *registered == uri || **registered == *decoded)
            .map(String::as_str)
    }
}

pub(crate) fn is_loopback(uri: &str) -> bool {
    let authority = uri.split("://").nth(1).unwrap_or_default();
    ["localhost", "127.", "[::1]"]
        .iter()
        .any(|host| authority.starts_with(host))
}

#[cfg(test)]
mod tests {
    #[test]
    fn loopback_addresses() {
        assert!(super::is_loopback(
            "http://127.0.0.1:8787/iamsmart/callback"
        ));
        assert!(super::is_loopback("http://localhost/"));
        assert!(!super::is_loopback("https://service.example/?to=localhost"));
    }
}
