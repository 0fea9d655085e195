//! `iamsmart`: the page.

pub mod login;
pub mod pending;
pub mod signing;
mod time;
