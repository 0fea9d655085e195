//! The role of `iamsmart/pdf`: signatures in PDF files.

pub mod lasting;
pub mod prepare;
pub mod signatures;
