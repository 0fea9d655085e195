//! The certificates and reasons that a CRL covers (RFC 5280 §6.3.3 (b) and (d)).

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::asn1::der::strict;
use crate::asn1::oid::extension;
use crate::pki::certificate::Certificate;
use crate::pki::name::general_names::{ComparedName, compared};
use crate::pki::revocation::crl::Crl;
use crate::pki::revocation::crl::distribution_point::{DistributionPoint, OnlyContains};
use crate::pki::revocation::crl::reason_flags::ReasonFlags;

/// Maximum number of names of distribution points that a report tells. Real ones have one or two.
const MAX_TOLD: usize = 4;

/// The distribution points of a certificate; none if the extension is absent or malformed. A CRL
/// without issuingDistributionPoint covers such a certificate too.
#[derive(Clone, Debug)]
pub struct DistributionPoints<'a>(Vec<DistributionPoint<'a>>);

/// The reason why a CRL of the right issuer does not cover a certificate.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum OutOfScope {
    /// The CRL covers attribute certificates (onlyContainsAttributeCerts).
    AttributeCertificates,
    /// The CRL covers CA certificates, and this is not one (onlyContainsCACerts).
    AuthorityCertificates,
    /// The CRL has none of the names of the certificate's distribution points.
    DistributionPoint {
        /// The names of the CRL's distribution point.
        of_crl: Vec<String>,
        /// The names of the certificate's distribution points.
        of_certificate: Vec<String>,
    },
    /// The CRL's issuer or its reasons are not those of a distribution point of the certificate.
    IssuerOrReasons,
    /// The CRL covers end entity certificates, and this is not one (onlyContainsUserCerts).
    UserCertificates,
}

impl<'a> DistributionPoints<'a> {
    /// Returns those of cRLDistributionPoints (RFC 5280 §4.2.1.13).
    #[must_use]
    pub fn of(certificate: &Certificate<'a>) -> Self {
        let mut extensions = certificate.extensions().iter();
        let points = extensions.find(|e| e.identifier == extension::CRL_DISTRIBUTION_POINTS);
        let points = points.and_then(|points| DistributionPoint::parse_all(points.value).ok());
        Self(points.unwrap_or_default())
    }

    /// Returns the points, in order.
    #[must_use]
    pub fn points(&self) -> &[DistributionPoint<'a>] {
        &self.0
    }

    /// Returns the number of names that are compared with those of a CRL.
    pub(crate) fn cost(&self) -> usize {
        let names = self.0.iter().map(|point| 1 + point.crl_issuers().len());
        1 + names.sum::<usize>()
    }

    /// Returns true if a cRLIssuer is `issuer`, an encoded name.
    fn name_issuer(&self, issuer: &[u8]) -> bool {
        let issuer = ComparedName::Directory(Cow::Borrowed(issuer));
        let mut issuers = self.0.iter().flat_map(DistributionPoint::crl_issuers);
        issuers.any(|named| named.is_same(&issuer))
    }

    /// Returns true if a CRL of this issuer can cover the certificate (RFC 5280 §6.3.3 (b)(1)).
    pub(crate) fn concern(&self, crl: &Crl<'_>, certificate: &Certificate<'_>) -> bool {
        crl.has_issuer(certificate.issuer_key()) || self.name_issuer(crl.issuer)
    }

