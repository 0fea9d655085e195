//! The certification authority: root → issuing CA → iAM Smart-Cert, and their revocation lists.
//!
//! All are RSA-2048 with SHA-256. Names say Sandbox, and the policy is under 2.999, the arc that
//! X.660 keeps for examples.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::{Router, routing::get};
use rcgen::{
    BasicConstraints, Certificate, CertificateParams, CertificateRevocationListParams,
    CrlDistributionPoint, CustomExtension, DistinguishedName, DnType, DnValue, IsCa, Issuer,
    KeyIdMethod, KeyPair, KeyUsagePurpose, PKCS_RSA_SHA256, RsaKeySize, SerialNumber,
};
use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

use crate::persona::Persona;
use crate::protocol::{from_base64, random};
use crate::sandbox::Sandbox;
use crate::state_directory::StateDirectory;
use crate::{der, log};

/// `certificatePolicies` of an iAM Smart-Cert made here: 2.999.1.1.
const SANDBOX_POLICY: [u8; 6] = [0x06, 0x04, 0x88, 0x37, 0x01, 0x01];
/// anyPolicy, 2.5.29.32.0 (RFC 5280 §4.2.1.4).
const ANY_POLICY: [u8; 6] = [0x06, 0x04, 0x55, 0x1d, 0x20, 0x00];
/// id-ad-caIssuers, 1.3.6.1.5.5.7.48.2 (RFC 5280 §4.2.2.1).
const CA_ISSUERS: [u8; 10] = [0x06, 0x08, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x02];

const CA_YEARS: i64 = 20;
const PERSON_YEARS: i64 = 3;
/// After this the certificates are made anew, with the same keys, so that none ever expires here.
const RENEW_AFTER: Duration = Duration::days(365);
/// Hongkong Post issues a list three times a day (medium confidence); so does this one, in effect.
const CRL_LIFE: Duration = Duration::hours(8);

/// Certificates belong to an address, since they say where their revocation list is.
#[derive(Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Issuance {
    gateway: String,
    issued_at: i64,
}

/// A certification authority of two levels.
pub(crate) struct Authority {
    gateway: String,
    root: Issuer<'static, KeyPair>,
    issuing: Issuer<'static, KeyPair>,
    root_certificate: CaCertificate,
    issuing_certificate: CaCertificate,
    /// Whether the certificates kept in the state folder are to be replaced.
    renew: bool,
}

/// A certificate as it is registered and as it is downloaded.
struct CaCertificate {
    pem: String,
    der: Vec<u8>,
}

impl Authority {
    pub(crate) fn open(directory: &StateDirectory, gateway: &str) -> Result<Self, String> {
        let now = OffsetDateTime::now_utc();
        let renew = !directory
            .read("issuance.json")?
            .and_then(|text| serde_json::from_str::<Issuance>(&text).ok())
            .is_some_and(|issuance| {
                let age = now.unix_timestamp() - issuance.issued_at;
                issuance.gateway == gateway && age < RENEW_AFTER.whole_seconds()
            });
        let root_key = key(directory, "root.key")?;
        let root_params = root_params();
        let root_certificate = directory.read_or("root.pem", || {
            log::note("making a root certificate");
            text(root_params.self_signed(&root_key))
        })?;
        let root = Issuer::new(root_params, root_key);

        let issuing_key = key(directory, "issuing.key")?;
        let issuing_params = issuing_params(gateway);
        let make = || text(issuing_params.signed_by(&issuing_key, &root));
        let issuing_certificate = keep(directory, "issuing.pem", renew, make)?;

        Ok(Self {
            gateway: gateway.to_owned(),
            root_certificate: CaCertificate::read(root_certificate)?,
            issuing_certificate: CaCertificate::read(issuing_certificate)?,
            issuing: Issuer::new(issuing_params, issuing_key),
            root,
            renew,
        })
    }

