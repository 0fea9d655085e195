//! One certificate revocation list, read strictly (RFC 5280 §5).
//!
//! Lists of a hundred thousand entries are ordinary. Reading one walks over its entries once and
//! keeps none of them; a certificate is looked for in the bytes.

pub(crate) mod check;
pub(crate) mod entry;
pub(crate) mod scope;

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::Error;
use crate::asn1::der::{Element, Malformed, Result, octets_of_bits, strict, tag};
use crate::asn1::oid::{Identifier, extension};
use crate::asn1::time::Time;
use crate::pki::certificate::extensions::{AuthorityKey, sequence};
use crate::pki::certificate::tbs as shape;
use crate::pki::certificate::tbs::Extension;
use crate::pki::name::same_name;
use crate::pki::revocation::crl::entry::Entries;
use crate::pki::revocation::crl::scope::IssuingDistributionPoint;
use crate::pki::signature::signed_object::Seal;

/// The longest list that is read, in octets: what three octets of length can say. At 35 octets an
/// entry that is some 450 thousand of them.
pub(crate) const MAX_OCTETS: usize = 0xff_ffff;

/// The most octets of a CRL number (RFC 5280 §5.2.3).
const MAX_NUMBER_OCTETS: usize = 20;

/// One list, a view of its DER.
#[derive(Clone, Debug)]
pub struct Crl<'a> {
    pub(crate) seal: Seal<'a>,
    pub(crate) issuer: &'a [u8],
    pub(crate) this_update: Time,
    pub(crate) next_update: Option<Time>,
    pub(crate) entries: Entries<'a>,
    pub(crate) authority_key: AuthorityKey<'a>,
    /// Content octets, not negative.
    pub(crate) number: Option<&'a [u8]>,
    /// deltaCRLIndicator: the number of the list that this one is to be combined with.
    pub(crate) delta_base: Option<&'a [u8]>,
    pub(crate) scope: Option<IssuingDistributionPoint<'a>>,
    pub(crate) defect: Option<CrlDefect>,
}

/// Why a list that can be read makes no certificate good.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum CrlDefect {
    /// The signature algorithm inside of what is signed is another than outside (RFC 5280 §5.1.1.2).
    AlgorithmsDiffer,
    /// An entry names another issuer, and the list does not say that it is indirect (§5.2.5, §5.3.3).
    CertificateIssuerInDirectList,
    /// Of user, authority and attribute certificates, it says to hold only two kinds (§5.2.5).
    ContradictoryScope,
    /// An extension occurs twice (§4.2, of lists as of certificates).
    DuplicateExtension,
    /// It has extensions, and is of version 1 (§5.1.2.1).
    ExtensionsInVersion1,
    /// The issuer's name is empty (§5.1.2.3).
    IssuerEmpty,
    /// It does not say when the next one is issued (§5.1.2.5).
    NextUpdateMissing,
    /// cRLNumber is marked critical, is negative, or is longer than 20 octets (§5.2.3).
    NumberIrregular,
    /// It is of version 2 and has no cRLNumber (§5.2.3).
    NumberMissing,
    /// A critical extension is not processed (§5.2); its dotted identifier.
    UnknownCriticalExtension(String),
    /// An entry has a critical extension that is not processed (§5.3).
    UnknownCriticalEntryExtension,
}

impl<'a> Crl<'a> {
    /// Reads the DER of one list and nothing else; `name` is what an error calls it.
    ///
    /// # Errors
    /// [`Error::CrlMalformed`].
    pub fn read(name: &str, der: &'a [u8]) -> crate::Result<Self> {
        Self::read_strictly(der).map_err(|Malformed(reason)| Error::CrlMalformed {
            name: name.to_owned(),
            reason: reason.to_owned(),
        })
    }

