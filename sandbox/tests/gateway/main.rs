//! Tests of the running binary over HTTP, as an e-service, its user's browser and phone.

mod anonymous;
mod app_pages;
mod auto;
mod bulk;
mod calls;
mod certificates;
mod concurrency;
mod der;
mod e_service;
mod faults;
mod form_filling;
mod given;
mod lives;
mod login;
mod openssl;
mod pdf_signing;
mod people;
mod revocation;
mod server;
mod signing;
mod sm2;
mod timestamp;
mod tour;
