//! Bindings of `iamsmart/server`, the iAM Smart API; `EService` (pkg-template/server/eservice.ts)
//! sends the requests.

pub mod bulk_progress;
pub mod call;
pub mod callback;
pub mod config;
pub mod form_difference;
pub mod gateway;
pub mod http;
pub mod request;
pub mod result;
pub mod result_code;
pub mod signing_request;
pub mod transaction;
pub mod transaction_names;
