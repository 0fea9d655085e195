//! PDF files judged years later, by the proofs of their document time-stamps (ETSI EN 319 102-1 §5.6).
//!
//! tests/fixtures/pdf/lasting holds the files, with the script that made them; tests/pdf/past.test.js compares
//! the verdicts with pyHanko's.

#![cfg(feature = "pdf")]

mod fixtures;

use iamsmart::asn1::{Encoded, Time};
use iamsmart::pdf::{Format, PdfSignatures, StoredItem, read_signatures};
use iamsmart::report::Outcome;
use iamsmart::validation::{Algorithm, AlgorithmEnds, Existence, Proof, Revocation};
use iamsmart::verification::{
    CmsInput, Indication, PathOptions, Stamped, TimestampInput, VerificationReport, verify_cms,
    verify_timestamp,
};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::ops::Range;

fn fixture(file: &str) -> Vec<u8> {
    fixtures::read(&format!("pdf/lasting/{file}"))
}

fn time(day: &str) -> Time {
    Time::parse(&format!("{day}T00:00:00.000Z")).unwrap()
}

/// Returns the options for a day, with CRLs by name. The clocks sign with RSA, which has no end here.
fn options(day: &str, crls: &str) -> PathOptions {
    let crls = crls.split(' ');
    let ends = vec![(Algorithm::RsaPkcs1, None), (Algorithm::RsaBelow3000, None)];
    PathOptions {
        trust_anchors: vec![Encoded::Bytes(fixture("anchors.pem"))],
        crls: crls
            .map(|name| Encoded::Bytes(fixture(&format!("{name}.crl"))))
            .collect(),
        revocation: Revocation::Hard,
        algorithm_ends: Some(AlgorithmEnds::replacing(ends)),
        ..PathOptions::at(time(day))
    }
}

fn with_store(mut options: PathOptions, read: &PdfSignatures) -> PathOptions {
    let encoded = |items: &[StoredItem]| {
        let items = items.iter().map(|item| Encoded::Bytes(item.octets.clone()));
        items.collect::<Vec<_>>()
    };
    options
        .intermediates
        .extend(encoded(&read.store.certificates));
    options.crls.extend(encoded(&read.store.crls));
    options
}

struct Judged {
    report: VerificationReport,
    holds_until: Option<Time>,
}

/// Judges the signatures of a file from the newest to the oldest, by the names of their fields.
fn judged(file: &[u8], options: &PathOptions) -> BTreeMap<String, Judged> {
    let read = read_signatures(file).unwrap();
    let options = with_store(options.clone(), &read);
    let mut existence = Existence::default();
    let mut all = BTreeMap::new();
    let known = read.proven().into_iter().zip(read.digests(file));
    for (signature, (proven, digest)) in read.signatures.iter().zip(known).rev() {
        let message = signature.message().unwrap();
        let digest = digest.unwrap();
        let judged = if signature.format == Format::TimeStamp {
            let found = verify_timestamp(&TimestampInput {
                token: message,
                stamped: Stamped::Digest(&digest),
                nonce: None,
                policies: Vec::new(),
                existence: existence.clone(),
                options: &options,
            });
            let found = found.unwrap();
            if let Some(at) = found.proven {
                for digest in proven {
                    let holds_until = found.holds_until;
                    existence.add_proof(digest, Proof { at, holds_until });
                }
            }
            Judged {
                holds_until: found.holds_until,
                report: found.report,
            }
        } else {
            assert!(proven.is_empty(), "a signature proves nothing");
            let report = verify_cms(&CmsInput {
                cms: Encoded::Bytes(message.to_vec()),
                content: None,
                digest: Some(digest),
                signer: None,
                existence: existence.clone(),
                options: options.clone(),
            });
            let report = report.unwrap();
            Judged {
                holds_until: report.holds_until,
                report,
            }
        };
        let checks = signature.checks(&|_| true).into_vec();
        assert!(checks.iter().all(|check| check.outcome == Outcome::Passed));
        all.insert(signature.field_name.clone(), judged);
    }
    all
}

/// Expected: the ends of the clocks' certificates.
#[test]
fn what_is_kept_up_holds_until_the_last_time_stamp_ends() {
    let all = judged(
        &fixture("b-lta-2032.pdf"),
        &options("2034-06-20", "clocks-3-2034"),
    );
    for (field, judged) in &all {
        assert_eq!(judged.report.indication, Indication::TotalPassed, "{field}");
        let until = judged.holds_until.map(Time::text);
        assert_eq!(
            until.as_deref(),
            Some("2040-12-31T00:00:00.000Z"),
            "{field}"
        );
    }
    let proven = all["Signature1"].report.proven_time.map(Time::text);
    assert_eq!(proven.as_deref(), Some("2026-06-01T12:00:00.000Z"));
    let all = judged(
        &fixture("b-lta.pdf"),
        &options("2026-06-02", "root-2026 clocks-1-2026"),
    );
    let until = all["Signature1"].holds_until.map(Time::text);
    assert_eq!(until.as_deref(), Some("2029-12-31T00:00:00.000Z"));
}

/// A time-stamp is a proof of what it covers alone: never of what follows it, never of itself.
#[test]
fn a_time_stamp_proves_what_it_covers_and_nothing_after_it() {
    let digest = |octets: &[u8]| -> [u8; 32] { Sha256::digest(octets).into() };
    let inside = |parts: &[Range<usize>; 2], place: &Range<usize>| {
        let within = |part: &Range<usize>| part.start <= place.start && place.end <= part.end;
        parts.iter().any(within)
    };
    let mut counts = [0, 0];
    for name in ["b-lta-2032", "data-after", "two", "signed-after", "missed"] {
        let file = fixture(&format!("{name}.pdf"));
        let read = read_signatures(&file).unwrap();
        let proven = read.proven();
        let stamps = read.signatures.iter().zip(&proven);
        for (stamp, proven) in stamps.filter(|(stamp, _)| stamp.format == Format::TimeStamp) {
            let parts = stamp.signed_parts();
            for other in &read.signatures {
                let place = &other.byte_range.as_ref().unwrap().gap;
                let is_proven = proven.contains(&digest(other.message().unwrap()));
                assert_eq!(is_proven, inside(&parts, place), "{name}");
                counts[usize::from(is_proven)] += 1;
            }
            let store = read.store.certificates.iter().chain(&read.store.crls);
            for item in store {
                let is_proven = proven.contains(&digest(&item.octets));
                let is_inside = item.places.iter().any(|place| inside(&parts, place));
                // The authority's certificates are in its token, too.
                assert!(is_proven >= is_inside, "{name}");
                counts[usize::from(is_proven)] += 1;
            }
        }
    }
    assert!(counts[0] > 20 && counts[1] > 20, "{counts:?}");
    let read = read_signatures(&fixture("data-after.pdf")).unwrap();
    let crl = digest(&fixture("root-2026.crl"));
    assert!(read.proven().iter().all(|proven| !proven.contains(&crl)));
}
