//! What is asked of a signature.

use alloc::string::String;

use crate::pdf::prepare::appearance::Appearance;
use crate::pdf::prepare::lock::Permissions;
use crate::pdf::prepare::sub_filter::SubFilter;

/// Octets that are reserved for the signature by default: several times those of a signature with
/// three certificates, OCSP responses of each and a time-stamp.
pub const DEFAULT_ROOM: usize = 32 * 1024;

/// Maximum number of octets that can be reserved: a signature with CRLs of a few megabytes.
pub const MAX_ROOM: usize = 8 * 1024 * 1024;

/// What is asked of the signature.
#[derive(Clone, Debug)]
pub struct Options {
    /// How the signature is encoded.
    pub sub_filter: SubFilter,
    /// Name of the field: an existing empty one, or a new one; `None` for a new one.
    pub field_name: Option<String>,
    /// Time of signing that the signer claims (`/M`), in milliseconds of Unix time.
    pub signing_time: i64,
    /// Name of the signer.
    pub name: Option<String>,
    /// Reason for the signature.
    pub reason: Option<String>,
    /// Place of signing.
    pub location: Option<String>,
    /// How the signer can be reached.
    pub contact_info: Option<String>,
    /// What the page shows; `None` for an invisible signature. A document time-stamp shows nothing.
    pub appearance: Option<Appearance>,
    /// What may be changed after a certification; `None` for an approval signature.
    pub permissions: Option<Permissions>,
    /// Octets that are reserved for the signature.
    pub room: usize,
}
