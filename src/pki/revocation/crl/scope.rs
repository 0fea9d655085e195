//! Which certificates a CRL is about, and for which reasons (RFC 5280 §5.2.5, §4.2.1.13, §6.3.3 (b)
//! and (d)).

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::asn1::der::{Element, Malformed, Reader, Result, encode, strict, tag};
use crate::asn1::oid::extension;
use crate::pki::certificate::Certificate;
use crate::pki::name;
use crate::pki::name::general_names::{ComparedName, compared};
use crate::pki::revocation::crl::Crl;

/// The most distribution points of a certificate. Real ones have one or two; each is held against
/// every list.
const MAX_POINTS: usize = 32;

/// Reasons of revocation that a list covers: the bits of ReasonFlags (RFC 5280 §4.2.1.13).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Reasons(u16);

impl Reasons {
    /// None.
    pub const NONE: Self = Self(0);
    /// keyCompromise to aACompromise; bit 0 is unused.
    pub const ALL: Self = Self(0x1fe);
    pub(crate) const CERTIFICATE_HOLD: Self = Self(1 << 6);

    /// RFC 5280's names, in the order of the bits.
    const NAMES: [&'static str; 9] = [
        "unused",
        "keyCompromise",
        "cACompromise",
        "affiliationChanged",
        "superseded",
        "cessationOfOperation",
        "certificateHold",
        "privilegeWithdrawn",
        "aACompromise",
    ];

    pub(crate) fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The reasons that are missing here.
    #[must_use]
    pub fn missing(self) -> Self {
        Self(Self::ALL.0 & !self.0)
    }

    pub(crate) fn contains(self, other: Self) -> bool {
        self.intersection(other) == other
    }

    /// RFC 5280's names of the reasons.
    #[must_use]
    pub fn names(self) -> Vec<&'static str> {
        let named = Self::NAMES.iter().enumerate();
        named
            .filter(|(bit, _)| self.0 >> bit & 1 == 1)
            .map(|(_, name)| *name)
            .collect()
    }

    /// From the content of a BIT STRING, whose first bit is the highest of its first octet.
    fn read(content: &[u8]) -> Result<Self> {
        let Some((unused @ 0..=7, octets)) = content.split_first() else {
            return Err(Malformed("reasons of revocation are not a bit string"));
        };
        if octets.is_empty() && *unused != 0 {
            return Err(Malformed("reasons of revocation are not a bit string"));
        }
        let bits = (0..16).filter(|bit| {
            let octet = octets.get(bit / 8).copied().unwrap_or_default();
            octet >> (7 - bit % 8) & 1 == 1
        });
        Ok(Self(bits.fold(0, |mask, bit| mask | 1 << bit)).intersection(Self::ALL))
    }
}

