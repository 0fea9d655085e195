//! Parsing of the CRLs and OCSP responses of PyPI's cryptography_vectors.

#![cfg(feature = "verify")]

mod vectors;

use std::path::Path;

use iamsmart::asn1::Time;
use iamsmart::encoding::from_base64;
use iamsmart::pki::revocation::Crl;
use iamsmart::pki::revocation::CrlDefect;
use iamsmart::pki::revocation::CrlDefect::{
    CertificateIssuerInDirectList, NextUpdateMissing, NumberMissing, UnknownCriticalEntryExtension,
};
use iamsmart::pki::revocation::{OcspRefusal, OcspResponse};

/// File, thisUpdate in Unix seconds and number of entries by the Python package cryptography 48,
/// and the defect that the crate finds.
const CRLS: &[(&str, i64, usize, Option<CrlDefect>)] = &[
    (
        "crl_all_reasons.pem",
        1_420_070_400,
        12,
        Some(CertificateIssuerInDirectList),
    ),
    (
        "crl_almost_10k.pem",
        1_662_577_583,
        9999,
        Some(NumberMissing),
    ),
    ("crl_delta_crl_indicator.pem", 1_009_886_460, 0, None),
    ("crl_empty.pem", 1_450_655_087, 0, None),
    (
        "crl_empty_no_sequence.der",
        1_009_886_460,
        0,
        Some(NumberMissing),
    ),
    ("crl_ian_aia_aki.pem", 1_450_822_931, 0, None),
    (
        "crl_idp_fullname_indirect_crl.pem",
        1_540_735_438,
        0,
        Some(NumberMissing),
    ),
    (
        "crl_idp_fullname_only.pem",
        1_540_734_764,
        0,
        Some(NumberMissing),
    ),
    (
        "crl_idp_fullname_only_aa.pem",
        1_540_735_295,
        0,
        Some(NumberMissing),
    ),
    (
        "crl_idp_fullname_only_user.pem",
        1_540_735_420,
        0,
        Some(NumberMissing),
    ),
    ("crl_idp_only_ca.pem", 1_540_734_916, 0, Some(NumberMissing)),
    (
        "crl_idp_reasons_only.pem",
        1_540_734_851,
        0,
        Some(NumberMissing),
    ),
    (
        "crl_idp_relative_user_all_reasons.pem",
        1_540_734_888,
        0,
        Some(NumberMissing),
    ),
    (
        "crl_idp_relativename_only.pem",
        1_540_734_830,
        0,
        Some(NumberMissing),
    ),
    (
        "crl_md2_unknown_crit_entry_ext.pem",
        1_420_070_400,
        1,
        Some(UnknownCriticalEntryExtension),
    ),
    (
        "crl_no_next_update.pem",
        1_450_655_087,
        0,
        Some(NextUpdateMissing),
    ),
    (
        "crl_unrecognized_extension.der",
        1_009_886_460,
        0,
        Some(NumberMissing),
    ),
    (
        "crl_unsupported_reason.pem",
        1_420_070_400,
        1,
        Some(NumberMissing),
    ),
    ("invalid_signature_crl.pem", 1_501_984_105, 0, None),
    ("valid_signature_crl.pem", 1_501_984_105, 0, None),
];

/// Files that the crate rejects; cryptography accepts the first two.
const NO_CRLS: [&str; 5] = [
    "crl_dup_entry_ext.pem",
    "crl_inval_cert_issuer_entry_ext.pem",
    "crl_bad_version.pem",
    "crl_invalid_time.der",
    "freshestcrl.pem",
];

/// File, and producedAt in Unix seconds by cryptography.
const RESPONSES: &[(&str, i64)] = &[
    ("ocsp-army.deps.mil-resp.der", 1_582_371_491),
    ("resp-delegate-unknown-cert.der", 1_535_806_930),
    ("resp-invalid-signature-oid.der", 1_535_627_700),
    ("resp-responder-key-hash.der", 1_535_809_520),
    ("resp-revoked-no-next-update.der", 1_540_340_934),
    ("resp-revoked-reason.der", 1_535_831_297),
    ("resp-revoked.der", 1_535_737_759),
    ("resp-sct-extension.der", 1_573_871_449),
    ("resp-sha256.der", 1_535_627_700),
    ("resp-single-extension-reason.der", 1_573_446_469),
    ("resp-unknown-extension.der", 1_535_831_297),
    ("resp-unknown-hash-alg.der", 1_535_809_520),
];

/// Error responses, named after their status (RFC 6960 §4.2.1).
const REFUSALS: &[(&str, OcspRefusal)] = &[
    (
        "resp-successful-no-response-bytes.der",
        OcspRefusal::NoResponseBytes,
    ),
    ("resp-unauthorized.der", OcspRefusal::Unauthorized),
    (
        "resp-unknown-response-status.der",
        OcspRefusal::UnknownStatus(7),
    ),
];

fn der(file: &Path) -> Vec<u8> {
    let bytes = vectors::octets(file);
    let Ok(text) = std::str::from_utf8(&bytes) else {
        return bytes;
    };
    let Some((_, block)) = text.split_once("-----BEGIN ") else {
        return bytes;
    };
    let body: String = block
        .lines()
        .skip(1)
        .take_while(|line| !line.starts_with('-'))
        .collect();
    from_base64("pem", &body).unwrap()
}

#[test]
fn crls() {
    let folder = vectors::cryptography("x509/custom");
    for (file, this_update, entries, defect) in CRLS {
        let der = der(&folder.join(file));
        let crl = Crl::parse(file, &der).unwrap();
        assert_eq!(
            crl.this_update(),
            Time::from_unix_seconds(*this_update),
            "{file}"
        );
        assert_eq!(crl.entry_count(), *entries, "{file}");
        assert_eq!(crl.defect(), defect.as_ref(), "{file}");
    }
    for file in NO_CRLS {
        let der = der(&folder.join(file));
        assert_eq!(
            Crl::parse(file, &der).unwrap_err().code(),
            "crl-malformed",
            "{file}"
        );
    }
}

#[test]
fn ocsp_responses() {
    let folder = vectors::cryptography("x509/ocsp");
    for (file, produced_at) in RESPONSES {
        let der = der(&folder.join(file));
        let response = OcspResponse::parse(file, &der).unwrap();
        let produced_at = Some(Time::from_unix_seconds(*produced_at));
        assert_eq!(response.produced_at(), produced_at, "{file}");
    }
    for (file, refusal) in REFUSALS {
        let der = der(&folder.join(file));
        let response = OcspResponse::parse(file, &der).unwrap();
        assert_eq!(response.refusal(), Some(refusal), "{file}");
    }
    let request = der(&folder.join("req-sha1.der"));
    let error = OcspResponse::parse("request", &request).unwrap_err();
    assert_eq!(error.code(), "ocsp-response-malformed");
}