    /// `CertificateList ::= SEQUENCE { tbsCertList, signatureAlgorithm, signatureValue }`, and
    /// `TBSCertList ::= SEQUENCE { version INTEGER OPTIONAL, signature, issuer, thisUpdate,
    /// nextUpdate OPTIONAL, revokedCertificates SEQUENCE OF … OPTIONAL, crlExtensions [0] }`.
    fn read_strictly(der: &'a [u8]) -> Result<Self> {
        if der.len() > MAX_OCTETS {
            return Err(Malformed("it is longer than any list that is read"));
        }
        let list = strict(der)?;
        if list.tag != tag::SEQUENCE {
            return Err(Malformed("it is not a SEQUENCE"));
        }
        let mut fields = list.reader();
        let tbs = fields.expect(tag::SEQUENCE)?;
        let algorithm = shape::algorithm_identifier(&mut fields)?;
        // PKITS has one with odd bits left over: no signature at all, but a list to speak of.
        let signature = octets_of_bits(&fields.expect(tag::BIT_STRING)?).unwrap_or_default();
        fields.end()?;

        let mut fields = tbs.reader();
        let is_version_2 = match fields.optional(tag::INTEGER)? {
            None => false,
            Some(version) if version.content == [1] => true,
            Some(_) => return Err(Malformed("its version is given, and is not 2")),
        };
        let inner_algorithm = shape::algorithm_identifier(&mut fields)?;
        let issuer = shape::name(&mut fields)?;
        let this_update = shape::time(fields.any()?)?;
        let next_update = match fields.peek() {
            Some(tag::UTC_TIME | tag::GENERALIZED_TIME) => Some(shape::time(fields.any()?)?),
            _ => None,
        };
        let entries = fields.optional(tag::SEQUENCE)?;
        let extensions = match fields.optional(tag::constructed(0))? {
            Some(explicit) => shape::read_extensions(&explicit)?,
            None => Vec::new(),
        };
        fields.end()?;

        let mut crl = Self {
            seal: Seal {
                signed: tbs.whole,
                algorithm,
                signature,
            },
            issuer,
            this_update,
            next_update,
            entries: Entries(entries.map_or(&[], |entries| entries.content)),
            authority_key: AuthorityKey::default(),
            number: None,
            delta_base: None,
            scope: None,
            defect: None,
        };
        for extension in &extensions {
            crl.take(extension)?;
        }
        crl.check(&extensions, is_version_2, &inner_algorithm)?;
        Ok(crl)
    }

    fn take(&mut self, extension: &Extension<'a>) -> Result<()> {
        let value = extension.value;
        match extension.identifier {
            extension::AUTHORITY_KEY_IDENTIFIER => {
                self.authority_key = AuthorityKey::read(sequence(extension)?)?;
            }
            extension::CRL_NUMBER => self.number = Some(integer(value)?),
            extension::DELTA_CRL_INDICATOR => self.delta_base = Some(integer(value)?),
            extension::ISSUING_DISTRIBUTION_POINT => {
                self.scope = Some(IssuingDistributionPoint::read(value)?);
            }
            _ => {}
        }
        Ok(())
    }

