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
//! | [`prepare()`] | a field, a signature dictionary, room for the signature |
//! | [`embed`](mod@embed) | the signature in its place |
//! | `timestamp`, `security_store` | time-stamps and revocation data |
//! | [`byte_range`] | what a new signature covers |
//! | `signatures` | the signatures of a file, and what is known of each |
//! | `signed_range` | the octets that a signature covers |
//! | `change_permissions` | what a signer allows to be changed |
//! | `changes` | what later revisions changed |
//! | `judgement` | the checks of a report that are about the file |
//! | `message` | its message or token, and the hash function of what it has to be over |
//! | `digests` | the digests of what the signatures cover |
//! | `validation_data` | certificates and revocation data in a file |
//! | `coverage` | what a document time-stamp is over, of what signatures are judged by |
//! | `revision` | a file as it was at the end of each revision |
//! | `form` | its fields, as they are compared |
//! | `value` | its objects, as they are compared |
//! | `inflated` | decoded streams, none larger than allowed |
//! | `plain` | the objects of a file, none compressed, for hayro-syntax |

pub mod byte_range;
mod change_permissions;
mod changes;
mod coverage;
pub mod cross_reference;
mod dictionary;
mod digests;
pub mod embed;
pub mod field;
pub mod file;
mod form;
mod inflated;
mod judgement;
mod message;
mod plain;
pub mod prepare;
mod revision;
mod security_store;
mod signatures;
mod signed_range;
pub mod text;
mod timestamp;
mod update;
mod validation_data;
mod value;

pub use byte_range::ByteRange;
pub use change_permissions::ChangePermissions;
pub use changes::{Change, ChangeKind};
pub use cross_reference::{CrossReference, Entry, Section};
pub use embed::embed;
pub use field::Field;
pub use file::PdfFile;
pub use judgement::Allowance;
pub use prepare::{Appearance, Options, Permissions, Place, Prepared, SubFilter, prepare};
pub use security_store::{RevocationData, add_revocation};
pub use signatures::{Format, PdfSignature, PdfSignatures, read_signatures};
pub use signed_range::{RangeDefect, SignedRange};
pub use timestamp::{add_timestamp, timestamped_digest};
pub use validation_data::{StoredItem, ValidationData};
