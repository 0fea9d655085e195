//! The gateway's protocol: header signature, content key, envelope, calls, callbacks, result codes.
//!
//! Nothing here does I/O. [`Gateway`] is a state machine: it returns the HTTP request to send,
//! takes the response, and returns the result, or reports that it needs a content key first or that
//! the request must be repeated. The workflows create a [`Call`] and parse the [`Content`] of its
//! response; they have no access to keys. [`SealedCallback`] and [`Callback`] are the results that
//! the gateway pushes.

mod account;
mod backoff;
mod bounds;
mod call;
mod callback;
mod callback_kind;
mod callback_parts;
mod cipher;
mod content;
mod content_key;
mod envelope;
mod frame;
mod gateway;
mod gateway_config;
mod header_signature;
mod http;
mod key_encryption_key;
mod path;
mod remedy;
mod requester;
mod result_call;
mod result_code;
mod signing_outcome;
mod text;
mod unwrapped;

pub(crate) use account::AccountFields;
pub use account::{AccessToken, AccountRequest, BusinessId, OpenId, Ticket};
pub use backoff::Repeatable;
pub use call::Call;
pub use callback::{Callback, SealedCallback};
pub use callback_kind::{CallbackKind, E_ME_FIELDS, PROFILE_FIELDS};
pub use callback_parts::{CallbackFile, CallbackPart, PartValue};
pub use content::Content;
pub use content_key::{ContentKey, KeyIssue, KeyLifetime};
pub use envelope::{open, seal};
pub use frame::FrameFacts;
pub use gateway::{Gateway, KeyReceived, Received};
pub use gateway_config::GatewayConfig;
pub use header_signature::{ClientId, ClientSecret, header_signature};
pub use http::{HttpRequest, HttpResponse};
pub use key_encryption_key::KeyEncryptionKey;
pub use path::ApiPath;
pub use remedy::{Fault, Retry};
pub(crate) use requester::RequesterFields;
pub use requester::{AnonymousRequest, Requester};
pub use result_call::{AnonymousKind, result_call};
pub use result_code::ResultCode;
pub use signing_outcome::SigningOutcome;
pub(crate) use text::limited;
pub use unwrapped::Unwrapped;

/// Maximum size of a response or callback body in bytes: the gateway limits entities to 10 MB (iAM
/// Smart API, response; medium confidence).
pub const MAX_BODY_BYTES: usize = 10 * 1024 * 1024;
