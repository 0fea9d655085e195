//! Who may answer for an issuer (RFC 6960 §4.2.2.2).

use iamsmart::asn1::Time;
use iamsmart::pki::certificate::Certificate;
use iamsmart::pki::revocation::{
    Budget, OcspResponse, ProblemKind, RevocationChecker, RevocationData, RevocationPolicy,
};

use crate::revocation_fixtures::Objects;
use crate::{VALIDATION_TIME, summary};

/// Whichever answer is asked for: what cannot be read may be the answer.
#[test]
fn a_response_with_one_malformed_answer_is_refused() {
    let objects = Objects::read();
    let mut response = objects.der("ocsp", "several");
    assert!(OcspResponse::parse("response", &response).is_ok());
    // serialNumber 0x1001, good [0]; there is no [3].
    let answer = [0x02, 0x02, 0x10, 0x01, 0x80, 0x00];
    let mut places = response.windows(answer.len());
    let place = places.position(|octets| octets == answer).unwrap();
    response[place + 4] = 0x83;
    let error = OcspResponse::parse("response", &response).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("none of good, revoked and unknown"),
        "{error}"
    );
}

/// RFC 6960 §4.2.2.2: the issuer must have signed the responder's certificate, and not only be named
/// in it. A response ends with the certificates that come with it, and they with their signature.
#[test]
fn a_responder_whose_certificate_is_forged_is_refused() {
    let objects = Objects::read();
    let [issuer, subject] = ["issuing", "person"].map(|name| objects.der("certificates", name));
    let [issuer, subject] =
        [&issuer, &subject].map(|der| Certificate::parse("certificate", der).unwrap());
    let genuine = objects.der("ocsp", "delegated");
    let mut forged = genuine.clone();
    *forged.last_mut().unwrap() ^= 1;
    for (response, expected) in [
        (genuine, "good"),
        (forged, "Unusable OcspNotAuthorized(Issuer)"),
    ] {
        let responses = [OcspResponse::parse("response", &response).unwrap()];
        let sources = RevocationData {
            crls: &[],
            ocsp_responses: &responses,
            certificates: vec![&issuer],
        };
        let nobody = |_: &Certificate<'_>, _: Time, _: &mut Budget| Err(ProblemKind::SignerPath);
        let policy = RevocationPolicy::at(VALIDATION_TIME);
        let mut judge = RevocationChecker::new(&sources, policy, &nobody, Budget::default());
        assert_eq!(summary(&judge.status(&subject, &issuer)), expected);
    }
}

/// Hashes of keys that one response made serve those after it, whatever their length.
#[test]
fn responders_are_found_by_the_hash_of_their_key_again() {
    let objects = Objects::read();
    let certificates = objects.all(
        "certificates",
        "issuing lists responder-other-key responder",
    );
    let certificates: Vec<_> = certificates
        .iter()
        .map(|der| Certificate::parse("certificate", der).unwrap())
        .collect();
    let person = objects.der("certificates", "person");
    let person = Certificate::parse("certificate", &person).unwrap();
    let issuer = &certificates[0];
    for (names, known, expected) in [
        ("delegated-certificate-apart", 4, "good"),
        ("by-sha256-of-key delegated-certificate-apart", 4, "good"),
        ("delegated-certificate-apart", 3, "Unusable SignerNotFound"),
    ] {
        let responses = objects.all("ocsp", names);
        let responses: Vec<_> = responses
            .iter()
            .map(|der| OcspResponse::parse("response", der).unwrap())
            .collect();
        let sources = RevocationData {
            crls: &[],
            ocsp_responses: &responses,
            certificates: certificates[..known].iter().collect(),
        };
        let nobody = |_: &Certificate<'_>, _: Time, _: &mut Budget| Err(ProblemKind::SignerPath);
        let policy = RevocationPolicy::at(VALIDATION_TIME);
        let mut judge = RevocationChecker::new(&sources, policy, &nobody, Budget::default());
        for turn in 0..3 {
            let found = summary(&judge.status(&person, issuer));
            assert_eq!(found, expected, "{names} {known} {turn}");
        }
    }
}
