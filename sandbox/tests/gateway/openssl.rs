//! The `openssl` command, an independent implementation.

use std::ffi::OsStr;
use std::process::{Command, Output};

/// Runs openssl and returns its output; panics if it fails.
pub(crate) fn run<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Output {
    let output = output(arguments);
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    output
}

/// Runs openssl and returns its output, even if it fails.
pub(crate) fn output<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Output {
    Command::new("openssl")
        .args(arguments)
        .output()
        .expect("these tests need the openssl command, version 3 or later")
}

/// True if openssl succeeds.
pub(crate) fn succeeds<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> bool {
    output(arguments).status.success()
}
