//! Signers, each with a report, and their certificates.

use iamsmart::asn1::Encoded;
use iamsmart::encoding::from_base64;
use iamsmart::verification::{CmsInput, verify_cms};

use crate::{fixture, input, verdict};

/// Returns signers-20.cms with its first signers alone: it ends with them, 477 octets each.
fn with_signers(mut cms: Vec<u8>, count: usize) -> Vec<u8> {
    let cut = (20 - count) * 477;
    // The lengths of ContentInfo, its content, SignedData, and signerInfos.
    for at in [0, 15, 19, cms.len() - 20 * 477 - 4] {
        let length = usize::from(u16::from_be_bytes([cms[at + 2], cms[at + 3]])) - cut;
        cms[at + 2..at + 4].copy_from_slice(&u16::try_from(length).unwrap().to_be_bytes());
    }
    cms.truncate(cms.len() - cut);
    cms
}

#[test]
fn of_several_signers_each_has_a_report() {
    let rows = [
        ("two-signers-two-keys", "INDETERMINATE", ["TOTAL-PASSED"; 2]),
        ("openssl-two-signers", "INDETERMINATE", ["TOTAL-PASSED"; 2]),
        (
            "two-signers-second-forged",
            "INDETERMINATE",
            ["TOTAL-PASSED", "TOTAL-FAILED"],
        ),
        (
            "two-signers-both-forged",
            "TOTAL-FAILED",
            ["TOTAL-FAILED"; 2],
        ),
    ];
    for (message, whole, each) in rows {
        let report = verify_cms(&input(message)).unwrap();
        assert_eq!(report.indication.as_str(), whole, "{message}");
        assert_eq!(report.signer, None);
        assert_eq!(report.signers.len(), 2, "{message}");
        for (index, (of_signer, expected)) in report.signers.iter().zip(each).enumerate() {
            assert_eq!(of_signer.indication.as_str(), expected, "{message} {index}");
            let mut input = input(message);
            input.signer = Some(index);
            let chosen = verify_cms(&input).unwrap();
            assert_eq!(chosen, *of_signer, "{message} {index}");
            assert!(chosen.signers.is_empty());
        }
    }
    let report = verify_cms(&input("two-signers-two-keys")).unwrap();
    let second = &report.signers[1];
    let detail = second.check("cms.signer").unwrap().detail.to_string();
    assert!(detail.starts_with("This is signer 2 of 2"), "{detail}");

    // More than are judged at once, and as many.
    for (count, judged, told) in [
        (20, 0, "at most 16"),
        (17, 0, "at most 16"),
        (16, 16, "each"),
    ] {
        let report = verify_cms(&CmsInput {
            cms: Encoded::Bytes(with_signers(fixture("signers-20.cms"), count)),
            ..input("signers-20")
        });
        let report = report.unwrap();
        assert_eq!(report.signers.len(), judged, "{count}");
        let detail = report.check("cms.signer").unwrap().detail.to_string();
        assert!(detail.contains(told), "{detail}");
    }
    let mut last = input("signers-20");
    last.signer = Some(19);
    assert_eq!(verdict(&verify_cms(&last).unwrap()), "TOTAL-PASSED");

    for message in ["plain", "two-signers", "no-signers"] {
        let mut input = input(message);
        input.signer = Some(2);
        assert_eq!(verify_cms(&input).unwrap_err().code(), "invalid-argument");
    }
    let mut only = input("plain");
    only.signer = Some(0);
    assert_eq!(verdict(&verify_cms(&only).unwrap()), "TOTAL-PASSED");
}

#[test]
fn certificates_may_come_beside_the_message() {
    for message in ["openssl-no-certificates", "signer-certificate-missing"] {
        let mut input = input(message);
        input.options.intermediates = vec![
            Encoded::Bytes(fixture("issuing.pem")),
            Encoded::Bytes(fixture("person.pem")),
        ];
        assert_eq!(verdict(&verify_cms(&input).unwrap()), "TOTAL-PASSED");
    }
}

/// RFC 5035 §3: of certificates with the same issuer and serial number, the signed attribute tells one.
#[test]
fn of_certificates_with_one_number_the_one_that_was_signed_with_it_counts() {
    let person = fixture("person.pem");
    let person = String::from_utf8(person).unwrap();
    let body: String = person.lines().filter(|l| !l.starts_with('-')).collect();
    let mut forged = from_base64("person", &body).unwrap();
    *forged.last_mut().unwrap() ^= 1;
    let mut input = input("openssl-cades");
    input.options.intermediates = vec![Encoded::Bytes(forged)];
    assert_eq!(verdict(&verify_cms(&input).unwrap()), "TOTAL-PASSED");
}

#[test]
fn no_certificate_of_a_message_is_a_trust_anchor() {
    let mut input = input("anchor-sent-along");
    input.options.trust_anchors = Vec::new();
    let expected = "INDETERMINATE NO_CERTIFICATE_CHAIN_FOUND path:indeterminate";
    assert_eq!(verdict(&verify_cms(&input).unwrap()), expected);
}

/// Returns the DER of a certificate of the fixtures.
fn der(file: &str) -> Vec<u8> {
    let text = String::from_utf8(fixture(file)).unwrap();
    let body: String = text.lines().filter(|l| !l.starts_with('-')).collect();
    from_base64(file, &body).unwrap()
}

/// Replaces the serial number 70 01 after an offset by 70 and another octet.
fn set_serial(octets: &mut [u8], from: usize, last: u8) {
    let found = octets[from..]
        .windows(4)
        .position(|at| at == [2, 2, 0x70, 1]);
    octets[from + found.unwrap() + 3] = last;
}

/// Certificates that nobody signed, each with an authority of the same name to look for among many.
#[test]
fn signers_that_make_work_do_not_have_all_the_time_there_is() {
    let mut cms = with_signers(fixture("signers-20.cms"), 16);
    let start = cms.len() - 16 * 477;
    let mut intermediates = Vec::new();
    for number in 0..20 {
        let mut namesake = der("issuing.pem");
        let modulus = namesake
            .windows(5)
            .position(|at| at == [2, 0x82, 1, 1, 0])
            .unwrap();
        namesake[modulus + 100] ^= number + 1;
        intermediates.push(Encoded::Bytes(namesake));
    }
    for number in 1..16 {
        set_serial(&mut cms, start + usize::from(number) * 477, number + 1);
        let mut person = der("person.pem");
        set_serial(&mut person, 0, number + 1);
        intermediates.push(Encoded::Bytes(person));
    }
    let mut input = input("signers-20");
    input.cms = Encoded::Bytes(cms);
    input.options.intermediates = intermediates;
    let report = verify_cms(&input).unwrap();
    let indications: Vec<_> = report
        .signers
        .iter()
        .map(|of_signer| of_signer.indication.as_str())
        .collect();
    // Each that makes work takes 21 signatures, of a hundred for all of them.
    assert_eq!(indications[0], "TOTAL-PASSED");
    assert_eq!(indications[1], "TOTAL-FAILED");
    assert_eq!(indications[4..], ["INDETERMINATE"; 12]);
    let last = report.signers.last().unwrap();
    let detail = last.check("path").unwrap().detail.to_string();
    assert!(
        detail.contains("for all signers of a message together"),
        "{detail}"
    );
    // By itself each has the time that it needs.
    for (signer, expected) in [(0, "TOTAL-PASSED"), (15, "TOTAL-FAILED")] {
        input.signer = Some(signer);
        let chosen = verify_cms(&input).unwrap();
        assert_eq!(chosen.indication.as_str(), expected, "{signer}");
    }
}
