//! Verdicts on signatures in PDF files: those that pyHanko made, beside its own verdicts, and attack
//! files.
//!
//! tests/fixtures/pdf/pyhanko and attacks hold the files, each with the script that made them.
//! differences.tsv lists where pyHanko says something else, with the reason; cases.tsv has the
//! expected verdict on each attack file.

#![cfg(feature = "pdf")]

mod fixtures;

use std::collections::{BTreeMap, BTreeSet};

use iamsmart::asn1::{Encoded, Time};
use iamsmart::pdf::{ChangeKind, PdfSignature, PdfSignatures, read_signatures};
use iamsmart::report::Outcome;
use iamsmart::validation::{Existence, Revocation};
use iamsmart::verification::{CmsInput, PathOptions, VerificationReport, verify_cms};
use sha2::{Digest as _, Sha256, Sha512};

/// 2027-06-01T00:00:00Z.
const VALIDATION_TIME: Time = Time::from_unix_seconds(1_811_808_000);

fn fixture(folder: &str, file: &str) -> Vec<u8> {
    fixtures::read(&format!("pdf/{folder}/{file}"))
}

fn table(folder: &str, file: &str) -> Vec<Vec<String>> {
    fixtures::table(&format!("pdf/{folder}/{file}"))
}

fn options(folder: &str) -> PathOptions {
    let encoded = |file| Encoded::Bytes(fixture(folder, file));
    PathOptions {
        trust_anchors: vec![encoded("root.pem")],
        intermediates: vec![encoded("issuing.pem")],
        crls: vec![encoded("root.crl"), encoded("issuing.crl")],
        revocation: Revocation::Hard,
        ..PathOptions::at(VALIDATION_TIME)
    }
}

/// Returns the verdict on the message of a signature alone.
fn verdict_on_message(
    folder: &str,
    file: &[u8],
    signature: &PdfSignature,
    found: Option<&Vec<u8>>,
) -> VerificationReport {
    let [first, second] = signature.signed_parts();
    let signed = [&file[first], &file[second]].concat();
    let is_sha512 = signature.contents.windows(11).any(|at| {
        at == [
            0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03,
        ]
    });
    let digest = if is_sha512 {
        Sha512::digest(&signed).to_vec()
    } else {
        Sha256::digest(&signed).to_vec()
    };
    if let Some(found) = found {
        assert_eq!(*found, digest, "{}", signature.field_name);
    }
    verify_cms(&CmsInput {
        cms: Encoded::Bytes(signature.contents.clone()),
        content: Some(signed),
        digest: Some(digest),
        signer: None,
        existence: Existence::default(),
        options: options(folder),
    })
    .unwrap_or_else(|error| panic!("{}: {error}", signature.field_name))
}

/// Returns the report on each signature of a file, by the name of its field.
fn reports(folder: &str, file: &[u8], read: &PdfSignatures) -> Vec<(String, VerificationReport)> {
    let mut passed = BTreeSet::new();
    // Anybody can add a field with the name of another.
    let mut open = BTreeSet::new();
    let mut reports = Vec::new();
    // What later signatures are worth is known first.
    let digests = read.digests(file);
    for (signature, digest) in read.signatures.iter().zip(&digests).rev() {
        let checks = signature.checks(&|field| passed.contains(field) && !open.contains(field));
        let report = match signature.byte_range {
            Ok(_) if !signature.contents.is_empty() => {
                verdict_on_message(folder, file, signature, digest.as_ref()).with_container(checks)
            }
            _ => VerificationReport::of_container(checks, &options(folder)),
        };
        if report.indication == iamsmart::verification::Indication::TotalPassed {
            passed.insert(signature.field_name.clone());
        } else {
            open.insert(signature.field_name.clone());
        }
        reports.push((signature.field_name.clone(), report));
    }
    reports.reverse();
    reports
}

/// Returns the indication, and the checks about the file that did not pass.
fn verdict(report: &VerificationReport) -> String {
    let notable = report.checks.iter().filter(|check| {
        let name = check.name.to_string();
        check.outcome != Outcome::Passed
            && (name.starts_with("pdf.") || check.outcome == Outcome::Failed)
    });
    let mut words = vec![report.indication.as_str().to_owned()];
    words.extend(notable.map(|check| format!("{}:{}", check.name, check.outcome.as_str())));
    words.join(" ")
}

