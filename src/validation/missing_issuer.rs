//! Why no candidate issued the last certificate of a path.

use alloc::string::String;

use crate::encoding::hex;
use crate::pki::certificate::{Certificate, KeyIdentity};
use crate::pki::name;
use crate::pki::name::matching::reads_alike;
use crate::pki::signature::outcome::Signed;
use crate::report::sentence::Detail;
use crate::report::sentence::path::{PathDetail, PlaceDetail};
use crate::report::sentence::place::certificate_at;
use crate::validation::builder::{Candidate, PathBuilder};

impl<'r, 'p: 'r, 'a: 'p> PathBuilder<'r, 'p, 'a> {
    /// Returns what is known about the missing issuer of the path's last certificate: of the
    /// candidates, the nearest one and what differs.
    pub(super) fn missing_issuer(&self, path: &[usize]) -> PathDetail {
        let certificate = certificate_at(path.len().saturating_sub(1));
        let Some((&index, last)) = path
            .last()
            .map(|index| (index, self.candidates[*index].certificate))
        else {
            let issuer = String::new();
            return PathDetail::IssuerMissing {
                issuer,
                certificate,
            };
        };
        let issuer = name::to_text(last.issuer());
        if let Some(unreadable) = self
            .data
            .and_then(|data| data.unreadable_certificate_of(last.issuer()))
        {
            return PathDetail::IssuerUnreadable {
                issuer,
                certificate,
                item: unreadable.name,
            };
        }
        let given = || self.candidates.iter().enumerate().skip(1);
        let is_last = |(_, candidate): (usize, &Candidate<'_, '_>)| {
            candidate.is_anchor && candidate.certificate.der() == last.der()
        };
        if given().any(is_last) {
            return PathDetail::AnchorVouchesForOthers {
                issuer,
                certificate,
            };
        }
        let is_in_path = |certificate: &Certificate<'_>| {
            let mut path = path.iter().map(|index| self.candidates[*index].certificate);
            path.any(|other| other.is_same_entity(certificate))
        };
        let others = || given().filter(|(_, other)| !is_in_path(other.certificate));
        let mut namesakes = others().filter(|(_, other)| last.names_as_issuer(other.certificate));
        if last.is_self_issued() {
            let subject = last.subject_text();
            return if namesakes.any(|(_, namesake)| namesake.is_anchor) {
                PathDetail::SelfIssuedNamesake { subject }
            } else {
                PathDetail::SelfIssued { subject }
            };
        }
        let has_other_key =
            |namesake| matches!(self.known_signature(index, namesake), Some(Signed::No(_)));
        if let Some((_, namesake)) = namesakes.find(|(namesake, _)| has_other_key(*namesake)) {
            let serial = hex(namesake.certificate.serial());
            let place = place(namesake);
            return match last.key_identity(namesake.certificate) {
                KeyIdentity::Different => PathDetail::IssuerHasOtherIdentifier {
                    issuer,
                    certificate,
                    serial,
                    place,
                },
                _ => PathDetail::IssuerHasOtherKey {
                    issuer,
                    certificate,
                    serial,
                    place,
                },
            };
        }
        if given().any(|(_, candidate)| last.names_as_issuer(candidate.certificate)) {
            return PathDetail::IssuersInCircle {
                issuer,
                certificate,
            };
        }
        let reads_alike = |(_, other): &(usize, &Candidate<'_, '_>)| {
            reads_alike(other.certificate.subject(), last.issuer())
        };
        if let Some((_, alike)) = others().find(reads_alike) {
            return PathDetail::IssuerNameWritten {
                issuer,
                certificate,
                serial: hex(alike.certificate.serial()),
                place: place(alike),
            };
        }
        let has_key = |(_, other): &(usize, &Candidate<'_, '_>)| {
            last.key_identity(other.certificate) == KeyIdentity::Same
        };
        if let Some((_, named)) = others().find(has_key) {
            return PathDetail::IssuerHasOtherName {
                issuer,
                certificate,
                found: named.certificate.subject_text(),
                place: place(named),
            };
        }
        PathDetail::IssuerMissing {
            issuer,
            certificate,
        }
    }
}

fn place(candidate: &Candidate<'_, '_>) -> Detail {
    if candidate.is_anchor {
        PlaceDetail::Anchors.into()
    } else {
        PlaceDetail::Intermediates.into()
    }
}
