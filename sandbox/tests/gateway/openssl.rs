//! The `openssl` command, as the other implementation.

use std::ffi::OsStr;
use std::process::{Command, Output};

/// Runs it and gives what it printed; fails if it fails.
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

/// Runs it and gives what it printed, whether it fails or not.
pub(crate) fn output<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Output {
    Command::new("openssl")
        .args(arguments)
        .output()
        .expect("these tests need the openssl command, version 3 or later")
}

/// True if it succeeds.
pub(crate) fn succeeds<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> bool {
    output(arguments).status.success()
}
