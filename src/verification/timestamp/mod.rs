//! Validation of time-stamps (RFC 3161, ETSI EN 319 102-1 §5.4).
//!
//! | module | content |
//! |---|---|
//! | `input` | a time-stamp, and what it is to be over |
//! | `verify` | the verdict |
//! | `checks` | what the authority states |
//! | `authority` | who states it |
//! | `read` | what a response or a token says, not judged |
//! | `report` | the report: verdict, statement, the time that is proven |
//! | `detail` | sentences about time-stamps |
//!
//! A time-stamp proves that its digest, and so what was digested, was there at its time, if its
//! signature is that of an authority that the caller trusts for it. Nothing that came with it makes
//! its authority one of those.

mod authority;
mod checks;
mod detail;
mod input;
mod read;
mod report;
mod verify;

pub use input::{Stamped, TimestampInput};
pub use read::{ReadTimestamp, read_timestamp};
pub use report::{TimestampReport, TimestampStatement};
pub(super) use verify::verify_decoded;
pub use verify::verify_timestamp;
