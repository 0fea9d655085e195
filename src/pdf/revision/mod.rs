//! A file as it was at the end of each of its revisions (ISO 32000-2 §7.5.6).
//!
//! A verifier reads objects where the cross-reference sections say that they are, and nowhere else:
//! a reader that repairs a file decides what it shows, and two readers decide differently.
//!
//! | module | content |
//! |---|---|
//! | `document` | the objects of one revision |
//! | `flaw` | why there is more than one way to read a file |
//! | `history` | the revisions of a file |
//! | `object_stream` | objects that are in a stream |
//! | `store` | what the revisions of a file share |
//! | `tail` | the end of a revision |

mod document;
mod flaw;
mod history;
mod object_stream;
mod store;
mod tail;

pub(super) use document::{Document, Location, MAX_OBJECT};
pub(super) use flaw::Flaw;
pub(super) use history::{History, ends_revision};
pub(super) use object_stream::ObjectStream;
pub(super) use store::Store;
