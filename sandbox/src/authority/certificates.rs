//! Certificate profiles. Names contain "Sandbox"; the policy is under 2.999, the arc that X.660
//! reserves for examples.

use rcgen::{
    BasicConstraints, CertificateParams, CrlDistributionPoint, CustomExtension, DistinguishedName,
    DnType, DnValue, ExtendedKeyUsagePurpose, IsCa, KeyIdMethod, KeyUsagePurpose, SanType,
    SerialNumber,
};
use time::{Duration, OffsetDateTime};

use super::revocation::Level;
use crate::der;
use crate::persona::Persona;
use crate::protocol::random;

/// Policy of the sandbox's iAM Smart-Certs: 2.999.1.1.
const SANDBOX_POLICY: [u8; 6] = [0x06, 0x04, 0x88, 0x37, 0x01, 0x01];
/// Policy of the sandbox's TLS servers: 2.999.1.2.
const SERVER_POLICY: [u8; 6] = [0x06, 0x04, 0x88, 0x37, 0x01, 0x02];
/// Policy of the sandbox's time-stamp authority's certificate: 2.999.1.3.
const TIMESTAMP_POLICY: [u8; 6] = [0x06, 0x04, 0x88, 0x37, 0x01, 0x03];
/// anyPolicy, 2.5.29.32.0 (RFC 5280 §4.2.1.4).
const ANY_POLICY: [u8; 6] = [0x06, 0x04, 0x55, 0x1d, 0x20, 0x00];
/// id-ad-ocsp, 1.3.6.1.5.5.7.48.1 (RFC 5280 §4.2.2.1).
const OCSP: [u8; 10] = [0x06, 0x08, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x01];
/// id-ad-caIssuers, 1.3.6.1.5.5.7.48.2 (RFC 5280 §4.2.2.1).
const CA_ISSUERS: [u8; 10] = [0x06, 0x08, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x02];
/// authorityInfoAccess (RFC 5280 §4.2.2.1).
const AUTHORITY_INFO_ACCESS: &[u64] = &[1, 3, 6, 1, 5, 5, 7, 1, 1];
/// certificatePolicies (RFC 5280 §4.2.1.4).
const CERTIFICATE_POLICIES: &[u64] = &[2, 5, 29, 32];
/// id-pkix-ocsp-nocheck (RFC 6960 §4.2.2.2.1).
const OCSP_NO_CHECK: &[u64] = &[1, 3, 6, 1, 5, 5, 7, 48, 1, 5];
/// extKeyUsage (RFC 5280 §4.2.1.12).
const EXTENDED_KEY_USAGE: &[u64] = &[2, 5, 29, 37];
/// id-kp-timeStamping, 1.3.6.1.5.5.7.3.8 (RFC 3161 §2.3).
const TIME_STAMPING: [u8; 10] = [0x06, 0x08, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x08];
const NULL: [u8; 2] = [0x05, 0x00];

const CA_YEARS: i64 = 20;
const PERSON_YEARS: i64 = 3;
/// Name of the TLS server; `.example` is nobody's (RFC 2606 §2).
const SERVER: &str = "www.iam-smart-sandbox.example";

pub(super) fn root_params(level: Level) -> CertificateParams {
    let (name, path_length) = match level {
        Level::TimestampRoot => ("iAM Smart Sandbox Time-Stamp Root CA (not for real use)", 0),
        _ => ("iAM Smart Sandbox Root CA (not for real use)", 1),
    };
    let mut params = params(name, CA_YEARS);
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(path_length));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

pub(super) fn issuing_params(gateway: &str, level: Level) -> CertificateParams {
    let name = match level {
        Level::IssuingSm2 => "iAM Smart Sandbox Issuing CA SM2 (not for real use)",
        _ => "iAM Smart Sandbox Issuing CA (not for real use)",
    };
    let mut params = params(name, CA_YEARS / 2);
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    issued_by(&mut params, gateway, Level::Root, &ANY_POLICY);
    params
}

/// An iAM Smart-Cert. The real profile is not public; this one is a guess, purposes included (low
/// confidence): e-mail and log-in are what Hongkong Post's other certificates for people are for.
pub(super) fn person_params(gateway: &str, persona: &Persona, issuer: Level) -> CertificateParams {
    let english = persona.english_name.replace(',', "");
    let mut params = params(
        format!("{english} {}", persona.chinese_name).trim_end(),
        PERSON_YEARS,
    );
    params.distinguished_name.push(
        // serialNumber (X.520 §6.2.9)
        DnType::CustomDnType(vec![2, 5, 4, 5]),
        printable(&format!("SANDBOX-{}", persona.id.to_uppercase())),
    );
    params.is_ca = IsCa::ExplicitNoCa;
    params.key_usages = vec![
        KeyUsagePurpose::DigitalSignature,
        // The newer name of nonRepudiation (RFC 5280 §4.2.1.3).
        KeyUsagePurpose::ContentCommitment,
    ];
    params.extended_key_usages = vec![
        ExtendedKeyUsagePurpose::EmailProtection,
        ExtendedKeyUsagePurpose::ClientAuth,
    ];
    issued_by(&mut params, gateway, issuer, &SANDBOX_POLICY);
    params
}

