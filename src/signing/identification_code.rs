//! The identification code: four digits that page and app both display.
//!
//! The user compares them to check that both refer to the same document.

use alloc::string::String;
use core::fmt;

use md5::Md5;
use sha2::{Digest as _, Sha512};

use crate::encoding::base64;
use crate::hash::sha256;
use crate::signing::digest::Digest;

/// The user to whom a code is bound, besides the document.
#[derive(Clone, Copy, Debug)]
pub enum BoundTo<'a> {
    /// A logged-in user, by the unchanged tokenised ID.
    OpenId(&'a str),
    /// An anonymous user, by HKIC hash (32 bytes) and the e-service's client ID.
    Anonymous {
        /// The SHA-256 digest of the HKIC number without its check digit.
        hkic_hash: &'a [u8],
        /// The e-service's client ID.
        client_id: &'a str,
    },
}

/// How the inputs are joined for hashing.
///
/// The code is known from one public source, which has three overloads and no caller; which of them
/// the app uses is **unconfirmed** (iAM Smart API, identification code; low confidence). Compare
/// with the app before relying on the default.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Joining {
    /// The bytes of the digest and of the ID.
    #[default]
    Raw,
    /// The SHA-256 digests of the digest's Base64 and of the ID.
    HashedTexts,
    /// The bytes of the digest, and the SHA-256 digest of the ID.
    RawDigestHashedId,
}

/// An identification code: four decimal digits.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct IdentificationCode([u8; 4]);

impl fmt::Display for IdentificationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&String::from(*self))
    }
}

impl From<IdentificationCode> for String {
    fn from(code: IdentificationCode) -> Self {
        code.0
            .iter()
            .map(|digit| char::from(b'0' + digit))
            .collect()
    }
}

/// Computes the code for a digest and a user.
///
/// `d = MD5(SHA-512(digest ‖ user))`; the digits are `(d[4·i] >> 4) mod 10` for i from 0 to 3 (iAM
/// Smart API, identification code; medium to high confidence). The app uses MD5. Four digits do not
/// resist an attacker who can vary the document; they let a person notice a mix-up.
///
/// For an anonymous request, the raw digest, the raw HKIC hash and the client ID are joined; the
/// reference describes no other joining.
#[must_use]
pub fn identification_code(
    digest: &Digest,
    bound_to: BoundTo<'_>,
    joining: Joining,
) -> IdentificationCode {
    let mut joined = Sha512::new();
    match (bound_to, joining) {
        (BoundTo::OpenId(open_id), Joining::Raw) => {
            joined.update(digest.as_bytes());
            joined.update(open_id);
        }
        (BoundTo::OpenId(open_id), Joining::HashedTexts) => {
            joined.update(sha256(&[base64(digest.as_bytes()).as_bytes()]));
            joined.update(sha256(&[open_id.as_bytes()]));
        }
        (BoundTo::OpenId(open_id), Joining::RawDigestHashedId) => {
            joined.update(digest.as_bytes());
            joined.update(sha256(&[open_id.as_bytes()]));
        }
        (
            BoundTo::Anonymous {
                hkic_hash,
                client_id,
            },
            _,
        ) => {
            joined.update(digest.as_bytes());
            joined.update(hkic_hash);
            joined.update(client_id);
        }
    }
    let d = Md5::digest(joined.finalize());
    IdentificationCode([0, 4, 8, 12].map(|i| (d[i] >> 4) % 10))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signing::Hkic;

    const OPEN_ID: &str = "liR14%2BvX%2F5hSum5uf4ERczu0KcDnIJA5BM7FoM1ag9c%3D";

    /// The four codes of the wire reference, for the document "hello".
    #[test]
    fn the_wire_references_codes() {
        let digest = Digest::of(b"hello");
        let code = |bound_to, joining| identification_code(&digest, bound_to, joining).to_string();
        assert_eq!(code(BoundTo::OpenId(OPEN_ID), Joining::Raw), "2133");
        assert_eq!(code(BoundTo::OpenId(OPEN_ID), Joining::HashedTexts), "2417");
        assert_eq!(
            code(BoundTo::OpenId(OPEN_ID), Joining::RawDigestHashedId),
            "3044"
        );

        let hkic_hash = Hkic::parse("A123456").unwrap().hash();
        let anonymous = BoundTo::Anonymous {
            hkic_hash: &hkic_hash,
            client_id: "edae2e2529ff46228af1e4d18c8405d1",
        };
        assert_eq!(code(anonymous, Joining::Raw), "4801");
    }
}
