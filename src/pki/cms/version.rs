//! The version of SignedData (RFC 5652 §5.1).

use crate::asn1::der::{Element, Result, tag};
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

impl SignedDataVersion {
    /// Compares the content octets of the version with the one that is due.
    pub(super) fn of(written: &[u8], due: u8) -> Self {
        match *written {
            [written] if written == due => Self::Due,
            [written @ (1 | 3..=5)] => Self::Other { written, due },
            _ => Self::Unknown,
        }
    }

    /// Returns the version that the fields call for (RFC 5652 §5.1).
    pub(super) fn due(
        [certificates, crls]: [&Option<Element<'_>>; 2],
        content_type: &[u8],
        signers: &[SignerInfo<'_>],
    ) -> Result<u8> {
        const V1_ATTRIBUTE_CERTIFICATE: u8 = tag::constructed(1);
        const V2_ATTRIBUTE_CERTIFICATE: u8 = tag::constructed(2);
        const OTHER_CERTIFICATE: u8 = tag::constructed(3);
        const OTHER_REVOCATION_INFO: u8 = tag::constructed(1);

        Ok(
            if has(certificates, OTHER_CERTIFICATE)? || has(crls, OTHER_REVOCATION_INFO)? {
                5
            } else if has(certificates, V2_ATTRIBUTE_CERTIFICATE)? {
                4
            } else if has(certificates, V1_ATTRIBUTE_CERTIFICATE)?
                || signers.iter().any(SignerInfo::is_version_3)
                || content_type != identifier::DATA
            {
                3
            } else {
                1
            },
        )
    }
}

/// Returns true if a member of the set has this tag.
fn has(set: &Option<Element<'_>>, tag: u8) -> Result<bool> {
    let Some(set) = set else {
        return Ok(false);
    };
    let mut members = set.reader();
    while !members.is_empty() {
        if members.any()?.tag == tag {
            return Ok(true);
        }
    }
    Ok(false)
}