    /// A person's key (PKCS#8 DER) and iAM Smart-Cert (DER).
    pub(crate) fn person(
        &self,
        directory: &StateDirectory,
        persona: &Persona,
    ) -> Result<(Vec<u8>, Vec<u8>), String> {
        let key = key(directory, &format!("person-{}.key", persona.id))?;
        let make = || text(person_params(&self.gateway, persona).signed_by(&key, &self.issuing));
        let name = format!("person-{}.pem", persona.id);
        let certificate = keep(directory, &name, self.renew, make)?;
        Ok((key.serialize_der(), der_of(&certificate)?))
    }

    /// Notes that everything is issued, once it is.
    pub(crate) fn finish(&self, directory: &StateDirectory) -> Result<(), String> {
        if !self.renew {
            return Ok(());
        }
        let issuance = Issuance {
            gateway: self.gateway.clone(),
            issued_at: OffsetDateTime::now_utc().unix_timestamp(),
        };
        let text = serde_json::to_string(&issuance).map_err(|error| error.to_string())?;
        directory.write("issuance.json", &text)
    }

    pub(crate) fn root_pem(&self) -> &str {
        &self.root_certificate.pem
    }

    pub(crate) fn issuing_pem(&self) -> &str {
        &self.issuing_certificate.pem
    }
}

impl CaCertificate {
    fn read(pem: String) -> Result<Self, String> {
        let der = der_of(&pem)?;
        Ok(Self { pem, der })
    }
}

fn der_of(pem: &str) -> Result<Vec<u8>, String> {
    let base64: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    from_base64(&base64).ok_or_else(|| "a certificate in the state is no PEM".to_owned())
}

/// The text kept under `name`, or a new one where there is none or it is to be replaced.
fn keep(
    directory: &StateDirectory,
    name: &str,
    renew: bool,
    make: impl FnOnce() -> Result<String, String>,
) -> Result<String, String> {
    if renew {
        let text = make()?;
        directory.write(name, &text)?;
        return Ok(text);
    }
    directory.read_or(name, make)
}

/// An RSA-2048 key that is kept, made by aws-lc-rs where there is none.
pub(crate) fn key(directory: &StateDirectory, name: &str) -> Result<KeyPair, String> {
    let text = directory.read_or(name, || {
        KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048)
            .map(|key| key.serialize_pem())
            .map_err(|error| format!("cannot make an RSA key: {error}"))
    })?;
    KeyPair::from_pem_and_sign_algo(&text, &PKCS_RSA_SHA256)
        .map_err(|error| format!("the key {name} cannot be read: {error}"))
}

fn text(certificate: Result<Certificate, rcgen::Error>) -> Result<String, String> {
    certificate
        .map(|certificate| certificate.pem())
        .map_err(|error| format!("cannot issue a certificate: {error}"))
}

fn root_params() -> CertificateParams {
    let mut params = params("iAM Smart Sandbox Root CA (not for real use)", CA_YEARS);
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(1));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

fn issuing_params(gateway: &str) -> CertificateParams {
    let mut params = params(
        "iAM Smart Sandbox Issuing CA (not for real use)",
        CA_YEARS / 2,
    );
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    issued_by(&mut params, gateway, "root", &ANY_POLICY);
    params
}

/// A guess at an iAM Smart-Cert: its real profile is not public.
fn person_params(gateway: &str, persona: &Persona) -> CertificateParams {
    let english = persona.english_name.replace(',', "");
    let mut params = params(&format!("{english} {}", persona.chinese_name), PERSON_YEARS);
    params.distinguished_name.push(
        // serialNumber (X.520 §6.2.9)
        DnType::CustomDnType(vec![2, 5, 4, 5]),
        printable(&format!("SANDBOX-{}", persona.id.to_uppercase())),
    );
    params.is_ca = IsCa::ExplicitNoCa;
    params.key_usages = vec![
        KeyUsagePurpose::DigitalSignature,
        // nonRepudiation by its other name (RFC 5280 §4.2.1.3).
        KeyUsagePurpose::ContentCommitment,
    ];
    issued_by(&mut params, gateway, "issuing", &SANDBOX_POLICY);
    params
}

