//! SM2 object identifiers, which rcgen does not support.
//!
//! rcgen has a fixed list of algorithms. The object identifiers of ECDSA over P-256 have the same
//! length as SM2's and the same places in certificates and CRLs. The sandbox uses no ECDSA, so
//! rcgen encodes SM2 keys and signatures with ECDSA's identifiers, and these functions replace
//! them: in the TBS bytes before signing, and in rcgen's output.

/// Encoded OBJECT IDENTIFIERs: rcgen's and its replacement. Ten bytes do not match elsewhere by
/// chance.
const EXCHANGED: [([u8; 10], [u8; 10]); 2] = [
    // ecdsa-with-SHA256, 1.2.840.10045.4.3.2 (RFC 5758 §3.2) →
    // SM2-with-SM3, 1.2.156.10197.1.501 (GM/T 0006)
    (
        [0x06, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2],
        [0x06, 8, 0x2a, 0x81, 0x1c, 0xcf, 0x55, 1, 0x83, 0x75],
    ),
    // prime256v1, 1.2.840.10045.3.1.7 (RFC 5480 §2.1.1.1) →
    // sm2p256v1, 1.2.156.10197.1.301 (GM/T 0006)
    (
        [0x06, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7],
        [0x06, 8, 0x2a, 0x81, 0x1c, 0xcf, 0x55, 1, 0x82, 0x2d],
    ),
];

/// Replaces the identifiers of ECDSA over P-256 by SM2's.
pub(super) fn with_sm2_identifiers(der: &[u8]) -> Vec<u8> {
    let mut der = der.to_vec();
    for (written, meant) in EXCHANGED {
        let mut at = 0;
        while let Some(found) = der[at..]
            .windows(written.len())
            .position(|bytes| bytes == written)
        {
            at += found;
            der[at..at + meant.len()].copy_from_slice(&meant);
        }
    }
    der
}

#[cfg(test)]
mod tests {
    use super::{EXCHANGED, with_sm2_identifiers};

    #[test]
    fn exchanges_every_identifier_and_nothing_else() {
        let [(ecdsa, sm2), (p256, curve)] = EXCHANGED;
        let written = [&[1], &ecdsa[..], &p256, &ecdsa, &ecdsa[..9]].concat();
        let meant = [&[1], &sm2[..], &curve, &sm2, &ecdsa[..9]].concat();
        assert_eq!(with_sm2_identifiers(&written), meant);
        assert!(with_sm2_identifiers(&[]).is_empty());
    }
}
