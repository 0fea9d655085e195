//! Until when algorithms are suitable for proofs that have to last.
//!
//! The table is the machine-readable form of ETSI TS 119 312 V1.5.1 (2024-12), "ETSI ESI
//! Cryptographic Suites" of 2024-10-13 (RFC 5698), for the algorithms that are verified here. It has
//! two dates: RSA moduli below 3000 bits and RSASSA-PKCS1-v1_5 are legacy, and end with 2028. The
//! others are recommended without an end, or not listed (SM2, SM3; Ed25519 only since V2.1.1). Other
//! bodies have other dates, so each entry may be replaced by the caller.

use alloc::vec::Vec;

use crate::asn1::time::Time;
use crate::pki::signature::{Hash, PublicKeyInfo, Scheme, Sha2};

/// RSA moduli of fewer bits are legacy (ETSI TS 119 312 V1.5.1, as SOG-IS Agreed Cryptographic
/// Mechanisms §4.1).
const RECOMMENDED_MODULUS_BITS: usize = 3000;

/// 2028-12-31T23:59:59.999+01:00, the end of what is legacy in ETSI TS 119 312 V1.5.1.
const LEGACY_ENDS: Time = Time::from_unix_ms(1_861_916_399_999);

/// An algorithm or a size of keys with an end of its own.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Algorithm {
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
    /// SM3.
    Sm3,
    /// RSA keys with a modulus of fewer than 3000 bits, whatever the padding.
    RsaBelow3000,
    /// RSASSA-PKCS1-v1_5.
    RsaPkcs1,
    /// RSASSA-PSS.
    RsaPss,
    /// ECDSA on P-256, P-384 or P-521.
    Ecdsa,
    /// Ed25519.
    Ed25519,
    /// SM2.
    Sm2,
}

impl Algorithm {
    /// Returns the algorithm's name in options and reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
            Self::Sha512 => "SHA-512",
            Self::Sm3 => "SM3",
            Self::RsaBelow3000 => "RSA-below-3000",
            Self::RsaPkcs1 => "RSA-PKCS1",
            Self::RsaPss => "RSA-PSS",
            Self::Ecdsa => "ECDSA",
            Self::Ed25519 => "Ed25519",
            Self::Sm2 => "SM2",
        }
    }

    /// Returns the algorithm of a hash function.
    #[must_use]
    pub const fn of_hash(hash: Hash) -> Self {
        match hash {
            Hash::Sha2(Sha2::Sha256) => Self::Sha256,
            Hash::Sha2(Sha2::Sha384) => Self::Sha384,
            Hash::Sha2(Sha2::Sha512) => Self::Sha512,
            Hash::Sm3 => Self::Sm3,
        }
    }

    /// Returns every algorithm that a signature rests on.
    #[must_use]
    pub fn of_signature(scheme: Scheme, key: &PublicKeyInfo<'_>) -> Vec<Self> {
        let mut algorithms: Vec<Self> = scheme.hash().map(Self::of_hash).into_iter().collect();
        algorithms.push(match scheme {
            Scheme::RsaPkcs1(_) => Self::RsaPkcs1,
            Scheme::RsaPss(_) => Self::RsaPss,
            Scheme::Ecdsa(_) => Self::Ecdsa,
            Scheme::Ed25519 => Self::Ed25519,
            Scheme::Sm2 => Self::Sm2,
        });
        if let PublicKeyInfo::Rsa(parts) = key
            && parts.modulus_bits() < RECOMMENDED_MODULUS_BITS
        {
            algorithms.push(Self::RsaBelow3000);
        }
        algorithms
    }

    /// Returns the end in ETSI TS 119 312 V1.5.1; `None` if it has none.
    const fn table_end(self) -> Option<Time> {
        match self {
            Self::RsaBelow3000 | Self::RsaPkcs1 => Some(LEGACY_ENDS),
            Self::Sha256
            | Self::Sha384
            | Self::Sha512
            | Self::Sm3
            | Self::RsaPss
            | Self::Ecdsa
            | Self::Ed25519
            | Self::Sm2 => None,
        }
    }
}

