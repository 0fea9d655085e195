//! Names of object identifiers that only a viewer shows.

use alloc::borrow::ToOwned as _;
use alloc::string::String;

use crate::asn1::oid_name;

/// Identifiers in dotted notation and their names in the standards, one in a line.
///
/// | arc | origin |
/// |---|---|
/// | 2.5.29.32 | policies (RFC 5280 §4.2.1.4) |
/// | 2.23.140.1 | CA/Browser Forum, "Object Registry" |
/// | 1.3.6.1.5.5.7.2, 1.3.6.1.5.5.7.48 | qualifiers, access methods (RFC 5280 §4.2.1.4, §4.2.2) |
/// | 0.4.0.1862.1, 0.4.0.194121.1 | statements of qualified certificates (ETSI EN 319 412-5, -1) |
/// | 1.3.6.1.5.5.7.8, 1.3.6.1.4.1.311.20.2.3 | other names (RFC 8398, RFC 4985, Microsoft) |
/// | 1.2.840.10045, 1.3.132, 1.2.156.10197.1 | curves (RFC 5480, GM/T 0006-2012) |
/// | 1.3.6.1.5.5.7.9 | personal data (RFC 3739 §3.2.2) |
const NAMES: &str = "\
2.5.29.20 cRLNumber
2.5.29.21 cRLReasons
2.5.29.24 invalidityDate
2.5.29.27 deltaCRLIndicator
2.5.29.28 issuingDistributionPoint
2.5.29.29 certificateIssuer
2.5.29.32.0 anyPolicy
2.16.840.1.113730.1.13 netscape-comment
2.16.840.1.113730.1.2 netscape-base-url
2.16.840.1.113730.1.3 netscape-revocation-url
2.16.840.1.113730.1.4 netscape-ca-revocation-url
2.16.840.1.113730.1.8 netscape-ca-policy-url
2.16.840.1.113730.1.12 netscape-ssl-server-name
2.23.140.1.1 extended-validation
2.23.140.1.2.1 domain-validated
2.23.140.1.2.2 organization-validated
2.23.140.1.2.3 individual-validated
2.23.140.3.1 cabfOrganizationIdentifier
1.3.6.1.5.5.7.2.1 id-qt-cps
1.3.6.1.5.5.7.2.2 id-qt-unotice
1.3.6.1.5.5.7.48.1 ocsp
1.3.6.1.5.5.7.48.2 caIssuers
1.3.6.1.5.5.7.48.3 timeStamping
1.3.6.1.5.5.7.48.5 caRepository
1.3.6.1.5.5.7.48.10 rpkiManifest
1.3.6.1.5.5.7.48.11 signedObject
1.3.6.1.5.5.7.48.13 rpkiNotify
1.3.6.1.5.5.7.48.1.5 ocsp-nocheck
1.3.6.1.5.5.7.8.4 permanentIdentifier
1.3.6.1.5.5.7.8.5 xmppAddr
1.3.6.1.5.5.7.8.7 dnsSRV
1.3.6.1.5.5.7.8.9 SmtpUTF8Mailbox
1.3.6.1.4.1.311.20.2.3 userPrincipalName
1.3.6.1.4.1.311.25.1 Microsoft ntdsReplication
1.3.6.1.4.1.311.25.2 Microsoft ntdsCaSecurity
1.3.6.1.4.1.311.21.2 Microsoft previousCertHash
1.3.6.1.5.2.2 KRB5PrincipalName
1.3.6.1.5.5.7.9.1 dateOfBirth
1.3.6.1.5.5.7.9.2 placeOfBirth
1.3.6.1.5.5.7.9.3 gender
1.3.6.1.5.5.7.9.4 countryOfCitizenship
1.3.6.1.5.5.7.9.5 countryOfResidence
1.3.6.1.5.5.7.11.1 id-qcs-pkixQCSyntax-v1
1.3.6.1.5.5.7.11.2 id-qcs-pkixQCSyntax-v2
0.4.0.1862.1.1 QcCompliance
0.4.0.1862.1.2 QcLimitValue
0.4.0.1862.1.3 QcRetentionPeriod
0.4.0.1862.1.4 QcSSCD
0.4.0.1862.1.5 QcPDS
0.4.0.1862.1.6 QcType
0.4.0.1862.1.6.1 esign
0.4.0.1862.1.6.2 eseal
0.4.0.1862.1.6.3 web
0.4.0.1862.1.7 QcCClegislation
0.4.0.194121.1.1 semanticsId-Natural
0.4.0.194121.1.2 semanticsId-Legal
1.2.840.113549.1.1.2 md2WithRSAEncryption
1.2.840.113549.1.1.4 md5WithRSAEncryption
1.2.840.113549.1.1.8 mgf1
1.2.840.113549.1.1.10 RSASSA-PSS
1.2.840.10040.4.3 dsa-with-sha1
1.2.840.10045.2.1 ecPublicKey
1.2.840.10045.3.1.7 P-256
1.2.840.10045.4.1 ecdsa-with-SHA1
1.2.840.10045.4.3.3 ecdsa-with-SHA384
1.2.840.10045.4.3.4 ecdsa-with-SHA512
1.3.132.0.34 P-384
1.3.132.0.35 P-521
1.3.14.3.2.26 SHA-1
1.2.840.113549.2.5 MD5
2.16.840.1.101.3.4.2.1 SHA-256
2.16.840.1.101.3.4.2.2 SHA-384
2.16.840.1.101.3.4.2.3 SHA-512
1.2.156.10197.1.301 SM2
1.2.156.10197.1.401 SM3
1.2.156.10197.1.501 SM2-with-SM3
1.2.643.2.2.3 GOST R 34.11-94 with GOST R 34.10-2001
1.2.643.2.2.19 GOST R 34.10-2001
";

/// Returns the name of an identifier in dotted notation, if it is known.
pub(super) fn of(identifier: &str) -> Option<&'static str> {
    let mut names = NAMES.lines().filter_map(|line| line.split_once(' '));
    let own = names.find(|(known, _)| *known == identifier);
    own.map(|(_, name)| name)
        .or_else(|| oid_name::of(identifier))
}

/// Returns the dotted notation with the name, if it is known.
pub(super) fn named(identifier: &str) -> String {
    match of(identifier) {
        Some(name) => [identifier, " (", name, ")"].concat(),
        None => identifier.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_identifier_has_two_names() {
        for line in NAMES.lines() {
            let (identifier, name) = line.split_once(' ').unwrap();
            assert!(NAMES.matches(&format!("\n{identifier} ")).count() <= 1);
            assert_eq!(oid_name::of(identifier), None, "{identifier}");
            assert_eq!(of(identifier), Some(name));
        }
        assert_eq!(named("2.5.29.15"), "2.5.29.15 (keyUsage)");
        assert_eq!(named("2.999"), "2.999");
    }
}
