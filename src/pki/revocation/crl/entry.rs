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
    serial: &'a [u8],
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

/// What a CRL says about one certificate.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Listed {
    /// No entry names it.
    No,
    /// An entry names it.
    Yes(RevocationEntry),
    /// An entry names it, and cannot be read.
    Unreadable,
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

    /// Finds the entry of the certificate with `serial` issued by `issuer`, the comparable octets of a name.
    /// Entries are for certificates of the CRL's issuer until one has a certificateIssuer (RFC 5280 §5.3.3).
    ///
    /// If there are several, the one with the highest severity counts, then the earliest.
    pub(crate) fn find(
        self,
        serial: &[u8],
        issuer: &[u8],
        is_of_crl_issuer: bool,
        is_indirect: bool,
    ) -> Listed {
        let mut about = About::Known(is_of_crl_issuer);
        let mut best = Listed::No;
        for encoded in self.iter() {
            let Ok(encoded) = encoded else {
                // It may name another issuer for those that follow.
                if is_indirect {
                    about = About::Known(false);
                }
                continue;
            };
            if let Some(names) = encoded.certificate_issuer() {
                about = about.now(names);
            }
            if encoded.serial == serial && about.is_issuer(issuer) {
                let listed = encoded.entry().map_or(Listed::Unreadable, Listed::Yes);
                if listed.counts_more_than(best) {
                    best = listed;
                }
            }
        }
        best
    }
}

