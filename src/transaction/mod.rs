//! A request to a user, from before it is sent until its outcome was told.
//!
//! [`Transaction`] is a state machine without I/O. It is a record that its owner keeps in a store and
//! writes only if nobody else wrote it meanwhile (compare and swap). Each event changes the record,
//! and [`Transaction::next`] says what to do: verify a signature, fetch a time-stamp for it, tell the
//! e-service of the outcome, or tell the gateway. What was done is recorded, so that any process can go on after a crash.
//!
//! ```text
//!            confirm            arrive                 judge, or next            take
//!  begin ─ pending ─ pending ─────────── arrived ───────────────────── settled ─────── taken
//!             │                             └─ undecided: asked again ─┘ │
//!             └── fail, withdraw, or the time is over ───────────────────┘ told, acknowledged
//! ```
//!
//! [`OwnedRequests`] is the list of a person's transactions, by which a page that was reloaded finds
//! its own.

mod arrival;
mod arrived;
mod comparison;
mod content;
mod kind;
mod owned_requests;
mod settlement;
mod step;
mod terms;
#[allow(
    clippy::module_inception,
    reason = "the module is named after its one type"
)]
mod transaction;
mod work;

pub use arrival::Arrival;
pub use arrived::{Arrived, SignedFacts};
pub use kind::Kind;
pub use owned_requests::{OwnedRequest, OwnedRequests};
pub use settlement::{Outcome, Reason, Settlement, Verdict, acknowledged_as};
pub use step::{Step, Task};
pub use terms::{FlowTerms, LIFE_MS, Terms};
pub use transaction::{NewTransaction, Stage, Transaction, Undecided, Unstamped};
