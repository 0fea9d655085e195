//! Time-stamps (RFC 3161, RFC 5816).
//!
//! | module | content |
//! |---|---|
//! | `request` | the request, written |
//! | `response` | the response: status, and the token if one was granted |
//! | `token` | the token: a CMS message over TSTInfo |
//! | `info` | TSTInfo: what an authority states |
//! | `imprint` | the digest that is stamped, and its hash function |
//! | `accuracy` | time and accuracy of a statement |
//!
//! The parsers reject what does not conform to the syntax. `verification::timestamp` judges what they
//! return.

mod accuracy;
mod imprint;
mod info;
mod request;
mod response;
mod token;

pub use accuracy::{Accuracy, GenTime};
pub use imprint::MessageImprint;
pub use info::TstInfo;
pub use request::{Nonce, TimeStampRequest};
pub use response::{PkiFailure, PkiStatus, TimeStampResponse};
pub use token::TimeStampToken;

/// Maximum size of a token or a response in bytes. Typical ones have 2,000 to 8,000; a token with 100
/// certificates and their CRLs stays far below.
pub const MAX_OCTETS: usize = 4 * 1024 * 1024;
