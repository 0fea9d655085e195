//! Authentication: from "log in" to a code that the e-service's server can redeem.
//!
//! iAM Smart's gateway speaks OAuth 2.0's authorization code grant in its own words and knows no
//! PKCE (iAM Smart API, authentication). [`State::bound_to`](crate::state::State::bound_to) says
//! how the login is bound to the browser that started it all the same, and what that does not
//! protect against.

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
pub use token::{Token, token_call};
