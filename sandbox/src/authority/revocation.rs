//! Certificates in use, and revocations.

use std::collections::HashMap;

use rcgen::{RevocationReason, RevokedCertParams, SerialNumber};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::protocol::now;
use crate::protocol::signature::KeyKind;
use crate::state_directory::StateDirectory;

const FILE: &str = "revocations.json";

/// The CA that issued a certificate.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Level {
    Root,
    /// Issues certificates for RSA keys.
    Issuing,
    /// Issues certificates for SM2 keys.
    IssuingSm2,
    /// Issues the time-stamp authority's certificate: people's certificates lead to another root.
    TimestampRoot,
}

/// `CRLReason` (RFC 5280 §5.3.1) without removeFromCRL, which only delta CRLs use.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Reason {
    Unspecified,
    KeyCompromise,
    #[serde(rename = "cACompromise")]
    CaCompromise,
    AffiliationChanged,
    Superseded,
    CessationOfOperation,
    CertificateHold,
    PrivilegeWithdrawn,
    #[serde(rename = "aACompromise")]
    AaCompromise,
}

/// Reason and time of a revocation.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Revocation {
    pub(crate) reason: Reason,
    /// Unix time in milliseconds; CRLs and OCSP responses have whole seconds.
    pub(crate) revoked_at: i64,
    level: Level,
}

/// A certificate in use.
#[derive(Clone, Debug)]
pub(crate) struct Issued {
    /// A persona ID, `server-` with a persona ID, `issuing`, `issuing-sm2`, `timestamp`, or `ocsp-`
    /// with the name of a CA.
    pub(crate) name: String,
    pub(crate) level: Level,
    /// Lower-case hex.
    pub(crate) serial_number: String,
}

/// `CertStatus` (RFC 6960 §4.2.1).
#[derive(Clone, Copy, Debug)]
pub(super) enum Status<'a> {
    Good,
    Revoked(&'a Revocation),
    /// Not issued by this CA, or not in use.
    Unknown,
}

/// Certificates in use, and revocations by serial number in hex.
#[derive(Debug, Default)]
pub(super) struct Revocations {
    issued: Vec<Issued>,
    revoked: HashMap<String, Revocation>,
}

impl Level {
    pub(super) const ALL: [Self; 4] = [
        Self::Root,
        Self::Issuing,
        Self::IssuingSm2,
        Self::TimestampRoot,
    ];

    /// Name in URLs and file names.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Root => "root",
            Self::Issuing => "issuing",
            Self::IssuingSm2 => "issuing-sm2",
            Self::TimestampRoot => "timestamp-root",
        }
    }

    pub(super) fn key_kind(self) -> KeyKind {
        match self {
            Self::Root | Self::Issuing | Self::TimestampRoot => KeyKind::Rsa,
            Self::IssuingSm2 => KeyKind::Sm2,
        }
    }

    pub(super) fn of_people_with(kind: KeyKind) -> Self {
        match kind {
            KeyKind::Rsa => Self::Issuing,
            KeyKind::Sm2 => Self::IssuingSm2,
        }
    }
}

impl Reason {
    pub(crate) const ALL: [(Self, &'static str); 9] = [
        (Self::Unspecified, "unspecified"),
        (Self::KeyCompromise, "keyCompromise"),
        (Self::CaCompromise, "cACompromise"),
        (Self::AffiliationChanged, "affiliationChanged"),
        (Self::Superseded, "superseded"),
        (Self::CessationOfOperation, "cessationOfOperation"),
        (Self::CertificateHold, "certificateHold"),
        (Self::PrivilegeWithdrawn, "privilegeWithdrawn"),
        (Self::AaCompromise, "aACompromise"),
    ];

    fn in_list(self) -> RevocationReason {
        match self {
            Self::Unspecified => RevocationReason::Unspecified,
            Self::KeyCompromise => RevocationReason::KeyCompromise,
            Self::CaCompromise => RevocationReason::CaCompromise,
            Self::AffiliationChanged => RevocationReason::AffiliationChanged,
            Self::Superseded => RevocationReason::Superseded,
            Self::CessationOfOperation => RevocationReason::CessationOfOperation,
            Self::CertificateHold => RevocationReason::CertificateHold,
            Self::PrivilegeWithdrawn => RevocationReason::PrivilegeWithdrawn,
            Self::AaCompromise => RevocationReason::AaCompromise,
        }
    }

    /// Value of the ENUMERATED.
    pub(super) fn number(self) -> u8 {
        self.in_list() as u8
    }
}

impl Revocations {
    pub(super) fn open(directory: &StateDirectory) -> Result<Self, String> {
        let revoked = match directory.read(FILE)? {
            Some(text) => serde_json::from_str(&text)
                .map_err(|error| format!("{FILE} cannot be read: {error}"))?,
            None => HashMap::new(),
        };
        Ok(Self {
            issued: Vec::new(),
            revoked,
        })
    }

