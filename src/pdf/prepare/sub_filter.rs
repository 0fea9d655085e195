//! Encodings of signatures (ISO 32000-2 Table 260).

/// How the signature is encoded (`/SubFilter`).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum SubFilter {
    /// `adbe.pkcs7.detached` (ISO 32000-2 §12.8.3.3), as iAM Smart signs.
    #[default]
    Pkcs7Detached,
    /// `ETSI.CAdES.detached` (ISO 32000-2 §12.8.3.4, ETSI EN 319 142-1).
    CadesDetached,
    /// `ETSI.RFC3161`, a document time-stamp (ISO 32000-2 §12.8.5).
    Timestamp,
}

impl SubFilter {
    /// Returns its name.
    pub(super) fn name(self) -> &'static [u8] {
        match self {
            Self::Pkcs7Detached => b"adbe.pkcs7.detached",
            Self::CadesDetached => b"ETSI.CAdES.detached",
            Self::Timestamp => b"ETSI.RFC3161",
        }
    }
}
