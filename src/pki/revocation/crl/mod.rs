//! Certificate revocation lists, parsed strictly (RFC 5280 §5).
//!
//! CRLs with a hundred thousand entries are common. Parsing checks every entry once and stores
//! none; looking up a certificate searches the encoded entries. An entry that cannot be read is a
//! defect of the CRL, which still says what the other entries say.
//!
//! | module | content |
//! |---|---|
//! | `entry`, `reason` | entries and their reasons |
//! | `distribution_point`, `reason_flags` | distribution points of certificates and CRLs |
//! | `scope` | the certificates and reasons that a CRL covers |
//! | `check` | the status of a certificate by CRLs |
//! | `defect` | violations of RFC 5280 §5 |

mod check;
mod defect;
pub(crate) mod distribution_point;
pub(crate) mod entry;
mod listed;
pub(crate) mod reason;
pub(crate) mod reason_flags;
mod scope;

pub use defect::CrlDefect;
pub use distribution_point::{DistributionPoint, DistributionPointName};
pub use entry::RevocationEntry;
pub use reason::CrlReason;
pub use reason_flags::ReasonFlags;
pub use scope::{DistributionPoints, OutOfScope};

use alloc::borrow::ToOwned;
use alloc::vec::Vec;

use crate::Error;
use crate::asn1::der::{Malformed, Result, octets_of_bits, strict, tag};
use crate::asn1::oid::{Identifier, extension};
use crate::asn1::time::Time;
use crate::pki::certificate::extensions::{AuthorityKey, sequence};
use crate::pki::certificate::tbs;
use crate::pki::certificate::tbs::{Extension, repeats};
use crate::pki::name::{MatchKey, Name};
use crate::pki::revocation::crl::defect::DefectEffect;
use crate::pki::revocation::crl::distribution_point::IssuingDistributionPoint;
use crate::pki::revocation::crl::entry::CrlEntries;
use crate::pki::revocation::issued_extensions::IssuedExtensions;
use crate::pki::revocation::issued_time::IssuedTime;
use crate::pki::signature::signed_object::SignedObject;

/// Maximum size of a CRL in bytes: about 1,800,000 entries of 35 bytes. Those of large CAs have up
/// to 20 MB.
pub(crate) const MAX_OCTETS: usize = 64 * 1024 * 1024;

/// Maximum length of a CRL number in octets (RFC 5280 §5.2.3).
const MAX_NUMBER_OCTETS: usize = 20;

/// A CRL, as a view of its DER.
#[derive(Clone, Debug)]
pub struct Crl<'a> {
    pub(crate) signed: SignedObject<'a>,
    pub(crate) issuer: &'a [u8],
    /// What the issuer's name is compared by: made once, because a CRL may be compared with a thousand
    /// certificates. `None` for a name that no certificate can have.
    issuer_key: Option<MatchKey>,
    pub(crate) this_update: Time,
    pub(crate) next_update: Option<Time>,
    pub(crate) entries: CrlEntries<'a>,
    pub(crate) authority_key: AuthorityKey<'a>,
    /// Content octets of cRLNumber, not negative.
    pub(crate) number: Option<&'a [u8]>,
    /// deltaCRLIndicator: the cRLNumber of the complete CRL that this one updates.
    pub(crate) delta_base: Option<&'a [u8]>,
    pub(crate) issuing_distribution_point: Option<IssuingDistributionPoint<'a>>,
    /// expiredCertsOnCRL: certificates that expired since this time stay on the CRL.
    pub(crate) expired_since: Option<Time>,
    /// The rules that the CRL breaks, those that forbid its use first.
    pub(crate) defects: Vec<CrlDefect>,
}

impl<'a> Crl<'a> {
    /// Parses the DER of one CRL; `name` is its name in errors.
    ///
    /// # Errors
    /// [`Error::CrlMalformed`].
    pub fn parse(name: &str, der: &'a [u8]) -> crate::Result<Self> {
        Self::parse_strictly(der).map_err(|Malformed(reason)| Error::CrlMalformed {
            name: name.to_owned(),
            reason: reason.to_owned(),
        })
    }

