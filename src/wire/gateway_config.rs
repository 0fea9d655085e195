//! The configuration of a gateway.

use crate::endpoint::Endpoint;
use crate::wire::header_signature::{ClientId, ClientSecret};
use crate::wire::key_encryption_key::KeyEncryptionKey;
use crate::wire::path::ApiPath;

/// Configuration of a [`Gateway`](crate::wire::Gateway).
#[derive(Debug)]
pub struct GatewayConfig {
    /// The gateway's URL, e.g. `https://apigw.iamsmart.gov.hk` (iAM Smart API, hosts).
    pub gateway: Endpoint,
    /// Prefix of every endpoint's path; see [`DEFAULT_PATH_PREFIX`](Self::DEFAULT_PATH_PREFIX).
    pub path_prefix: ApiPath,
    /// The client ID of the e-service.
    pub client_id: ClientId,
    /// The client secret of the e-service.
    pub client_secret: ClientSecret,
    /// The KEK; `None` if it is held elsewhere and the caller unwraps.
    pub key_encryption_key: Option<KeyEncryptionKey>,
    /// How long after the first attempt a call may be repeated, in milliseconds; 0: never.
    pub repeat_ms: u32,
}

impl GatewayConfig {
    /// Returns the configuration of an e-service that keeps its KEK, with the defaults.
    #[must_use]
    pub fn new(
        gateway: Endpoint,
        client_id: ClientId,
        client_secret: ClientSecret,
        key_encryption_key: KeyEncryptionKey,
    ) -> Self {
        Self {
            gateway,
            path_prefix: Self::DEFAULT_PATH_PREFIX.into(),
            client_id,
            client_secret,
            key_encryption_key: Some(key_encryption_key),
            repeat_ms: Self::DEFAULT_REPEAT_MS,
        }
    }

    /// The prefix of iAM Smart (iAM Smart API, hosts). CorpID's production environment has others,
    /// such as `/api/eservice/v1` (medium confidence).
    pub const DEFAULT_PATH_PREFIX: &'static str = "/api/v1";

    /// Default of `repeat_ms`: acceptable to a person who waits for a page.
    pub const DEFAULT_REPEAT_MS: u32 = 20_000;
}
