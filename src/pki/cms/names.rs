//! Names of object identifiers in CMS messages, for reports.

use alloc::string::String;

use crate::asn1::oid::Identifier;

/// Identifiers in dotted notation and their names in the standards, one in a line.
///
/// | arc | origin |
/// |---|---|
/// | 1.2.840.113549.1.7, 1.2.840.113549.1.9.16.1 | contents (RFC 5652, IANA "SMI Security for S/MIME CMS Content Type") |
/// | 1.3.6.1.4.1.311 | contents of Microsoft |
/// | 2.23.136.1.1 | contents of travel documents (ICAO Doc 9303, part 10) |
/// | 1.2.840.113549.1.1, 1.2.840.10045.4.3 | signature algorithms, which some signers name in place of a digest algorithm |
/// | 2.16.840.1.101.3.4.2, 1.3.36.3.2, 1.2.643 | digest algorithms |
const NAMES: &str = "\
1.2.840.113549.1.7.2 id-signedData
1.2.840.113549.1.7.3 id-envelopedData
1.2.840.113549.1.7.5 id-digestedData
1.2.840.113549.1.7.6 id-encryptedData
1.2.840.113549.1.9.16.1.1 id-ct-receipt
1.2.840.113549.1.9.16.1.2 id-ct-authData
1.2.840.113549.1.9.16.1.4 id-ct-TSTInfo
1.2.840.113549.1.9.16.1.9 id-ct-compressedData
1.2.840.113549.1.9.16.1.16 id-ct-firmwarePackage
1.2.840.113549.1.9.16.1.19 id-ct-contentCollection
1.2.840.113549.1.9.16.1.23 id-ct-authEnvelopedData
1.2.840.113549.1.9.16.1.24 id-ct-routeOriginAuthz
1.2.840.113549.1.9.16.1.26 id-ct-rpkiManifest
1.2.840.113549.1.9.16.1.28 id-ct-xml
1.3.6.1.4.1.311.2.1.4 SPC_INDIRECT_DATA
1.3.6.1.4.1.311.10.1 Microsoft certificateTrustList
1.3.6.1.5.5.7.12.2 id-cct-PKIData
1.3.6.1.5.5.7.12.3 id-cct-PKIResponse
2.23.136.1.1.1 ldsSecurityObject
2.23.136.1.1.2 cscaMasterList
1.2.840.113549.1.1.1 rsaEncryption
1.2.840.113549.1.1.5 sha1WithRSAEncryption
1.2.840.113549.1.1.11 sha256WithRSAEncryption
1.2.840.113549.1.1.12 sha384WithRSAEncryption
1.2.840.113549.1.1.13 sha512WithRSAEncryption
1.2.840.10045.4.3.2 ecdsa-with-SHA256
1.2.840.113549.2.4 MD4
1.3.36.3.2.1 RIPEMD-160
1.2.643.2.2.9 GOST R 34.11-94
1.2.643.7.1.1.2.2 GOST R 34.11-2012, 256 bits
1.2.643.7.1.1.2.3 GOST R 34.11-2012, 512 bits
2.16.840.1.101.3.4.2.4 SHA-224
2.16.840.1.101.3.4.2.5 SHA-512/224
2.16.840.1.101.3.4.2.6 SHA-512/256
2.16.840.1.101.3.4.2.7 SHA3-224
2.16.840.1.101.3.4.2.8 SHA3-256
2.16.840.1.101.3.4.2.9 SHA3-384
2.16.840.1.101.3.4.2.10 SHA3-512
2.16.840.1.101.3.4.2.11 SHAKE128
2.16.840.1.101.3.4.2.12 SHAKE256
";

/// Returns the dotted notation of an identifier with its name, if known: '1.3.36.3.2.1 (RIPEMD-160)'.
pub(crate) fn named(identifier: &[u8]) -> String {
    let text = Identifier(identifier).text();
    let mut names = NAMES.lines().filter_map(|line| line.split_once(' '));
    match names.find(|(known, _)| *known == text) {
        Some((_, name)) => [&text, " (", name, ")"].concat(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use alloc::collections::BTreeSet;

    use super::*;
    use crate::pki::cms::identifier;

    #[test]
    fn every_identifier_has_one_name() {
        let lines = NAMES.lines().map(|line| line.split_once(' ').unwrap().0);
        let known: BTreeSet<_> = lines.clone().collect();
        assert_eq!(known.len(), lines.count());
        for identifier in known {
            assert!(
                identifier.split('.').all(|arc| arc.parse::<u32>().is_ok()),
                "{identifier}"
            );
        }
        let signed_data = "1.2.840.113549.1.7.2 (id-signedData)";
        assert_eq!(named(identifier::SIGNED_DATA), signed_data);
        assert_eq!(named(&[0x2a, 3]), "1.2.3");
    }
}
