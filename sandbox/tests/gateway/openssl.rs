//! The `openssl` command, as the other implementation.

use std::ffi::OsStr;
use std::process::{Command, Output};

/// Whether it is here. Where it is not, the test says so and passes; with CI=true it fails.
pub(crate) fn is_here() -> bool {
    let here = Command::new("openssl").arg("version").output().is_ok();
    if !here {
        assert!(
            std::env::var("CI").as_deref() != Ok("true"),
            "the openssl command is missing"
        );
        println!("skipped: the openssl command is missing");
    }
    here
}

/// Runs it and gives what it printed.
pub(crate) fn run<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Output {
    let output = Command::new("openssl").args(arguments).output().unwrap();
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    output
}

/// Whether it ends well.
pub(crate) fn succeeds<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> bool {
    let output = Command::new("openssl").args(arguments).output().unwrap();
    output.status.success()
}
