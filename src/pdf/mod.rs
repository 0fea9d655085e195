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
//! | `signatures` | the signatures of a file, and what is known of each |
//! | `byte_range` | the octets that a signature covers |
//! | `permissions` | what a signer allows to be changed |
//! | `changes` | what later revisions changed |
//! | `judgement` | the checks of a report that are about the file |
//! | `security_store` | certificates and revocation data in a file |
//! | `revision` | a file as it was at the end of each revision |
//! | `form` | its fields, as they are compared |
//! | `value` | its objects, as they are compared |
//! | `inflated` | streams that hold objects |

mod byte_range;
mod changes;
pub mod cross_reference;
pub mod field;
pub mod file;
mod form;
mod inflated;
mod judgement;
mod permissions;
mod revision;
mod security_store;
mod signatures;
pub mod text;
mod value;

pub use byte_range::{ByteRange, ByteRangeDefect};
pub use changes::{Change, ChangeKind};
pub use cross_reference::{CrossReference, Entry, Section};
pub use field::Field;
pub use file::PdfFile;
pub use judgement::Allowance;
pub use permissions::Permissions;
pub use security_store::SecurityStore;
pub use signatures::{Format, PdfSignature, PdfSignatures, read_signatures};
