//! A signature around something that was issued: a list, a response.

use sha2::{Digest as _, Sha256};

use super::der::{Element, tag};
use super::public_key::{KeyProblem, PublicKeyInfo};
use super::rsa::{SHA256_INFO, SHA256_INFO_WITHOUT_NULL};

/// `SEQUENCE { toBeSigned, signatureAlgorithm, signature }`, which X.509 calls SIGNED.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seal<'a> {
    /// What was signed.
    pub(crate) signed: &'a [u8],
    /// The algorithm, an AlgorithmIdentifier.
    pub(crate) algorithm: Element<'a>,
    /// The octets of the signature.
    pub(crate) signature: &'a [u8],
}

/// Why a signature does not count.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum SealProblem {
    /// It was not made with this key, or not over this.
    Wrong,
    /// Algorithm or key are not processed.
    Unsupported,
    /// The key is refused.
    KeyRefused,
}

impl Seal<'_> {
    pub(crate) fn check(&self, key: &PublicKeyInfo<'_>) -> Result<(), SealProblem> {
        let mut parts = self.algorithm.reader();
        let identifier = parts.expect(tag::OBJECT_IDENTIFIER).map(|e| e.content);
        if identifier != Ok(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 11][..]) {
            return Err(SealProblem::Unsupported);
        }
        let key = key.to_rsa().map_err(|problem| match problem {
            KeyProblem::Refused(_) => SealProblem::KeyRefused,
            KeyProblem::Unsupported(_) => SealProblem::Unsupported,
        })?;
        let opened = key.open(self.signature).map_err(|_| SealProblem::Wrong)?;
        let digest = Sha256::digest(self.signed);
        if opened.is(SHA256_INFO, &digest) || opened.is(SHA256_INFO_WITHOUT_NULL, &digest) {
            Ok(())
        } else {
            Err(SealProblem::Wrong)
        }
    }
}
