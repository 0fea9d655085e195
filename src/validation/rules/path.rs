//! A certification path (RFC 5280 §6.1).

use crate::asn1::oid::extension;
use crate::pki::certificate::Certificate;
use crate::pki::signature::outcome::Signed;
use crate::report::sentence::Detail;
use crate::report::sentence::place::certificate_at;

/// A certification path, or the part of one that was found: end entity first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CertificationPath<'p, 'a> {
    /// The certificates, each issued by the next.
    pub(crate) certificates: &'p [&'p Certificate<'a>],
    /// Results of verifying each certificate, except the last, with the key of the next one.
    pub(crate) signed: &'p [Signed],
    /// True if the last certificate is a trust anchor.
    pub(crate) is_complete: bool,
}

impl CertificationPath<'_, '_> {
    /// Returns true if names are or may be constrained: a certificate has nameConstraints, whether
    /// it can be read or not.
    pub(super) fn constrains_names(&self) -> bool {
        let mut certificates = self.certificates.iter();
        certificates.any(|certificate| certificate.has_extension(extension::NAME_CONSTRAINTS))
    }

    /// Returns the number of certificates between the end entity and the one at `index`, not
    /// counting self-issued ones.
    pub(super) fn authorities_below(&self, index: usize) -> usize {
        let below = self.certificates.iter().take(index).skip(1);
        below
            .filter(|certificate| !certificate.is_self_issued())
            .count()
    }

    /// Returns the name in sentences of the certificate at `index`, counted from the trust anchor.
    pub(super) fn certificate_from_anchor(&self, index: usize) -> Detail {
        let last = self.certificates.len().saturating_sub(1);
        certificate_at(last.saturating_sub(index))
    }
}
