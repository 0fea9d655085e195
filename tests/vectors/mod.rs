//! Test vectors of this folder and of packages.

#![allow(dead_code, reason = "each test uses some of it")]

use std::io::Read as _;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use serde_json::Value;

/// Reads a file of this folder, decompressed if its name ends with `.gz`.
pub(crate) fn read(file: &str) -> Vec<u8> {
    let path = path(file);
    let octets = octets(&path);
    if path.extension().is_none_or(|extension| extension != "gz") {
        return octets;
    }
    let mut uncompressed = Vec::new();
    GzDecoder::new(&octets[..])
        .read_to_end(&mut uncompressed)
        .unwrap_or_else(|error| panic!("{} is not gzip: {error}.", path.display()));
    uncompressed
}

/// Parses a JSON file of this folder.
pub(crate) fn json(file: &str) -> Value {
    serde_json::from_slice(&read(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// Returns the path of a file or folder in this folder.
pub(crate) fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/vectors")
        .join(name)
}

/// Returns the path of a file or folder in PyPI's cryptography_vectors.
///
/// # Panics
/// If the package is not installed.
pub(crate) fn cryptography(name: &str) -> PathBuf {
    const VARIABLE: &str = "IAMSMART_CRYPTOGRAPHY_VECTORS";
    let Some(package) = std::env::var_os(VARIABLE) else {
        panic!(
            "{name} of PyPI's cryptography_vectors is missing: run `cargo xtask test native`, which \
             downloads the package, or set {VARIABLE} to the folder of the unpacked wheel."
        );
    };
    PathBuf::from(package)
        .join("cryptography_vectors")
        .join(name)
}

/// Returns the cases of a suite that docs/strict-profile.md lists.
pub(crate) fn passing_without_strict_profile(suite: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/strict-profile.md");
    let text = String::from_utf8(octets(&path)).unwrap();
    let rows = text.lines().filter_map(|line| {
        let columns: Vec<_> = line.split('|').map(str::trim).collect();
        match columns[..] {
            ["", of, case, _, ""] if of == suite => Some(case.trim_matches('`').to_owned()),
            _ => None,
        }
    });
    rows.collect()
}

/// Reads a file that must exist.
///
/// # Panics
/// If the file cannot be read.
pub(crate) fn octets(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|error| panic!("{} is missing: {error}.", path.display()))
}
