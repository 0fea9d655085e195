//! When a CRL or response is current.

use iamsmart::asn1::Time;
use iamsmart::pki::certificate::Certificate;
use iamsmart::pki::revocation::{
    Budget, Crl, OcspResponse, ProblemKind, RevocationChecker, RevocationData, RevocationPolicy,
};

use crate::revocation_fixtures::Objects;
use crate::{VALIDATION_TIME, person_at, summary};

#[test]
fn the_first_and_the_last_second_belong_to_what_is_current() {
    let at = |date, time, ms| {
        let second = Time::from_utc(date, time).unwrap();
        Time::from_unix_ms(second.unix_ms() + ms)
    };
    let issued = |ms| at([2025, 1, 1], [0, 0, 0], ms);
    let end = |ms| at([2049, 1, 1], [0, 0, 0], ms);
    let revoked = |ms| at([2025, 3, 1], [0, 0, 0], ms);
    let rows = [
        ("empty", "-", issued(0), "good"),
        // Newer is better.
        ("empty", "-", issued(-1), "good"),
        ("empty", "-", end(999), "good"),
        ("empty", "-", end(1000), "Stale Stale"),
        ("-", "good", issued(-1), "good"),
        ("-", "good", end(999), "good"),
        ("-", "good", end(1000), "Stale Stale"),
        // Revoked at 2025-03-01, by a CRL of January, which knows the future, and a response of that
        // day.
        (
            "revoked",
            "-",
            issued(-1),
            "good, later keyCompromise 2025-03-01",
        ),
        (
            "revoked",
            "-",
            issued(0),
            "revoked keyCompromise 2025-03-01",
        ),
        (
            "-",
            "stale-revoked",
            revoked(-1),
            "good, later keyCompromise 2025-03-01",
        ),
        (
            "-",
            "stale-revoked",
            revoked(0),
            "revoked keyCompromise 2025-03-01",
        ),
        // Revoked in 2027, with effect from 2026-07-01.
        (
            "in-2027-invalid-after",
            "-",
            at([2026, 6, 30], [23, 59, 59], 999),
            "good, later keyCompromise 2027-01-15",
        ),
        (
            "in-2027-invalid-after",
            "-",
            at([2026, 7, 1], [0, 0, 0], 0),
            "revoked keyCompromise 2027-01-15",
        ),
        // Without nextUpdate: a day from 2026-05-31T12:00:00Z.
        (
            "-",
            "without-next-update",
            at([2026, 6, 1], [12, 0, 0], 999),
            "good",
        ),
        (
            "-",
            "without-next-update",
            at([2026, 6, 1], [12, 0, 1], 0),
            "Stale Stale",
        ),
    ];
    for (crl, response, time, expected) in rows {
        let found = person_at(crl, response, time, Budget::default());
        assert_eq!(found, expected, "{crl} {response} {time}");
    }
}

/// Without nextUpdate, the age decides that the caller gives; the response is of
/// 2026-05-31T12:00:00Z, half a day before.
#[test]
fn the_caller_says_how_old_a_source_without_next_update_may_be() {
    let objects = Objects::read();
    let issuer = objects.der("certificates", "issuing");
    let subject = objects.der("certificates", "person");
    let [issuer, subject] =
        [&issuer, &subject].map(|der| Certificate::parse("certificate", der).unwrap());
    let list = objects.der("crls", "without-anything");
    let response = objects.der("ocsp", "without-next-update");
    let crls = [Crl::parse("crl", &list).unwrap()];
    let responses = [OcspResponse::parse("response", &response).unwrap()];
    let half_a_day = 12 * 60 * 60 * 1000;
    for (crls, ocsp_responses) in [(&crls[..], &[][..]), (&[], &responses[..])] {
        let sources = RevocationData {
            crls,
            ocsp_responses,
            certificates: vec![&issuer],
        };
        let nobody = |_: &Certificate<'_>, _: Time, _: &mut Budget| Err(ProblemKind::SignerPath);
        for (max_age_ms, is_good) in [
            (0, false),
            (half_a_day - 1, false),
            (half_a_day, true),
            (u64::MAX, true),
        ] {
            let policy = RevocationPolicy {
                max_age_ms,
                ..RevocationPolicy::at(VALIDATION_TIME)
            };
            let mut judge = RevocationChecker::new(&sources, policy, &nobody, Budget::default());
            let found = summary(&judge.status(&subject, &issuer));
            assert_eq!(found.starts_with("good"), is_good, "{max_age_ms} {found}");
            assert_eq!(found == "Stale Stale", !is_good, "{max_age_ms} {found}");
        }
    }
}
