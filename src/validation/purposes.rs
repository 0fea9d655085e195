//! The purposes that a caller asks of an end entity (RFC 5280 §4.2.1.12, RFC 9336 §4).

use alloc::string::String;
use alloc::vec::Vec;

use crate::asn1::object_identifier::ObjectIdentifier;
use crate::asn1::oid;
use crate::asn1::oid::Identifier;

/// anyExtendedKeyUsage (RFC 5280 §4.2.1.12).
const ANY: &str = "2.5.29.37.0";

/// The purposes of signers of documents: that of RFC 9336, those of vendors before it, and those
/// that persons' certificates have (RFC 9336 §1).
const OF_SIGNERS: [&str; 6] = [
    // id-kp-documentSigning (RFC 9336 §3.1).
    "1.3.6.1.5.5.7.3.36",
    // szOID_KP_DOCUMENT_SIGNING (Microsoft).
    "1.3.6.1.4.1.311.10.3.12",
    // adbe-authenticDocumentsTrust (Adobe).
    "1.2.840.113583.1.1.5",
    // id-kp-emailProtection (RFC 5280 §4.2.1.12).
    "1.3.6.1.5.5.7.3.4",
    // id-kp-clientAuth, as persons have it on their cards.
    "1.3.6.1.5.5.7.3.2",
    ANY,
];

/// The purposes that no signer of documents has beside its own (RFC 5280 §4.2.1.12): whose key
/// serves TLS, or signs code, time-stamps or OCSP responses, signs what others choose.
const EXCLUDED: [&str; 4] = [
    // id-kp-serverAuth.
    "1.3.6.1.5.5.7.3.1",
    // id-kp-codeSigning.
    "1.3.6.1.5.5.7.3.3",
    // id-kp-timeStamping.
    "1.3.6.1.5.5.7.3.8",
    // id-kp-OCSPSigning.
    "1.3.6.1.5.5.7.3.9",
];

/// The purposes that will do, and those that must not be there.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct WantedPurposes {
    /// Dotted identifiers; empty: any purpose.
    accepted: Vec<String>,
    /// Dotted identifiers.
    excluded: Vec<String>,
}

/// What the purposes of a certificate are to a caller.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum PurposeMatch {
    /// Nothing is asked.
    NotAsked,
    /// At least one is accepted, if that is asked, and none is excluded.
    Fit,
    /// These are excluded.
    Excluded(Vec<String>),
    /// None is accepted.
    NoneAccepted,
}

impl WantedPurposes {
    /// Returns what is asked by `purposes` and `excluded`; `None` stands for the defaults.
    ///
    /// Whoever names the purposes that will do means them: by default, nothing that is named among
    /// them is excluded, and where any purpose will do, none is.
    #[must_use]
    pub fn new(
        purposes: Option<&[ObjectIdentifier]>,
        excluded: Option<&[ObjectIdentifier]>,
    ) -> Self {
        let texts = |list: &[ObjectIdentifier]| -> Vec<String> {
            list.iter().map(|id| id.as_str().into()).collect()
        };
        let accepted = match purposes {
            Some(purposes) => texts(purposes),
            None => OF_SIGNERS.map(String::from).into(),
        };
        let excluded = match excluded {
            Some(excluded) => texts(excluded),
            None if accepted.is_empty() => Vec::new(),
            None => {
                let excluded = EXCLUDED.map(String::from).into_iter();
                excluded.filter(|id| !accepted.contains(id)).collect()
            }
        };
        Self { accepted, excluded }
    }

    /// Returns the names of the accepted purposes.
    pub(crate) fn accepted(&self) -> Vec<String> {
        let named = |text: &String| oid::named(text);
        self.accepted.iter().map(named).collect()
    }

    /// Compares with the purposes of an end entity: first with the excluded ones, then with the
    /// accepted ones (RFC 9336 §4).
    pub(crate) fn of_end_entity(&self, purposes: &[&[u8]]) -> PurposeMatch {
        if self.accepted.is_empty() && self.excluded.is_empty() {
            return PurposeMatch::NotAsked;
        }
        let purposes: Vec<String> = purposes.iter().map(|id| Identifier(id).text()).collect();
        let excluded = purposes.iter().filter(|id| self.excluded.contains(id));
        let excluded: Vec<String> = excluded.map(|id| oid::named(id)).collect();
        if !excluded.is_empty() {
            return PurposeMatch::Excluded(excluded);
        }
        if self.accepted.is_empty() || purposes.iter().any(|id| self.accepted.contains(id)) {
            return PurposeMatch::Fit;
        }
        PurposeMatch::NoneAccepted
    }

    /// Compares with the purposes of an authority, which issues certificates for several: it is
    /// enough that one is accepted, or that all are.
    pub(crate) fn of_authority(&self, purposes: &[&[u8]]) -> PurposeMatch {
        if self.accepted.is_empty() {
            return PurposeMatch::NotAsked;
        }
        let mut purposes = purposes.iter().map(|id| Identifier(id).text());
        if purposes.any(|id| id == ANY || self.accepted.contains(&id)) {
            PurposeMatch::Fit
        } else {
            PurposeMatch::NoneAccepted
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Asked<'a> = Option<&'a [&'a str]>;

    /// Content octets of id-kp with this last arc.
    fn id_kp(last: u8) -> [u8; 8] {
        [0x2b, 6, 1, 5, 5, 7, 3, last]
    }

    fn ids(texts: &[&str]) -> Vec<ObjectIdentifier> {
        let id = |text: &&str| ObjectIdentifier::parse(text).unwrap();
        texts.iter().map(id).collect()
    }

    #[test]
    fn what_is_named_is_not_excluded() {
        let server = "1.3.6.1.5.5.7.3.1";
        let [server_auth, email, code] = [id_kp(1), id_kp(4), id_kp(3)];
        let wanted = |purposes: Option<&[&str]>, excluded: Option<&[&str]>| {
            let [purposes, excluded] = [purposes.map(ids), excluded.map(ids)];
            WantedPurposes::new(purposes.as_deref(), excluded.as_deref())
        };
        let excluded = |text: &str| PurposeMatch::Excluded(vec![text.into()]);
        let code_signing = "1.3.6.1.5.5.7.3.3 (codeSigning)";
        let rows: [(Asked<'_>, Asked<'_>, &[&[u8]], PurposeMatch); 10] = [
            (None, None, &[&email], PurposeMatch::Fit),
            (None, None, &[&email, &code], excluded(code_signing)),
            (None, Some(&[]), &[&email, &code], PurposeMatch::Fit),
            (None, Some(&[]), &[&code], PurposeMatch::NoneAccepted),
            (Some(&[server]), None, &[&server_auth], PurposeMatch::Fit),
            (Some(&[server]), None, &[&email], PurposeMatch::NoneAccepted),
            (
                Some(&[server]),
                None,
                &[&server_auth, &code],
                excluded(code_signing),
            ),
            (
                Some(&[server]),
                Some(&[server]),
                &[&server_auth],
                excluded("1.3.6.1.5.5.7.3.1 (serverAuth)"),
            ),
            (Some(&[]), None, &[&code], PurposeMatch::NotAsked),
            (
                Some(&[]),
                Some(&["1.3.6.1.5.5.7.3.3"]),
                &[&code],
                excluded(code_signing),
            ),
        ];
        for (purposes, exclusions, found, expected) in rows {
            let wanted = wanted(purposes, exclusions);
            assert_eq!(wanted.of_end_entity(found), expected, "{wanted:?}");
        }
    }
}
