//! Authorization servers.

use alloc::string::String;

use crate::Result;
use crate::bindings::read::required;
use crate::bindings::tsify;
use crate::endpoint::Endpoint;
use crate::login;

argument! {
    /// Authorization server: iAM Smart's gateway, or any OAuth 2.0 server.
    #[tsify(type = "
      | { kind: 'iamsmart'; gateway: string }
      | {
          kind: 'oauth2';
          authorizationEndpoint: string;
          /** Expected `iss` of the callback (RFC 9207). */
          issuer?: string;
          /** True to refuse a callback without `iss`. Default: false. */
          requireIssuer?: boolean;
        }")]
    pub struct AuthorizationServer {
        kind: AuthorizationServerKind,
        gateway: Option<String>,
        authorization_endpoint: Option<String>,
        issuer: Option<String>,
        require_issuer: Option<bool>,
    }
}

names! {
    /// Kind of authorization server.
    enum AuthorizationServerKind {
        /// iAM Smart's gateway.
        IamSmart = "iamsmart",
        /// Any OAuth 2.0 authorization server.
        OAuth2 = "oauth2",
    }
}

impl AuthorizationServer {
    pub(super) fn to_core(&self) -> Result<login::AuthorizationServer> {
        let (name, address) = match self.kind {
            AuthorizationServerKind::IamSmart => ("gateway", &self.gateway),
            AuthorizationServerKind::OAuth2 => {
                ("authorizationEndpoint", &self.authorization_endpoint)
            }
        };
        let endpoint = Endpoint::parse(name, required(name, address.as_deref())?)?;
        Ok(match self.kind {
            AuthorizationServerKind::IamSmart => {
                login::AuthorizationServer::IamSmart { gateway: endpoint }
            }
            AuthorizationServerKind::OAuth2 => login::AuthorizationServer::OAuth2 {
                authorization_endpoint: endpoint,
                issuer: self.issuer.clone(),
                require_issuer: self.require_issuer.unwrap_or_default(),
            },
        })
    }
}
