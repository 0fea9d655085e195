//! The `openssl` program, which the sandbox's tests use as a second implementation.

use super::{Line, debian};
use crate::failure::Result;
use crate::program::{output, program};

/// Checks for OpenSSL 3, the first version whose `pkeyutl` verifies SM2; installs Debian's package
/// if necessary.
pub(super) fn find_or_install(line: &mut Line) -> Result<()> {
    if version().is_none() && debian::is_debian() && debian::can_install() {
        debian::install(&["openssl"], line)?;
    }
    let version = version().ok_or(
        "OpenSSL 3 is not on this machine (macOS has LibreSSL under the same name). Install it, and \
         put it first on PATH; or leave its step out with: cargo xtask test --without native",
    )?;
    line.say(&format!("{version}, in place"));
    Ok(())
}

/// Returns name and version of the program, if it is OpenSSL 3 or later.
fn version() -> Option<String> {
    let printed = output(program("openssl").arg("version")).ok()?;
    let mut words = printed.split_whitespace();
    let (name, version) = (words.next()?, words.next()?);
    let major: u32 = version.split('.').next()?.parse().ok()?;
    (name == "OpenSSL" && major >= 3).then(|| format!("{name} {version}"))
}