/// DistributionPointName (RFC 5280 §4.2.1.13).
#[derive(Clone, Copy, Debug)]
pub enum PointName<'a> {
    /// `fullName`: the content octets of GeneralNames.
    Full(&'a [u8]),
    /// `nameRelativeToCRLIssuer`: the content octets of the RelativeDistinguishedName.
    Relative(&'a [u8]),
}

impl<'a> PointName<'a> {
    /// From the `[0]` around the CHOICE.
    fn read(around: &Element<'a>) -> Result<Self> {
        let mut around = around.reader();
        let choice = around.any()?;
        around.end()?;
        match choice.tag {
            FULL_NAME => compared(choice.content).map(|_| Self::Full(choice.content)),
            RELATIVE_NAME => Ok(Self::Relative(choice.content)),
            _ => Err(Malformed("a distribution point has a name of unknown kind")),
        }
    }

    /// The names; a relative one is completed with each of `bases`.
    fn names(self, bases: &[&'a [u8]]) -> Vec<ComparedName<'a>> {
        match self {
            Self::Full(content) => compared(content).unwrap_or_default(),
            Self::Relative(rdn) => bases.iter().filter_map(|base| below(base, rdn)).collect(),
        }
    }
}

const FULL_NAME: u8 = tag::constructed(0);
const RELATIVE_NAME: u8 = tag::constructed(1);

/// The name of which `rdn` is the last part, after all of `base`.
fn below<'a>(base: &[u8], rdn: &[u8]) -> Option<ComparedName<'a>> {
    let base = Reader(base).any().ok()?;
    let name = [base.content, &encode(tag::SET, rdn)].concat();
    Some(ComparedName::Directory(Cow::Owned(encode(
        tag::SEQUENCE,
        &name,
    ))))
}

/// The certificates that a list is about (RFC 5280 §5.2.5).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Only {
    /// User and authority certificates.
    Both,
    /// onlyContainsUserCerts.
    User,
    /// onlyContainsCACerts.
    Authority,
    /// onlyContainsAttributeCerts.
    Attribute,
    /// More than one of them, which the standard forbids.
    Contradictory,
}

/// issuingDistributionPoint (RFC 5280 §5.2.5).
#[derive(Clone, Debug)]
pub(crate) struct IssuingDistributionPoint<'a> {
    name: Option<PointName<'a>>,
    only: Only,
    reasons: Option<Reasons>,
    pub(crate) is_indirect: bool,
    value: &'a [u8],
}

impl<'a> IssuingDistributionPoint<'a> {
    pub(crate) fn read(value: &'a [u8]) -> Result<Self> {
        let point = strict(value)?;
        if point.tag != tag::SEQUENCE {
            return Err(Malformed("an issuing distribution point is not a SEQUENCE"));
        }
        let mut fields = point.reader();
        let name = fields.optional(tag::constructed(0))?;
        let user = flag(&mut fields, 1)?;
        let authority = flag(&mut fields, 2)?;
        let reasons = reasons(&mut fields, 3)?;
        let is_indirect = flag(&mut fields, 4)?;
        let attribute = flag(&mut fields, 5)?;
        fields.end()?;
        let only = match (user, authority, attribute) {
            (false, false, false) => Only::Both,
            (true, false, false) => Only::User,
            (false, true, false) => Only::Authority,
            (false, false, true) => Only::Attribute,
            _ => Only::Contradictory,
        };
        Ok(Self {
            name: name.as_ref().map(PointName::read).transpose()?,
            only,
            reasons,
            is_indirect,
            value,
        })
    }

    /// RFC 5280 §5.2.5: at most one of the three may be set.
    pub(crate) fn is_contradictory(&self) -> bool {
        self.only == Only::Contradictory
    }

    /// RFC 5280 §6.3.3 (c)(2): both lists have the same scope, or neither says.
    pub(crate) fn are_same(one: &Crl<'_>, other: &Crl<'_>) -> bool {
        let [one, other] = [one, other].map(|crl| crl.scope.as_ref().map(|scope| scope.value));
        one == other
    }
}

/// `[number] BOOLEAN DEFAULT FALSE`.
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

/// `[number] ReasonFlags OPTIONAL`.
fn reasons(fields: &mut Reader<'_>, number: u8) -> Result<Option<Reasons>> {
    let flags = fields.optional(tag::primitive(number))?;
    flags.map(|flags| Reasons::read(flags.content)).transpose()
}

/// `DistributionPoint ::= SEQUENCE { distributionPoint [0], reasons [1], cRLIssuer [2] }`, each
/// OPTIONAL (RFC 5280 §4.2.1.13).
#[derive(Clone, Debug)]
pub struct DistributionPoint<'a> {
    /// `distributionPoint`.
    pub name: Option<PointName<'a>>,
    /// `reasons`; all of them where there is no such field.
    pub reasons: Reasons,
    /// `cRLIssuer`: the content octets of GeneralNames.
    pub issuer: Option<&'a [u8]>,
}

impl<'a> DistributionPoint<'a> {
    fn read(point: &Element<'a>) -> Result<Self> {
        let mut fields = point.reader();
        let name = fields.optional(tag::constructed(0))?;
        let reasons = reasons(&mut fields, 1)?;
        let issuer = fields.optional(tag::constructed(2))?;
        fields.end()?;
        if let Some(issuer) = &issuer {
            compared(issuer.content)?;
        }
        Ok(Self {
            name: name.as_ref().map(PointName::read).transpose()?,
            reasons: reasons.unwrap_or(Reasons::ALL),
            issuer: issuer.map(|issuer| issuer.content),
        })
    }

    fn issuers(&self) -> Vec<ComparedName<'a>> {
        self.issuer
            .map_or_else(Vec::new, |names| compared(names).unwrap_or_default())
    }
}

/// The distribution points of a certificate; none where it names none, or in no way that can be
/// read: a list without scope covers it all the same.
#[derive(Clone, Debug)]
pub struct DistributionPoints<'a>(Vec<DistributionPoint<'a>>);

/// Why a list of the right issuer is not about a certificate.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum OutOfScope {
    /// It is about attribute certificates (onlyContainsAttributeCerts).
    AttributeCertificates,
    /// It is about authorities' certificates, and this is none (onlyContainsCACerts).
    AuthorityCertificates,
    /// None of the certificate's distribution points has its name.
    DistributionPoint,
    /// It is about end entities' certificates, and this is none (onlyContainsUserCerts).
    UserCertificates,
}

impl<'a> DistributionPoints<'a> {
    /// Those of cRLDistributionPoints (RFC 5280 §4.2.1.13).
    #[must_use]
    pub fn of(certificate: &Certificate<'a>) -> Self {
        let mut extensions = certificate.extensions().iter();
        let points = extensions.find(|e| e.identifier == extension::CRL_DISTRIBUTION_POINTS);
        let points = points.and_then(|points| read_points(points.value).ok());
        Self(points.unwrap_or_default())
    }

