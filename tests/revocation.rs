//! The status of certificates by CRLs and OCSP responses, against OpenSSL.

#![cfg(feature = "verify")]

mod revocation_fixtures;

use std::collections::BTreeMap;

use iamsmart::asn1::Time;
use iamsmart::pki::certificate::Certificate;
use iamsmart::pki::revocation::Crl;
use iamsmart::pki::revocation::OcspResponse;
use iamsmart::pki::revocation::{
    Budget, OutOfScope, ProblemKind, RevocationChecker, RevocationData, RevocationPolicy,
    RevocationSource, RevocationStatus,
};
use iamsmart::pki::revocation::{RevocationPointers, ocsp_request};
use revocation_fixtures::{Objects, folder, judge};

/// 2026-06-01T00:00:00Z.
const VALIDATION_TIME: Time = Time::from_unix_seconds(1_780_272_000);

/// Why data newer than the validation time counts.
const NEWER: &str = "EN 319 102-1 §5.2.5: what was known later is the better proof; OpenSSL asks for \
                     what was current";

/// Cases that are good for the crate and not for OpenSSL, with the reason.
const OPENSSL_REFUSES: &[(&str, &str)] = &[
    ("crl-later", NEWER),
    (
        "crl-new-key",
        "OpenSSL asks one certificate of the CRL's issuer only",
    ),
    ("ocsp-later", NEWER),
    ("later-silent", NEWER),
    ("later-revoked", NEWER),
    ("later-invalid-after", NEWER),
    ("later-hold", NEWER),
    ("later-hold-before-released", NEWER),
    ("later-stale-and-silent", NEWER),
    ("later-delta", NEWER),
    ("later-list-of-later-signer", NEWER),
    (
        "expired-kept",
        "the signer expired, which is another check here",
    ),
    ("expired-later-and-before", NEWER),
    (
        "duty-number-critical",
        "RFC 5280 §5.2.3 binds the issuer; OpenSSL processes no critical cRLNumber",
    ),
    ("duty-time", "RFC 5280 §5.1.2.4 binds the issuer"),
    (
        "partition-issuer-alternative-name",
        "RFC 5280 §6.3.3: the names of the issuer include those of issuerAltName (openssl/openssl#32553)",
    ),
    ("ocsp-later-revoked", NEWER),
    ("ocsp-later-good", NEWER),
    ("ocsp-later-delegated", NEWER),
    (
        "ocsp-local-time",
        "OpenSSL does not read the difference from UTC (openssl/openssl#32377)",
    ),
    (
        "ocsp-by-sha256-of-key",
        "OpenSSL knows SHA-1 of the key only",
    ),
];

/// Cases that are good for OpenSSL and not for the crate, with the reason.
const OPENSSL_TAKES: &[(&str, &str)] = &[
    ("crl-without-next-update", "without nextUpdate, age decides"),
    ("crl-algorithms-differ", "RFC 5280 §5.1.1.2"),
    ("crl-duplicate-extension", "RFC 5280 §4.2"),
    (
        "crl-issuer-in-direct",
        "RFC 5280 §5.2.5: such a list must say that it is indirect",
    ),
    (
        "crl-newer-good-older-revoked",
        "a revocation that is no hold is never taken back",
    ),
    (
        "crl-indirect-lists-without-usage",
        "RFC 5280 §6.3.3 (f): cRLSign",
    ),
    (
        "crl-indirect-lists-revoked",
        "OpenSSL does not ask for the status of the CRL's signer",
    ),
    (
        "crl-indirect-lists-status-unknown",
        "OpenSSL does not ask for the status of the CRL's signer",
    ),
    (
        "ocsp-several-last-revoked",
        "OpenSSL looks at the first answer about a certificate only",
    ),
    (
        "ocsp-without-next-update-old",
        "OpenSSL sets no limit to its age unless asked to (-status_age)",
    ),
    (
        "ocsp-unknown-critical",
        "RFC 6960 §4.4: critical extensions must be understood",
    ),
    (
        "ocsp-unknown-critical-in-answer",
        "RFC 6960 §4.4: critical extensions must be understood",
    ),
    (
        "ocsp-delegated-with-pointer",
        "RFC 6960 §4.2.2.2.1: where the responder's status is to be had",
    ),
    (
        "ocsp-delegated-wrong-usage",
        "RFC 5280 §4.2.1.12: digitalSignature or nonRepudiation",
    ),
    (
        "expired-ocsp",
        "RFC 6960 §4.4.4: a responder may forget what expired",
    ),
    (
        "expired-ocsp-not-kept",
        "RFC 6960 §4.4.4: a responder may forget what expired",
    ),
    ("entry-duplicate-extension", "RFC 5280 §4.2"),
    ("delta-removed-after-revoked", "only a hold is taken back"),
    (
        "ocsp-delegated-with-ocsp",
        "RFC 6960 §4.2.2.2.1: where the responder's status is to be had",
    ),
];

