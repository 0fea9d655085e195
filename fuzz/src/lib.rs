//! What the fuzz targets have in common.
//!
//! | module | what it is for |
//! |---|---|
//! | [`der`] | DER as a tree that can be changed and stays DER |
//! | [`seal`] | signatures under a key that everybody knows, so that changes get past them |
//! | [`mutation`] | how an input is changed |
//! | [`parts`] | several objects in one input |
//! | [`chain`] | the certificates around a CRL or an OCSP response |
//! | [`verdict`] | what holds of every report |

pub mod chain;
pub mod der;
pub mod mutation;
pub mod parts;
pub mod seal;
pub mod verdict;
