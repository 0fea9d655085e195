//! Paths in which bytes are changed, cut off or doubled.

#![cfg(feature = "verify")]

mod fixtures;
mod pki_fixtures;

use fixtures::assert_chinese;
use iamsmart::asn1::Encoded;
use iamsmart::asn1::Time;
use iamsmart::pki::certificate::Certificate;
use iamsmart::verification::{
    Indication, PathOptions, SignatureInput, validate_certificate_path, verify_signature,
};
use pki_fixtures::{der, fixture, signature_input};
use proptest::collection::vec;
use proptest::prelude::*;

fn input() -> SignatureInput {
    signature_input("digest.sig")
}

/// A change of bytes at a position given as a fraction of the length.
#[derive(Clone, Debug)]
enum Change {
    Flip(f64, u8),
    Set(f64, Vec<u8>),
    Remove(f64, usize),
    Insert(f64, Vec<u8>),
    Cut(f64),
}

impl Change {
    fn any() -> impl Strategy<Value = Self> {
        let place = || 0.0..1.0;
        prop_oneof![
            4 => (place(), 1_u8..).prop_map(|(place, mask)| Self::Flip(place, mask)),
            2 => (place(), vec(any::<u8>(), 1..8)).prop_map(|(place, new)| Self::Set(place, new)),
            1 => (place(), 1_usize..8).prop_map(|(place, count)| Self::Remove(place, count)),
            1 => (place(), vec(any::<u8>(), 1..8)).prop_map(|(place, new)| Self::Insert(place, new)),
            1 => place().prop_map(Self::Cut),
        ]
    }

    fn apply(&self, bytes: &mut Vec<u8>) {
        let at = |place: &f64| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_precision_loss,
                clippy::cast_sign_loss,
                reason = "a share of a length of some thousand"
            )]
            let at = (place * bytes.len() as f64) as usize;
            at
        };
        match self {
            Self::Flip(place, mask) => {
                let at = at(place);
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= mask;
                }
            }
            Self::Set(place, new) => {
                let at = at(place);
                for (byte, new) in bytes.iter_mut().skip(at).zip(new) {
                    *byte = *new;
                }
            }
            Self::Remove(place, count) => {
                let at = at(place);
                bytes.drain(at..bytes.len().min(at + count));
            }
            Self::Insert(place, new) => {
                let at = at(place);
                bytes.splice(at..at, new.iter().copied());
            }
            Self::Cut(place) => bytes.truncate(at(place)),
        }
    }
}

fn changed(original: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut bytes = original.to_vec();
    for change in changes {
        change.apply(&mut bytes);
    }
    bytes
}

fn passes(input: &SignatureInput) -> bool {
    verify_signature(input).is_ok_and(|report| report.indication == Indication::TotalPassed)
}

#[test]
fn unchanged_chain_passes() {
    assert!(passes(&input()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn changed_end_entity_never_passes(changes in vec(Change::any(), 1..4)) {
        let mut input = input();
        let original = der("person");
        let bytes = changed(&original, &changes);
        prop_assume!(bytes != original);
        input.certificate = Encoded::Bytes(bytes);
        prop_assert!(!passes(&input));
    }

    #[test]
    fn changed_issuing_authority_never_passes(changes in vec(Change::any(), 1..4)) {
        let mut input = input();
        let original = der("issuing");
        let bytes = changed(&original, &changes);
        prop_assume!(bytes != original);
        input.options.intermediates = vec![Encoded::Bytes(bytes)];
        prop_assert!(!passes(&input));
    }

    #[test]
    fn changed_signature_never_passes(changes in vec(Change::any(), 1..4)) {
        let mut input = input();
        input.signature = changed(&input.signature, &changes);
        prop_assume!(input.signature != fixture("digest.sig"));
        prop_assert!(!passes(&input));
    }

    #[test]
    fn changed_content_never_passes(changes in vec(Change::any(), 1..4)) {
        let mut input = input();
        let original = fixture("content.json");
        let bytes = changed(&original, &changes);
        prop_assume!(bytes != original);
        input.content = Some(bytes);
        prop_assert!(!passes(&input));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    /// The signature of a trust anchor is not checked, so a changed one may pass, but must not
    /// cause a panic.
    #[test]
    fn changed_certificates_get_a_report_or_an_error(
        name in prop_oneof!["root", "person-names", "person-issuer-and-serial", "issuing-v1"],
        changes in vec(Change::any(), 1..4),
    ) {
        let bytes = Encoded::Bytes(changed(&der(&name), &changes));
        // Without an issuer there are no signatures to verify, so this is fast.
        if let Ok(report) = validate_certificate_path(&bytes, &PathOptions::at(Time::from_unix_ms(0))) {
            assert_chinese(&report);
        }
    }

    /// What is wrong with them is said in every language.
    #[test]
    fn changed_extras_are_left_aside_in_chinese(
        name in prop_oneof!["root", "person-names", "person-issuer-and-serial", "issuing-v1"],
        changes in vec(Change::any(), 1..4),
    ) {
        let bytes = changed(&der(&name), &changes);
        let options = PathOptions {
            intermediates: vec![Encoded::Bytes(bytes)],
            ..PathOptions::at(Time::from_unix_ms(0))
        };
        let certificate = Encoded::Bytes(der("person"));
        assert_chinese(&validate_certificate_path(&certificate, &options).unwrap());
    }

    #[test]
    fn any_bytes_get_an_error_or_are_a_certificate(bytes in vec(any::<u8>(), 0..200)) {
        let _ = Certificate::parse("certificate", &bytes);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let pem = format!("-----BEGIN CERTIFICATE-----{text}-----END CERTIFICATE-----");
        let options = PathOptions::at(Time::from_unix_ms(0));
        for input in [Encoded::Bytes(bytes), Encoded::Text(text), Encoded::Text(pem)] {
            prop_assert!(validate_certificate_path(&input, &options).is_err());
        }
    }
}