/// Whose certificates the entries of a CRL are for.
#[derive(Clone, Copy)]
enum About<'a> {
    /// Whether they are those of the wanted issuer.
    Known(bool),
    /// The last certificateIssuer: names are prepared where a serial number is the wanted one.
    Named(&'a [u8]),
    /// The same, and whether it is the wanted issuer.
    Compared(&'a [u8], bool),
}

impl<'a> About<'a> {
    fn now(self, names: &'a [u8]) -> Self {
        match self {
            Self::Compared(same, _) if same == names => self,
            _ => Self::Named(names),
        }
    }

    fn is_issuer(&mut self, issuer: &[u8]) -> bool {
        if let Self::Named(names) = *self {
            *self = Self::Compared(names, general_names::has_directory_name(names, issuer));
        }
        matches!(self, Self::Known(true) | Self::Compared(_, true))
    }
}

impl Listed {
    fn counts_more_than(self, other: Self) -> bool {
        match (self, other) {
            (Self::Yes(new), Self::Yes(old)) => {
                let (severity, known) = (new.reason.severity(), old.reason.severity());
                severity > known || severity == known && new.revocation_date < old.revocation_date
            }
            (Self::Yes(new), Self::Unreadable) => new.is_final(),
            (Self::Unreadable, Self::Yes(old)) => !old.is_final(),
            (_, Self::No) => true,
            (Self::No, _) | (Self::Unreadable, Self::Unreadable) => false,
        }
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

    fn certificate_issuer(&self) -> Option<&'a [u8]> {
        let mut extensions = self.extensions();
        let issuer = extensions.find(|e| e.identifier == extension::CERTIFICATE_ISSUER)?;
        Some(issuer.value)
    }

    fn entry(&self) -> Result<RevocationEntry> {
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
mod tests {
    use super::*;
    use crate::asn1::der::encode;
    use crate::pki::name::Name;

    const ISSUER: &[u8] = &[0x30, 0x00];

    fn entry(serial: u32) -> Vec<u8> {
        let serial = encode(tag::INTEGER, &serial.to_be_bytes());
        let date = encode(tag::UTC_TIME, b"250301000000Z");
        encode(tag::SEQUENCE, &[serial, date].concat())
    }

    /// An entry with a certificateIssuer (RFC 5280 §5.3.3).
    fn naming(serial: u32, names: &[u8]) -> Vec<u8> {
        let serial = encode(tag::INTEGER, &serial.to_be_bytes());
        let date = encode(tag::UTC_TIME, b"250301000000Z");
        let value = encode(tag::OCTET_STRING, names);
        let extension = [&[6, 3, 0x55, 0x1d, 29, 1, 1, 0xff][..], &value].concat();
        let extensions = encode(tag::SEQUENCE, &encode(tag::SEQUENCE, &extension));
        encode(tag::SEQUENCE, &[serial, date, extensions].concat())
    }

    /// `GeneralNames` of one directoryName.
    fn general_names(name: &[u8]) -> Vec<u8> {
        encode(tag::SEQUENCE, &encode(tag::constructed(4), name))
    }

    fn common_name(text: &str) -> Vec<u8> {
        let value = encode(tag::UTF8_STRING, text.as_bytes());
        let attribute = encode(tag::SEQUENCE, &[&[6, 3, 0x55, 4, 3][..], &value].concat());
        encode(tag::SET, &attribute)
    }

    fn issuer() -> Vec<u8> {
        Name::parse(ISSUER).unwrap().comparable()
    }

    fn find(entries: &[u8], serial: &[u8]) -> Listed {
        CrlEntries(entries).find(serial, &issuer(), true, false)
    }

    #[test]
    fn a_hundred_thousand_entries_are_searched_where_they_are() {
        let entries: Vec<_> = (0x4000_0000..0x4001_86a0).flat_map(entry).collect();
        let found = CrlEntries(&entries).check();
        assert!(!found.have_extensions && !found.name_issuers);
        assert_eq!((found.unreadable, found.irregular), (None, None));
        assert_eq!(CrlEntries(&entries).iter().count(), 100_000);
        let find = |serial: u32| find(&entries, &serial.to_be_bytes());
        assert!(matches!(find(0x4000_0000), Listed::Yes(_)));
        assert!(matches!(find(0x4001_869f), Listed::Yes(_)));
        assert_eq!(find(0x4001_86a0), Listed::No);
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

    #[test]
    fn of_several_entries_the_one_that_is_hardest_to_reverse_counts_then_the_earliest() {
        const HOLD: u8 = 6;
        const KEY_COMPROMISE: u8 = 1;
        const REMOVE: u8 = 8;
        const SUPERSEDED: u8 = 4;
        let of = |(year, reason): (u8, u8)| {
            let serial = encode(tag::INTEGER, &[7]);
            let date = encode(tag::UTC_TIME, format!("{year}0101000000Z").as_bytes());
            // reasonCode (RFC 5280 §5.3.1).
            let reason = [&[6, 3, 0x55, 0x1d, 21, 4, 3, 10, 1][..], &[reason]].concat();
            let extensions = encode(tag::SEQUENCE, &encode(tag::SEQUENCE, &reason));
            encode(tag::SEQUENCE, &[serial, date, extensions].concat())
        };
        // A date of no month cannot be read.
        let unreadable = {
            let serial = encode(tag::INTEGER, &[7]);
            let date = encode(tag::UTC_TIME, b"251301000000Z");
            encode(tag::SEQUENCE, &[serial, date].concat())
        };
        let found = |entries: &[Vec<u8>]| match find(&entries.concat(), &[7]) {
            Listed::Yes(entry) => Some((entry.revocation_date, entry.reason)),
            Listed::Unreadable => None,
            Listed::No => panic!("an entry names it"),
        };
        let alone = |entry| found(&[of(entry)]);
        for (first, second, counts) in [
            ((24, KEY_COMPROMISE), (25, KEY_COMPROMISE), 1),
            ((25, KEY_COMPROMISE), (24, KEY_COMPROMISE), 2),
            ((25, KEY_COMPROMISE), (25, SUPERSEDED), 1),
            ((24, HOLD), (25, KEY_COMPROMISE), 2),
            ((25, KEY_COMPROMISE), (24, HOLD), 1),
            ((25, HOLD), (24, REMOVE), 1),
            ((24, REMOVE), (25, HOLD), 2),
            ((25, HOLD), (24, HOLD), 2),
        ] {
            let expected = alone(if counts == 1 { first } else { second });
            assert_eq!(
                found(&[of(first), of(second)]),
                expected,
                "{first:?} {second:?}"
            );
        }
        for (entry, counts) in [(KEY_COMPROMISE, true), (HOLD, false), (REMOVE, false)] {
            let entry = of((25, entry));
            let expected = counts
                .then(|| found(std::slice::from_ref(&entry)))
                .flatten();
            assert_eq!(found(&[entry.clone(), unreadable.clone()]), expected);
            assert_eq!(found(&[unreadable.clone(), entry]), expected);
        }
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

    /// It may have named the issuer of those that follow (RFC 5280 §5.3.3).
    #[test]
    fn an_entry_that_cannot_be_read_ends_what_an_indirect_list_is_about() {
        let bad = encode(tag::SEQUENCE, &[]);
        let entries = [entry(6), bad, entry(7)].concat();
        let find = |serial: u32, is_indirect| {
            CrlEntries(&entries).find(&serial.to_be_bytes(), &issuer(), true, is_indirect)
        };
        assert_eq!(find(7, true), Listed::No);
        for (serial, is_indirect) in [(6, true), (6, false), (7, false)] {
            assert!(
                matches!(find(serial, is_indirect), Listed::Yes(_)),
                "{serial}"
            );
        }
    }

    /// A list may have any number of names (RFC 5280 §4.2.1.6, §5.3.3).
    #[test]
    fn an_issuer_behind_a_hundred_other_names_is_found() {
        let other = encode(
            tag::constructed(4),
            &encode(tag::SEQUENCE, &common_name("Another CA")),
        );
        let own = encode(tag::constructed(4), ISSUER);
        for (names, is_listed) in [
            ([other.repeat(100), own.clone()].concat(), true),
            ([own, other.repeat(100)].concat(), true),
            (other.repeat(100), false),
        ] {
            let entry = naming(7, &encode(tag::SEQUENCE, &names));
            let found = CrlEntries(&entry).find(&7_u32.to_be_bytes(), &issuer(), false, true);
            assert_eq!(found != Listed::No, is_listed);
        }
    }

    /// Who names the issuer again says whom the entries are about, whatever was between (RFC 5280 §5.3.3).
    #[test]
    fn an_issuer_that_is_named_again_after_an_unreadable_entry_counts() {
        let own = general_names(ISSUER);
        let other = general_names(&encode(tag::SEQUENCE, &common_name("Another CA")));
        let bad = encode(tag::SEQUENCE, &[]);
        let named = naming;
        for (entries, is_listed) in [
            (vec![named(6, &own), bad.clone(), named(7, &own)], true),
            (vec![named(6, &own), bad.clone(), entry(7)], false),
            (vec![named(6, &other), entry(7)], false),
            (vec![named(6, &other), named(7, &own)], true),
            (vec![named(7, &other), entry(6), named(7, &own)], true),
            (vec![named(6, &own), entry(5), entry(7)], true),
            (vec![named(6, &own), named(5, &other), entry(7)], false),
        ] {
            let entries = entries.concat();
            let found = CrlEntries(&entries).find(&7_u32.to_be_bytes(), &issuer(), false, true);
            assert_eq!(found != Listed::No, is_listed, "{entries:02x?}");
        }
    }

    #[test]
    fn an_entry_with_a_part_that_cannot_be_read_is_found() {
        let serial = encode(tag::INTEGER, &[1]);
        let date = |text: &str| encode(tag::UTC_TIME, text.as_bytes());
        let reason = [
            0x30, 0x0a, 0x06, 0x03, 0x55, 0x1d, 21, 0x04, 0x03, 0x02, 1, 1,
        ];
        let reason = encode(tag::SEQUENCE, &reason);
        let empty = encode(tag::SEQUENCE, &[]);
        let rows = [
            (
                [serial.clone(), date("2503010000Z")].concat(),
                (None, true, false),
                true,
            ),
            (
                [serial.clone(), date("250301")].concat(),
                (Some(1), false, false),
                false,
            ),
            (
                [serial.clone(), date("250301000000Z"), empty].concat(),
                (None, false, true),
                true,
            ),
            (
                [serial, date("250301000000Z"), reason].concat(),
                (Some(1), false, false),
                false,
            ),
        ];
        for (fields, expected, is_read) in rows {
            let entry = encode(tag::SEQUENCE, &fields);
            let found = CrlEntries(&entry).check();
            let noted = (
                found.irregular,
                found.forms.irregular_time,
                found.forms.empty_extensions,
            );
            assert_eq!(noted, expected, "{fields:02x?}");
            assert_eq!(found.unreadable, None);
            assert_eq!(matches!(find(&entry, &[1]), Listed::Yes(_)), is_read);
            assert_eq!(find(&entry, &[1]) == Listed::Unreadable, !is_read);
            assert_eq!(find(&entry, &[2]), Listed::No);
        }
    }
}
