//! X.509 and CMS: certificates, names, policies, revocation data, signatures, signed messages.
//!
//! | module | standard |
//! |---|---|
//! | [`certificate`] | certificates and their extensions (RFC 5280 §4) |
//! | [`cms`] | signed messages (RFC 5652) |
//! | [`name`] | distinguished names, general names, name constraints (RFC 5280 §4.1.2.4, §4.2.1.6, §4.2.1.10, §7.1) |
//! | [`policy`] | certificate policies (RFC 5280 §6.1, RFC 9618) |
//! | [`revocation`] | CRLs (RFC 5280 §5, §6.3) and OCSP responses (RFC 6960) |
//! | [`signature`] | algorithms, public keys, signatures (RFC 8017, FIPS 186-5, RFC 8032, GB/T 32918) |
//! | [`timestamp`] | time-stamps (RFC 3161, RFC 5816) |

pub mod certificate;
pub mod cms;
pub mod name;
pub mod policy;
pub mod revocation;
pub mod signature;
pub mod timestamp;
