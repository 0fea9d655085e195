//! Validation data: certificates and revocation data.

use alloc::vec::Vec;

use crate::pki::certificate::Certificate;
use crate::pki::revocation::crl::Crl;
use crate::pki::revocation::ocsp::OcspResponse;

/// Validation data, parsed (ETSI EN 319 102-1 §3.1).
#[derive(Debug)]
pub struct ValidationData<'a> {
    /// Trust anchors.
    pub anchors: Vec<Certificate<'a>>,
    /// Intermediate certificates.
    pub intermediates: Vec<Certificate<'a>>,
    /// CRLs.
    pub crls: Vec<Crl<'a>>,
    /// OCSP responses.
    pub ocsp_responses: Vec<OcspResponse<'a>>,
}
