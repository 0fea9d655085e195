//! Distribution points of certificates (RFC 5280 §4.2.1.13) and of CRLs (§5.2.5).

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::asn1::der::{Element, Malformed, Reader, Result, encode, strict, tag};
use crate::pki::name::general_names::{ComparedName, compared};
use crate::pki::revocation::crl::reason_flags::ReasonFlags;

/// Maximum number of distribution points of a certificate. Real ones have one or two. Each is
/// compared with every CRL.
const MAX_POINTS: usize = 32;

const FULL_NAME: u8 = tag::constructed(0);
const RELATIVE_NAME: u8 = tag::constructed(1);

/// DistributionPointName (RFC 5280 §4.2.1.13).
#[derive(Clone, Copy, Debug)]
pub enum DistributionPointName<'a> {
    /// `fullName`: the content octets of GeneralNames.
    Full(&'a [u8]),
    /// `nameRelativeToCRLIssuer`: the content octets of the RelativeDistinguishedName.
    Relative(&'a [u8]),
}

/// `DistributionPoint ::= SEQUENCE { distributionPoint [0], reasons [1], cRLIssuer [2] }`, each
/// OPTIONAL (RFC 5280 §4.2.1.13).
#[derive(Clone, Debug)]
pub struct DistributionPoint<'a> {
    /// `distributionPoint`.
    pub name: Option<DistributionPointName<'a>>,
    /// `reasons`; all reasons if absent.
    pub reasons: ReasonFlags,
    /// `cRLIssuer`: the content octets of GeneralNames.
    pub crl_issuer: Option<&'a [u8]>,
}

/// issuingDistributionPoint (RFC 5280 §5.2.5).
#[derive(Clone, Debug)]
pub(crate) struct IssuingDistributionPoint<'a> {
    pub(crate) name: Option<DistributionPointName<'a>>,
    pub(crate) only_contains: OnlyContains,
    pub(crate) only_some_reasons: Option<ReasonFlags>,
    pub(crate) is_indirect: bool,
    /// The DER of the extension.
    pub(crate) encoded: &'a [u8],
}

/// The certificates that a CRL covers (RFC 5280 §5.2.5).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum OnlyContains {
    /// None of the three flags is set: end entity and CA certificates.
    All,
    /// onlyContainsUserCerts.
    UserCertificates,
    /// onlyContainsCACerts.
    CaCertificates,
    /// onlyContainsAttributeCerts.
    AttributeCertificates,
    /// More than one flag is set, which the standard forbids.
    Contradictory,
}

impl<'a> DistributionPointName<'a> {
    /// Parses the CHOICE inside `[0]`.
    fn parse(explicit: &Element<'a>) -> Result<Self> {
        let mut explicit = explicit.reader();
        let choice = explicit.any()?;
        explicit.end()?;
        match choice.tag {
            FULL_NAME => compared(choice.content).map(|_| Self::Full(choice.content)),
            RELATIVE_NAME => Ok(Self::Relative(choice.content)),
            _ => Err(Malformed("a distribution point has a name of unknown kind")),
        }
    }

    /// Returns the names; a relative name is appended to the issuer's name.
    pub(crate) fn names(self, issuer: &'a [u8]) -> Vec<ComparedName<'a>> {
        match self {
            // Parsing succeeded before, so this cannot fail.
            Self::Full(content) => compared(content).unwrap_or_default(),
            Self::Relative(rdn) => appended(issuer, rdn).into_iter().collect(),
        }
    }
}

/// Returns the name that consists of `base` followed by `rdn`.
fn appended<'a>(base: &[u8], rdn: &[u8]) -> Option<ComparedName<'a>> {
    let base = Reader(base).any().ok()?;
    let name = [base.content, &encode(tag::SET, rdn)].concat();
    Some(ComparedName::Directory(Cow::Owned(encode(
        tag::SEQUENCE,
        &name,
    ))))
}

impl<'a> DistributionPoint<'a> {
    /// Parses the value of cRLDistributionPoints.
    pub(crate) fn parse_all(value: &'a [u8]) -> Result<Vec<Self>> {
        let list = strict(value)?;
        if list.tag != tag::SEQUENCE {
            return Err(Malformed("distribution points are not a SEQUENCE"));
        }
        let mut list = list.reader();
        let mut points = Vec::new();
        while !list.is_empty() {
            if points.len() == MAX_POINTS {
                return Err(Malformed("it has more distribution points than are read"));
            }
            points.push(Self::parse(&list.expect(tag::SEQUENCE)?)?);
        }
        Ok(points)
    }

