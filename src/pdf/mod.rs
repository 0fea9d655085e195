//! Signatures in PDF files: preparing, embedding, reading (ISO 32000-2 §12.8).
//!
//! hayro-syntax reads objects, pdf-writer writes them. A file is changed by an incremental update
//! alone (§7.5.6), so what was there before stays as it was, octet for octet.
//!
//! | module | content |
//! |---|---|
//! | [`file`](mod@file) | a file: its objects, its catalog, its pages |
//! | [`cross_reference`] | cross-reference sections and trailers, and which objects each of them has |
//! | [`field`] | the fields of its interactive form |
//! | [`text`] | text strings |
//! | `dictionary`, `update` | changed dictionaries, an incremental update |
//! | [`prepare`] | a field, a signature dictionary, room for the signature |
//! | [`embed`](mod@embed) | the signature in its place |
//! | `timestamp`, `security_store` | time-stamps and revocation data |
//! | [`byte_range`] | what a signature covers |

pub mod byte_range;
pub mod cross_reference;
mod dictionary;
pub mod embed;
pub mod field;
pub mod file;
pub mod prepare;
mod security_store;
pub mod text;
mod timestamp;
mod update;

pub use byte_range::ByteRange;
pub use cross_reference::{CrossReference, Entry, Section};
pub use embed::embed;
pub use field::Field;
pub use file::PdfFile;
pub use prepare::{Appearance, Options, Permissions, Place, Prepared, SubFilter, prepare};
pub use security_store::{RevocationData, add_revocation};
pub use timestamp::{add_timestamp, timestamped_digest};