#[test]
fn every_attack_file_comes_to_what_the_table_says() {
    let rows = table("attacks", "cases.tsv");
    let mut expected = BTreeMap::new();
    for row in &rows {
        let [file, verdict, ..] = &row[..] else {
            panic!("{row:?}");
        };
        expected.insert(file.clone(), verdict.clone());
    }
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(fixtures::path("pdf/attacks")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let Some(stem) = name.strip_suffix(".pdf") else {
            continue;
        };
        let file = fixture("attacks", &name);
        let text = match read_signatures(&file) {
            Err(error) => error.code().to_owned(),
            Ok(read) => {
                let reports = reports("attacks", &file, &read).into_iter();
                let texts = reports.map(|(field, report)| format!("{field} {}", verdict(&report)));
                texts.collect::<Vec<_>>().join("; ")
            }
        };
        found.insert(stem.to_owned(), text);
    }
    assert!(found.len() > 70, "{} files", found.len());
    let differing: Vec<_> = found
        .iter()
        .filter(|(file, text)| expected.get(*file) != Some(*text))
        .map(|(file, text)| format!("{file}\t{text}"))
        .collect();
    assert!(differing.is_empty(), "{}", differing.join("\n"));
    assert_eq!(found.len(), expected.len(), "a row has no file");
}

/// Level of modification, as pyHanko names it.
fn level(signature: &PdfSignature) -> &'static str {
    let of = |kind: &ChangeKind| match kind {
        ChangeKind::Metadata
        | ChangeKind::SecurityStore
        | ChangeKind::TimeStamp
        | ChangeKind::Signature {
            is_visible: false,
            is_signed: false,
            ..
        } => 1,
        ChangeKind::Signature { .. } | ChangeKind::FormFilling { .. } => 2,
        ChangeKind::Annotation { .. } | ChangeKind::Other { .. } => 3,
    };
    let highest = signature
        .changes
        .iter()
        .map(|change| of(&change.kind))
        .max();
    match highest {
        None | Some(0) => "NONE",
        Some(1) => "LTA_UPDATES",
        Some(2) => "FORM_FILLING",
        Some(_) => "OTHER",
    }
}

/// What two implementations are compared in.
#[derive(Debug, Eq, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "they are the columns of the table"
)]
struct Judged {
    is_intact: bool,
    is_trusted: bool,
    covers_whole_file: bool,
    level: String,
    is_allowed: bool,
    /// Of a signature; time-stamps have a verdict of their own.
    is_valid: Option<bool>,
}

impl Judged {
    fn by_pyhanko(row: &[String]) -> Self {
        let is = |text: &str| text == "True";
        Self {
            is_intact: is(&row[2]) && is(&row[3]),
            is_trusted: is(&row[4]),
            covers_whole_file: row[6] == "ENTIRE_FILE",
            // A change that is not allowed has no level but that.
            level: if row[8] == "False" {
                "OTHER".to_owned()
            } else {
                row[7].clone()
            },
            is_allowed: row[8] != "False",
            is_valid: (row[5] != "-").then(|| is(&row[5])),
        }
    }

    fn by_iamsmart(signature: &PdfSignature, report: &VerificationReport) -> Self {
        let passed = |name: &str| {
            report
                .check(name)
                .is_some_and(|check| check.outcome == Outcome::Passed)
        };
        let is_allowed = passed("pdf.changes") && passed("pdf.file");
        let is_time_stamp = signature.format == iamsmart::pdf::Format::TimeStamp;
        Self {
            is_intact: passed("pdf.byte-range") && (is_time_stamp || passed("signature")),
            is_trusted: passed("path"),
            covers_whole_file: signature.covers_whole_file,
            level: if is_allowed {
                level(signature)
            } else {
                "OTHER"
            }
            .to_owned(),
            is_allowed,
            is_valid: (!is_time_stamp)
                .then(|| report.indication == iamsmart::verification::Indication::TotalPassed),
        }
    }
}

