//! The version of SignedData (RFC 5652 §5.1).

use crate::asn1::der::tag;
use crate::pki::cms::identifier;
use crate::pki::cms::signer_info::SignerInfo;

/// `version` of SignedData beside the one that its other fields call for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SignedDataVersion {
    /// The one that the fields call for.
    Due,
    /// Another one of RFC 5652 §10.2.5. All of them are read alike.
    Other {
        /// The version of the message.
        written: u8,
        /// The version that its fields call for.
        due: u8,
    },
    /// None of RFC 5652 §10.2.5.
    Unknown,
}

/// Kinds of members that the version depends on.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Kinds {
    has_v1_attribute_certificate: bool,
    has_v2_attribute_certificate: bool,
    has_other: bool,
}

impl Kinds {
    /// Notes the tag of a member of `certificates` (RFC 5652 §10.2.2).
    pub(super) fn note_certificate(&mut self, choice: u8) {
        const V1_ATTRIBUTE_CERTIFICATE: u8 = tag::constructed(1);
        const V2_ATTRIBUTE_CERTIFICATE: u8 = tag::constructed(2);
        const OTHER: u8 = tag::constructed(3);
        match choice {
            V1_ATTRIBUTE_CERTIFICATE => self.has_v1_attribute_certificate = true,
            V2_ATTRIBUTE_CERTIFICATE => self.has_v2_attribute_certificate = true,
            OTHER => self.has_other = true,
            _ => {}
        }
    }

    /// Notes the tag of a member of `crls` (RFC 5652 §10.2.1).
    pub(super) fn note_revocation_info(&mut self, choice: u8) {
        const OTHER: u8 = tag::constructed(1);
        self.has_other |= choice == OTHER;
    }
}

impl SignedDataVersion {
    /// Compares the content octets of the version with the one that the fields call for.
    pub(super) fn of(
        written: &[u8],
        kinds: Kinds,
        content_type: &[u8],
        signers: &[SignerInfo<'_>],
    ) -> Self {
        let due = if kinds.has_other {
            5
        } else if kinds.has_v2_attribute_certificate {
            4
        } else if kinds.has_v1_attribute_certificate
            || signers.iter().any(SignerInfo::is_version_3)
            || content_type != identifier::DATA
        {
            3
        } else {
            1
        };
        match *written {
            [written] if written == due => Self::Due,
            [written @ (1 | 3..=5)] => Self::Other { written, due },
            _ => Self::Unknown,
        }
    }
}