    /// Parses `CertificateList ::= SEQUENCE { tbsCertList, signatureAlgorithm, signatureValue }`,
    /// and `TBSCertList ::= SEQUENCE { version INTEGER OPTIONAL, signature, issuer, thisUpdate,
    /// nextUpdate OPTIONAL, revokedCertificates SEQUENCE OF … OPTIONAL, crlExtensions [0] }`.
    fn parse_strictly(der: &'a [u8]) -> Result<Self> {
        if der.len() > MAX_OCTETS {
            return Err(Malformed("it is longer than any list that is read"));
        }
        let list = strict(der)?;
        if list.tag != tag::SEQUENCE {
            return Err(Malformed("it is not a SEQUENCE"));
        }
        let mut fields = list.reader();
        let tbs = fields.expect(tag::SEQUENCE)?;
        let algorithm = tbs::algorithm_identifier(&mut fields)?;
        // PKITS has one with unused bits: the signature is invalid, but the report can still name
        // the CRL.
        let signature = octets_of_bits(&fields.expect(tag::BIT_STRING)?).unwrap_or_default();
        fields.end()?;

        let mut fields = tbs.reader();
        let is_version_2 = match fields.optional(tag::INTEGER)? {
            None => false,
            Some(version) if version.content == [1] => true,
            Some(_) => return Err(Malformed("its version is given, and is not 2")),
        };
        let inner_algorithm = tbs::algorithm_identifier(&mut fields)?;
        let issuer = tbs::name(&mut fields)?;
        let this_update = IssuedTime::parse(fields.any()?)?;
        let next_update = match fields.peek() {
            Some(tag::UTC_TIME | tag::GENERALIZED_TIME) => Some(IssuedTime::parse(fields.any()?)?),
            _ => None,
        };
        let entries = fields.optional(tag::SEQUENCE)?;
        let extensions = IssuedExtensions::parse_optional(&mut fields, 0)?;
        fields.end()?;

        let mut crl = Self {
            signed: SignedObject {
                tbs: tbs.whole,
                algorithm,
                signature,
            },
            issuer,
            issuer_key: Name::parse(issuer).ok().map(|name| name.match_key()),
            this_update: this_update.time,
            next_update: next_update.map(|next| next.time),
            entries: CrlEntries(entries.map_or(&[], |entries| entries.content)),
            authority_key: AuthorityKey::default(),
            number: None,
            delta_base: None,
            issuing_distribution_point: None,
            expired_since: None,
            defects: Vec::new(),
        };
        for extension in &extensions.list {
            crl.parse_extension(extension)?;
        }
        let is_regular = [Some(this_update), next_update]
            .iter()
            .flatten()
            .all(|time| time.is_regular);
        crl.defects = crl.check(
            &extensions,
            is_version_2,
            inner_algorithm.whole != algorithm.whole,
            is_regular,
        );
        Ok(crl)
    }

    fn parse_extension(&mut self, extension: &Extension<'a>) -> Result<()> {
        let value = extension.value;
        match extension.identifier {
            extension::AUTHORITY_KEY_IDENTIFIER => {
                self.authority_key = AuthorityKey::parse(sequence(extension)?)?;
            }
            extension::CRL_NUMBER => self.number = Some(integer(value)?),
            extension::DELTA_CRL_INDICATOR => self.delta_base = Some(integer(value)?),
            extension::ISSUING_DISTRIBUTION_POINT => {
                self.issuing_distribution_point = Some(IssuingDistributionPoint::parse(value)?);
            }
            extension::EXPIRED_CERTS_ON_CRL => {
                // Unreadable, it says nothing.
                let since = IssuedTime::parse_value(value).ok();
                self.expired_since = since.map(|since| since.time);
            }
            _ => {}
        }
        Ok(())
    }