    /// The points, in their order.
    #[must_use]
    pub fn points(&self) -> &[DistributionPoint<'a>] {
        &self.0
    }

    /// Names that are compared with those of a list.
    pub(crate) fn cost(&self) -> usize {
        let names = self.0.iter().map(|point| 1 + point.issuers().len());
        1 + names.sum::<usize>()
    }

    /// The encoded names of CRL issuers that are named beside the certificate's issuer.
    fn name_issuer(&self, issuer: &[u8]) -> bool {
        let issuer = ComparedName::Directory(Cow::Borrowed(issuer));
        let mut issuers = self.0.iter().flat_map(DistributionPoint::issuers);
        issuers.any(|named| named.is_same(&issuer))
    }

    /// RFC 5280 §6.3.3 (b)(1): whether a list of this issuer can be about the certificate.
    pub(crate) fn concern(&self, crl: &Crl<'_>, certificate: &Certificate<'_>) -> bool {
        name::same_name(crl.issuer, certificate.shape().issuer) || self.name_issuer(crl.issuer)
    }

    /// The reasons for which the list is about the certificate, over all of its distribution points
    /// (RFC 5280 §6.3.3 (b) and (d)), and, as for a list that none of them names, over one that has
    /// the name of the certificate's issuer.
    ///
    /// # Errors
    /// Why it is not about it at all.
    pub(crate) fn reasons(
        &self,
        crl: &Crl<'a>,
        certificate: &Certificate<'a>,
    ) -> core::result::Result<Reasons, OutOfScope> {
        let is_authority = certificate.basic_constraints().is_some_and(|bc| bc.ca);
        let scope = crl.scope.as_ref();
        match scope.map_or(Only::Both, |scope| scope.only) {
            Only::Attribute => return Err(OutOfScope::AttributeCertificates),
            Only::User if is_authority => return Err(OutOfScope::UserCertificates),
            Only::Authority if !is_authority => return Err(OutOfScope::AuthorityCertificates),
            _ => {}
        }
        let certificate_issuer = certificate.shape().issuer;
        let crl_names = scope.and_then(|scope| scope.name);
        let crl_names = crl_names.map(|name| name.names(&[crl.issuer]));
        let is_of_issuer = name::same_name(crl.issuer, certificate_issuer);
        let by_points = self.0.iter().filter(|point| {
            point.is_named_by(crl, crl_names.as_deref(), certificate_issuer, is_of_issuer)
        });
        let mut covered = by_points.fold(Reasons::NONE, |all, point| all.union(point.reasons));
        let issuer = ComparedName::Directory(Cow::Borrowed(certificate_issuer));
        let has_issuers_name = crl_names
            .as_ref()
            .is_none_or(|names| names.iter().any(|name| name.is_same(&issuer)));
        if is_of_issuer && has_issuers_name {
            covered = Reasons::ALL;
        }
        let covered = covered.intersection(scope.and_then(|s| s.reasons).unwrap_or(Reasons::ALL));
        if covered == Reasons::NONE {
            return Err(OutOfScope::DistributionPoint);
        }
        Ok(covered)
    }
}

impl<'a> DistributionPoint<'a> {
    /// RFC 5280 §6.3.3 (b)(1) and (b)(2)(i).
    fn is_named_by(
        &self,
        crl: &Crl<'a>,
        crl_names: Option<&[ComparedName<'a>]>,
        certificate_issuer: &'a [u8],
        is_of_issuer: bool,
    ) -> bool {
        let issuers = self.issuers();
        let is_issued_as_named = if self.issuer.is_some() {
            let crl_issuer = ComparedName::Directory(Cow::Borrowed(crl.issuer));
            crl.scope.as_ref().is_some_and(|scope| scope.is_indirect)
                && issuers.iter().any(|issuer| issuer.is_same(&crl_issuer))
        } else {
            is_of_issuer
        };
        if !is_issued_as_named {
            return false;
        }
        let Some(crl_names) = crl_names else {
            return true;
        };
        let point_names = match self.name {
            // Relative to the CRL's issuer, which is the certificate's where none is named.
            Some(name) if self.issuer.is_some() => name.names(&[crl.issuer]),
            Some(name) => name.names(&[certificate_issuer]),
            None => issuers,
        };
        point_names
            .iter()
            .any(|point| crl_names.iter().any(|name| name.is_same(point)))
    }
}

fn read_points(value: &[u8]) -> Result<Vec<DistributionPoint<'_>>> {
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
        points.push(DistributionPoint::read(&list.expect(tag::SEQUENCE)?)?);
    }
    Ok(points)
}
