//! What a CRL's entries say about one certificate (RFC 5280 §5.3).

use crate::pki::name::general_names;
use crate::pki::revocation::crl::entry::{CrlEntries, RevocationEntry};

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

impl CrlEntries<'_> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asn1::der::{encode, tag};
    use crate::pki::name::Name;
    use crate::pki::revocation::crl::entry::tests::entry;

    const ISSUER: &[u8] = &[0x30, 0x00];

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