    /// Returns the reasons for which the CRL covers the certificate, over all distribution points
    /// of the certificate (RFC 5280 §6.3.3 (b) and (d)) and over an implicit one with the names of
    /// its issuer (issuer and issuerAltName), as for a CRL that no distribution point names.
    ///
    /// # Errors
    /// The reason why the CRL does not cover the certificate at all.
    pub(crate) fn reasons(
        &self,
        crl: &Crl<'a>,
        certificate: &Certificate<'a>,
    ) -> Result<ReasonFlags, OutOfScope> {
        let is_authority = certificate.basic_constraints().is_some_and(|bc| bc.ca);
        let idp = crl.issuing_distribution_point.as_ref();
        match idp.map_or(OnlyContains::All, |idp| idp.only_contains) {
            OnlyContains::AttributeCertificates => return Err(OutOfScope::AttributeCertificates),
            OnlyContains::UserCertificates if is_authority => {
                return Err(OutOfScope::UserCertificates);
            }
            OnlyContains::CaCertificates if !is_authority => {
                return Err(OutOfScope::AuthorityCertificates);
            }
            _ => {}
        }
        let certificate_issuer = certificate.tbs().issuer;
        let crl_names = idp.and_then(|idp| idp.name);
        let crl_names = crl_names.map(|name| name.names(crl.issuer));
        let is_of_issuer = crl.has_issuer(certificate.issuer_key());
        let by_points = self.0.iter().filter(|point| {
            point.is_named_by(crl, crl_names.as_deref(), certificate_issuer, is_of_issuer)
        });
        let mut covered = by_points.fold(ReasonFlags::NONE, |all, point| all.union(point.reasons));
        let mut own_names = issuer_alternative_names(certificate);
        own_names.push(ComparedName::Directory(Cow::Borrowed(certificate_issuer)));
        let has_issuers_name = crl_names.as_ref().is_none_or(|names| {
            names
                .iter()
                .any(|name| own_names.iter().any(|own| own.is_same(name)))
        });
        if is_of_issuer && has_issuers_name {
            covered = ReasonFlags::ALL;
        }
        let only_some_reasons = idp.and_then(|idp| idp.only_some_reasons);
        let covered = covered.intersection(only_some_reasons.unwrap_or(ReasonFlags::ALL));
        if covered != ReasonFlags::NONE {
            return Ok(covered);
        }
        let Some(crl_names) = crl_names.filter(|_| !has_issuers_name) else {
            return Err(OutOfScope::IssuerOrReasons);
        };
        let points = self.0.iter();
        let names: Vec<_> = points
            .flat_map(|point| point.names(crl, certificate_issuer))
            .collect();
        let is_of_crl = |name: &ComparedName<'_>| crl_names.iter().any(|of| of.is_same(name));
        if names.iter().any(is_of_crl) {
            return Err(OutOfScope::IssuerOrReasons);
        }
        let told = |names: &[ComparedName<'_>]| {
            let names = names.iter().take(MAX_TOLD);
            names.map(ComparedName::text).collect()
        };
        Err(OutOfScope::DistributionPoint {
            of_crl: told(&crl_names),
            of_certificate: told(&names),
        })
    }
}

/// Returns the names of issuerAltName (RFC 5280 §4.2.1.7); none if it is absent or malformed.
fn issuer_alternative_names<'a>(certificate: &Certificate<'a>) -> Vec<ComparedName<'a>> {
    let mut extensions = certificate.extensions().iter();
    let names = extensions.find(|e| e.identifier == extension::ISSUER_ALT_NAME);
    let names = names.and_then(|names| strict(names.value).ok());
    let names = names.and_then(|names| compared(names.content).ok());
    names.unwrap_or_default()
}

impl<'a> DistributionPoint<'a> {
    /// Returns true if the CRL has the issuer and, if it names its distribution point, a name of
    /// this distribution point (RFC 5280 §6.3.3 (b)(1), (b)(2)(i)).
    fn is_named_by(
        &self,
        crl: &Crl<'a>,
        crl_names: Option<&[ComparedName<'a>]>,
        certificate_issuer: &'a [u8],
        is_of_issuer: bool,
    ) -> bool {
        let crl_issuers = self.crl_issuers();
        let is_issued_as_named = if self.crl_issuer.is_some() {
            let crl_issuer = ComparedName::Directory(Cow::Borrowed(crl.issuer));
            let idp = crl.issuing_distribution_point.as_ref();
            idp.is_some_and(|idp| idp.is_indirect)
                && crl_issuers.iter().any(|issuer| issuer.is_same(&crl_issuer))
        } else {
            is_of_issuer
        };
        if !is_issued_as_named {
            return false;
        }
        let Some(crl_names) = crl_names else {
            return true;
        };
        self.names(crl, certificate_issuer)
            .iter()
            .any(|point| crl_names.iter().any(|name| name.is_same(point)))
    }

    /// Returns the names of this distribution point.
    fn names(&self, crl: &Crl<'a>, certificate_issuer: &'a [u8]) -> Vec<ComparedName<'a>> {
        match self.name {
            // Relative to the CRL issuer: cRLIssuer or, without it, the certificate issuer.
            Some(name) if self.crl_issuer.is_some() => name.names(crl.issuer),
            Some(name) => name.names(certificate_issuer),
            None => self.crl_issuers(),
        }
    }
}
