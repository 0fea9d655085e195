//! The entries of a CRL (RFC 5280 §5.1.2.6, §5.3), parsed in place.

use crate::asn1::der::{Element, Malformed, Reader, Result, tag};
use crate::asn1::oid::extension;
use crate::asn1::time::Time;
use crate::pki::certificate::tbs;
use crate::pki::certificate::tbs::Extension;
use crate::pki::name::general_names;
use crate::pki::revocation::crl::reason::CrlReason;
use crate::pki::revocation::issued_time::IssuedTime;

/// Maximum number of extensions of an entry. RFC 5280 §5.3 defines three, X.509 two more.
const MAX_EXTENSIONS: usize = 8;

/// `revokedCertificates`: the content of the SEQUENCE.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CrlEntries<'a>(pub(crate) &'a [u8]);

/// `SEQUENCE { userCertificate INTEGER, revocationDate Time, crlEntryExtensions OPTIONAL }`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EncodedEntry<'a> {
    pub(super) serial: &'a [u8],
    date: Element<'a>,
    /// The content of crlEntryExtensions.
    extensions: Option<Reader<'a>>,
}

/// Properties of the entries as a whole.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct EntriesSummary {
    pub(crate) have_extensions: bool,
    pub(crate) have_unknown_critical_extension: bool,
    pub(crate) name_issuers: bool,
    pub(crate) forms: EntryForms,
    /// The number, from 1, of the first entry whose serial number or extensions cannot be read.
    pub(crate) unreadable: Option<usize>,
    /// The number of the first entry of which another part cannot be read.
    pub(crate) irregular: Option<usize>,
}

/// Deviations of entries from the form of RFC 5280 that do not change what they say.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct EntryForms {
    pub(crate) irregular_time: bool,
    pub(crate) empty_extensions: bool,
}

/// Date and reason of a revocation, from a CRL entry (RFC 5280 §5.3) or from RevokedInfo (RFC 6960
/// §4.2.1).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct RevocationEntry {
    /// Revocation date.
    pub revocation_date: Time,
    /// The reason; [`CrlReason::Unspecified`] if none is given.
    pub reason: CrlReason,
    /// The time since which the key is known or suspected to be compromised, or the certificate is
    /// otherwise invalid (RFC 5280 §5.3.2).
    pub invalidity_date: Option<Time>,
}

impl RevocationEntry {
    /// Returns true if the revocation is permanent.
    #[must_use]
    pub fn is_final(self) -> bool {
        !self.reason.is_reversible()
    }

    /// Returns the time since which the certificate is not to be relied on: the revocation date, or
    /// an earlier invalidity date (RFC 5280 §5.3.2).
    #[must_use]
    pub fn effective_date(self) -> Time {
        let invalidity = self.invalidity_date.filter(|_| self.is_final());
        invalidity.map_or(self.revocation_date, |date| date.min(self.revocation_date))
    }
}

impl<'a> CrlEntries<'a> {
    /// Iterates over the entries.
    pub(crate) fn iter(self) -> impl Iterator<Item = Result<EncodedEntry<'a>>> {
        let mut list = Reader(self.0);
        // The CRL is DER, so every element can be read.
        core::iter::from_fn(move || {
            let element = list.any().ok()?;
            Some(EncodedEntry::parse(&element))
        })
    }

    /// Checks every entry.
    pub(crate) fn check(self) -> EntriesSummary {
        let mut found = EntriesSummary::default();
        for (index, entry) in self.iter().enumerate() {
            let number = index.saturating_add(1);
            match entry.and_then(|entry| entry.check(&mut found)) {
                Err(_) => _ = found.unreadable.get_or_insert(number),
                Ok(false) => _ = found.irregular.get_or_insert(number),
                Ok(true) => {}
            }
        }
        found
    }
}

impl<'a> EncodedEntry<'a> {
    fn parse(element: &Element<'a>) -> Result<Self> {
        if element.tag != tag::SEQUENCE {
            return Err(Malformed("an entry is not a SEQUENCE"));
        }
        let mut fields = element.reader();
        let serial = fields.expect(tag::INTEGER)?.content;
        let date = fields.any()?;
        let extensions = fields.optional(tag::SEQUENCE)?;
        fields.end()?;
        Ok(Self {
            serial,
            date,
            extensions: extensions.map(|extensions| extensions.reader()),
        })
    }