fn params(common_name: &str, years: i64) -> CertificateParams {
    let mut serial_number: [u8; 16] = random::bytes();
    // Positive, and of full length (RFC 5280 §4.1.2.2).
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
    // A verifier's clock may be a little behind.
    params.not_before = OffsetDateTime::now_utc() - Duration::hours(1);
    params.not_after = params.not_before + Duration::days(365 * years);
    params.serial_number = Some(SerialNumber::from_slice(&serial_number));
    params.distinguished_name = distinguished_name;
    params.key_identifier_method = KeyIdMethod::Sha256;
    params
}

/// countryName and serialNumber are PrintableString only (RFC 5280 Appendix A.1).
fn printable(text: &str) -> DnValue {
    DnValue::PrintableString(text.try_into().expect("letters, digits and hyphens"))
}

/// What a certificate says about its issuer: where its list and its certificate are, and under
/// which policy.
fn issued_by(params: &mut CertificateParams, gateway: &str, issuer: &str, policy: &[u8]) {
    params.use_authority_key_identifier_extension = true;
    params.crl_distribution_points = vec![CrlDistributionPoint {
        uris: vec![format!("{gateway}/ca/{issuer}.crl")],
    }];
    let policies = der::sequence(&[der::sequence(&[policy.to_vec()])]);
    // GeneralName's uniformResourceIdentifier is [6] (RFC 5280 §4.2.1.6).
    let location = der::value(0x86, format!("{gateway}/ca/{issuer}.cer").as_bytes());
    let access = der::sequence(&[der::sequence(&[CA_ISSUERS.to_vec(), location])]);
    params.custom_extensions = vec![
        CustomExtension::from_oid_content(&[2, 5, 29, 32], policies),
        CustomExtension::from_oid_content(&[1, 3, 6, 1, 5, 5, 7, 1, 1], access),
    ];
}

pub(crate) fn router() -> Router<Arc<Sandbox>> {
    Router::new()
        .route("/ca/root.cer", get(root_certificate))
        .route("/ca/issuing.cer", get(issuing_certificate))
        .route("/ca/root.crl", get(root_crl))
        .route("/ca/issuing.crl", get(issuing_crl))
}

async fn root_certificate(State(sandbox): State<Arc<Sandbox>>) -> Response {
    file(
        "application/pkix-cert",
        sandbox.authority.root_certificate.der.clone(),
    )
}

async fn issuing_certificate(State(sandbox): State<Arc<Sandbox>>) -> Response {
    file(
        "application/pkix-cert",
        sandbox.authority.issuing_certificate.der.clone(),
    )
}

async fn root_crl(State(sandbox): State<Arc<Sandbox>>) -> Response {
    crl(&sandbox.authority.root)
}

async fn issuing_crl(State(sandbox): State<Arc<Sandbox>>) -> Response {
    crl(&sandbox.authority.issuing)
}

/// A list made this moment. Nobody's certificate is revoked yet.
fn crl(issuer: &Issuer<'static, KeyPair>) -> Response {
    let now = OffsetDateTime::now_utc();
    let seconds = u64::try_from(now.unix_timestamp()).unwrap_or_default();
    let list = CertificateRevocationListParams {
        this_update: now,
        next_update: now + CRL_LIFE,
        // Seconds only grow, also over a restart (RFC 5280 §5.2.3).
        crl_number: SerialNumber::from(seconds),
        issuing_distribution_point: None,
        revoked_certs: Vec::new(),
        key_identifier_method: KeyIdMethod::Sha256,
    };
    match list.signed_by(issuer) {
        Ok(list) => file("application/pkix-crl", list.der().to_vec()),
        Err(error) => {
            log::note(&format!("cannot sign a revocation list: {error}"));
            axum::http::StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// Public data, so any page may fetch it.
fn file(media_type: &'static str, der: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, der).into_response()
}
