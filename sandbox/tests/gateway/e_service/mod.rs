//! A small e-service with its user's browser and phone: signs, encrypts and decrypts, logs people
//! in, and receives the push callback.

mod browser;
mod call;
mod callback;
mod content_key;
mod faults;
mod phone;
mod receiver;
mod service;
mod values;

pub(crate) use self::browser::query_of;
pub(crate) use self::call::Call;
pub(crate) use self::content_key::Key;
pub(crate) use self::phone::next_with;
pub(crate) use self::service::EService;
pub(crate) use self::values::{base64, from_base64, hex, now, percent_encode, random};