    fn parse(point: &Element<'a>) -> Result<Self> {
        let mut fields = point.reader();
        let name = fields.optional(tag::constructed(0))?;
        let reasons = ReasonFlags::parse_optional(&mut fields, 1)?;
        let crl_issuer = fields.optional(tag::constructed(2))?;
        fields.end()?;
        if let Some(crl_issuer) = &crl_issuer {
            compared(crl_issuer.content)?;
        }
        Ok(Self {
            name: name
                .as_ref()
                .map(DistributionPointName::parse)
                .transpose()?,
            reasons: reasons.unwrap_or(ReasonFlags::ALL),
            crl_issuer: crl_issuer.map(|crl_issuer| crl_issuer.content),
        })
    }

    /// Returns the names of cRLIssuer.
    pub(crate) fn crl_issuers(&self) -> Vec<ComparedName<'a>> {
        // Parsing succeeded before, so this cannot fail.
        let names = self.crl_issuer.and_then(|names| compared(names).ok());
        names.unwrap_or_default()
    }
}

impl<'a> IssuingDistributionPoint<'a> {
    /// Parses `SEQUENCE { distributionPoint [0] OPTIONAL, onlyContainsUserCerts [1] DEFAULT FALSE,
    /// onlyContainsCACerts [2] DEFAULT FALSE, onlySomeReasons [3] OPTIONAL, indirectCRL [4] DEFAULT
    /// FALSE, onlyContainsAttributeCerts [5] DEFAULT FALSE }`.
    pub(crate) fn parse(value: &'a [u8]) -> Result<Self> {
        let point = strict(value)?;
        if point.tag != tag::SEQUENCE {
            return Err(Malformed("an issuing distribution point is not a SEQUENCE"));
        }
        let mut fields = point.reader();
        let name = fields.optional(tag::constructed(0))?;
        let user = flag(&mut fields, 1)?;
        let authority = flag(&mut fields, 2)?;
        let only_some_reasons = ReasonFlags::parse_optional(&mut fields, 3)?;
        let is_indirect = flag(&mut fields, 4)?;
        let attribute = flag(&mut fields, 5)?;
        fields.end()?;
        let only_contains = match (user, authority, attribute) {
            (false, false, false) => OnlyContains::All,
            (true, false, false) => OnlyContains::UserCertificates,
            (false, true, false) => OnlyContains::CaCertificates,
            (false, false, true) => OnlyContains::AttributeCertificates,
            _ => OnlyContains::Contradictory,
        };
        Ok(Self {
            name: name
                .as_ref()
                .map(DistributionPointName::parse)
                .transpose()?,
            only_contains,
            only_some_reasons,
            is_indirect,
            encoded: value,
        })
    }

    /// Returns true if every field has its default, which the standard forbids (RFC 5280 §5.2.5).
    pub(crate) fn is_empty(&self) -> bool {
        self.encoded == [tag::SEQUENCE, 0]
    }

    /// Returns true if more than one of the three flags is set (RFC 5280 §5.2.5).
    pub(crate) fn is_contradictory(&self) -> bool {
        self.only_contains == OnlyContains::Contradictory
    }
}

/// Parses `[number] BOOLEAN DEFAULT FALSE`.
fn flag(fields: &mut Reader<'_>, number: u8) -> Result<bool> {
    match fields.optional(tag::primitive(number))? {
        None => Ok(false),
        Some(flag) => match flag.content {
            [0xff] => Ok(true),
            [0x00] => Ok(false),
            _ => Err(Malformed("a truth value is neither 00 nor ff")),
        },
    }
}
