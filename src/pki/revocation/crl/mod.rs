//! Certificate revocation lists, parsed strictly (RFC 5280 §5).
//!
//! CRLs with a hundred thousand entries are common. Parsing checks every entry once and stores
//! none; looking up a certificate searches the encoded entries.
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
use crate::asn1::der::{Element, Malformed, Result, octets_of_bits, strict, tag};
use crate::asn1::oid::{Identifier, extension};
use crate::asn1::time::Time;
use crate::pki::certificate::extensions::{AuthorityKey, sequence};
use crate::pki::certificate::tbs;
use crate::pki::certificate::tbs::{Extension, repeats};
use crate::pki::name::same_name;
use crate::pki::revocation::crl::distribution_point::IssuingDistributionPoint;
use crate::pki::revocation::crl::entry::CrlEntries;
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
    pub(crate) this_update: Time,
    pub(crate) next_update: Option<Time>,
    pub(crate) entries: CrlEntries<'a>,
    pub(crate) authority_key: AuthorityKey<'a>,
    /// Content octets of cRLNumber, not negative.
    pub(crate) number: Option<&'a [u8]>,
    /// deltaCRLIndicator: the cRLNumber of the complete CRL that this one updates.
    pub(crate) delta_base: Option<&'a [u8]>,
    pub(crate) issuing_distribution_point: Option<IssuingDistributionPoint<'a>>,
    pub(crate) defect: Option<CrlDefect>,
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
        let this_update = tbs::time(fields.any()?)?;
        let next_update = match fields.peek() {
            Some(tag::UTC_TIME | tag::GENERALIZED_TIME) => Some(tbs::time(fields.any()?)?),
            _ => None,
        };
        let entries = fields.optional(tag::SEQUENCE)?;
        let extensions = match fields.optional(tag::constructed(0))? {
            Some(explicit) => tbs::parse_extensions(&explicit)?,
            None => Vec::new(),
        };
        fields.end()?;

        let mut crl = Self {
            signed: SignedObject {
                tbs: tbs.whole,
                algorithm,
                signature,
            },
            issuer,
            this_update,
            next_update,
            entries: CrlEntries(entries.map_or(&[], |entries| entries.content)),
            authority_key: AuthorityKey::default(),
            number: None,
            delta_base: None,
            issuing_distribution_point: None,
            defect: None,
        };
        for extension in &extensions {
            crl.parse_extension(extension)?;
        }
        crl.check(&extensions, is_version_2, &inner_algorithm)?;
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
        let idp = self.issuing_distribution_point.as_ref();
        let is_indirect = idp.is_some_and(|idp| idp.is_indirect);
        let unknown = extensions.iter().find(|e| e.critical && !is_processed(e));
        let number_is_critical = extensions
            .iter()
            .any(|e| e.critical && e.identifier == extension::CRL_NUMBER);
        let numbers = [self.number, self.delta_base];
        let found = [
            (
                inner_algorithm.whole != self.signed.algorithm.whole,
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
                idp.is_some_and(IssuingDistributionPoint::is_contradictory),
                CrlDefect::ContradictoryScope,
            ),
            // An empty SEQUENCE.
            (self.issuer.len() == 2, CrlDefect::IssuerEmpty),
            // The remaining defects do not change the meaning of the CRL, so they come last.
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

    /// Returns the first rule that the CRL breaks.
    #[must_use]
    pub fn defect(&self) -> Option<&CrlDefect> {
        self.defect.as_ref()
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
        base.delta_base.is_none()
            && order(from) <= order(base_number)
            && order(base_number) < order(number)
            && self.authority_key.identifier == base.authority_key.identifier
            && self.scope() == base.scope()
            && same_name(self.issuer, base.issuer)
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
