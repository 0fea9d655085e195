//! SM2 signatures (GB/T 32918.2, GM/T 0003.2) and keys.
//!
//! Over `libsmx`, because the crate `iamsmart` verifies with `sm2`: the curve and SM3 of `libsmx`
//! are its own (over the integers of crypto-bigint), and it is plain Rust that builds in seconds
//! without a system library. aws-lc-rs has no SM2, a vendored OpenSSL takes minutes to build, and
//! `libsm` computes tables for 25 seconds at first use in a debug build.

use libsmx::sm2::{self, DEFAULT_ID, PrivateKey};
use rand_core::OsRng;

use crate::der;

/// id-ecPublicKey, 1.2.840.10045.2.1 (RFC 5480 §2.1.1).
const EC_PUBLIC_KEY: [u8; 9] = [0x06, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1];
/// The curve sm2p256v1, 1.2.156.10197.1.301 (GM/T 0006).
const SM2_CURVE: [u8; 10] = [0x06, 8, 0x2a, 0x81, 0x1c, 0xcf, 0x55, 1, 0x82, 0x2d];

/// A private key with its public key.
pub(crate) struct Sm2Key {
    private: PrivateKey,
    /// Uncompressed point: `04`, x, y.
    public: [u8; 65],
}

impl Sm2Key {
    pub(crate) fn generate() -> Self {
        let (private, public) = sm2::generate_keypair(&mut OsRng);
        Self { private, public }
    }

    /// Parses a `PrivateKeyInfo` (RFC 5958 §2) with an `ECPrivateKey` (RFC 5915 §3), DER.
    pub(crate) fn from_pkcs8(der: &[u8]) -> Option<Self> {
        let private = sm2::der::private_key_from_pkcs8_der(der).ok()?;
        let public = private.public_key();
        Some(Self { private, public })
    }

    /// Encodes the key for [`Self::from_pkcs8`].
    pub(crate) fn to_pkcs8(&self) -> Vec<u8> {
        let algorithm = der::sequence(&[EC_PUBLIC_KEY.to_vec(), SM2_CURVE.to_vec()]);
        let key = der::sequence(&[
            der::value(0x02, &[1]),
            der::octet_string(self.private.as_bytes()),
            der::value(0xa1, &der::bit_string(&self.public)),
        ]);
        der::sequence(&[der::value(0x02, &[0]), algorithm, der::octet_string(&key)])
    }

    /// Uncompressed point of the public key: `04`, x, y.
    pub(crate) fn public_key(&self) -> &[u8] {
        &self.public
    }

    /// SubjectPublicKeyInfo, DER.
    pub(crate) fn subject_public_key_info(&self) -> Vec<u8> {
        sm2::der::public_key_to_spki_der(&self.public)
    }

    /// Signs SM3(ZA ‖ message), with the default user identifier `1234567812345678` in ZA (GB/T
    /// 32918.2 §5.5). DER.
    pub(crate) fn sign(&self, message: &[u8]) -> Vec<u8> {
        let za = sm2::get_z(DEFAULT_ID, &self.public);
        self.sign_digest(&sm2::get_e(&za, message))
    }

    /// Signs a digest, without ZA. DER.
    pub(crate) fn sign_digest(&self, digest: &[u8; 32]) -> Vec<u8> {
        sm2::der::sig_to_der(&sm2::sign(digest, &self.private, &mut OsRng))
    }
}
