//! Pending logins: kept by `state`, so that two tabs never overwrite each other, each used once.

use crate::login::pkce::CodeVerifier;
use crate::login::query::Parameters;
use crate::state::State;
use crate::{Error, Result};
use alloc::string::String;
use alloc::vec::Vec;

/// How long a login may take, in milliseconds: 18 minutes, the life of an iAM Smart interaction
/// and ticket (iAM Smart API, callback).
pub const PENDING_LIFE_MS: i64 = 18 * 60 * 1000;

/// How long a store remembers that a login was used or ran out, in milliseconds: a day, so that a
/// tab found again the next morning is told what happened rather than "unknown".
pub const TOMBSTONE_LIFE_MS: i64 = 24 * 60 * 60 * 1000;

/// What must be kept until the callback.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PendingLogin {
    /// The state that the callback will carry.
    pub state: State,
    /// The verifier, secret.
    pub code_verifier: CodeVerifier,
    /// The redirect URI of the request.
    pub redirect_uri: String,
    /// The issuer that a callback's `iss` has to equal (RFC 9207).
    pub issuer: Option<String>,
    /// True if a callback without `iss` is refused.
    pub require_issuer: bool,
    /// Unix time in milliseconds from which the login counts as expired.
    pub expires_at: i64,
}

/// What a store holds for one state.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum LoginRecord<L> {
    /// A login that waits for its callback.
    Pending(L),
    /// A login that was completed; kept without its verifier until `forget_at` (Unix time in
    /// milliseconds).
    Used {
        /// When the entry may go.
        forget_at: i64,
    },
    /// A login that ran out; kept without its verifier until `forget_at` (Unix time in
    /// milliseconds).
    Expired {
        /// When the entry may go.
        forget_at: i64,
    },
}

/// A key-value store for [`PendingLogins`], as a browser's Web Storage is one.
pub trait Store {
    /// The entry under a key; an entry that cannot be read counts as none.
    fn read(&self, key: &str) -> Result<Option<LoginRecord<PendingLogin>>>;
    /// Sets the entry under a key.
    fn write(&self, key: &str, entry: LoginRecord<&PendingLogin>) -> Result<()>;
    /// Removes the entry under a key, if there is one.
    fn remove(&self, key: &str) -> Result<()>;
    /// All keys with this prefix.
    fn keys(&self, prefix: &str) -> Result<Vec<String>>;
}

/// Pending logins in a store: one entry per state, expired ones swept, each usable once.
#[derive(Debug)]
pub struct PendingLogins<'a, S: Store> {
    store: &'a S,
    prefix: &'a str,
}

impl<'a, S: Store> PendingLogins<'a, S> {
    /// The pending logins whose keys start with `prefix`.
    pub fn new(store: &'a S, prefix: &'a str) -> Self {
        Self { store, prefix }
    }

    /// Keeps a login, and sweeps.
    ///
    /// # Errors
    /// [`Error::StorageFailed`] where the store refuses.
    pub fn add(&self, pending: &PendingLogin, now: i64) -> Result<()> {
        self.sweep(now)?;
        self.store.write(
            &self.key(pending.state.as_str()),
            LoginRecord::Pending(pending),
        )
    }

    /// Removes and returns the login that a callback belongs to, at `now` (Unix time in
    /// milliseconds).
    ///
    /// # Errors
    /// [`Error::StateUnknown`], [`Error::StateUsed`] and [`Error::LoginExpired`], each told apart;
    /// [`Error::StateMissing`] and what [`complete_login`](crate::login::complete_login) says of a
    /// callback that cannot be read; [`Error::StorageFailed`].
    pub fn take(&self, callback_url: &str, now: i64) -> Result<PendingLogin> {
        let parameters = Parameters::of(callback_url)?;
        let state = parameters.value("state").ok_or(Error::StateMissing)?;
        self.sweep(now)?;
        let key = self.key(state);
        match self.store.read(&key)? {
            None => Err(Error::StateUnknown),
            Some(LoginRecord::Used { .. }) => Err(Error::StateUsed),
            Some(LoginRecord::Expired { .. }) => Err(Error::LoginExpired),
            Some(LoginRecord::Pending(pending)) => {
                let forget_at = now.saturating_add(TOMBSTONE_LIFE_MS);
                self.store.write(&key, LoginRecord::Used { forget_at })?;
                Ok(pending)
            }
        }
    }

    fn sweep(&self, now: i64) -> Result<()> {
        for key in self.store.keys(self.prefix)? {
            match self.store.read(&key)? {
                Some(LoginRecord::Pending(pending)) if now >= pending.expires_at => {
                    let forget_at = pending.expires_at.saturating_add(TOMBSTONE_LIFE_MS);
                    self.store.write(&key, LoginRecord::Expired { forget_at })?;
                }
                Some(LoginRecord::Used { forget_at } | LoginRecord::Expired { forget_at })
                    if now >= forget_at =>
                {
                    self.store.remove(&key)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn key(&self, state: &str) -> String {
        [self.prefix, state].concat()
    }
}