/// Cases that are revoked for one of the two, and neither revoked nor good for the other, with the
/// reason.
const OTHERWISE: &[(&str, &str)] = &[
    (
        "crl-stale-revoked",
        "a revocation that is no hold is never taken back",
    ),
    (
        "crl-hold-with-delta-wrong-key",
        "OpenSSL gives up where a delta is not sound; the list stands without it",
    ),
    ("later-revoked-before", NEWER),
    ("later-invalid-before", NEWER),
    ("later-hold-before", NEWER),
    ("later-list-of-revoked-issuer-revoked", NEWER),
    (
        "entry-unreadable",
        "the date cannot be read, so that nothing says since when it is revoked",
    ),
    (
        "entry-unreadable-other-revoked",
        "OpenSSL reads none of a list with such an entry",
    ),
    (
        "entry-odd-reason",
        "the reason cannot be read, so that it may be a hold",
    ),
    (
        "delta-alone-revoked",
        "a revocation that is no hold is never taken back",
    ),
];

/// Minimum number of cases, and of those that OpenSSL's tools can check.
const CASES: usize = 197;
const OPENSSL_CASES: usize = 182;

/// Returns the rows of a table, at least `least`.
fn rows(file: &str, least: usize) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(format!("{}/{file}", folder())).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let rows: Vec<Vec<String>> = lines
        .map(|line| line.split('\t').map(str::to_owned).collect())
        .collect();
    assert!(rows.len() >= least, "{file} has {} rows", rows.len());
    rows
}

/// Returns 'good', 'revoked keyCompromise 2025-03-01', or the reason why there is no status and the
/// problem of each source.
fn summary(status: &RevocationStatus) -> String {
    match status {
        RevocationStatus::Good(good) => {
            let later = good.later.map(|entry| {
                let date = entry.revocation_date.to_string();
                format!(", later {} {}", entry.reason.as_str(), &date[..10])
            });
            let duties = good.duties.iter().map(|duty| match &duty.kind {
                ProblemKind::CrlDefect(defect) => format!(" {defect:?}"),
                ProblemKind::OcspDefect(defect) => format!(" {defect:?}"),
                kind => panic!("{kind:?} is no duty"),
            });
            let duties: String = duties.collect();
            format!("good{}{duties}", later.unwrap_or_default())
        }
        RevocationStatus::Revoked(revoked) => {
            let date = revoked.entry.revocation_date.to_string();
            format!("revoked {} {}", revoked.entry.reason.as_str(), &date[..10])
        }
        RevocationStatus::Undetermined(undetermined) => {
            let problems = undetermined
                .problems
                .iter()
                .map(|problem| match &problem.kind {
                    ProblemKind::Stale(_) => "Stale".to_owned(),
                    ProblemKind::AfterExpiry(_) => "AfterExpiry".to_owned(),
                    ProblemKind::CrlOutOfScope(OutOfScope::DistributionPoint {
                        of_crl,
                        of_certificate,
                    }) => format!("OutOfScope({of_crl:?}, {of_certificate:?})"),
                    ProblemKind::CrlSomeReasons(reasons) => {
                        format!("CrlSomeReasons({})", reasons.names().join("+"))
                    }
                    kind => format!("{kind:?}"),
                });
            let problems: Vec<_> = problems.collect();
            format!("{:?} {}", undetermined.reason, problems.join(" "))
                .trim()
                .to_owned()
        }
    }
}

fn status(objects: &Objects, row: &[String]) -> String {
    let [_, subject, issuer, others, crls, responses, ..] = row else {
        panic!("{row:?}");
    };
    let [root, subject, issuer] =
        ["root", subject, issuer].map(|name| objects.der("certificates", name));
    let others = objects.all("certificates", others);
    let crls = objects.all("crls", crls);
    let responses = objects.all("ocsp", responses);

    let [root, subject, issuer] =
        [&root, &subject, &issuer].map(|der| Certificate::parse("certificate", der).unwrap());
    let read = |der| Certificate::parse("other", der).unwrap();
    let others: Vec<_> = others.iter().map(|der| read(der)).collect();
    let crls: Vec<_> = crls
        .iter()
        .map(|der| Crl::parse("crl", der).unwrap())
        .collect();
    let read = |der| OcspResponse::parse("response", der).unwrap();
    let responses: Vec<_> = responses.iter().map(|der| read(der)).collect();
    let sources = RevocationData {
        crls: &crls,
        ocsp_responses: &responses,
        certificates: [&root, &issuer].into_iter().chain(&others).collect(),
    };
    summary(&judge(&sources, VALIDATION_TIME, &root, &subject)[0])
}