/// The end of each algorithm: the table, with the caller's entries in place of its own.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct AlgorithmEnds {
    replaced: Vec<(Algorithm, Option<Time>)>,
}

impl AlgorithmEnds {
    /// Returns the table with these entries in place of its own; the last entry of an algorithm
    /// counts. `None` is no end.
    #[must_use]
    pub fn replacing(entries: Vec<(Algorithm, Option<Time>)>) -> Self {
        Self { replaced: entries }
    }

    /// Returns the end of an algorithm; `None` if it has none.
    #[must_use]
    pub fn of(&self, algorithm: Algorithm) -> Option<Time> {
        let mut entries = self.replaced.iter().rev();
        match entries.find(|(replaced, _)| *replaced == algorithm) {
            Some((_, end)) => *end,
            None => algorithm.table_end(),
        }
    }

    /// Returns the first of these algorithms to end, and when.
    #[must_use]
    pub fn first(
        &self,
        algorithms: impl IntoIterator<Item = Algorithm>,
    ) -> Option<(Algorithm, Time)> {
        let ends = algorithms
            .into_iter()
            .filter_map(|algorithm| Some((algorithm, self.of(algorithm)?)));
        ends.min_by_key(|(_, end)| *end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asn1::pem::{Encoded, one_certificate};
    use crate::pki::certificate::Certificate;

    /// The dates of the file that ETSI publishes beside the standard.
    #[test]
    fn the_table_is_the_standard() {
        let ends = AlgorithmEnds::default();
        let end = |algorithm| ends.of(algorithm).map(Time::text);
        let legacy = Some("2028-12-31T22:59:59.999Z".into());
        assert_eq!(end(Algorithm::RsaBelow3000), legacy);
        assert_eq!(end(Algorithm::RsaPkcs1), legacy);
        for algorithm in [
            Algorithm::Sha256,
            Algorithm::Sha384,
            Algorithm::Sha512,
            Algorithm::Sm3,
            Algorithm::RsaPss,
            Algorithm::Ecdsa,
            Algorithm::Ed25519,
            Algorithm::Sm2,
        ] {
            assert_eq!(end(algorithm), None, "{algorithm:?}");
        }
    }

    #[test]
    fn the_callers_entries_count_and_the_last_of_them() {
        let at = |ms| Some(Time::from_unix_ms(ms));
        let ends = AlgorithmEnds::replacing(vec![
            (Algorithm::Ecdsa, at(5)),
            (Algorithm::Ecdsa, at(7)),
            (Algorithm::RsaPkcs1, None),
        ]);
        assert_eq!(ends.of(Algorithm::Ecdsa), at(7));
        assert_eq!(ends.of(Algorithm::RsaPkcs1), None);
        assert_eq!(ends.of(Algorithm::RsaBelow3000), Some(LEGACY_ENDS));
        let all = [
            Algorithm::RsaPkcs1,
            Algorithm::RsaBelow3000,
            Algorithm::Ecdsa,
        ];
        assert_eq!(
            ends.first(all),
            Some((Algorithm::Ecdsa, Time::from_unix_ms(7)))
        );
        assert_eq!(ends.first([Algorithm::Sha256]), None);
    }

    #[test]
    fn a_signature_rests_on_hash_padding_and_size() {
        let pem = include_str!("../../tests/fixtures/pki/person.pem").to_owned();
        let der = one_certificate("certificate", &Encoded::Text(pem)).unwrap();
        let certificate = Certificate::parse("certificate", &der).unwrap();
        // openssl x509 -text: RSA, 2048 bit.
        assert_eq!(
            Algorithm::of_signature(Scheme::RsaPkcs1(Sha2::Sha384), certificate.public_key()),
            [
                Algorithm::Sha384,
                Algorithm::RsaPkcs1,
                Algorithm::RsaBelow3000
            ]
        );
    }
}
