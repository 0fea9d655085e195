//! The gateway's protocol: header signature, content key, envelope, calls, callbacks, result codes.
//!
//! Nothing here does I/O. [`Gateway`] is a state machine that a driver turns: it says which HTTP
//! request to send, takes the answer, and says whether that was the result, whether a content key
//! is wanted first, or whether to try again. The workflows make a [`Call`] and read the
//! [`Content`] of its answer; they never see a key.

mod account;
mod answer;
mod call;
mod callback;
mod content;
mod content_key;
mod envelope;
mod gateway;
mod header_signature;
mod key_encryption_key;
mod result_code;
mod text;

pub(crate) use account::AccountFields;
pub use account::{AccessToken, AccountRequest, BusinessId, OpenId, Ticket};
pub use call::Call;
pub use callback::{Callback, CallbackKind, SealedCallback};
pub use content::Content;
pub use content_key::{ContentKey, KeyIssue, KeyLifetime};
pub use envelope::{open, seal};
pub use gateway::{Gateway, GatewayConfig, HttpAnswer, HttpRequest, Received};
pub use header_signature::{ClientId, ClientSecret, header_signature};
pub use key_encryption_key::KeyEncryptionKey;
pub use result_code::ResultCode;
pub(crate) use text::limited;

/// The longest HTTP body that is read, of an answer or a callback, in bytes: the gateway's own
/// bound for an entity is 10 MB (iAM Smart API, response; medium confidence).
pub const MAX_BODY_BYTES: usize = 10 * 1024 * 1024;
