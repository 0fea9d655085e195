//! Signatures of which the certificates ended or were revoked since, judged by the time-stamps over
//! them (ETSI EN 319 102-1 §5.5, §5.6).
//!
//! Made by tests/fixtures/timestamp/make.py with OpenSSL. The expected verdicts are those of the
//! standard's steps; past/pyhanko.tsv has pyHanko's, made by verdicts_of_pyhanko.py.

#![cfg(feature = "verify")]

mod fixtures;

use fixtures::verdict;
use iamsmart::asn1::{Encoded, Time};
use iamsmart::report::SubIndication;
use iamsmart::validation::{Algorithm, AlgorithmEnds, Existence, Revocation};
use iamsmart::verification::{
    CmsInput, Indication, PathOptions, SignatureInput, Stamped, TimestampInput, verify_cms,
    verify_signature, verify_timestamp,
};

const DAY_AFTER: &str = "2026-06-02T00:00:00.000Z";
const DECEMBER: &str = "2026-12-02T00:00:00.000Z";
const LATER: &str = "2029-06-02T00:00:00.000Z";

const NOON: &str = "2026-06-01T12:00:00.000Z";

fn fixture(file: &str) -> Vec<u8> {
    fixtures::read(&format!("timestamp/past/{file}"))
}

fn time(text: &str) -> Time {
    Time::parse(text).unwrap()
}

fn encoded(file: &str) -> Encoded {
    Encoded::Bytes(fixture(file))
}

fn options(at: &str, crls: &[&str]) -> PathOptions {
    PathOptions {
        trust_anchors: vec![encoded("root.pem")],
        timestamp_anchors: Some(vec![encoded("clocks.pem")]),
        intermediates: vec![encoded("long.pem"), encoded("short.pem")],
        crls: crls
            .iter()
            .map(|crl| encoded(&format!("{crl}.crl")))
            .collect(),
        ..PathOptions::at(time(at))
    }
}

fn cms(message: &str, options: PathOptions) -> CmsInput {
    CmsInput {
        cms: encoded(&format!("{message}.cms")),
        content: Some(fixtures::read("timestamp/content.bin")),
        digest: None,
        existence: Existence::default(),
        signer: None,
        options,
    }
}

