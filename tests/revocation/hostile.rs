//! Changed octets.

use iamsmart::asn1::Time;
use iamsmart::pki::certificate::Certificate;
use iamsmart::pki::revocation::{
    Budget, Crl, OcspResponse, ProblemKind, RevocationChecker, RevocationData, RevocationPolicy,
};

use crate::VALIDATION_TIME;
use crate::revocation_fixtures::Objects;

/// Malformed data must be reported and never cause a panic: repeats every case with octets changed
/// and data truncated.
#[test]
fn no_change_makes_it_panic() {
    let objects = Objects::read();
    let root = objects.der("certificates", "root");
    let issuer = objects.der("certificates", "issuing");
    let subject = objects.der("certificates", "person-indirect");
    let [root, issuer, subject] =
        [&root, &issuer, &subject].map(|der| Certificate::parse("certificate", der).unwrap());
    let ask = |crls: &[Crl<'_>], ocsp_responses: &[OcspResponse<'_>]| {
        let sources = RevocationData {
            crls,
            ocsp_responses,
            certificates: vec![&root, &issuer],
        };
        let nobody = |_: &Certificate<'_>, _: Time, _: &mut Budget| Err(ProblemKind::SignerPath);
        let policy = RevocationPolicy::at(VALIDATION_TIME);
        let mut judge = RevocationChecker::new(&sources, policy, &nobody, Budget::default());
        let _ = judge.status(&subject, &issuer);
    };
    for name in [
        "indirect-revoked",
        "revoked-with-invalidity",
        "some-reasons",
        "delta-revoked",
        "entry-without-serial-revoked",
    ] {
        for changed in changes(&objects.der("crls", name)) {
            if let Ok(crl) = Crl::parse("crl", &changed) {
                ask(&[crl], &[]);
            }
        }
    }
    for name in [
        "several",
        "delegated-with-pointer",
        "unknown-critical-in-answer",
        "fractions",
    ] {
        for changed in changes(&objects.der("ocsp", name)) {
            if let Ok(response) = OcspResponse::parse("response", &changed) {
                ask(&[], &[response]);
            }
        }
    }
}

fn changes(der: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let changed = (0..der.len()).flat_map(move |at| {
        [0x00, 0x30, 0x80, 0xff].map(|octet| {
            let mut changed = der.to_vec();
            changed[at] = octet;
            changed
        })
    });
    let cut = (0..der.len()).map(|length| der[..length].to_vec());
    changed.chain(cut)
}
