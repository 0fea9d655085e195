//! The entries of a CRL (RFC 5280 §5.1.2.6, §5.3), walked over where they are.

use crate::asn1::der::{Malformed, Reader, Result, strict, tag};
use crate::asn1::oid::extension;
use crate::asn1::time::Time;
use crate::pki::certificate::tbs as shape;
use crate::pki::certificate::tbs::Extension;
use crate::pki::name;
use crate::pki::name::general_names;

/// The most extensions of an entry: RFC 5280 §5.3 knows three, and X.509 two more.
const MAX_EXTENSIONS: usize = 8;

/// `revokedCertificates`: the content of the SEQUENCE.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entries<'a>(pub(crate) &'a [u8]);

/// `SEQUENCE { userCertificate INTEGER, revocationDate Time, crlEntryExtensions OPTIONAL }`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RawEntry<'a> {
    serial: &'a [u8],
    /// The rest of the fields.
    rest: Reader<'a>,
}

/// What walking over all entries showed.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct EntriesFound {
    pub(crate) have_extensions: bool,
    pub(crate) have_unknown_critical_extension: bool,
    pub(crate) name_issuers: bool,
}

/// What an entry says about its certificate.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Entry {
    /// When it was revoked.
    pub revocation_date: Time,
    /// Why; [`Reason::Unspecified`] where it does not say.
    pub reason: Reason,
    /// Since when the key is known or suspected to be compromised (RFC 5280 §5.3.2).
    pub invalidity_date: Option<Time>,
}

/// CRLReason (RFC 5280 §5.3.1).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reason {
    /// No reason is given.
    Unspecified,
    /// The subject's key is in other hands.
    KeyCompromise,
    /// The authority's key is in other hands.
    CaCompromise,
    /// The subject's name or other details have changed.
    AffiliationChanged,
    /// Another certificate takes its place.
    Superseded,
    /// It is no longer needed.
    CessationOfOperation,
    /// It is suspended, and may come back.
    CertificateHold,
    /// In a delta CRL: it came back from being suspended, or expired.
    RemoveFromCrl,
    /// A privilege in it was withdrawn.
    PrivilegeWithdrawn,
    /// The key of an attribute authority is in other hands.
    AaCompromise,
    /// A value that RFC 5280 does not know.
    Other(u8),
}

impl Entry {
    /// Whether nothing takes the revocation back.
    #[must_use]
    pub fn is_final(self) -> bool {
        !self.reason.is_reversible()
    }
}

impl Reason {
    fn from_code(code: u8) -> Self {
        match code {
            0 => Self::Unspecified,
            1 => Self::KeyCompromise,
            2 => Self::CaCompromise,
            3 => Self::AffiliationChanged,
            4 => Self::Superseded,
            5 => Self::CessationOfOperation,
            6 => Self::CertificateHold,
            8 => Self::RemoveFromCrl,
            9 => Self::PrivilegeWithdrawn,
            10 => Self::AaCompromise,
            other => Self::Other(other),
        }
    }

    /// From the DER of `ENUMERATED`.
    pub(crate) fn read(value: &[u8]) -> Result<Self> {
        // All of its DER: X.690 knows no other form of a small number.
        match value {
            [tag::ENUMERATED, 1, code @ 0..=0x7f] => Ok(Self::from_code(*code)),
            _ => Err(Malformed("a reason of revocation is not one")),
        }
    }

    /// RFC 5280's name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unspecified => "unspecified",
            Self::KeyCompromise => "keyCompromise",
            Self::CaCompromise => "cACompromise",
            Self::AffiliationChanged => "affiliationChanged",
            Self::Superseded => "superseded",
            Self::CessationOfOperation => "cessationOfOperation",
            Self::CertificateHold => "certificateHold",
            Self::RemoveFromCrl => "removeFromCRL",
            Self::PrivilegeWithdrawn => "privilegeWithdrawn",
            Self::AaCompromise => "aACompromise",
            Self::Other(_) => "unknown",
        }
    }

    /// Whether a certificate that was revoked for it may come back.
    #[must_use]
    pub fn is_reversible(self) -> bool {
        matches!(self, Self::CertificateHold | Self::RemoveFromCrl)
    }

    /// Which of several entries for one certificate counts: the one that is hardest to undo.
    fn severity(self) -> u8 {
        match self {
            Self::RemoveFromCrl => 0,
            Self::CertificateHold => 1,
            _ => 2,
        }
    }
}

