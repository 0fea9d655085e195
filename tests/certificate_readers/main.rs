//! The crate's certificate parser against x509-parser: for every certificate of every suite that
//! both accept, every field is equal, except for the differences listed in differences.tsv.

#![cfg(feature = "inspect")]

mod openssl;
mod second_opinion;
mod suites;
#[path = "../vectors/mod.rs"]
mod vectors;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use iamsmart::inspection::{Comparison, Reason, compare};
use suites::Case;

/// Results for the certificates of a suite.
#[derive(Debug, Default, Eq, PartialEq)]
struct Counts {
    certificates: usize,
    both_read: usize,
    /// Number of certificates that are equal in every field.
    agreed: usize,
}

/// Suite, case and field of a difference; the field is `certificate` if only one parser accepts it.
type Key = (String, String, String);

/// Returns the listed differences, with the identifiers of their reasons.
fn listed() -> BTreeMap<Key, String> {
    let mut reason = None;
    let mut listed = BTreeMap::new();
    let lines = include_str!("differences.tsv").lines();
    for line in lines.filter(|line| !line.is_empty()) {
        if let Some(header) = line.strip_prefix("# ") {
            let (identifier, sentence) =
                header.split_once(": ").expect("an identifier and a reason");
            assert!(sentence.ends_with('.'), "{identifier} is a sentence");
            reason = Some(identifier.to_owned());
            continue;
        }
        let [suite, case, field] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("a row has three columns: {line}");
        };
        let key = (suite.to_owned(), case.to_owned(), field.to_owned());
        let reason = reason.clone().expect("rows stand below a reason");
        let before = listed.insert(key, reason);
        assert_eq!(before, None, "{line} is listed twice");
    }
    listed
}

/// Returns the differences of a case, each with its reason if that follows from the difference
/// alone.
fn differences(case: &Case, comparison: Comparison) -> Vec<(Key, String, Option<Reason>)> {
    let key = |field: &str| (case.suite.to_owned(), case.name.clone(), field.to_owned());
    match comparison {
        Comparison::Both(differences) => {
            let found = differences.into_iter().map(|difference| {
                let reason = Reason::of(&difference);
                let seen = format!("{:?} {:?}", difference.iamsmart, difference.x509_parser);
                (key(difference.field), seen, reason)
            });
            found.collect()
        }
        Comparison::Iamsmart(iamsmart, error) => {
            let reason = Reason::of_refusal(&iamsmart, &error);
            vec![(key("certificate"), format!("x509-parser: {error}"), reason)]
        }
        Comparison::X509Parser(error) => vec![(key("certificate"), error, None)],
        Comparison::Neither => Vec::new(),
    }
}

/// Returns the reason's identifier in differences.tsv.
const fn identifier_of(reason: Reason) -> &'static str {
    match reason {
        Reason::CountBeyond32Bits => "count-beyond-32-bits",
        Reason::PartlyRead => "partly-read",
        Reason::RelativeDistributionPoint => "relative-distribution-point",
        Reason::UnreadableExtension => "unreadable-extension",
        Reason::VersionBeyond32Bits => "version-beyond-32-bits",
    }
}

#[test]
fn both_say_the_same_but_for_reasons() {
    let mut listed = listed();
    let mut unlisted = String::new();
    let mut counts: BTreeMap<&str, Counts> = BTreeMap::new();
    for case in suites::certificates() {
        let comparison = compare(&case.der);
        counts.entry(case.suite).or_default().add(&comparison);
        for (key, seen, reason) in differences(&case, comparison) {
            let Some(identifier) = listed.remove(&key) else {
                let (suite, name, field) = key;
                let _ = writeln!(unlisted, "{suite}\t{name}\t{field}\n    {seen}");
                continue;
            };
            if let Some(reason) = reason {
                assert_eq!(identifier_of(reason), identifier, "{key:?}: {seen}");
            } else {
                assert_eq!(key.2, "certificate", "{key:?} has no known reason: {seen}");
            }
        }
    }
    assert!(
        unlisted.is_empty(),
        "differences that are not listed:\n{unlisted}"
    );
    assert!(
        listed.is_empty(),
        "listed differences that are none: {listed:#?}"
    );
    assert_counts(&counts);
}

impl Counts {
    fn add(&mut self, comparison: &Comparison) {
        self.certificates += 1;
        if let Comparison::Both(differences) = comparison {
            self.both_read += 1;
            self.agreed += usize::from(differences.is_empty());
        }
    }
}

/// Suite, with the numbers of certificates, of those that both accept, and of those that are equal.
const SUITES: [(&str, [usize; 3]); 4] = [
    ("cryptography_vectors", [138, 134, 130]),
    ("hkpost", [4, 4, 4]),
    ("limbo", [582, 581, 581]),
    ("pkits", [402, 400, 396]),
];

/// Minimum numbers for the project's own suites, in the form of [`SUITES`].
const OWN: [(&str, [usize; 3]); 2] = [("fixtures", [889, 864, 863]), ("fuzz", [72, 72, 70])];

fn assert_counts(counts: &BTreeMap<&str, Counts>) {
    let numbers = |suite: &str| {
        let counts = &counts[suite];
        [counts.certificates, counts.both_read, counts.agreed]
    };
    for (suite, expected) in SUITES {
        assert_eq!(numbers(suite), expected, "{suite}");
    }
    for (suite, least) in OWN {
        let found = numbers(suite);
        let is_enough = found
            .iter()
            .zip(&least)
            .all(|(found, least)| found >= least);
        assert!(is_enough, "{suite}: {found:?}, and at least {least:?}");
    }
    assert_eq!(counts.len(), SUITES.len() + OWN.len());
}
