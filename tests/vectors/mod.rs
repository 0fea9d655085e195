//! Test vectors: those of this folder, and those of packages.

#![allow(dead_code, reason = "each test uses some of it")]

use std::io::Read as _;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use serde_json::Value;

/// The octets of a file of this folder, uncompressed where its name ends with `.gz`.
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

/// A file of this folder that is JSON.
pub(crate) fn json(file: &str) -> Value {
    serde_json::from_slice(&read(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// Where a file or folder of this folder is.
pub(crate) fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/vectors")
        .join(name)
}

/// Where a file or folder of PyPI's cryptography_vectors is.
///
/// # Panics
/// If the package is not there.
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

/// The octets of a file that has to be there.
///
/// # Panics
/// If it is not.
pub(crate) fn octets(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|error| panic!("{} is missing: {error}.", path.display()))
}
