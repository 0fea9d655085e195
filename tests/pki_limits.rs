//! Work is limited, whatever the intermediates.

#![cfg(feature = "verify")]

mod pki_fixtures;

use iamsmart::asn1::Encoded;
use iamsmart::asn1::Time;
use iamsmart::pki::revocation::Crl;
use iamsmart::validation::Revocation;
use iamsmart::verification::{PathOptions, VerificationReport, validate_certificate_path};
use pki_fixtures::{certificate, der, options};

/// Returns copies of the issuing CA's certificate with other serial numbers: name and key match the
/// person's issuer, but the root did not sign them.
fn false_issuers(count: u16) -> Vec<Encoded> {
    let original = der("issuing");
    let serial = [0x02, 0x02, 0x04, 0xfb];
    let at = original
        .windows(4)
        .position(|window| window == serial)
        .unwrap()
        + 2;
    let with_serial = |number: u16| {
        let mut copy = original.clone();
        copy[at..at + 2].copy_from_slice(&number.to_be_bytes());
        Encoded::Bytes(copy)
    };
    (0x0500..0x0500 + count).map(with_serial).collect()
}

fn report(intermediates: Vec<Encoded>) -> VerificationReport {
    let options = PathOptions {
        intermediates,
        ..options()
    };
    validate_certificate_path(&certificate("person"), &options).unwrap()
}

#[test]
fn a_few_false_issuers_do_not_hide_the_true_one() {
    let mut intermediates = false_issuers(20);
    intermediates.push(Encoded::Bytes(der("issuing")));
    assert_eq!(report(intermediates).indication.as_str(), "TOTAL-PASSED");
}

#[test]
fn too_many_false_issuers_end_the_search_undecided() {
    let mut intermediates = false_issuers(900);
    intermediates.push(Encoded::Bytes(der("issuing")));
    let report = report(intermediates);
    assert_eq!(report.indication.as_str(), "INDETERMINATE");
    assert_eq!(
        report.sub_indication.unwrap().as_str(),
        "CERTIFICATE_CHAIN_GENERAL_FAILURE"
    );
    let detail = report.check("path").unwrap().detail.to_string();
    assert!(detail.contains("broken off"), "{detail}");
}

#[test]
fn a_few_false_issuers_alone_fail() {
    let report = report(false_issuers(3));
    assert_eq!(report.indication.as_str(), "TOTAL-FAILED");
    assert_eq!(
        report
            .check("certificate[1].signature")
            .unwrap()
            .outcome
            .as_str(),
        "failed"
    );
}

#[test]
fn lists_have_an_end() {
    let options = PathOptions {
        intermediates: false_issuers(1001),
        revocation: Revocation::Soft,
        ..PathOptions::at(Time::from_unix_ms(0))
    };
    let error = validate_certificate_path(&certificate("person"), &options).unwrap_err();
    assert_eq!(error.code(), "invalid-argument");
}

#[test]
fn certificates_have_an_end() {
    let mut long = vec![0x30, 0x83, 0x04, 0x00, 0x00];
    long.resize(5 + 0x04_0000, 0);
    let options = PathOptions::at(Time::from_unix_ms(0));
    let error = validate_certificate_path(&Encoded::Bytes(long), &options).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("longer than any certificate may be"),
        "{error}"
    );
}

/// Returns the DER of an element whose length takes four octets.
fn long_element(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap().to_be_bytes();
    [&[tag, 0x84][..], &length, content].concat()
}

/// Returns an unsigned CRL with entries of at least so many bytes, and their number.
fn long_crl(bytes: usize) -> (Vec<u8>, usize) {
    // SEQUENCE { INTEGER of four octets, UTCTime }.
    let entry = |serial: u32| {
        let date = b"\x17\x0d250301000000Z";
        [&[0x30, 21, 0x02, 4][..], &serial.to_be_bytes(), date].concat()
    };
    let count = bytes.div_ceil(entry(0).len());
    let last = 0x4000_0000 + u32::try_from(count).unwrap();
    let entries: Vec<u8> = (0x4000_0000..last).flat_map(entry).collect();
    let algorithm = [0x30, 0x0a, 6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2];
    let tbs = [
        &algorithm[..],
        // CN=A.
        &[0x30, 12, 0x31, 10, 0x30, 8, 6, 3, 0x55, 4, 3, 0x0c, 1, b'A'],
        b"\x17\x0d250301000000Z",
        &long_element(0x30, &entries),
    ];
    let fields = [
        &long_element(0x30, &tbs.concat())[..],
        &algorithm,
        &[3, 2, 0, 0],
    ];
    (long_element(0x30, &fields.concat()), count)
}

#[test]
fn a_list_of_more_than_16_megabytes_is_read() {
    let (der, count) = long_crl(20_000_000);
    let crl = Crl::parse("crl", &der).unwrap();
    assert_eq!(crl.entry_count(), count);
}

#[test]
fn lists_of_certificates_have_an_end() {
    let mut der = long_element(0x30, &[]);
    der[2..6].copy_from_slice(&(64 * 1024 * 1024_u32).to_be_bytes());
    der.resize(6 + 64 * 1024 * 1024, 0);
    let error = Crl::parse("crl", &der).unwrap_err();
    assert!(
        error.to_string().contains("longer than any list"),
        "{error}"
    );
}
