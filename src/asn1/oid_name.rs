//! Names of object identifiers, for reports.

/// Identifiers in dotted notation and their names in the standards, one in a line. One string is
/// smaller than a table of pointers to strings.
///
/// | arc | origin |
/// |---|---|
/// | 2.5.29, 1.3.6.1.5.5.7.1 | extensions (RFC 5280 §4.2, IANA "SMI Security for PKIX Certificate Extension") |
/// | 2.5.29.37.0, 1.3.6.1.5.5.7.3 | purposes (RFC 5280 §4.2.1.12, IANA "SMI Security for PKIX Extended Key Purpose") |
/// | 1.2.840.113583 | Adobe |
/// | 1.3.6.1.4.1.311 | Microsoft |
/// | 1.2.840.113549.1.7, 1.2.840.113549.1.9.16.1, 1.3.6.1.5.5.7.12 | contents of CMS (RFC 5652, IANA "SMI Security for S/MIME CMS Content Type") |
/// | 2.23.136.1.1 | contents of travel documents (ICAO Doc 9303, part 10) |
/// | 2.16.840.1.101.3.4 | algorithms (NIST, "Computer Security Objects Register") |
const NAMES: &str = "\
2.5.29.9 subjectDirectoryAttributes
2.5.29.14 subjectKeyIdentifier
2.5.29.15 keyUsage
2.5.29.16 privateKeyUsagePeriod
2.5.29.17 subjectAltName
2.5.29.18 issuerAltName
2.5.29.19 basicConstraints
2.5.29.30 nameConstraints
2.5.29.31 cRLDistributionPoints
2.5.29.32 certificatePolicies
2.5.29.33 policyMappings
2.5.29.35 authorityKeyIdentifier
2.5.29.36 policyConstraints
2.5.29.37 extKeyUsage
2.5.29.46 freshestCRL
2.5.29.54 inhibitAnyPolicy
1.3.6.1.5.5.7.1.1 authorityInfoAccess
1.3.6.1.5.5.7.1.3 qcStatements
1.3.6.1.5.5.7.1.7 ipAddrBlocks
1.3.6.1.5.5.7.1.8 autonomousSysIds
1.3.6.1.5.5.7.1.11 subjectInfoAccess
1.3.6.1.5.5.7.1.12 logotype
1.3.6.1.5.5.7.1.14 proxyCertInfo
1.3.6.1.5.5.7.1.24 tlsfeature
1.3.6.1.4.1.11129.2.4.2 signedCertificateTimestampList
1.3.6.1.4.1.11129.2.4.3 precertificatePoison
2.16.840.1.113730.1.1 netscape-cert-type
1.2.840.113583.1.1.9.1 Adobe timeStamp
1.2.840.113583.1.1.9.2 Adobe archiveRevInfo
1.3.6.1.4.1.311.20.2 Microsoft enrollCerttype
1.3.6.1.4.1.311.21.1 Microsoft caVersion
1.3.6.1.4.1.311.21.7 Microsoft certificateTemplate
1.3.6.1.4.1.311.21.10 Microsoft applicationPolicies
2.5.29.37.0 anyExtendedKeyUsage
1.3.6.1.5.5.7.3.1 serverAuth
1.3.6.1.5.5.7.3.2 clientAuth
1.3.6.1.5.5.7.3.3 codeSigning
1.3.6.1.5.5.7.3.4 emailProtection
1.3.6.1.5.5.7.3.5 ipsecEndSystem
1.3.6.1.5.5.7.3.6 ipsecTunnel
1.3.6.1.5.5.7.3.7 ipsecUser
1.3.6.1.5.5.7.3.8 timeStamping
1.3.6.1.5.5.7.3.9 OCSPSigning
1.3.6.1.5.5.7.3.17 ipsecIKE
1.3.6.1.5.5.7.3.21 secureShellClient
1.3.6.1.5.5.7.3.22 secureShellServer
1.3.6.1.5.5.7.3.31 BrandIndicatorforMessageIdentification
1.3.6.1.5.5.7.3.36 documentSigning
1.3.6.1.5.2.3.4 pkInitClientAuth
1.3.6.1.5.2.3.5 pkInitKDC
1.3.6.1.4.1.311.10.3.4 Microsoft encryptingFileSystem
1.3.6.1.4.1.311.10.3.12 Microsoft documentSigning
1.3.6.1.4.1.311.20.2.2 Microsoft smartcardLogon
1.3.6.1.4.1.311.76.59.1.9 Microsoft c2paSigning
1.3.6.1.4.1.62558.2.1 c2paSigning
1.2.840.113583.1.1.5 Adobe authenticDocumentsTrust
1.3.6.1.4.1.11129.2.4.4 precertificateSigning
0.4.0.2231.3.0 tslSigning
2.16.840.1.113730.4.1 Netscape serverGatedCrypto
1.3.6.1.4.1.311.10.3.3 Microsoft serverGatedCrypto
1.2.840.10040.4.1 DSA
1.2.840.10046.2.1 Diffie-Hellman
1.2.840.113549.1.1.7 RSAES-OAEP
1.2.840.113549.1.1.14 sha224WithRSAEncryption
1.2.840.113549.1.1.15 sha512-224WithRSAEncryption
1.2.840.113549.1.1.16 sha512-256WithRSAEncryption
1.2.840.10045.4.2 ecdsa-with-Recommended
1.2.840.10045.4.3 ecdsa-with-Specified
1.2.840.10045.4.3.1 ecdsa-with-SHA224
1.3.36.3.3.1.2 rsaSignatureWithripemd160
1.2.643.7.1.1.1.1 GOST R 34.10-2012, 256 bits
1.2.643.7.1.1.1.2 GOST R 34.10-2012, 512 bits
1.2.643.7.1.1.3.2 GOST R 34.10-2012 with GOST R 34.11-2012, 256 bits
1.2.643.7.1.1.3.3 GOST R 34.10-2012 with GOST R 34.11-2012, 512 bits
1.3.101.110 X25519
1.3.101.111 X448
1.3.101.112 Ed25519
1.3.101.113 Ed448
1.2.840.10045.3.1.1 secp192r1
1.3.132.0.10 secp256k1
1.3.132.0.33 secp224r1
1.3.36.3.3.2.8.1.1.7 brainpoolP256r1
1.3.36.3.3.2.8.1.1.11 brainpoolP384r1
1.3.36.3.3.2.8.1.1.13 brainpoolP512r1
2.16.840.1.101.3.4.2.4 SHA-224
2.16.840.1.101.3.4.2.6 SHA-512/256
2.16.840.1.101.3.4.2.7 SHA3-224
2.16.840.1.101.3.4.2.8 SHA3-256
2.16.840.1.101.3.4.2.9 SHA3-384
2.16.840.1.101.3.4.2.10 SHA3-512
2.16.840.1.101.3.4.3.1 dsa-with-sha224
2.16.840.1.101.3.4.3.2 dsa-with-sha256
2.16.840.1.101.3.4.3.10 ecdsa-with-SHA3-256
2.16.840.1.101.3.4.3.14 id-rsassa-pkcs1-v1-5-with-sha3-256
2.16.840.1.101.3.4.3.17 ML-DSA-44
2.16.840.1.101.3.4.3.18 ML-DSA-65
2.16.840.1.101.3.4.3.19 ML-DSA-87
2.16.840.1.101.3.4.3.20 SLH-DSA-SHA2-128s
2.16.840.1.101.3.4.3.22 SLH-DSA-SHA2-192s
2.16.840.1.101.3.4.3.24 SLH-DSA-SHA2-256s
2.16.840.1.101.3.4.3.26 SLH-DSA-SHAKE-128s
1.3.6.1.5.5.7.6.30 RSASSA-PSS-SHAKE128
1.3.6.1.5.5.7.6.31 RSASSA-PSS-SHAKE256
1.3.6.1.5.5.7.6.32 ecdsa-with-shake128
1.3.6.1.5.5.7.6.33 ecdsa-with-shake256
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
2.16.840.1.101.3.4.2.5 SHA-512/224
2.16.840.1.101.3.4.2.11 SHAKE128
2.16.840.1.101.3.4.2.12 SHAKE256
";

/// Returns the name of an identifier in dotted notation, if it is known.
pub(crate) fn of(identifier: &str) -> Option<&'static str> {
    let mut names = NAMES.lines().filter_map(|line| line.split_once(' '));
    names
        .find(|(known, _)| *known == identifier)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use alloc::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_identifier_has_one_name() {
        let mut known = BTreeSet::new();
        for line in NAMES.lines() {
            let (identifier, name) = line.split_once(' ').unwrap();
            assert!(known.insert(identifier), "{identifier} is there twice");
            assert!(
                identifier.split('.').all(|arc| arc.parse::<u32>().is_ok()),
                "{identifier}"
            );
            assert_eq!(of(identifier), Some(name));
        }
        assert_eq!(of("1.3.6.1.5.5.7.3.36"), Some("documentSigning"));
        assert_eq!(of("1.3.6.1.5.5.7.3.360"), None);
        assert_eq!(of(""), None);
    }
}