/// A TLS server's certificate. It has both purposes that such certificates have; neither makes a
/// server a signer of documents (RFC 5280 §4.2.1.12).
pub(super) fn server_params(gateway: &str, issuer: Level) -> CertificateParams {
    let mut params = params(SERVER, PERSON_YEARS);
    params.subject_alt_names = vec![SanType::DnsName(
        SERVER.try_into().expect("letters, hyphens and dots"),
    )];
    params.is_ca = IsCa::ExplicitNoCa;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![
        ExtendedKeyUsagePurpose::ServerAuth,
        ExtendedKeyUsagePurpose::ClientAuth,
    ];
    issued_by(&mut params, gateway, issuer, &SERVER_POLICY);
    params
}

/// The time-stamp authority's certificate: its only purpose is critical (RFC 3161 §2.3).
pub(super) fn timestamp_params(gateway: &str) -> CertificateParams {
    let name = "iAM Smart Sandbox Time-Stamp Authority (not for real use)";
    let mut params = params(name, PERSON_YEARS);
    params.is_ca = IsCa::ExplicitNoCa;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    issued_by(
        &mut params,
        gateway,
        Level::TimestampRoot,
        &TIMESTAMP_POLICY,
    );
    let purposes = der::sequence(&[TIME_STAMPING.to_vec()]);
    let mut purposes = CustomExtension::from_oid_content(EXTENDED_KEY_USAGE, purposes);
    purposes.set_criticality(true);
    params.custom_extensions.push(purposes);
    params
}

/// A delegated OCSP responder. Clients do not check its own revocation (RFC 6960 §4.2.2.2.1).
pub(super) fn responder_params(gateway: &str, issuer: Level) -> CertificateParams {
    let issuer = issuer.name();
    let name = format!("iAM Smart Sandbox OCSP responder ({issuer})");
    let mut params = params(&name, PERSON_YEARS);
    params.is_ca = IsCa::ExplicitNoCa;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::OcspSigning];
    params.use_authority_key_identifier_extension = true;
    let access = access(&[(CA_ISSUERS, format!("{gateway}/ca/{issuer}.cer"))]);
    params.custom_extensions = vec![
        CustomExtension::from_oid_content(OCSP_NO_CHECK, NULL.to_vec()),
        CustomExtension::from_oid_content(AUTHORITY_INFO_ACCESS, access),
    ];
    params
}

fn params(common_name: &str, years: i64) -> CertificateParams {
    let mut serial_number: [u8; 16] = random::bytes();
    // Positive, without leading zeros (RFC 5280 §4.1.2.2).
    serial_number[0] = serial_number[0] & 0x7f | 0x40;
    let mut distinguished_name = DistinguishedName::new();
    distinguished_name.push(DnType::CountryName, printable("HK"));
    distinguished_name.push(DnType::OrganizationName, "iAM Smart Sandbox");
    distinguished_name.push(
        DnType::OrganizationalUnitName,
        "For development and tests only",
    );
    distinguished_name.push(DnType::CommonName, common_name);
    let mut params = CertificateParams::default();
    // Tolerates a verifier whose clock is slow.
    params.not_before = OffsetDateTime::now_utc() - Duration::hours(1);
    params.not_after = params.not_before + Duration::days(365 * years);
    params.serial_number = Some(SerialNumber::from_slice(&serial_number));
    params.distinguished_name = distinguished_name;
    params.key_identifier_method = KeyIdMethod::Sha256;
    params
}

/// countryName and serialNumber must be PrintableString (RFC 5280 Appendix A.1).
fn printable(text: &str) -> DnValue {
    DnValue::PrintableString(text.try_into().expect("letters, digits and hyphens"))
}

/// Adds the issuer's CRL, OCSP and certificate URLs, and the certificate policy.
fn issued_by(params: &mut CertificateParams, gateway: &str, issuer: Level, policy: &[u8]) {
    let issuer = issuer.name();
    params.use_authority_key_identifier_extension = true;
    params.crl_distribution_points = vec![CrlDistributionPoint {
        uris: vec![format!("{gateway}/ca/{issuer}.crl")],
    }];
    let policies = der::sequence(&[der::sequence(&[policy.to_vec()])]);
    let access = access(&[
        (OCSP, format!("{gateway}/ca/ocsp")),
        (CA_ISSUERS, format!("{gateway}/ca/{issuer}.cer")),
    ]);
    params.custom_extensions = vec![
        CustomExtension::from_oid_content(CERTIFICATE_POLICIES, policies),
        CustomExtension::from_oid_content(AUTHORITY_INFO_ACCESS, access),
    ];
}

fn access(descriptions: &[([u8; 10], String)]) -> Vec<u8> {
    let descriptions: Vec<Vec<u8>> = descriptions
        .iter()
        .map(|(method, address)| {
            // GeneralName's uniformResourceIdentifier is [6] (RFC 5280 §4.2.1.6).
            let location = der::value(0x86, address.as_bytes());
            der::sequence(&[method.to_vec(), location])
        })
        .collect();
    der::sequence(&descriptions)
}
