//! Value types shared by options, requests and results.

mod bytes;
#[cfg(feature = "verify")]
mod encoded;
mod moment;
#[cfg(feature = "verify")]
mod report_language;

#[cfg(any(feature = "page", feature = "server"))]
mod digest;
#[cfg(any(feature = "page", feature = "server"))]
mod iso_time;
#[cfg(any(feature = "page", feature = "server"))]
mod user;

pub use bytes::{Bytes, Octets};
pub use moment::Moment;
pub(super) use moment::or_now;
#[cfg(feature = "verify")]
pub use report_language::Language;

#[cfg(any(feature = "page", feature = "server"))]
pub use digest::Digest;
#[cfg(any(feature = "page", feature = "server"))]
pub use iso_time::IsoTime;
#[cfg(any(feature = "page", feature = "server"))]
pub use user::{Joining, Lang, Secret};