    /// Returns the rules that the CRL breaks.
    fn check(
        &self,
        IssuedExtensions { list, is_empty }: &IssuedExtensions<'a>,
        is_version_2: bool,
        algorithms_differ: bool,
        is_regular: bool,
    ) -> Vec<CrlDefect> {
        let entries = self.entries.check();
        let idp = self.issuing_distribution_point.as_ref();
        let mut unknown = list.iter().filter(|e| e.critical && !is_processed(e));
        let unknown = unknown.next().map(|e| Identifier(e.identifier).text());
        let mut critical = list.iter().filter(|e| e.critical);
        let number_is_critical = critical.any(|e| e.identifier == extension::CRL_NUMBER);
        let mut numbers = [self.number, self.delta_base].into_iter().flatten();
        let is_missing = |identifier| {
            let is_there = list.iter().any(|e| e.identifier == identifier);
            is_version_2 && !is_there
        };
        let found = [
            unknown.map(CrlDefect::UnknownCriticalExtension),
            algorithms_differ.then_some(CrlDefect::AlgorithmsDiffer),
            repeats(list).then_some(CrlDefect::DuplicateExtension),
            entries
                .have_unknown_critical_extension
                .then_some(CrlDefect::UnknownCriticalEntryExtension),
            (entries.name_issuers && !self.is_indirect())
                .then_some(CrlDefect::CertificateIssuerInDirectList),
            idp.is_some_and(IssuingDistributionPoint::is_contradictory)
                .then_some(CrlDefect::ContradictoryScope),
            // An empty SEQUENCE.
            (self.issuer.len() == 2).then_some(CrlDefect::IssuerEmpty),
            entries.unreadable.map(CrlDefect::EntryUnreadable),
            // The remaining defects do not change what the CRL says, so they come last.
            entries.irregular.map(CrlDefect::EntryIrregular),
            (!is_version_2 && (!list.is_empty() || entries.have_extensions))
                .then_some(CrlDefect::ExtensionsInVersion1),
            (*is_empty || entries.forms.empty_extensions).then_some(CrlDefect::ExtensionsEmpty),
            idp.is_some_and(IssuingDistributionPoint::is_empty)
                .then_some(CrlDefect::ScopeEmpty),
            (number_is_critical || numbers.any(is_irregular_number))
                .then_some(CrlDefect::NumberIrregular),
            is_missing(extension::CRL_NUMBER).then_some(CrlDefect::NumberMissing),
            is_missing(extension::AUTHORITY_KEY_IDENTIFIER)
                .then_some(CrlDefect::AuthorityKeyMissing),
            (!is_regular || entries.forms.irregular_time).then_some(CrlDefect::TimeIrregular),
            self.next_update
                .is_none()
                .then_some(CrlDefect::NextUpdateMissing),
        ];
        found.into_iter().flatten().collect()
    }

    /// Returns thisUpdate.
    #[must_use]
    pub fn this_update(&self) -> Time {
        self.this_update
    }

    /// Returns nextUpdate, if present.
    #[must_use]
    pub fn next_update(&self) -> Option<Time> {
        self.next_update
    }

    /// Returns the rules that the CRL breaks, those that forbid its use first.
    #[must_use]
    pub fn defects(&self) -> &[CrlDefect] {
        &self.defects
    }

    /// Returns the first rule that the CRL breaks, if its effect is the given one or a more serious
    /// one.
    pub(crate) fn defect(&self, effect: DefectEffect) -> Option<&CrlDefect> {
        let mut defects = self.defects.iter();
        defects.find(|defect| defect.effect() <= effect)
    }

    pub(crate) fn is_indirect(&self) -> bool {
        let idp = self.issuing_distribution_point.as_ref();
        idp.is_some_and(|idp| idp.is_indirect)
    }

    /// Returns true if the issuer has the name with this key.
    pub(crate) fn has_issuer(&self, name: MatchKey) -> bool {
        self.issuer_key == Some(name)
    }

    /// Returns the number of entries.
    #[must_use]
    pub fn entry_count(&self) -> usize {
        self.entries.iter().count()
    }

    /// Returns true if this CRL can be combined with `base` (RFC 5280 §5.2.4): same issuer, same
    /// scope (§6.3.3 (c)(2)), same key, and a cRLNumber from BaseCRLNumber up to, but not
    /// including, its own.
    pub(crate) fn is_delta_of(&self, base: &Self) -> bool {
        let (Some(from), Some(number), Some(base_number)) =
            (self.delta_base, self.number, base.number)
        else {
            return false;
        };
        let numbers = [from, number, base_number];
        base.delta_base.is_none()
            && !numbers.into_iter().any(is_irregular_number)
            && order(from) <= order(base_number)
            && order(base_number) < order(number)
            && self.authority_key.identifier == base.authority_key.identifier
            && self.scope() == base.scope()
            && self.issuer_key.is_some_and(|key| base.has_issuer(key))
    }

    /// Returns the DER of issuingDistributionPoint.
    fn scope(&self) -> Option<&'a [u8]> {
        let idp = self.issuing_distribution_point.as_ref();
        idp.map(|idp| idp.encoded)
    }
}

/// Returns true if a critical extension is processed (RFC 5280 §5.2). freshestCRL only points to
/// delta CRLs.
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

/// Returns the sort key of a non-negative INTEGER in DER: length, then content.
fn order(number: &[u8]) -> (usize, &[u8]) {
    (number.len(), number)
}

#[cfg(test)]
mod tests;
