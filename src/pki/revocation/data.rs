//! Revocation data.

use alloc::vec::Vec;

use crate::asn1::time::Time;
use crate::pki::certificate::Certificate;
use crate::pki::revocation::crl::Crl;
use crate::pki::revocation::ocsp::OcspResponse;

/// CRLs and OCSP responses, with the certificates of their possible signers.
#[derive(Clone, Debug)]
pub struct RevocationData<'s, 'a> {
    /// Complete and delta CRLs.
    pub crls: &'s [Crl<'a>],
    /// OCSP responses.
    pub ocsp_responses: &'s [OcspResponse<'a>],
    /// Certificates of possible signers: trust anchors and intermediates.
    pub certificates: Vec<&'s Certificate<'a>>,
}

/// When sources are first known to have been there, in the order of [`RevocationData`]; without a
/// time, when they were issued.
#[derive(Clone, Debug, Default)]
pub(crate) struct SourceProofs {
    pub(crate) crls: Vec<Option<Time>>,
    pub(crate) ocsp_responses: Vec<Option<Time>>,
    /// When the first authority of the path ends.
    pub(crate) authorities_end: Option<Time>,
}

/// A CRL or an OCSP response, by its index in [`RevocationData`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RevocationSource {
    /// `crls[…]`.
    Crl(usize),
    /// `ocsp_responses[…]`.
    Ocsp(usize),
}
