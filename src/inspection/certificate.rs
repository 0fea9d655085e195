//! The fields of a certificate (RFC 5280 §4.1).

use alloc::string::String;
use alloc::vec::Vec;

use sha1::Sha1;
use sha2::{Digest as _, Sha256};
use x509_parser::certificate::X509Certificate;
use x509_parser::time::ASN1Time;

use crate::asn1::Time;
use crate::inspection::algorithm::{algorithm, public_key};
use crate::inspection::extension::extension;
use crate::inspection::field::Field;
use crate::inspection::name::distinguished;
use crate::inspection::outline::outline;
use crate::inspection::title::Title;

/// Returns the fields in the order of the certificate, and its fingerprints.
pub(super) fn fields(der: &[u8], certificate: &X509Certificate<'_>) -> Vec<Field> {
    let tbs = &certificate.tbs_certificate;
    let mut fields = Vec::from([
        Field::number("version", Title::Version, tbs.version.0.saturating_add(1)),
        Field::serial("serialNumber", Title::SerialNumber, tbs.raw_serial()),
        algorithm("signature", Title::SignedAlgorithm, &tbs.signature),
        distinguished("issuer", Title::Issuer, &tbs.issuer),
        Field::group(
            "validity",
            Title::Validity,
            Vec::from([
                time("notBefore", Title::NotBefore, tbs.validity.not_before),
                time("notAfter", Title::NotAfter, tbs.validity.not_after),
            ]),
        ),
        distinguished("subject", Title::Subject, &tbs.subject),
        public_key(&tbs.subject_pki),
    ]);
    let unique_ids = [
        ("issuerUniqueID", Title::IssuerUniqueId, &tbs.issuer_uid),
        ("subjectUniqueID", Title::SubjectUniqueId, &tbs.subject_uid),
    ];
    for (name, title, id) in unique_ids {
        fields.extend(id.as_ref().map(|id| Field::octets(name, title, &id.0.data)));
    }
    if !tbs.extensions().is_empty() {
        let extensions = tbs.extensions();
        fields.push(Field::list(
            "extensions",
            Title::Extensions,
            extensions,
            extension,
        ));
    }
    fields.extend([
        algorithm(
            "signatureAlgorithm",
            Title::SignatureAlgorithm,
            &certificate.signature_algorithm,
        ),
        Field::octets(
            "signatureValue",
            Title::SignatureValue,
            &certificate.signature_value.data,
        ),
    ]);
    fields.extend(fingerprints(der));
    fields
}

/// Returns the values of a certificate by their types, and its fingerprints.
pub(super) fn outlined(der: &[u8]) -> Vec<Field> {
    let mut fields = outline(der);
    fields.extend(fingerprints(der));
    fields
}

fn fingerprints(der: &[u8]) -> [Field; 2] {
    [
        Field::digits("sha256", Title::Sha256, &Sha256::digest(der)),
        Field::digits("sha1", Title::Sha1, &Sha1::digest(der)),
    ]
}

fn time(name: &str, title: Title, time: ASN1Time) -> Field {
    let text: String = Time::from_unix_seconds(time.timestamp()).text();
    Field::text(name, title, text)
}
