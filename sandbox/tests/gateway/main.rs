//! Plays an e-service, its user's browser and phone, over HTTP, against the running binary.

mod calls;
mod certificates;
mod e_service;
mod lives;
mod login;
mod openssl;
mod server;
mod signing;
