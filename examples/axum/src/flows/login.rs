//! Login by redirects.

use iamsmart::Error;
use iamsmart::login::{
    AuthorizationServer, CodeVerifier, LoginOptions, PendingLogin, TOMBSTONE_LIFE_MS, Token,
    begin_login, complete_login, token_call,
};
use iamsmart::source::Source;
use iamsmart::state::State;

use crate::clock::now;
use crate::failure::Result;
use crate::flows::Flows;
use crate::store::Written;

impl Flows {
    /// Begins a login: returns the address to send the browser to, and what to keep in a cookie
    /// that only this browser and the server read. It is a secret.
    pub(crate) fn begin_login(
        &self,
        redirect_uri: &str,
        scope: &[&str],
        user_agent: &str,
    ) -> Result<(String, String)> {
        let options = LoginOptions {
            server: AuthorizationServer::IamSmart {
                gateway: self.authorization.clone(),
            },
            client_id: self.gateway.client_id().as_str().to_owned(),
            redirect_uri: redirect_uri.to_owned(),
            scope: scope.iter().map(|&scope| scope.to_owned()).collect(),
            source: Source::detect(user_agent),
            lang: None,
            broker_page: false,
            ticket_id: None,
        };
        let begun = begin_login(&options, now())?;
        let PendingLogin {
            code_verifier,
            expires_at,
            ..
        } = begun.pending;
        Ok((
            begun.url,
            format!("{}:{expires_at}", code_verifier.as_str()),
        ))
    }

    /// Completes a login with the address that the browser came back to, and what was kept. Each
    /// works once.
    pub(crate) async fn complete_login(&self, url: &str, kept: Option<&str>) -> Result<Token> {
        let pending = kept
            .and_then(|kept| pending(url, kept))
            .ok_or(Error::StateUnknown)?;
        let grant = complete_login(url, &pending, now())?;
        // The state was derived from the verifier that this browser kept.
        let content = self.gateway.call(token_call(&grant.code)?).await?;
        let token = Token::read(&content)?;
        let used = Written {
            content: "",
            keep_until: now() + TOMBSTONE_LIFE_MS,
            wake_at: None,
            erase: false,
        };
        let id = format!("login-{}", grant.state.as_str());
        if !self.store.write(&id, None, &used)? {
            return Err(Error::StateUsed.into());
        }
        Ok(token)
    }
}

/// Reads what was kept of a login.
fn pending(url: &str, kept: &str) -> Option<PendingLogin> {
    let (verifier, expires_at) = kept.split_once(':')?;
    let code_verifier = CodeVerifier::parse(verifier).ok()?;
    Some(PendingLogin {
        state: State::bound_to(&code_verifier),
        code_verifier,
        redirect_uri: url.split('?').next()?.to_owned(),
        issuer: None,
        require_issuer: false,
        expires_at: expires_at.parse().ok()?,
    })
}
