//! Parsing of the CRLs and OCSP responses of PyPI's cryptography_vectors.

#![cfg(feature = "verify")]

mod vectors;

use std::path::Path;

use iamsmart::asn1::Time;
use iamsmart::encoding::from_base64;
use iamsmart::pki::revocation::Crl;
use iamsmart::pki::revocation::{OcspRefusal, OcspResponse};

/// File, thisUpdate in Unix seconds and number of entries by the Python package cryptography 48,
/// and the rules that the CRL breaks.
const CRLS: &[(&str, i64, usize, &str)] = &[
    (
        "crl_all_reasons.pem",
        1_420_070_400,
        12,
        "CertificateIssuerInDirectList NumberMissing AuthorityKeyMissing",
    ),
    (
        "crl_almost_10k.pem",
        1_662_577_583,
        9999,
        "NumberMissing AuthorityKeyMissing",
    ),
    (
        "crl_delta_crl_indicator.pem",
        1_009_886_460,
        0,
        "AuthorityKeyMissing",
    ),
    (
        "crl_dup_entry_ext.pem",
        1_420_070_400,
        1,
        "EntryUnreadable(1) NumberMissing AuthorityKeyMissing",
    ),
    ("crl_empty.pem", 1_450_655_087, 0, ""),
    (
        "crl_empty_no_sequence.der",
        1_009_886_460,
        0,
        "NumberMissing AuthorityKeyMissing",
    ),
    ("crl_ian_aia_aki.pem", 1_450_822_931, 0, ""),
    (
        "crl_idp_fullname_indirect_crl.pem",
        1_540_735_438,
        0,
        "NumberMissing AuthorityKeyMissing",
    ),
    (
        "crl_idp_fullname_only.pem",
        1_540_734_764,
        0,
        "NumberMissing AuthorityKeyMissing",
    ),
    (
        "crl_idp_fullname_only_aa.pem",
        1_540_735_295,
        0,
        "NumberMissing AuthorityKeyMissing",
    ),
    (
        "crl_idp_fullname_only_user.pem",
        1_540_735_420,
        0,
        "NumberMissing AuthorityKeyMissing",
    ),
    (
        "crl_idp_only_ca.pem",
        1_540_734_916,
        0,
        "NumberMissing AuthorityKeyMissing",
    ),
    (
        "crl_idp_reasons_only.pem",
        1_540_734_851,
        0,
        "NumberMissing AuthorityKeyMissing",
    ),
    (
        "crl_idp_relative_user_all_reasons.pem",
        1_540_734_888,
        0,
        "NumberMissing AuthorityKeyMissing",
    ),
    (
        "crl_idp_relativename_only.pem",
        1_540_734_830,
        0,
        "NumberMissing AuthorityKeyMissing",
    ),
    (
        "crl_inval_cert_issuer_entry_ext.pem",
        1_420_070_400,
        1,
        "CertificateIssuerInDirectList EntryUnreadable(1) NumberMissing AuthorityKeyMissing",
    ),
    (
        "crl_inval_date_fractional_seconds.der",
        1_704_067_200,
        1,
        "IssuerEmpty ExtensionsInVersion1 TimeIrregular NextUpdateMissing",
    ),
    // cryptography refuses the next two; their values are those of `openssl crl`.
    (
        "crl_inner_outer_mismatch.der",
        1_501_984_105,
        0,
        "AlgorithmsDiffer AuthorityKeyMissing",
    ),
    (
        "crl_issuer_invalid_printable_string.der",
        1_735_689_600,
        1,
        "AuthorityKeyMissing",
    ),
    (
        "crl_md2_unknown_crit_entry_ext.pem",
        1_420_070_400,
        1,
        "UnknownCriticalEntryExtension NumberMissing AuthorityKeyMissing",
    ),
    (
        "crl_no_next_update.pem",
        1_450_655_087,
        0,
        "NextUpdateMissing",
    ),
    (
        "crl_unrecognized_extension.der",
        1_009_886_460,
        0,
        "NumberMissing AuthorityKeyMissing",
    ),
    (
        "crl_unsupported_reason.pem",
        1_420_070_400,
        1,
        "NumberMissing AuthorityKeyMissing",
    ),
    (
        "invalid_signature_crl.pem",
        1_501_984_105,
        0,
        "AuthorityKeyMissing",
    ),
    (
        "valid_signature_crl.pem",
        1_501_984_105,
        0,
        "AuthorityKeyMissing",
    ),
];