/// The message, when it is judged, the CRLs at hand, the verdict, the proven time.
type Row<'a> = (&'a str, &'a str, &'a [&'a str], &'a str, Option<&'a str>);

const PASSED: &str = "TOTAL-PASSED";

#[test]
fn what_was_proven_before_is_not_undone() {
    const REVOKED: &str = "INDETERMINATE REVOKED_NO_POE certificate[0].revocation:indeterminate";
    let december = |crl| ["root-2026", crl, "clocks-2026-december"];
    let revoked_later = &december("long-revoked-later");
    let revoked_before = &december("long-revoked-before");
    let known = &["root-2029", "long-2026", "clocks-2029"];
    let rows: &[Row<'_>] = &[
        (
            "stamped",
            DAY_AFTER,
            &["root-2026", "long-2026", "clocks-2026"],
            PASSED,
            Some(NOON),
        ),
        // Revoked on 1 October, stamped on 1 June and on 1 November.
        ("unstamped", DECEMBER, revoked_later, REVOKED, None),
        ("stamped", DECEMBER, revoked_later, PASSED, Some(NOON)),
        (
            "stamped-in-november",
            DECEMBER,
            revoked_later,
            REVOKED,
            Some("2026-11-01T12:00:00.000Z"),
        ),
        ("stamped-twice", DECEMBER, revoked_later, PASSED, Some(NOON)),
        // Revoked on 1 May.
        ("stamped", DECEMBER, revoked_before, REVOKED, Some(NOON)),
        // The signer's certificate ended on 1 January 2027.
        (
            "unstamped",
            LATER,
            known,
            "INDETERMINATE OUT_OF_BOUNDS_NO_POE certificate[0].validity:indeterminate \
             certificate[0].revocation:indeterminate",
            None,
        ),
        ("stamped", LATER, known, PASSED, Some(NOON)),
        // It became valid on 1 January 2026, and the time-stamp is of 2025.
        (
            "stamped-before-certificate",
            LATER,
            known,
            "TOTAL-FAILED NOT_YET_VALID claimed-time:warning certificate[0].validity:failed",
            Some("2025-06-01T12:00:00.000Z"),
        ),
    ];
    for (message, at, crls, expected, proven) in rows {
        let report = verify_cms(&cms(message, options(at, crls))).unwrap();
        assert_eq!(verdict(&report), *expected, "{message} at {at}");
        let found = report.proven_time.map(Time::text);
        assert_eq!(found.as_deref(), *proven, "{message} at {at}");
        assert_eq!(report.validation_time, time(at));
    }
}

#[test]
fn a_time_stamp_that_proves_nothing_does_not_speak_against_the_signature() {
    let known = ["root-2029", "long-2026", "clocks-2029"];
    let clock_revoked = ["root-2029", "long-2026", "clocks-2029-revoked"];
    let nobody = PathOptions {
        timestamp_anchors: Some(Vec::new()),
        ..options(LATER, &known)
    };
    let rows = [
        ("stamped", nobody, "skipped"),
        ("stamped", options(LATER, &clock_revoked), "skipped"),
        ("stamped-by-stranger", options(LATER, &known), "skipped"),
        ("stamped-else", options(LATER, &known), "warning"),
        ("stamped-with-nothing", options(LATER, &known), "warning"),
    ];
    let crls = ["root-2026", "long-2026", "clocks-2026"];
    for (message, options, outcome) in rows {
        let report = verify_cms(&cms(message, options.clone())).unwrap();
        let reason = report.sub_indication.map(SubIndication::as_str);
        assert_eq!(reason, Some("OUT_OF_BOUNDS_NO_POE"), "{message}");
        assert_eq!((report.proven_time, report.holds_until), (None, None));
        let check = report.check("proven-time").unwrap();
        assert_eq!(
            check.outcome.as_str(),
            outcome,
            "{message}: {}",
            check.detail
        );

        let then = PathOptions {
            crls: crls
                .iter()
                .map(|crl| encoded(&format!("{crl}.crl")))
                .collect(),
            validation_time: time(DAY_AFTER),
            ..options
        };
        let report = verify_cms(&cms(message, then)).unwrap();
        assert_eq!(report.indication, Indication::TotalPassed, "{message}");
    }
}

/// What an authority issued counts only if it was there while the authority was trusted.
#[test]
fn what_an_authority_may_not_have_issued_itself_has_to_be_proven() {
    const NO_POE: &str = "INDETERMINATE NO_POE";
    let unknown = ["root-2026", "long-2026", "clocks-2029"];
    let revoked = [
        "root-2026",
        "root-2029-long-revoked",
        "long-2026",
        "clocks-2029",
    ];
    let ended = ["root-2026", "short-2026", "clocks-2029"];
    let all = [
        "long.pem",
        "short.pem",
        "root-2026.crl",
        "long-2026.crl",
        "short-2026.crl",
    ];
    let without = |left_out: &str| {
        let all = all.iter().copied().filter(|file| *file != left_out);
        all.collect::<Vec<_>>()
    };
    let rows = [
        ("stamped", &unknown[..], vec![], NO_POE),
        ("stamped", &unknown, all.to_vec(), PASSED),
        ("stamped", &unknown, without("long.pem"), NO_POE),
        (
            "stamped",
            &unknown,
            without("long-2026.crl"),
            "INDETERMINATE TRY_LATER",
        ),
        // Nothing signed names the signer's certificate.
        ("no-ess", &unknown, all.to_vec(), NO_POE),
        (
            "no-ess",
            &["root-2029", "long-2026", "clocks-2029"],
            vec![],
            PASSED,
        ),
        ("stamped", &revoked, vec![], NO_POE),
        ("stamped", &revoked, all.to_vec(), PASSED),
        ("of-short", &ended, vec![], NO_POE),
        ("of-short", &ended, all.to_vec(), PASSED),
        (
            "of-short",
            &ended,
            without("short-2026.crl"),
            "INDETERMINATE TRY_LATER",
        ),
    ];
    for (message, crls, proven, expected) in rows {
        let mut input = cms(message, options(LATER, crls));
        for file in &proven {
            let octets = match file.strip_suffix(".pem") {
                Some(_) => der_of_pem(&fixture(file)),
                None => fixture(file),
            };
            input.existence.add(&octets, time(DAY_AFTER));
        }
        let report = verify_cms(&input).unwrap();
        let found = verdict(&report);
        assert!(
            found.starts_with(expected),
            "{message} {crls:?} {proven:?}: {found}"
        );
    }
}

fn der_of_pem(pem: &[u8]) -> Vec<u8> {
    let text = String::from_utf8(pem.to_vec()).unwrap();
    let body = text.lines().filter(|line| !line.starts_with("-----"));
    iamsmart::encoding::from_base64("pem", &body.collect::<String>()).unwrap()
}

/// Expected ends: `openssl x509 -enddate` of the clock and of the authorities.
#[test]
fn the_report_says_until_when_the_proof_holds() {
    let known = ["root-2029", "long-2026", "clocks-2029"];
    let report = verify_cms(&cms("stamped", options(LATER, &known))).unwrap();
    assert_eq!(
        report.holds_until.unwrap().text(),
        "2040-01-01T00:00:00.000Z"
    );
    let [timestamp] = &report.signature_timestamps[..] else {
        panic!("{:?}", report.signature_timestamps);
    };
    assert_eq!(timestamp.proven.map(Time::text).as_deref(), Some(NOON));
    let sentence = report.check("proven-time").unwrap().detail.to_string();
    assert!(
        sentence.contains("was there at 1 June 2026 20:00:00 HKT"),
        "{sentence}"
    );
    let claimed = report.check("claimed-time").unwrap().detail.to_string();
    assert!(claimed.contains("is proven"), "{claimed}");

    let of_short = ["root-2026", "short-2026", "clocks-2026"];
    let report = verify_cms(&cms("of-short", options(DAY_AFTER, &of_short))).unwrap();
    assert_eq!(
        report.holds_until.unwrap().text(),
        "2028-01-01T00:00:00.000Z"
    );
    let unstamped = ["root-2026", "long-2026"];
    let report = verify_cms(&cms("unstamped", options(DAY_AFTER, &unstamped))).unwrap();
    assert_eq!(report.indication, Indication::TotalPassed);
    assert_eq!((report.proven_time, report.holds_until), (None, None));
}

#[test]
fn time_stamps_over_a_signature_may_be_handed_in() {
    let input = |timestamps: Vec<Vec<u8>>| SignatureInput {
        content: Some(fixtures::read("timestamp/content.bin")),
        digest: None,
        signature: fixture("digest.sig"),
        certificate: encoded("person.pem"),
        signature_algorithm: None,
        claimed_time: Some(time(NOON)),
        timestamps,
        options: options(LATER, &["root-2029", "long-2026", "clocks-2029"]),
    };
    let report = verify_signature(&input(Vec::new())).unwrap();
    assert_eq!(
        report.sub_indication.unwrap().as_str(),
        "OUT_OF_BOUNDS_NO_POE"
    );
    let report = verify_signature(&input(vec![fixture("digest.tst")])).unwrap();
    assert_eq!(verdict(&report), PASSED);
    assert_eq!(report.proven_time.map(Time::text).as_deref(), Some(NOON));
    let other = fixtures::read("timestamp/plain.tst");
    let report = verify_signature(&input(vec![other, b"x".to_vec()])).unwrap();
    assert_eq!(report.proven_time, None);
    let error = verify_signature(&input(vec![Vec::new(); 17])).unwrap_err();
    assert_eq!(error.code(), "invalid-argument");
}

/// Each clock ends after four years, and has stamped the time-stamp of the one before.
#[test]
fn a_time_stamp_over_a_time_stamp_keeps_it_up() {
    let options = PathOptions {
        trust_anchors: vec![encoded("clocks.pem")],
        revocation: Revocation::Off,
        ..PathOptions::at(time("2034-06-01T00:00:00.000Z"))
    };
    let signature = fixture("digest.sig");
    let [first, second, third] =
        ["2026", "2029", "2032"].map(|year| fixture(&format!("chain-{year}.tst")));
    let judge = |token: &[u8], over: &[u8], existence: &Existence| {
        let report = verify_timestamp(&TimestampInput {
            token,
            stamped: Stamped::Content(&[over]),
            nonce: None,
            policies: Vec::new(),
            existence: existence.clone(),
            options: &options,
        });
        report.unwrap()
    };
    let mut existence = Existence::default();
    for token in [&first, &second] {
        let over = if token == &first { &signature } else { &first };
        let alone = judge(token, over, &existence);
        assert_eq!(
            verdict(&alone.report),
            "INDETERMINATE OUT_OF_BOUNDS_NO_POE certificate[0].validity:indeterminate"
        );
    }
    let rows = [
        (&third, &second, "2032-06-01T12:00:00.000Z"),
        (&second, &first, "2029-06-01T12:00:00.000Z"),
        (&first, &signature, NOON),
    ];
    for (token, over, expected) in rows {
        let report = judge(token, over, &existence);
        assert_eq!(verdict(&report.report), PASSED);
        let proven = report.proven.unwrap();
        assert_eq!(proven.text(), expected);
        existence.add(over, proven);
    }
    // A time-stamp that came after the certificate's end is too late.
    let mut late = Existence::default();
    late.add(&first, time("2030-06-01T00:00:00.000Z"));
    let report = judge(&first, &signature, &late);
    assert_eq!(
        verdict(&report.report),
        "INDETERMINATE OUT_OF_BOUNDS_NO_POE certificate[0].validity:indeterminate"
    );
    // One from before its own time contradicts it.
    let mut early = Existence::default();
    early.add(&first, time("2026-05-01T00:00:00.000Z"));
    let report = judge(&first, &signature, &early);
    let reason = report.report.sub_indication.unwrap();
    assert_eq!(reason.as_str(), "TIMESTAMP_ORDER_FAILURE");
}

/// An algorithm that ended since does not undo what was proven before.
#[test]
fn algorithms_are_those_of_the_time_that_is_proven() {
    const ENDED: &str =
        "INDETERMINATE CRYPTO_CONSTRAINTS_FAILURE signature-algorithm:indeterminate";
    let with_ends = |entries| PathOptions {
        algorithm_ends: Some(AlgorithmEnds::replacing(entries)),
        ..options(LATER, &["root-2029", "long-2026", "clocks-2029"])
    };
    let rows = [
        // RSA of 2048 bits ended with 2028.
        (Vec::new(), PASSED),
        (
            vec![(
                Algorithm::RsaBelow3000,
                Some(time("2026-05-01T00:00:00.000Z")),
            )],
            ENDED,
        ),
    ];
    for (entries, expected) in rows {
        let report = verify_cms(&cms("stamped", with_ends(entries))).unwrap();
        assert_eq!(verdict(&report), expected);
    }
    let day_after = PathOptions {
        validation_time: time(DAY_AFTER),
        crls: vec![encoded("root-2026.crl"), encoded("long-2026.crl")],
        ..with_ends(vec![(
            Algorithm::RsaBelow3000,
            Some(time("2026-06-01T18:00:00.000Z")),
        )])
    };
    let unstamped = verify_cms(&cms("unstamped", day_after)).unwrap();
    assert_eq!(verdict(&unstamped), ENDED);
}

/// Where pyHanko says otherwise, and why.
const PYHANKO: [(&str, &str); 4] = [
    (
        "unstamped",
        "it asks for a time-stamp; without one, the signature is judged as it is",
    ),
    (
        "stamped-twice",
        "it takes the first; EN 319 102-1 §5.5.4 takes the earliest of those that pass",
    ),
    (
        "stamped-else",
        "it fails; a time-stamp that anyone can add does not speak against a signature",
    ),
    (
        "stamped-by-stranger",
        "it fails; a time-stamp that anyone can add does not speak against a signature",
    ),
];

#[test]
fn pyhanko_says_the_same_or_a_reason_is_given() {
    let table = String::from_utf8(fixture("pyhanko.tsv")).unwrap();
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    let mut counted = 0;
    for row in rows {
        let [message, day, crls, theirs] = row.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{row}");
        };
        let crls: Vec<_> = crls.split(' ').collect();
        let at = format!("{day}T00:00:00.000Z");
        let report = verify_cms(&cms(message, options(&at, &crls))).unwrap();
        let ours = report.sub_indication.map_or("OK", SubIndication::as_str);
        let is_listed = PYHANKO.iter().any(|(listed, _)| *listed == message);
        assert_eq!(ours != theirs, is_listed, "{row}: {ours}");
        counted += 1;
    }
    assert_eq!(counted, 12);
}