#[test]
fn files_of_pyhanko_are_judged_as_pyhanko_judges_them() {
    let rows = table("pyhanko", "pyhanko.tsv");
    let listed = table("pyhanko", "differences.tsv");
    let mut listed: BTreeSet<(String, String)> = listed
        .into_iter()
        .map(|row| {
            assert!(row[2].len() > 20, "{row:?} has no reason");
            (row[0].clone(), row[1].clone())
        })
        .collect();
    let mut judged: BTreeMap<&String, Vec<(String, Judged)>> = BTreeMap::new();
    let mut unlisted = Vec::new();
    let mut count = 0;
    for row in rows.iter().skip(1) {
        let (name, field) = (&row[0], &row[1]);
        let ours = judged.entry(name).or_insert_with(|| {
            let file = fixture("pyhanko", &format!("{name}.pdf"));
            let read = read_signatures(&file).unwrap_or_else(|error| panic!("{name}: {error}"));
            let reports = reports("pyhanko", &file, &read).into_iter();
            let pairs = read.signatures.iter().zip(reports);
            pairs
                .map(|(signature, (field, report))| {
                    (field, Judged::by_iamsmart(signature, &report))
                })
                .collect()
        });
        let Some((_, ours)) = ours.iter().find(|(other, _)| other == field) else {
            panic!("{name}: {field} was not found");
        };
        let theirs = Judged::by_pyhanko(row);
        count += 1;
        if theirs != *ours && !listed.remove(&(name.clone(), field_kind(field))) {
            unlisted.push(format!(
                "{name}\t{field}\n  pyHanko {theirs:?}\n  here    {ours:?}"
            ));
        }
    }
    assert!(count > 80, "{count} signatures");
    assert!(unlisted.is_empty(), "{}", unlisted.join("\n"));
    assert!(listed.is_empty(), "these do not differ: {listed:?}");
}

/// Returns a field's name without what pyHanko draws at random.
fn field_kind(field: &str) -> String {
    let stamp = field.starts_with("Timestamp-");
    if stamp {
        "Timestamp".to_owned()
    } else {
        field.to_owned()
    }
}

/// Poppler does not look at changes; of octets and their signature it says the same.
#[test]
fn pdfsig_finds_the_same_signatures_valid_over_the_same_octets() {
    let mut count = 0;
    for row in table("pyhanko", "pdfsig.tsv").iter().skip(1) {
        let [name, field, verdict, whole] = &row[..] else {
            panic!("{row:?}");
        };
        // It judges no document time-stamp, and lists fields without a signature.
        if verdict == "Signature has not yet been verified." || verdict == "?" {
            continue;
        }
        let file = fixture("pyhanko", &format!("{name}.pdf"));
        let read = read_signatures(&file).unwrap();
        let reports = reports("pyhanko", &file, &read);
        let mut pairs = read.signatures.iter().zip(reports);
        let (signature, (_, report)) = pairs
            .find(|(signature, _)| signature.field_name == *field)
            .unwrap_or_else(|| panic!("{name}: {field} was not found"));
        let is_intact = Judged::by_iamsmart(signature, &report).is_intact;
        assert_eq!(
            is_intact,
            verdict == "Signature is Valid.",
            "{name} {field}"
        );
        assert_eq!(
            signature.covers_whole_file,
            whole == "True",
            "{name} {field}"
        );
        count += 1;
    }
    assert!(count > 70, "{count} signatures");
}

/// Cut off anywhere, a file is what it was at an earlier revision, or none.
#[test]
fn a_file_that_is_cut_off_does_not_pass_unless_a_signed_revision_is_left() {
    let whole = fixture("attacks", "sound-two.pdf");
    for length in 0..whole.len() {
        // The last end-of-line is a part of no object.
        if length + 1 == whole.len() {
            continue;
        }
        // Most of the file is room for signatures; around its ends every octet counts.
        if length % 97 != 0 && !whole[length.saturating_sub(8)..length].contains(&b'%') {
            continue;
        }
        let Ok(read) = read_signatures(&whole[..length]) else {
            continue;
        };
        for signature in &read.signatures {
            let checks = signature.checks(&|_| false).into_vec();
            let has_passed = checks.iter().all(|check| check.outcome == Outcome::Passed);
            let end = signature.byte_range.as_ref().map_or(0, |range| range.end);
            let is_left = whole[end..length].iter().all(u8::is_ascii_whitespace);
            assert_eq!(
                has_passed,
                is_left && end > 0,
                "{length} {}",
                signature.field_name
            );
        }
    }
}
