//! The entries of a CRL (RFC 5280 §5.1.2.6, §5.3), parsed in place.

use crate::asn1::der::{Malformed, Reader, Result, strict, tag};
use crate::asn1::oid::extension;
use crate::asn1::time::Time;
use crate::pki::certificate::tbs;
use crate::pki::certificate::tbs::Extension;
use crate::pki::name;
use crate::pki::name::general_names;
use crate::pki::revocation::crl::reason::CrlReason;

/// Maximum number of extensions of an entry. RFC 5280 §5.3 defines three, X.509 two more.
const MAX_EXTENSIONS: usize = 8;

/// `revokedCertificates`: the content of the SEQUENCE.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CrlEntries<'a>(pub(crate) &'a [u8]);

/// `SEQUENCE { userCertificate INTEGER, revocationDate Time, crlEntryExtensions OPTIONAL }`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EncodedEntry<'a> {
    serial: &'a [u8],
    /// The remaining fields.
    rest: Reader<'a>,
}

/// Properties of the entries as a whole.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct EntriesSummary {
    pub(crate) have_extensions: bool,
    pub(crate) have_unknown_critical_extension: bool,
    pub(crate) name_issuers: bool,
}

/// Date and reason of a revocation, from a CRL entry (RFC 5280 §5.3) or from RevokedInfo (RFC 6960
/// §4.2.1).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct RevocationEntry {
    /// Revocation date.
    pub revocation_date: Time,
    /// The reason; [`CrlReason::Unspecified`] if none is given.
    pub reason: CrlReason,
    /// The time since which the key is known or suspected to be compromised (RFC 5280 §5.3.2).
    pub invalidity_date: Option<Time>,
}

impl RevocationEntry {
    /// Returns true if the revocation is permanent.
    #[must_use]
    pub fn is_final(self) -> bool {
        !self.reason.is_reversible()
    }
}

impl<'a> CrlEntries<'a> {
    /// Iterates over the entries; stops at a malformed one, which [`Self::check`] rules out.
    pub(crate) fn iter(self) -> impl Iterator<Item = EncodedEntry<'a>> {
        let mut list = Reader(self.0);
        core::iter::from_fn(move || EncodedEntry::parse(&mut list).ok().flatten())
    }

    /// Checks the encoding of every entry.
    pub(crate) fn check(self) -> Result<EntriesSummary> {
        let mut list = Reader(self.0);
        let mut found = EntriesSummary::default();
        while let Some(entry) = EncodedEntry::parse(&mut list)? {
            entry.check(&mut found)?;
        }
        Ok(found)
    }

    /// Finds the entry of the certificate with `serial` issued by `issuer`. Entries are for
    /// certificates of `crl_issuer` until one has a certificateIssuer (RFC 5280 §5.3.3).
    ///
    /// If there are several, the one with the highest severity counts, then the earliest.
    pub(crate) fn find(
        self,
        serial: &[u8],
        issuer: &[u8],
        crl_issuer: &[u8],
    ) -> Option<RevocationEntry> {
        let mut is_about_issuer = name::same_name(issuer, crl_issuer);
        let mut named: &[u8] = &[];
        let mut best: Option<RevocationEntry> = None;
        for raw in self.iter() {
            if let Some(names) = raw.certificate_issuer().filter(|names| *names != named) {
                is_about_issuer = general_names::has_directory_name(names, issuer);
                named = names;
            }
            if !is_about_issuer || raw.serial != serial {
                continue;
            }
            // The encoding was checked when the CRL was parsed.
            let Ok(entry) = raw.entry() else { continue };
            let counts_more = best.is_none_or(|best| {
                let (new, old) = (entry.reason.severity(), best.reason.severity());
                new > old || new == old && entry.revocation_date < best.revocation_date
            });
            if counts_more {
                best = Some(entry);
            }
        }
        best
    }
}

impl<'a> EncodedEntry<'a> {
    fn parse(list: &mut Reader<'a>) -> Result<Option<Self>> {
        if list.is_empty() {
            return Ok(None);
        }
        let mut rest = list.expect(tag::SEQUENCE)?.reader();
        let serial = rest.expect(tag::INTEGER)?.content;
        Ok(Some(Self { serial, rest }))
    }

