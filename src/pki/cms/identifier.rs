//! Object identifiers in CMS, as content octets.

/// id-data, 1.2.840.113549.1.7.1 (RFC 5652 §4): arbitrary octets.
pub const DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 1];

/// id-signedData, 1.2.840.113549.1.7.2 (RFC 5652 §5.1).
pub const SIGNED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2];

/// id-contentType, 1.2.840.113549.1.9.3 (RFC 5652 §11.1).
pub const CONTENT_TYPE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 3];

/// id-messageDigest, 1.2.840.113549.1.9.4 (RFC 5652 §11.2).
pub const MESSAGE_DIGEST: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 4];

/// id-signingTime, 1.2.840.113549.1.9.5 (RFC 5652 §11.3).
pub const SIGNING_TIME: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 5];

/// id-aa-CMSAlgorithmProtection, 1.2.840.113549.1.9.52 (RFC 6211 §2).
pub const ALGORITHM_PROTECTION: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 52];

/// id-aa-signingCertificate, 1.2.840.113549.1.9.16.2.12 (RFC 2634 §5.4).
pub const SIGNING_CERTIFICATE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 16, 2, 12];

/// id-aa-signingCertificateV2, 1.2.840.113549.1.9.16.2.47 (RFC 5035 §3).
pub const SIGNING_CERTIFICATE_V2: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 16, 2, 47];

/// id-aa-signatureTimeStampToken, 1.2.840.113549.1.9.16.2.14 (RFC 5126 §6.1.1, ETSI EN 319 122-1 §5.3).
pub const SIGNATURE_TIME_STAMP: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 16, 2, 14];

/// id-ct-TSTInfo, 1.2.840.113549.1.9.16.1.4 (RFC 3161 §2.4.2).
pub const TST_INFO: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 16, 1, 4];

/// adbe-revocationInfoArchival, 1.2.840.113583.1.1.8 (ISO 32000-1 §12.8.3.3.2).
pub const REVOCATION_INFO_ARCHIVAL: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x2f, 1, 1, 8];

/// rsaEncryption, 1.2.840.113549.1.1.1 (RFC 3370 §3.2): RSASSA-PKCS1-v1_5 with the hash of the
/// digest algorithm.
pub const RSA_ENCRYPTION: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1];

/// id-ecPublicKey, 1.2.840.10045.2.1 (RFC 5480 §2.1.1): a kind of key, which some signers name in
/// place of a signature algorithm.
pub const EC_PUBLIC_KEY: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1];

/// id-ri-ocsp-response, 1.3.6.1.5.5.7.16.2 (RFC 5940 §2.1).
pub const OCSP_RESPONSE: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 16, 2];
