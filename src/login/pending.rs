//! Pending logins, stored by `state` so that tabs do not overwrite each other, each usable once.

use crate::login::pkce::CodeVerifier;
use crate::login::query::Parameters;
use crate::state::State;
use crate::{Error, Result};
use alloc::string::String;
use alloc::vec::Vec;

/// Lifetime of a pending login in milliseconds: 18 minutes, the lifetime of an iAM Smart
/// interaction and ticket (iAM Smart API, callback).
pub const PENDING_LIFE_MS: i64 = 18 * 60 * 1000;

/// How long a used or expired login is remembered, in milliseconds: one day, so that a tab that is
/// reopened the next morning reports what happened instead of an unknown state.
pub const TOMBSTONE_LIFE_MS: i64 = 24 * 60 * 60 * 1000;

/// Data of a login that must be kept until its callback.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PendingLogin {
    /// The state, repeated by the callback.
    pub state: State,
    /// The code verifier; secret.
    pub code_verifier: CodeVerifier,
    /// The redirect URI of the request.
    pub redirect_uri: String,
    /// The expected issuer identifier, `iss` in callbacks (RFC 9207).
    pub issuer: Option<String>,
    /// True if a callback without `iss` is an error.
    pub require_issuer: bool,
    /// Expiry as Unix time in milliseconds.
    pub expires_at: i64,
}

/// The record that a store has for a state.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum LoginRecord<L> {
    /// A login that waits for its callback.
    Pending(L),
    /// A completed login, without its verifier.
    Used {
        /// When the record can be removed: Unix time in milliseconds.
        forget_at: i64,
    },
    /// An expired login, without its verifier.
    Expired {
        /// When the record can be removed: Unix time in milliseconds.
        forget_at: i64,
    },
}

/// A key-value store for [`PendingLogins`], such as a browser's Web Storage.
pub trait Store {
    /// Reads the record of a key; `None` for a missing or unreadable one.
    fn read(&self, key: &str) -> Result<Option<LoginRecord<PendingLogin>>>;
    /// Writes the record of a key.
    fn write(&self, key: &str, entry: LoginRecord<&PendingLogin>) -> Result<()>;
    /// Removes the record of a key, if it exists.
    fn remove(&self, key: &str) -> Result<()>;
    /// Lists all keys with this prefix.
    fn keys(&self, prefix: &str) -> Result<Vec<String>>;
}

/// Pending logins in a store: one record per state, expired logins removed, each usable once.
#[derive(Debug)]
pub struct PendingLogins<'a, S: Store> {
    store: &'a S,
    prefix: &'a str,
}

impl<'a, S: Store> PendingLogins<'a, S> {
    /// Creates the collection of the logins whose keys start with `prefix`.
    pub fn new(store: &'a S, prefix: &'a str) -> Self {
        Self { store, prefix }
    }

    /// Stores a login. Replaces expired logins with records without a verifier, and removes old
    /// records.
    ///
    /// # Errors
    /// [`Error::StorageFailed`] if the store fails.
    pub fn add(&self, pending: &PendingLogin, now: i64) -> Result<()> {
        self.sweep(now)?;
        self.store.write(
            &self.key(pending.state.as_str()),
            LoginRecord::Pending(pending),
        )
    }

    /// Takes the login of a callback out of the store, at `now` (Unix time in milliseconds), and
    /// marks it as used.
    ///
    /// # Errors
    /// [`Error::StateUnknown`], [`Error::StateUsed`], [`Error::LoginExpired`];
    /// [`Error::StateMissing`] and the errors of [`complete_login`](crate::login::complete_login)
    /// for a callback that cannot be parsed; [`Error::StorageFailed`].
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