    /// Returns true if date, reason and invalidity date can be read.
    ///
    /// # Errors
    /// The extensions cannot be read.
    fn check(&self, found: &mut EntriesSummary) -> Result<bool> {
        let mut is_readable = found.has_time(IssuedTime::parse(self.date));
        let Some(mut list) = self.extensions else {
            return Ok(is_readable);
        };
        found.forms.empty_extensions |= list.is_empty();
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
            is_readable &= found.has_extension(&extension)?;
        }
        Ok(is_readable)
    }

    /// Iterates over the extensions; stops at a malformed one, which [`Self::check`] notes.
    fn extensions(&self) -> impl Iterator<Item = Extension<'a>> + use<'a> {
        let mut list = self.extensions.unwrap_or(Reader(&[]));
        core::iter::from_fn(move || {
            if list.is_empty() {
                return None;
            }
            tbs::extension(&mut list).ok()
        })
    }

    pub(super) fn certificate_issuer(&self) -> Option<&'a [u8]> {
        let mut extensions = self.extensions();
        let issuer = extensions.find(|e| e.identifier == extension::CERTIFICATE_ISSUER)?;
        Some(issuer.value)
    }

    pub(super) fn entry(&self) -> Result<RevocationEntry> {
        let mut entry = RevocationEntry {
            revocation_date: IssuedTime::parse(self.date)?.time,
            reason: CrlReason::Unspecified,
            invalidity_date: None,
        };
        for extension in self.extensions() {
            match extension.identifier {
                extension::REASON_CODE => entry.reason = CrlReason::parse(extension.value)?,
                extension::INVALIDITY_DATE => {
                    let date = IssuedTime::parse_value(extension.value)?;
                    entry.invalidity_date = Some(date.time);
                }
                _ => {}
            }
        }
        Ok(entry)
    }
}

impl EntriesSummary {
    /// Notes how a time is written, and returns true if it is one.
    fn has_time(&mut self, time: Result<IssuedTime>) -> bool {
        self.forms.irregular_time |= time.is_ok_and(|time| !time.is_regular);
        time.is_ok()
    }

    /// Notes an extension, and returns true if it is a reason or a date that can be read, or neither.
    fn has_extension(&mut self, extension: &Extension<'_>) -> Result<bool> {
        match extension.identifier {
            extension::REASON_CODE => Ok(CrlReason::parse(extension.value).is_ok()),
            extension::INVALIDITY_DATE => {
                Ok(self.has_time(IssuedTime::parse_value(extension.value)))
            }
            extension::CERTIFICATE_ISSUER => {
                self.name_issuers = true;
                general_names::check(extension.value)?;
                Ok(true)
            }
            _ => {
                self.have_unknown_critical_extension |= extension.critical;
                Ok(true)
            }
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::asn1::der::encode;

    pub(crate) fn entry(serial: u32) -> Vec<u8> {
        let serial = encode(tag::INTEGER, &serial.to_be_bytes());
        let date = encode(tag::UTC_TIME, b"250301000000Z");
        encode(tag::SEQUENCE, &[serial, date].concat())
    }

    #[test]
    fn what_is_no_entry_is_noted() {
        let date = encode(tag::UTC_TIME, b"250301000000Z");
        let serial = encode(tag::INTEGER, &[1]);
        let rows: [&[Vec<u8>]; 5] = [
            &[],
            core::slice::from_ref(&serial),
            &[date.clone(), serial.clone()],
            &[serial.clone(), date.clone(), encode(tag::SEQUENCE, &[5, 0])],
            &[serial.clone(), date, serial.clone()],
        ];
        for row in rows {
            let bad = encode(tag::SEQUENCE, &row.concat());
            let found = CrlEntries(&[entry(7), bad].concat()).check();
            assert_eq!(found.unreadable, Some(2), "{row:02x?}");
        }
        let found = CrlEntries(&serial).check();
        assert_eq!(found.unreadable, Some(1));
    }

    /// invalidityDate (RFC 5280 §5.3.2) is no unknown extension, and its date is read.
    #[test]
    fn an_invalidity_date_that_is_none_is_noted() {
        for (date, irregular) in [("20250201000000Z", None), ("20251301000000Z", Some(1))] {
            let serial = encode(tag::INTEGER, &[7]);
            let revoked = encode(tag::UTC_TIME, b"250301000000Z");
            let value = encode(
                tag::OCTET_STRING,
                &encode(tag::GENERALIZED_TIME, date.as_bytes()),
            );
            let critical = [1, 1, 0xff];
            let extension = [&[6, 3, 0x55, 0x1d, 24][..], &critical, &value].concat();
            let extensions = encode(tag::SEQUENCE, &encode(tag::SEQUENCE, &extension));
            let entry = encode(tag::SEQUENCE, &[serial, revoked, extensions].concat());
            let found = CrlEntries(&entry).check();
            assert_eq!(
                (found.irregular, found.unreadable),
                (irregular, None),
                "{date}"
            );
            assert!(!found.have_unknown_critical_extension);
        }
    }
}
