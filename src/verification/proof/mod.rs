//! Proof of time: the time-stamps over one signature, and the time that they prove (ETSI EN 319 102-1
//! §5.5.4).
//!
//! | module | content |
//! |---|---|
//! | `signature_proof` | the time-stamps over one signature, in its report |
//! | `judge` | the verdict on them |
//! | `algorithms` | algorithms at the time that is proven |
//! | `detail` | sentences about proofs of time |

pub(super) mod algorithms;
pub(super) mod detail;
pub(super) mod judge;
pub(super) mod signature_proof;
