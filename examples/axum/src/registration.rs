//! The registration of an e-service, as the sandbox writes it with `--registration`.

use iamsmart::asn1::Encoded;
use iamsmart::endpoint::Endpoint;
use iamsmart::wire::{ClientId, ClientSecret, GatewayConfig, KeyEncryptionKey};
use serde_json::Value;

use crate::failure::{Failure, Result};

pub(crate) struct Registration {
    pub(crate) gateway: GatewayConfig,
    pub(crate) trust_anchors: Vec<Encoded>,
    pub(crate) intermediates: Vec<Encoded>,
}

impl Registration {
    pub(crate) fn read(path: &str) -> Result<Self> {
        let json = std::fs::read_to_string(path)?;
        // The parser's own message would quote the text, which has secrets.
        let read: Value = serde_json::from_str(&json)
            .map_err(|_| Failure::Told(format!("{path} is not JSON")))?;
        let text = |name: &str| read[name].as_str().unwrap_or_default();
        let list = |name: &str| {
            let items = read[name].as_array().into_iter().flatten();
            let texts = items.filter_map(Value::as_str);
            texts.map(|pem| Encoded::Text(pem.to_owned())).collect()
        };
        Ok(Self {
            gateway: GatewayConfig::new(
                Endpoint::parse("gateway", text("gateway"))?,
                ClientId::parse(text("clientId"))?,
                ClientSecret::new(text("clientSecret").to_owned())?,
                KeyEncryptionKey::from_pem(text("keyEncryptionKey"))?,
            ),
            trust_anchors: list("trustAnchors"),
            intermediates: list("intermediates"),
        })
    }
}
