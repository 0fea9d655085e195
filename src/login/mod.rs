//! Authentication: from starting a login to an access token.
//!
//! [`begin_login`] returns the URL to open and a [`PendingLogin`], which [`PendingLogins`] stores
//! until the browser returns. [`complete_login`] validates the callback and returns a
//! [`LoginGrant`] for the e-service's server. The server checks that the grant's `state` is bound
//! to its code verifier, redeems the code with [`token_call`], and parses the response as a
//! [`Token`]. [`StepUpRequest`] authenticates a logged-in user again.
//!
//! iAM Smart's gateway implements the authorization code grant of OAuth 2.0 with its own parameter
//! names and without PKCE (iAM Smart API, authentication).
//! [`State::bound_to`](crate::state::State::bound_to) binds the login to the browser all the same;
//! its documentation lists what this does and does not protect against.

mod authorization_request;
mod callback;
mod pending;
mod pkce;
mod query;
mod state;
#[cfg(feature = "server")]
mod step_up;
#[cfg(feature = "server")]
mod token;

pub use authorization_request::{
    AuthorizationRequest, AuthorizationServer, LoginOptions, begin_login,
};
pub use callback::{LoginGrant, complete_login};
pub use pending::{
    LoginRecord, PENDING_LIFE_MS, PendingLogin, PendingLogins, Store, TOMBSTONE_LIFE_MS,
};
pub use pkce::{CodeVerifier, code_challenge};
#[cfg(feature = "server")]
pub use step_up::{StepUpRequest, step_up_passed};
#[cfg(feature = "server")]
pub use token::{Token, direct_login_call, token_call};