impl<'a> Entries<'a> {
    /// The entries; ends early where one is malformed, which [`Self::check`] rules out.
    pub(crate) fn iter(self) -> impl Iterator<Item = RawEntry<'a>> {
        let mut list = Reader(self.0);
        core::iter::from_fn(move || RawEntry::read(&mut list).ok().flatten())
    }

    /// Holds every entry to its form.
    pub(crate) fn check(self) -> Result<EntriesFound> {
        let mut list = Reader(self.0);
        let mut found = EntriesFound::default();
        while let Some(entry) = RawEntry::read(&mut list)? {
            entry.check(&mut found)?;
        }
        Ok(found)
    }

    /// The entry of the certificate with `serial` that `issuer` issued; `list_issuer` is whose
    /// certificates entries are about until one says otherwise (RFC 5280 §5.3.3).
    ///
    /// Of several, the one that is hardest to undo, and of those the earliest.
    pub(crate) fn find(self, serial: &[u8], issuer: &[u8], list_issuer: &[u8]) -> Option<Entry> {
        let mut is_about_issuer = name::same_name(issuer, list_issuer);
        let mut named: &[u8] = &[];
        let mut best: Option<Entry> = None;
        for raw in self.iter() {
            if let Some(names) = raw.certificate_issuer().filter(|names| *names != named) {
                is_about_issuer = general_names::has_directory_name(names, issuer);
                named = names;
            }
            if !is_about_issuer || raw.serial != serial {
                continue;
            }
            // The form was checked when the list was read.
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

impl<'a> RawEntry<'a> {
    fn read(list: &mut Reader<'a>) -> Result<Option<Self>> {
        if list.is_empty() {
            return Ok(None);
        }
        let mut rest = list.expect(tag::SEQUENCE)?.reader();
        let serial = rest.expect(tag::INTEGER)?.content;
        Ok(Some(Self { serial, rest }))
    }

    fn check(&self, found: &mut EntriesFound) -> Result<()> {
        let mut fields = self.rest;
        shape::time(fields.any()?)?;
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
            let extension = shape::extension(&mut list)?;
            let repeats = seen.contains(&extension.identifier);
            let slot = seen.get_mut(slot).filter(|_| !repeats);
            *slot.ok_or(Malformed("an entry has an extension twice, or too many"))? =
                extension.identifier;
            check_extension(&extension, found)?;
        }
        Ok(())
    }

    /// The extensions; none where they are malformed, which [`Self::check`] rules out.
    fn extensions(&self) -> impl Iterator<Item = Extension<'a>> + use<'a> {
        let mut fields = self.rest;
        let list = fields.any().and_then(|_| fields.any());
        let mut list = list.map_or(Reader(&[]), |list| list.reader());
        core::iter::from_fn(move || {
            if list.is_empty() {
                return None;
            }
            shape::extension(&mut list).ok()
        })
    }

    fn certificate_issuer(&self) -> Option<&'a [u8]> {
        let mut extensions = self.extensions();
        let issuer = extensions.find(|e| e.identifier == extension::CERTIFICATE_ISSUER)?;
        Some(issuer.value)
    }

    fn entry(&self) -> Result<Entry> {
        let mut fields = self.rest;
        let mut entry = Entry {
            revocation_date: shape::time(fields.any()?)?,
            reason: Reason::Unspecified,
            invalidity_date: None,
        };
        for extension in self.extensions() {
            match extension.identifier {
                extension::REASON_CODE => entry.reason = Reason::read(extension.value)?,
                extension::INVALIDITY_DATE => {
                    entry.invalidity_date = Some(invalidity_date(extension.value)?);
                }
                _ => {}
            }
        }
        Ok(entry)
    }
}

fn check_extension(extension: &Extension<'_>, found: &mut EntriesFound) -> Result<()> {
    match extension.identifier {
        extension::REASON_CODE => Reason::read(extension.value).map(|_| ()),
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

/// `InvalidityDate ::= GeneralizedTime`.
fn invalidity_date(value: &[u8]) -> Result<Time> {
    let date = strict(value)?;
    if date.tag == tag::GENERALIZED_TIME {
        shape::time(date)
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
        let entries = Entries(&entries);
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
            assert!(Entries(&entry).check().is_err(), "{entry:02x?}");
        }
    }
}