/// Files of CRLs that the crate rejects.
const NO_CRLS: [&str; 2] = ["crl_bad_version.pem", "crl_invalid_time.der"];

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

/// A response of another type than id-pkix-ocsp-basic.
const UNKNOWN_TYPE: &str = "resp-response-type-unknown-oid.der";

/// Files of responses that the crate rejects: version 2 of the response data.
const NO_RESPONSES: [(&str, &str); 1] = [("resp-invalid-version.der", "ocsp-response-malformed")];

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

/// Returns the names of the files in a folder that `is_wanted`, in order.
fn files(folder: &Path, is_wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.filter(|name| is_wanted(name)).collect();
    names.sort_unstable();
    names
}

#[test]
fn crls() {
    let folder = vectors::cryptography("x509/custom");
    let mut known: Vec<_> = NO_CRLS.to_vec();
    let mut wrong = Vec::new();
    for (file, this_update, entries, defects) in CRLS {
        known.push(file);
        let der = der(&folder.join(file));
        let crl = Crl::parse(file, &der).unwrap();
        assert_eq!(
            crl.this_update(),
            Time::from_unix_seconds(*this_update),
            "{file}"
        );
        assert_eq!(crl.entry_count(), *entries, "{file}");
        let found: Vec<_> = crl.defects().iter().map(|d| format!("{d:?}")).collect();
        let found = found.join(" ");
        if found != *defects {
            wrong.push(format!("{file}: {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for file in NO_CRLS {
        let der = der(&folder.join(file));
        assert_eq!(
            Crl::parse(file, &der).unwrap_err().code(),
            "crl-malformed",
            "{file}"
        );
    }
    known.sort_unstable();
    let all = files(&folder, |name| name.contains("crl"));
    let is_list = |name: &&String| {
        let text = vectors::octets(&folder.join(name));
        !text.starts_with(b"-----BEGIN CERTIFICATE")
    };
    let all: Vec<_> = all.iter().filter(is_list).map(String::as_str).collect();
    assert_eq!(all, known);
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
    let unknown_type = der(&folder.join(UNKNOWN_TYPE));
    let response = OcspResponse::parse(UNKNOWN_TYPE, &unknown_type).unwrap();
    let refusal = OcspRefusal::UnknownType("1.3.6.1.5.5.7.48.1.50000".to_owned());
    assert_eq!(response.refusal(), Some(&refusal));
    for (file, code) in NO_RESPONSES {
        let der = der(&folder.join(file));
        let error = OcspResponse::parse(file, &der).unwrap_err();
        assert_eq!(error.code(), code, "{file}");
    }
    let read = RESPONSES.iter().map(|(file, _)| *file);
    let refused = REFUSALS.iter().map(|(file, _)| *file);
    let rejected = NO_RESPONSES.iter().map(|(file, _)| *file);
    let mut known: Vec<_> = read
        .chain(refused)
        .chain(rejected)
        .chain([UNKNOWN_TYPE])
        .collect();
    known.sort_unstable();
    assert_eq!(
        files(&folder, |name| !name.starts_with("req-")
            && !name.ends_with("-req.der")),
        known
    );
    let request = der(&folder.join("req-sha1.der"));
    let error = OcspResponse::parse("request", &request).unwrap_err();
    assert_eq!(error.code(), "ocsp-response-malformed");
}