    pub(super) fn issued(&mut self, name: &str, level: Level, serial_number: &[u8]) {
        self.issued.push(Issued {
            name: name.to_owned(),
            level,
            serial_number: hex(serial_number),
        });
    }

    /// Takes certificates out of use. Those that are revoked stay so.
    pub(super) fn retire(&mut self, names: &[&str]) {
        self.issued
            .retain(|issued| !names.contains(&issued.name.as_str()));
    }

    /// Certificates in use, with their revocations.
    pub(super) fn certificates(&self) -> Vec<(Issued, Option<Revocation>)> {
        let with_revocation = |issued: &Issued| {
            let revocation = self.revoked.get(&issued.serial_number).cloned();
            (issued.clone(), revocation)
        };
        self.issued.iter().map(with_revocation).collect()
    }

    /// Revokes a certificate; false if it is unknown. `at` is Unix time in milliseconds, by default
    /// now.
    pub(super) fn revoke(&mut self, name: &str, reason: Reason, at: Option<i64>) -> bool {
        let Some(issued) = self.issued.iter().find(|issued| issued.name == name) else {
            return false;
        };
        let revocation = Revocation {
            reason,
            revoked_at: at.unwrap_or_else(now),
            level: issued.level,
        };
        let serial_number = issued.serial_number.clone();
        self.revoked.insert(serial_number, revocation);
        true
    }

    /// Removes a certificate from the CRL; false if it is unknown.
    pub(super) fn restore(&mut self, name: &str) -> bool {
        let Some(issued) = self.issued.iter().find(|issued| issued.name == name) else {
            return false;
        };
        self.revoked.remove(&issued.serial_number);
        true
    }

    pub(super) fn save(&self, directory: &StateDirectory) -> Result<(), String> {
        let text = serde_json::to_string(&self.revoked).map_err(|error| error.to_string())?;
        directory.write(FILE, &text)
    }

    /// Status of a certificate that `level` issued.
    pub(super) fn status(&self, level: Level, serial_number: &[u8]) -> Status<'_> {
        let serial_number = hex(serial_number);
        let revoked = self.revoked.get(&serial_number);
        if let Some(revocation) = revoked.filter(|revocation| revocation.level == level) {
            return Status::Revoked(revocation);
        }
        let is_this =
            |issued: &Issued| issued.level == level && issued.serial_number == serial_number;
        if self.issued.iter().any(is_this) {
            Status::Good
        } else {
            Status::Unknown
        }
    }

    /// Entries of a CA's CRL.
    pub(super) fn list(&self, level: Level) -> Vec<RevokedCertParams> {
        let on_list = |revocation: &Revocation| revocation.level == level;
        self.revoked
            .iter()
            .filter(|(_, revocation)| on_list(revocation))
            .map(|(serial_number, revocation)| RevokedCertParams {
                serial_number: SerialNumber::from_slice(&from_hex(serial_number)),
                revocation_time: seconds(revocation.revoked_at),
                // A CRL omits `unspecified` (RFC 5280 §5.3.1).
                reason_code: Some(revocation.reason)
                    .filter(|reason| *reason != Reason::Unspecified)
                    .map(Reason::in_list),
                invalidity_date: None,
            })
            .collect()
    }
}

pub(super) fn seconds(milliseconds: i64) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(milliseconds.div_euclid(1000))
        .unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

fn from_hex(text: &str) -> Vec<u8> {
    (0..text.len())
        .step_by(2)
        .filter_map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok())
        .collect()
}