#[test]
fn every_case_is_as_the_table_says() {
    let objects = Objects::read();
    let mut wrong = Vec::new();
    for row in rows("cases.tsv", CASES) {
        let found = status(&objects, &row);
        if found != row[6] {
            wrong.push(format!("{}\t{found}", row[0]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_agrees_with_openssl() {
    let expected: BTreeMap<_, _> = rows("cases.tsv", CASES)
        .into_iter()
        .map(|row| (row[0].clone(), row[6].clone()))
        .collect();
    let (mut refused, mut taken, mut otherwise) = (Vec::new(), Vec::new(), Vec::new());
    for row in rows("openssl.tsv", OPENSSL_CASES) {
        let [case, openssl] = &row[..] else {
            panic!("{row:?}");
        };
        let ours = &expected[case];
        let is_good = ours.starts_with("good");
        let openssl_is_good = openssl == "OK" || openssl == "good";
        if is_good && !openssl_is_good {
            refused.push(case.clone());
        } else if openssl_is_good && !is_good {
            taken.push(case.clone());
        } else if ours.starts_with("revoked") != openssl.contains("revoked") {
            otherwise.push(case.clone());
        }
    }
    let names = |list: &[(&str, &str)]| {
        list.iter()
            .map(|(n, _)| (*n).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(refused, names(OPENSSL_REFUSES));
    assert_eq!(taken, names(OPENSSL_TAKES));
    assert_eq!(otherwise, names(OTHERWISE));
}

/// Returns the status of `person` by one CRL or one response, at a time and with a budget.
fn person_at(crl: &str, response: &str, time: Time, budget: Budget) -> String {
    let objects = Objects::read();
    let issuer = objects.der("certificates", "issuing");
    let subject = objects.der("certificates", "person");
    let [issuer, subject] =
        [&issuer, &subject].map(|der| Certificate::parse("certificate", der).unwrap());
    let crls = objects.all("crls", crl);
    let crls: Vec<_> = crls
        .iter()
        .map(|der| Crl::parse("crl", der).unwrap())
        .collect();
    let responses = objects.all("ocsp", response);
    let read = |der| OcspResponse::parse("response", der).unwrap();
    let responses: Vec<_> = responses.iter().map(|der| read(der)).collect();
    let sources = RevocationData {
        crls: &crls,
        ocsp_responses: &responses,
        certificates: vec![&issuer],
    };
    let nobody = |_: &Certificate<'_>, _: Time, _: &mut Budget| Err(ProblemKind::SignerPath);
    let policy = RevocationPolicy::at(time);
    let mut judge = RevocationChecker::new(&sources, policy, &nobody, budget);
    summary(&judge.status(&subject, &issuer))
}

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

#[test]
fn work_has_limits() {
    let full = Budget::default;
    let signatures = Budget {
        signatures: 0,
        ..full()
    };
    let rows = [
        ("revoked", "-", signatures.clone(), "Limit(Signatures)"),
        ("-", "revoked", signatures, "Limit(Signatures)"),
        (
            "revoked",
            "-",
            Budget {
                comparisons: 0,
                ..full()
            },
            "Limit(Comparisons)",
        ),
        (
            "revoked",
            "-",
            Budget {
                octets: 0,
                ..full()
            },
            "Limit(Octets)",
        ),
    ];
    for (crl, response, budget, limit) in rows {
        let found = person_at(crl, response, VALIDATION_TIME, budget);
        assert_eq!(found, format!("{limit} {limit}"));
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

#[test]
fn what_a_certificate_points_to_is_told() {
    let objects = Objects::read();
    let der = objects.der("certificates", "person-with-pointers");
    let certificate = Certificate::parse("certificate", &der).unwrap();
    let expected = RevocationPointers {
        crls: vec![
            "http://crl.example.hk/a.crl",
            "http://crl.example.hk/b.crl",
            "http://crl.example.hk/delta.crl",
        ],
        crl_points: vec![
            vec!["http://crl.example.hk/a.crl", "http://crl.example.hk/b.crl"],
            vec!["http://crl.example.hk/delta.crl"],
        ],
        ocsp: vec!["http://ocsp.example.hk"],
        ca_issuers: vec!["ldap://ldap.example.hk/cn=ca"],
    };
    assert_eq!(RevocationPointers::of(&certificate), expected);
    let der = objects.der("certificates", "person");
    let certificate = Certificate::parse("certificate", &der).unwrap();
    assert_eq!(
        RevocationPointers::of(&certificate),
        RevocationPointers::default()
    );
}

#[test]
fn the_ocsp_request_is_the_one_that_openssl_makes() {
    let objects = Objects::read();
    let [person, issuing, root] =
        ["person", "issuing", "root"].map(|name| objects.der("certificates", name));
    let [person, issuing, root] =
        [&person, &issuing, &root].map(|der| Certificate::parse("certificate", der).unwrap());
    let expected = objects.der("requests", "person");
    assert_eq!(ocsp_request(&person, &issuing), Some(expected));
    assert_eq!(ocsp_request(&person, &root), None);
}

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
