//! Certificates, CRLs, OCSP responses and CMS messages in public packages: what authorities and
//! signers made, and what other implementations read.
//!
//! Each is read as a caller's input is. What cannot be read is listed in unreadable.tsv, with what
//! the reader says; one that is not listed fails, and so does one that is listed and can be read.

#![cfg(feature = "verify")]

mod object;
#[path = "../vectors/mod.rs"]
mod vectors;

use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use iamsmart::asn1::{Encoded, Time};
use iamsmart::verification::{PathOptions, validate_certificate_path};
use object::{KINDS, Object};

/// Packages, with the numbers of certificates, CMS messages, CRLs and OCSP responses that no package
/// before has.
const PACKAGES: &[(&str, [usize; 4])] = &[
    ("cryptography_vectors", [533, 230, 199, 17]),
    ("apple-codesign-0.29.0", [41, 0, 0, 0]),
    ("cms-0.2.3", [4, 8, 0, 0]),
    ("cryptographic-message-syntax-0.27.0", [0, 4, 0, 0]),
    ("dcap-qvl-0.7.1", [10, 0, 0, 0]),
    ("mbedtls-sys-auto-2.28.15", [190, 0, 33, 0]),
    ("openssl-0.10.75", [14, 0, 2, 1]),
    ("rasn-cms-0.28.0", [0, 2, 0, 0]),
    ("rasn-pkix-0.28.0", [1, 0, 0, 0]),
    ("rpki-0.18.6", [87, 194, 94, 0]),
    ("sev-8.0.0", [8, 0, 0, 0]),
    ("webpki-0.22.4", [7, 0, 0, 0]),
    ("x509-cert-0.2.5", [25, 0, 1, 0]),
    ("x509-ocsp-0.2.1", [3, 0, 1, 13]),
    ("x509-parser-0.18.0", [13, 0, 3, 0]),
    ("x509-verify-0.4.8", [14, 0, 0, 1]),
    ("ocsp-1.2.0", [6, 0, 0, 0]),
    ("ssl-root-cas-1.3.1", [144, 0, 0, 0]),
    ("django_ca-3.2.0", [52, 0, 14, 0]),
    ("pyasn1_alt_modules-0.4.10", [61, 41, 1, 2]),
    ("pyhanko_certvalidator-0.33.0", [83, 1, 21, 46]),
    ("signxml-5.2.0", [284, 50, 20, 29]),
    ("acme-5.9.0", [13, 0, 0, 0]),
    ("asn1crypto_tests-1.5.1", [28, 14, 1, 1]),
    ("certifi-2026.10.19.post1", [59, 0, 0, 0]),
    ("oscrypto_tests-1.3.0", [8, 0, 0, 0]),
];

/// Files that hold no DER and no Base64 of it, and are large.
const SOURCES: [&str; 5] = ["c", "h", "lock", "map", "md"];

/// Package, place of the object, and what the reader says.
type Row = (String, String, String);

#[test]
#[ignore = "`cargo xtask test corpus` downloads the packages"]
fn what_is_not_read_is_listed() {
    let mut listed = listed();
    let mut unlisted = String::new();
    let mut known = HashSet::new();
    for (package, expected) in PACKAGES {
        let mut counts = [0; 4];
        for file in data_files(&folder(package)) {
            let place = place(package, &file);
            let objects = Object::all(&vectors::octets(&file));
            for (index, object) in objects.into_iter().enumerate() {
                if !known.insert(object.octets.clone()) {
                    continue;
                }
                counts[object.kind as usize] += 1;
                let Some(reason) = object.unreadable() else {
                    continue;
                };
                let row = ((*package).to_owned(), format!("{place}[{index}]"), reason);
                if !listed.remove(&row) {
                    let (package, object, reason) = row;
                    let _ = writeln!(unlisted, "{package}\t{object}\t{reason}");
                }
            }
        }
        assert_eq!(counts, *expected, "{package}: {KINDS:?}");
    }
    assert!(unlisted.is_empty(), "not read and not listed:\n{unlisted}");
    assert!(listed.is_empty(), "listed and read: {listed:#?}");
}

/// A bundle of certificates is as many as its blocks, whatever one of them is.
#[test]
#[ignore = "`cargo xtask test corpus` downloads the packages"]
fn bundles_are_read_block_by_block() {
    let bundles = [
        ("certifi-2026.10.19.post1", "certifi/cacert.pem", 117),
        ("cryptography_vectors", "x509/cryptography.io.chain.pem", 2),
        (
            "mbedtls-sys-auto-2.28.15",
            "vendor/tests/data_files/test-ca_cat12.crt",
            2,
        ),
    ];
    let end_entity = Encoded::Bytes(vectors::read("hkpost/Hongkong_Post_Root_CA_3.pem"));
    for (package, file, count) in bundles {
        let bundle = vectors::octets(&folder(package).join(file));
        let unreadable = |octets: Vec<u8>| {
            let options = PathOptions {
                intermediates: vec![Encoded::Bytes(octets)],
                ..PathOptions::at(Time::from_unix_seconds(1_790_000_000))
            };
            let report = validate_certificate_path(&end_entity, &options).unwrap();
            let names = report.checks.iter().map(|check| check.name.to_string());
            let names = names.filter(|name| name.ends_with(".unreadable"));
            names.collect::<Vec<_>>()
        };
        assert_eq!(Object::all(&bundle).len(), count, "{file}");
        assert_eq!(unreadable(bundle.clone()), [""; 0], "{file}");
        let odd = b"-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n";
        let name = format!("intermediates[0][{count}].unreadable");
        assert_eq!(unreadable([&bundle[..], odd].concat()), [name], "{file}");
    }
}

/// Returns the listed objects.
fn listed() -> HashSet<Row> {
    let mut listed = HashSet::new();
    let lines = include_str!("unreadable.tsv").lines();
    let mut has_reason = false;
    for line in lines.filter(|line| !line.is_empty()) {
        if let Some(reason) = line.strip_prefix("# ") {
            assert!(reason.ends_with('.'), "{reason} is a sentence");
            has_reason = true;
            continue;
        }
        assert!(has_reason, "{line} stands below a reason");
        let [package, place, says] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("a row has three columns: {line}");
        };
        let row = (package.to_owned(), place.to_owned(), says.to_owned());
        assert!(listed.insert(row), "{line} is listed twice");
    }
    listed
}

/// Returns the folder of a package.
fn folder(package: &str) -> PathBuf {
    const VARIABLE: &str = "IAMSMART_CORPUS";
    if package == "cryptography_vectors" {
        return vectors::cryptography("");
    }
    let Some(corpus) = std::env::var_os(VARIABLE) else {
        panic!(
            "{package} is missing: run `cargo xtask test corpus`, which downloads it, or set \
             {VARIABLE} to a folder with a folder for each package."
        );
    };
    let folder = PathBuf::from(corpus).join(package);
    // The archives of the registries have one folder, but for wheels.
    let inner = [package, "package"].map(|name| folder.join(name));
    inner
        .into_iter()
        .find(|path| path.is_dir())
        .unwrap_or(folder)
}

/// Returns the files that may hold objects, in the order of their paths.
fn data_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for entry in entries {
            let path = entry.expect("a folder's entry").path();
            let extension = path.extension().and_then(|extension| extension.to_str());
            if path.is_dir() {
                folders.push(path);
            } else if !extension.is_some_and(|extension| SOURCES.contains(&extension)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Returns the path of a file in its package, the same on every system.
fn place(package: &str, file: &Path) -> String {
    let place = file.strip_prefix(folder(package)).expect("a file of it");
    let parts: Vec<_> = place.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
