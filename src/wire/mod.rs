//! The gateway's protocol: header signature, content key, envelope, calls, callbacks, result codes.
//!
//! Nothing here does I/O. [`Gateway`] is a state machine that a driver turns: it says which HTTP
//! request to send, takes the answer, and says whether that was the result, whether a content key
//! is wanted first, or whether to try again. The workflows make a [`Call`] and read the
//! [`Content`] of its answer; they never see a key.

mod account;
mod backoff;
mod call;
mod callback;
mod callback_kind;
mod callback_parts;
mod content;
mod content_key;
mod envelope;
mod frame;
mod gateway;
mod header_signature;
mod http;
mod key_encryption_key;
mod path;
mod requester;
mod result_call;
mod result_code;
mod text;

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
pub use gateway::{Gateway, GatewayConfig, KeyReceived, Received};
pub use header_signature::{ClientId, ClientSecret, header_signature};
pub use http::{HttpRequest, HttpResponse};
pub use key_encryption_key::KeyEncryptionKey;
pub use path::ApiPath;
pub(crate) use requester::RequesterFields;
pub use requester::{AnonymousRequest, Requester};
pub use result_call::{AnonymousKind, result_call};
pub use result_code::{Fault, ResultCode, Retry};
pub(crate) use text::limited;

/// The longest HTTP body that is read, of an answer or a callback, in bytes: the gateway's own
/// bound for an entity is 10 MB (iAM Smart API, response; medium confidence).
pub const MAX_BODY_BYTES: usize = 10 * 1024 * 1024;
