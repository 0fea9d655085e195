//! Other readers and verifiers of PDF: qpdf, MuPDF, Poppler, pyHanko.

use std::path::PathBuf;

use super::{Line, debian, vectors};
use crate::failure::Result;
use crate::program::{find, program, quietly};
use crate::{files, project};

/// A program, and Debian's package of it.
const PROGRAMS: [(&str, &str); 3] = [
    ("qpdf", "qpdf"),
    ("mutool", "mupdf-tools"),
    ("pdfsig", "poppler-utils"),
];

/// pyHanko and its validator on PyPI.
const PYHANKO: [&str; 2] = ["pyHanko==0.38.0", "pyhanko-certvalidator==0.33.0"];

const LEAVE_OUT: &str = "Or leave its step out with: cargo xtask test --without pdf";

/// Returns the folder of Python packages.
pub(super) fn find_or_install(line: &mut Line) -> Result<PathBuf> {
    for (name, package) in PROGRAMS {
        if find(name).is_none() && debian::is_debian() && debian::can_install() {
            debian::install(&[package], line)?;
        }
        if find(name).is_none() {
            return Err(format!(
                "The tests of PDF files need the program '{name}', which Debian has as '{package}'. \
                 Install it. {LEAVE_OUT}"
            )
            .into());
        }
        line.say(name);
    }
    let [pyhanko, validator] = PYHANKO;
    line.say(pyhanko);
    let folder = project::cache()?.join(pyhanko.replace("==", "-"));
    if folder.is_dir() {
        line.say("in place");
        return Ok(folder);
    }
    vectors::ensure_pip(line)?;
    let scratch = folder.with_extension("new");
    files::remove_folder(&scratch)?;
    quietly(
        program("python3")
            .args(["-m", "pip", "install", "--quiet", "--only-binary=:all:"])
            .args(["--disable-pip-version-check", "--target"])
            .arg(&scratch)
            .args([pyhanko, validator]),
    )?;
    files::rename(&scratch, &folder)?;
    line.say("downloaded");
    Ok(folder)
}