    fn check(
        &mut self,
        extensions: &[Extension<'a>],
        is_version_2: bool,
        inner_algorithm: &Element<'_>,
    ) -> Result<()> {
        let entries = self.entries.check()?;
        let scope = self.scope.as_ref();
        let is_indirect = scope.is_some_and(|scope| scope.is_indirect);
        let unknown = extensions.iter().find(|e| e.critical && !is_processed(e));
        let number_is_critical = extensions
            .iter()
            .any(|e| e.critical && e.identifier == extension::CRL_NUMBER);
        let numbers = [self.number, self.delta_base];
        let found = [
            (
                inner_algorithm.whole != self.seal.algorithm.whole,
                CrlDefect::AlgorithmsDiffer,
            ),
            (repeats(extensions), CrlDefect::DuplicateExtension),
            (
                !is_version_2 && (!extensions.is_empty() || entries.have_extensions),
                CrlDefect::ExtensionsInVersion1,
            ),
            (
                entries.have_unknown_critical_extension,
                CrlDefect::UnknownCriticalEntryExtension,
            ),
            (
                entries.name_issuers && !is_indirect,
                CrlDefect::CertificateIssuerInDirectList,
            ),
            (
                scope.is_some_and(IssuingDistributionPoint::is_contradictory),
                CrlDefect::ContradictoryScope,
            ),
            // An empty SEQUENCE.
            (self.issuer.len() == 2, CrlDefect::IssuerEmpty),
            // The rest leaves the meaning of the list alone, so it comes last.
            (
                number_is_critical || numbers.into_iter().flatten().any(is_irregular_number),
                CrlDefect::NumberIrregular,
            ),
            (
                is_version_2 && self.number.is_none(),
                CrlDefect::NumberMissing,
            ),
            (self.next_update.is_none(), CrlDefect::NextUpdateMissing),
        ];
        let unknown = unknown.map(|unknown| Identifier(unknown.identifier).text());
        let first = || {
            found
                .into_iter()
                .find_map(|(is, defect)| is.then_some(defect))
        };
        self.defect = unknown
            .map(CrlDefect::UnknownCriticalExtension)
            .or_else(first);
        Ok(())
    }

    /// When it was issued.
    #[must_use]
    pub fn this_update(&self) -> Time {
        self.this_update
    }

    /// When the next one will have been issued, where it says so.
    #[must_use]
    pub fn next_update(&self) -> Option<Time> {
        self.next_update
    }

    /// What is wrong with it.
    #[must_use]
    pub fn defect(&self) -> Option<&CrlDefect> {
        self.defect.as_ref()
    }

    /// How many entries it has.
    #[must_use]
    pub fn entry_count(&self) -> usize {
        self.entries.iter().count()
    }

    /// Whether it can be combined with `base` (RFC 5280 §5.2.4): same issuer, same scope, same key,
    /// and `base` lies between the list that this one counts from and this one.
    pub(crate) fn is_delta_of(&self, base: &Self) -> bool {
        let (Some(from), Some(number), Some(base_number)) =
            (self.delta_base, self.number, base.number)
        else {
            return false;
        };
        base.delta_base.is_none()
            && order(from) <= order(base_number)
            && order(base_number) < order(number)
            && self.authority_key.identifier == base.authority_key.identifier
            && IssuingDistributionPoint::are_same(self, base)
            && same_name(self.issuer, base.issuer)
    }
}

/// Extensions that are processed where they are critical (RFC 5280 §5.2). freshestCRL only says
/// where deltas are to be had.
fn is_processed(extension: &Extension<'_>) -> bool {
    [
        extension::AUTHORITY_KEY_IDENTIFIER,
        extension::CRL_NUMBER,
        extension::DELTA_CRL_INDICATOR,
        extension::FRESHEST_CRL,
        extension::ISSUING_DISTRIBUTION_POINT,
    ]
    .contains(&extension.identifier)
}

/// Whether an extension occurs twice.
pub(crate) fn repeats(extensions: &[Extension<'_>]) -> bool {
    let mut rest = extensions;
    while let Some((first, after)) = rest.split_first() {
        if after
            .iter()
            .any(|other| other.identifier == first.identifier)
        {
            return true;
        }
        rest = after;
    }
    false
}

fn integer(value: &[u8]) -> Result<&[u8]> {
    let number = strict(value)?;
    if number.tag == tag::INTEGER {
        Ok(number.content)
    } else {
        Err(Malformed("a number of its extensions is not one"))
    }
}

fn is_irregular_number(number: &[u8]) -> bool {
    number.len() > MAX_NUMBER_OCTETS || number.first().is_none_or(|octet| octet & 0x80 != 0)
}

/// Numbers that are not negative, in their shortest form, are in the order of their lengths first.
fn order(number: &[u8]) -> (usize, &[u8]) {
    (number.len(), number)
}
