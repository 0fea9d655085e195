//! Complete lists that delta CRLs update (RFC 5280 §5.2.4).

use iamsmart::asn1::Time;
use iamsmart::pki::certificate::Certificate;
use iamsmart::pki::revocation::{
    Budget, Crl, ProblemKind, RevocationChecker, RevocationData, RevocationPolicy,
    RevocationSource, RevocationStatus,
};

use crate::revocation_fixtures::Objects;
use crate::{VALIDATION_TIME, status};

/// RFC 5280 §5.2.4: a complete list with a delta is what the complete list of the delta's time would
/// be; both are named.
#[test]
fn a_list_and_its_delta_are_both_named() {
    let objects = Objects::read();
    let issuer = objects.der("certificates", "issuing");
    let subject = objects.der("certificates", "person");
    let [issuer, subject] =
        [&issuer, &subject].map(|der| Certificate::parse("certificate", der).unwrap());
    let crls = objects.all("crls", "stale delta");
    let crls: Vec<_> = crls
        .iter()
        .map(|der| Crl::parse("crl", der).unwrap())
        .collect();
    let sources = RevocationData {
        crls: &crls,
        ocsp_responses: &[],
        certificates: vec![&issuer],
    };
    let nobody = |_: &Certificate<'_>, _: Time, _: &mut Budget| Err(ProblemKind::SignerPath);
    let policy = RevocationPolicy::at(VALIDATION_TIME);
    let mut judge = RevocationChecker::new(&sources, policy, &nobody, Budget::default());
    let RevocationStatus::Good(good) = judge.status(&subject, &issuer) else {
        panic!("a list that is current by its delta");
    };
    assert_eq!(good.by.source, RevocationSource::Crl(0));
    assert_eq!(good.by.delta, Some(RevocationSource::Crl(1)));
    assert_eq!(good.by.this_update, crls[1].this_update());
    assert_eq!(good.by.next_update, crls[1].next_update());
}

/// RFC 5280 §5.2.4: each delta updates what the ones before it made of the list.
#[test]
fn deltas_are_combined_from_the_oldest_on() {
    let objects = Objects::read();
    for crls in [
        "empty delta delta-in-2027-revoked",
        "delta-in-2027-revoked delta empty",
    ] {
        let row = ["", "person", "issuing", "-", crls, "-"].map(str::to_owned);
        let found = status(&objects, &row);
        assert_eq!(found, "good, later keyCompromise 2027-01-15", "{crls}");
    }
}
