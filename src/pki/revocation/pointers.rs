//! URLs of CRLs, OCSP responders and issuer certificates in a certificate (RFC 5280 §4.2.1.13,
//! §4.2.1.15, §4.2.2.1).

use alloc::vec::Vec;

use crate::asn1::der::{Reader, Result, strict, tag};
use crate::asn1::oid::extension;
use crate::pki::certificate::Certificate;

/// Maximum number of URLs of one kind. Real certificates have one or two; the caller fetches each
/// of them.
const MAX_URLS: usize = 4;

/// URLs of a certificate's revocation data: URIs of any scheme, in ASCII.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct RevocationPointers<'a> {
    /// CRLs: cRLDistributionPoints and freshestCRL.
    pub crls: Vec<&'a str>,
    /// The same, by distribution point: the URLs of one point are ways to one CRL (RFC 5280
    /// §4.2.1.13, fullName).
    pub crl_points: Vec<Vec<&'a str>>,
    /// OCSP responders: authorityInfoAccess, id-ad-ocsp.
    pub ocsp: Vec<&'a str>,
    /// The issuer's certificates: authorityInfoAccess, id-ad-caIssuers.
    pub ca_issuers: Vec<&'a str>,
}

/// id-ad-ocsp, 1.3.6.1.5.5.7.48.1 (RFC 5280 §4.2.2.1).
const AD_OCSP: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 48, 1];
/// id-ad-caIssuers, 1.3.6.1.5.5.7.48.2 (RFC 5280 §4.2.2.1).
const AD_CA_ISSUERS: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 48, 2];

/// uniformResourceIdentifier, `[6]` of GeneralName.
const URI: u8 = tag::primitive(6);

impl<'a> RevocationPointers<'a> {
    /// Returns the URLs of a certificate, without those in malformed parts.
    #[must_use]
    pub fn of(certificate: &Certificate<'a>) -> Self {
        let mut urls = Self::default();
        for extension in certificate.extensions() {
            // The URLs before a malformed part are kept.
            let _ = match extension.identifier {
                extension::CRL_DISTRIBUTION_POINTS | extension::FRESHEST_CRL => {
                    urls.parse_distribution_points(extension.value)
                }
                extension::AUTHORITY_INFO_ACCESS => urls.parse_access_descriptions(extension.value),
                _ => Ok(()),
            };
        }
        urls
    }

    /// Parses `SEQUENCE OF SEQUENCE { distributionPoint [0] { fullName [0] GeneralNames } OPTIONAL,
    /// … }`.
    fn parse_distribution_points(&mut self, value: &'a [u8]) -> Result<()> {
        let mut points = strict(value)?.reader();
        while !points.is_empty() {
            let mut point = points.expect(tag::SEQUENCE)?.reader();
            let Some(name) = point.optional(tag::constructed(0))? else {
                continue;
            };
            if let Some(names) = name.reader().optional(tag::constructed(0))? {
                let before = self.crls.len();
                let parsed = parse_uris(names.reader(), &mut self.crls);
                if let Some(added @ [_, ..]) = self.crls.get(before..) {
                    self.crl_points.push(added.to_vec());
                }
                parsed?;
            }
        }
        Ok(())
    }

    /// Parses `SEQUENCE OF SEQUENCE { accessMethod OBJECT IDENTIFIER, accessLocation GeneralName
    /// }`.
    fn parse_access_descriptions(&mut self, value: &'a [u8]) -> Result<()> {
        let mut list = strict(value)?.reader();
        while !list.is_empty() {
            let mut access = list.expect(tag::SEQUENCE)?.reader();
            match access.expect(tag::OBJECT_IDENTIFIER)?.content {
                AD_OCSP => parse_uri(&mut access, &mut self.ocsp)?,
                AD_CA_ISSUERS => parse_uri(&mut access, &mut self.ca_issuers)?,
                _ => {}
            }
        }
        Ok(())
    }
}

fn parse_uris<'a>(mut names: Reader<'a>, uris: &mut Vec<&'a str>) -> Result<()> {
    while !names.is_empty() {
        parse_uri(&mut names, uris)?;
    }
    Ok(())
}

fn parse_uri<'a>(names: &mut Reader<'a>, uris: &mut Vec<&'a str>) -> Result<()> {
    let name = names.any()?;
    let uri = core::str::from_utf8(name.content).ok();
    let uri = uri.filter(|uri| name.tag == URI && uri.is_ascii());
    if let Some(uri) = uri
        && uris.len() < MAX_URLS
        && !uris.contains(&uri)
    {
        uris.push(uri);
    }
    Ok(())
}
