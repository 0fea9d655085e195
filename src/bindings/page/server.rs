//! Who is asked to log the user in.

use alloc::string::String;

use crate::Result;
use crate::bindings::read::required;
use crate::bindings::tsify;
use crate::endpoint::Endpoint;
use crate::login;

argument! {
    /// Who is asked to log the user in: iAM Smart's gateway, or any OAuth 2.0 authorization server.
    #[tsify(type = "
      | { kind: 'iamsmart'; gateway: string }
      | {
          kind: 'oauth2';
          authorizationEndpoint: string;
          /** What a callback's `iss` has to equal (RFC 9207). */
          issuer?: string;
          /** Refuse a callback without `iss`. */
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
    /// What kind of server it is.
    enum AuthorizationServerKind {
        /// iAM Smart's gateway.
        IamSmart = "iamsmart",
        /// Any OAuth 2.0 authorization server.
        OAuth2 = "oauth2",
    }
}

impl TryFrom<AuthorizationServer> for login::AuthorizationServer {
    type Error = crate::Error;

    fn try_from(server: AuthorizationServer) -> Result<Self> {
        let (name, address) = match server.kind {
            AuthorizationServerKind::IamSmart => ("gateway", server.gateway),
            AuthorizationServerKind::OAuth2 => {
                ("authorizationEndpoint", server.authorization_endpoint)
            }
        };
        let endpoint = Endpoint::parse(name, &required(name, address)?)?;
        Ok(match server.kind {
            AuthorizationServerKind::IamSmart => Self::IamSmart { gateway: endpoint },
            AuthorizationServerKind::OAuth2 => Self::OAuth2 {
                authorization_endpoint: endpoint,
                issuer: server.issuer,
                require_issuer: server.require_issuer.unwrap_or_default(),
            },
        })
    }
}
