//! Common code of the fuzz targets.
//!
//! | module | purpose |
//! |---|---|
//! | [`ber`] | a second reader of DER, and a writer of other forms of BER |
//! | [`der`] | DER as a mutable tree that encodes to DER |
//! | [`seal`] | signing with a known key, so that mutated objects pass the signature check |
//! | [`mutation`] | mutation of inputs |
//! | [`parts`] | several objects in one input |
//! | [`push`] | callbacks under a known content key, and what is read of them |
//! | [`records`] | several texts in one input |
//! | [`chain`] | certificate path for a CRL or an OCSP response |
//! | [`verdict`] | invariants of reports |

pub mod ber;
pub mod chain;
pub mod der;
pub mod mutation;
pub mod parts;
pub mod push;
pub mod records;
pub mod seal;
pub mod verdict;
