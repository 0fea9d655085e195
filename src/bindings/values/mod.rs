//! Value types shared by options, requests and results.

#[cfg(feature = "verify")]
mod encoded;
mod octets;
#[cfg(feature = "verify")]
mod report_language;

#[cfg(any(
    feature = "page",
    feature = "server",
    not(any(feature = "inspect", feature = "pdf"))
))]
mod bytes;
#[cfg(any(feature = "page", feature = "server", not(feature = "inspect")))]
mod moment;

#[cfg(any(feature = "page", feature = "server"))]
mod digest;
#[cfg(any(feature = "page", feature = "server"))]
mod iso_time;
#[cfg(any(feature = "page", feature = "server"))]
mod user;

#[cfg(any(
    feature = "page",
    feature = "server",
    not(any(feature = "inspect", feature = "pdf"))
))]
pub use bytes::Bytes;
#[cfg(any(feature = "page", feature = "server", not(feature = "inspect")))]
pub use moment::Moment;
#[cfg(any(feature = "page", feature = "server", not(feature = "inspect")))]
pub(super) use moment::or_now;
pub use octets::Octets;
#[cfg(feature = "verify")]
pub use report_language::Language;

#[cfg(any(feature = "page", feature = "server"))]
pub use digest::Digest;
#[cfg(any(feature = "page", feature = "server"))]
pub use iso_time::IsoTime;
#[cfg(any(feature = "page", feature = "server"))]
pub use user::{Joining, Lang, Secret};
