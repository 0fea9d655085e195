//! An e-service with axum and SQLite: log in, fill in a form, sign it, keep the evidence. Any number
//! of processes of one machine may run it.

mod clock;
mod failure;
mod flows;
mod gateway;
mod http;
mod registration;
mod requests;
mod revocation;
mod server;
mod service;
mod session;
mod store;
mod submission;

#[tokio::main]
async fn main() {
    if let Err(failure) = server::serve().await {
        eprintln!("{failure}");
        std::process::exit(1);
    }
}
