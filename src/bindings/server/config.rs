//! Configuration of the gateway.

use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use crate::bindings::read::{ArgumentReader, FromJs};
use crate::bindings::tsify;
use crate::bindings::values::{Bytes, Joining, Secret};
use crate::endpoint::Endpoint;
use crate::form_filling::{FormFillingRequest, SharedFieldsRequest};
use crate::login::StepUpRequest;
use crate::signing::BulkSigningRequest;
use crate::wire::{ApiPath, ClientId, ClientSecret, KeyEncryptionKey};
use crate::{Error, Result, wire};

argument! {
    /// Address, credentials and timing of the gateway's calls.
    pub struct GatewayConfig {
        /// Base address, e.g. 'https://apigw.iamsmart.gov.hk'; http on a loopback host only
        /// ('endpoint-insecure').
        gateway: String,
        /// Client ID of the e-service.
        client_id: String,
        /// Client secret of the e-service.
        client_secret: Secret,
        /// Private key of the KEK (PKCS#8, PEM or DER; RSA, at least 2048 bits); undefined if the
        /// caller decrypts with a key held elsewhere.
        #[tsify(optional)]
        key_encryption_key: Option<PrivateKey>,
        /// Maximum time from a call's first attempt to the start of its last, in milliseconds; 0
        /// for a single attempt. Default: 20,000.
        #[tsify(optional)]
        repeat_ms: Option<u32>,
        /// Prefix of every API path. Default: '/api/v1'.
        #[tsify(optional)]
        path_prefix: Option<String>,
        /// Paths on which public sources disagree, or that are known from CorpID only.
        #[tsify(optional)]
        pub(super) paths: Option<GatewayPaths>,
        /// Joining of the identification code's inputs; see `identificationCode` of `iamsmart`.
        /// Default: 'raw'.
        #[tsify(optional)]
        pub(super) joining: Option<Joining>,
    }
}

argument! {
    /// Paths on which public sources disagree, or that are known from CorpID or one integrator only.
    #[derive(Default)]
    pub struct GatewayPaths {
        /// Path of form filling. Default: '/account/eme/initiateRequest', from an e-service in
        /// production; another integration uses '/account/auth/eme/initiateRequest'.
        #[tsify(optional)]
        form_filling: Option<String>,
        /// Path of step-up. Default: '/account/stepup/initiateRequest', from an e-service in
        /// production; newer API versions are said to have another path for face recognition.
        #[tsify(optional)]
        step_up: Option<String>,
        /// Path of bulk signing. Default: '/bdss/initiateRequest', from CorpID.
        #[tsify(optional)]
        bulk_signing: Option<String>,
        /// Path of `getProfiles`. Default: '/profiles', from one integrator's client; no official
        /// text names it.
        #[tsify(optional)]
        profiles: Option<String>,
    }
}

/// Private key: the content of its file, PEM or DER, as text or bytes, or standard (padded) Base64
/// of it. Line ends of PEM may be CRLF, blanks, or a backslash and an n, as environment variables
/// have them.
#[derive(tsify::Tsify)]
#[tsify(type = "BufferSource | string")]
pub enum PrivateKey {
    /// PEM or Base64.
    #[serde(skip)]
    Text(Zeroizing<String>),
    /// PEM or DER.
    #[serde(skip)]
    Bytes(Zeroizing<Vec<u8>>),
}

/// `GatewayPaths`, parsed and with defaults.
pub(super) struct Paths {
    pub(super) form_filling: ApiPath,
    pub(super) step_up: ApiPath,
    pub(super) bulk_signing: ApiPath,
    pub(super) profiles: ApiPath,
}

impl FromJs for PrivateKey {
    fn from_js(value: &JsValue, reader: &ArgumentReader) -> Self {
        if value.is_string() {
            return Self::Text(Zeroizing::new(String::from_js(value, reader)));
        }
        Self::Bytes(Zeroizing::new(Bytes::from_js(value, reader).0))
    }
}

impl TryFrom<GatewayConfig> for wire::GatewayConfig {
    type Error = Error;

    fn try_from(config: GatewayConfig) -> Result<Self> {
        let key = config.key_encryption_key.map(|key| match key {
            PrivateKey::Text(text) => KeyEncryptionKey::from_text(&text),
            PrivateKey::Bytes(bytes) => KeyEncryptionKey::from_bytes(&bytes),
        });
        let repeat_ms = config.repeat_ms;
        Ok(Self {
            gateway: Endpoint::parse("gateway", &config.gateway)?,
            path_prefix: path("pathPrefix", config.path_prefix, Self::DEFAULT_PATH_PREFIX)?,
            client_id: ClientId::parse(&config.client_id)?,
            client_secret: ClientSecret::new((*config.client_secret.0).clone())?,
            key_encryption_key: key.transpose()?,
            repeat_ms: repeat_ms.unwrap_or(Self::DEFAULT_REPEAT_MS),
        })
    }
}

impl TryFrom<Option<GatewayPaths>> for Paths {
    type Error = Error;

    fn try_from(paths: Option<GatewayPaths>) -> Result<Self> {
        let paths = paths.unwrap_or_default();
        Ok(Self {
            form_filling: path(
                "formFilling",
                paths.form_filling,
                FormFillingRequest::DEFAULT_PATH,
            )?,
            step_up: path("stepUp", paths.step_up, StepUpRequest::DEFAULT_PATH)?,
            bulk_signing: path(
                "bulkSigning",
                paths.bulk_signing,
                BulkSigningRequest::DEFAULT_PATH,
            )?,
            profiles: path(
                "profiles",
                paths.profiles,
                SharedFieldsRequest::DEFAULT_PATH,
            )?,
        })
    }
}

fn path(name: &str, path: Option<String>, default: &'static str) -> Result<ApiPath> {
    path.map_or_else(|| Ok(default.into()), |path| ApiPath::parse(name, &path))
}