    fn check(&self, found: &mut EntriesSummary) -> Result<()> {
        let mut fields = self.rest;
        tbs::time(fields.any()?)?;
        if fields.is_empty() {
            return Ok(());
        }
        let mut list = fields.expect(tag::SEQUENCE)?.reader();
        fields.end()?;
        if list.is_empty() {
            return Err(Malformed("the list of extensions of an entry is empty"));
        }
        found.have_extensions = true;
        let mut seen: [&[u8]; MAX_EXTENSIONS] = [&[]; MAX_EXTENSIONS];
        for slot in 0..=MAX_EXTENSIONS {
            if list.is_empty() {
                break;
            }
            let extension = tbs::extension(&mut list)?;
            let repeats = seen.contains(&extension.identifier);
            let slot = seen.get_mut(slot).filter(|_| !repeats);
            *slot.ok_or(Malformed("an entry has an extension twice, or too many"))? =
                extension.identifier;
            check_extension(&extension, found)?;
        }
        Ok(())
    }

    /// Iterates over the extensions; stops at a malformed one, which [`Self::check`] rules out.
    fn extensions(&self) -> impl Iterator<Item = Extension<'a>> + use<'a> {
        let mut fields = self.rest;
        let list = fields.any().and_then(|_| fields.any());
        let mut list = list.map_or(Reader(&[]), |list| list.reader());
        core::iter::from_fn(move || {
            if list.is_empty() {
                return None;
            }
            tbs::extension(&mut list).ok()
        })
    }

    fn certificate_issuer(&self) -> Option<&'a [u8]> {
        let mut extensions = self.extensions();
        let issuer = extensions.find(|e| e.identifier == extension::CERTIFICATE_ISSUER)?;
        Some(issuer.value)
    }

    fn entry(&self) -> Result<RevocationEntry> {
        let mut fields = self.rest;
        let mut entry = RevocationEntry {
            revocation_date: tbs::time(fields.any()?)?,
            reason: CrlReason::Unspecified,
            invalidity_date: None,
        };
        for extension in self.extensions() {
            match extension.identifier {
                extension::REASON_CODE => entry.reason = CrlReason::parse(extension.value)?,
                extension::INVALIDITY_DATE => {
                    entry.invalidity_date = Some(invalidity_date(extension.value)?);
                }
                _ => {}
            }
        }
        Ok(entry)
    }
}

fn check_extension(extension: &Extension<'_>, found: &mut EntriesSummary) -> Result<()> {
    match extension.identifier {
        extension::REASON_CODE => CrlReason::parse(extension.value).map(|_| ()),
        extension::INVALIDITY_DATE => invalidity_date(extension.value).map(|_| ()),
        extension::CERTIFICATE_ISSUER => {
            found.name_issuers = true;
            general_names::check(extension.value)
        }
        _ => {
            found.have_unknown_critical_extension |= extension.critical;
            Ok(())
        }
    }
}

/// Parses `InvalidityDate ::= GeneralizedTime`.
fn invalidity_date(value: &[u8]) -> Result<Time> {
    let date = strict(value)?;
    if date.tag == tag::GENERALIZED_TIME {
        tbs::time(date)
    } else {
        Err(Malformed("an invalidity date is not a GeneralizedTime"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asn1::der::encode;

    const ISSUER: &[u8] = &[0x30, 0x00];

    fn entry(serial: u32) -> Vec<u8> {
        let serial = encode(tag::INTEGER, &serial.to_be_bytes());
        let date = encode(tag::UTC_TIME, b"250301000000Z");
        encode(tag::SEQUENCE, &[serial, date].concat())
    }

    #[test]
    fn a_hundred_thousand_entries_are_searched_where_they_are() {
        let entries: Vec<_> = (0x4000_0000..0x4001_86a0).flat_map(entry).collect();
        let entries = CrlEntries(&entries);
        let found = entries.check().unwrap();
        assert!(!found.have_extensions && !found.name_issuers);
        assert_eq!(entries.iter().count(), 100_000);
        let find = |serial: u32| entries.find(&serial.to_be_bytes(), ISSUER, ISSUER);
        assert!(find(0x4000_0000).is_some());
        assert!(find(0x4001_869f).is_some());
        assert!(find(0x4001_86a0).is_none());
    }

    #[test]
    fn what_is_no_entry_is_refused() {
        let date = encode(tag::UTC_TIME, b"250301000000Z");
        let serial = encode(tag::INTEGER, &[1]);
        let rows: [&[Vec<u8>]; 5] = [
            &[],
            core::slice::from_ref(&serial),
            &[date.clone(), serial.clone()],
            &[serial.clone(), date.clone(), encode(tag::SEQUENCE, &[])],
            &[serial.clone(), date, serial.clone()],
        ];
        for row in rows {
            let entry = encode(tag::SEQUENCE, &row.concat());
            assert!(CrlEntries(&entry).check().is_err(), "{entry:02x?}");
        }
    }
}
