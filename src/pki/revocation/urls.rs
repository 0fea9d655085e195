//! Where a certificate says that its status and its issuer are to be had, and the question to ask
//! there (RFC 5280 §4.2.1.13, §4.2.1.15, §4.2.2.1; RFC 6960 §4.1).

use alloc::vec::Vec;

use sha1::{Digest as _, Sha1};

use crate::asn1::der::{Reader, Result, encode, strict, tag};
use crate::asn1::oid::extension;
use crate::pki::certificate::Certificate;
use crate::pki::revocation::ocsp::responder::{SHA1, key_octets};

/// The most addresses of one kind that are given: real certificates have one or two, and somebody is
/// going to fetch them.
const MAX_ADDRESSES: usize = 4;

/// Addresses as they stand in a certificate: URIs of any scheme, in ASCII.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Pointers<'a> {
    /// Of CRLs: cRLDistributionPoints and freshestCRL.
    pub crls: Vec<&'a str>,
    /// Of OCSP responders: authorityInfoAccess, id-ad-ocsp.
    pub ocsp: Vec<&'a str>,
    /// Of certificates of the issuer: authorityInfoAccess, id-ad-caIssuers.
    pub ca_issuers: Vec<&'a str>,
}

/// id-ad-ocsp, 1.3.6.1.5.5.7.48.1 (RFC 5280 §4.2.2.1).
const AD_OCSP: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 48, 1];
/// id-ad-caIssuers, 1.3.6.1.5.5.7.48.2 (RFC 5280 §4.2.2.1).
const AD_CA_ISSUERS: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 48, 2];

/// uniformResourceIdentifier, `[6]` of GeneralName.
const URI: u8 = tag::primitive(6);

impl<'a> Pointers<'a> {
    /// What a certificate says; what of it cannot be read is left out.
    #[must_use]
    pub fn of(certificate: &Certificate<'a>) -> Self {
        let mut pointers = Self::default();
        for extension in certificate.extensions() {
            // What was read before something malformed stays.
            let _ = match extension.identifier {
                extension::CRL_DISTRIBUTION_POINTS | extension::FRESHEST_CRL => {
                    pointers.take_points(extension.value)
                }
                extension::AUTHORITY_INFO_ACCESS => pointers.take_access(extension.value),
                _ => Ok(()),
            };
        }
        pointers
    }

    /// `SEQUENCE OF SEQUENCE { distributionPoint [0] { fullName [0] GeneralNames } OPTIONAL, … }`.
    fn take_points(&mut self, value: &'a [u8]) -> Result<()> {
        let mut points = strict(value)?.reader();
        while !points.is_empty() {
            let mut point = points.expect(tag::SEQUENCE)?.reader();
            let Some(name) = point.optional(tag::constructed(0))? else {
                continue;
            };
            if let Some(names) = name.reader().optional(tag::constructed(0))? {
                let mut names = names.reader();
                while !names.is_empty() {
                    take_uri(&mut names, &mut self.crls)?;
                }
            }
        }
        Ok(())
    }

    /// `SEQUENCE OF SEQUENCE { accessMethod OBJECT IDENTIFIER, accessLocation GeneralName }`.
    fn take_access(&mut self, value: &'a [u8]) -> Result<()> {
        let mut list = strict(value)?.reader();
        while !list.is_empty() {
            let mut access = list.expect(tag::SEQUENCE)?.reader();
            match access.expect(tag::OBJECT_IDENTIFIER)?.content {
                AD_OCSP => take_uri(&mut access, &mut self.ocsp)?,
                AD_CA_ISSUERS => take_uri(&mut access, &mut self.ca_issuers)?,
                _ => {}
            }
        }
        Ok(())
    }
}

fn take_uri<'a>(names: &mut Reader<'a>, uris: &mut Vec<&'a str>) -> Result<()> {
    let name = names.any()?;
    let uri = core::str::from_utf8(name.content).ok();
    let uri = uri.filter(|uri| name.tag == URI && uri.is_ascii());
    if let Some(uri) = uri
        && uris.len() < MAX_ADDRESSES
        && !uris.contains(&uri)
    {
        uris.push(uri);
    }
    Ok(())
}

/// The OCSPRequest for one certificate, without a nonce: `SEQUENCE { tbsRequest SEQUENCE {
/// requestList SEQUENCE OF SEQUENCE { reqCert CertID } } }`.
///
/// With SHA-1, which picks out the issuer and proves nothing: what every responder understands
/// (RFC 5019 §2.1.1). `None` where `issuer` has not the name of the certificate's issuer.
#[must_use]
pub fn ocsp_request(certificate: &Certificate<'_>, issuer: &Certificate<'_>) -> Option<Vec<u8>> {
    if !certificate.names_as_issuer(issuer) {
        return None;
    }
    let key = key_octets(issuer)?;
    let sequence = |parts: &[&[u8]]| encode(tag::SEQUENCE, &parts.concat());
    let hash = |octets: &[u8]| encode(tag::OCTET_STRING, &Sha1::digest(octets));
    let algorithm = [encode(tag::OBJECT_IDENTIFIER, SHA1), encode(tag::NULL, &[])];
    let identity = sequence(&[
        &encode(tag::SEQUENCE, &algorithm.concat()),
        &hash(certificate.shape().issuer),
        &hash(key),
        &encode(tag::INTEGER, certificate.serial()),
    ]);
    let list = sequence(&[&sequence(&[&identity])]);
    Some(sequence(&[&sequence(&[&list])]))
}
