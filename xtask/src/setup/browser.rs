//! A browser for tests: Chromium or Chrome.

use std::path::{Path, PathBuf};

use super::{Line, debian};
use crate::failure::Result;
use crate::program::{find, output, program};
use crate::project;

const ADVICE: &str = "Install Chromium or Chrome, or name one in the environment: CHROMIUM=…";

/// Finds a browser in the environment variable or on PATH; otherwise installs Debian's package if
/// possible, or Chrome for Testing into the cache.
pub(super) fn find_or_install(line: &mut Line) -> Result<PathBuf> {
    if let Some(chromium) = named("CHROMIUM")? {
        line.say(&format!("{}, of the environment", chromium.display()));
        return Ok(chromium);
    }
    if let Some(chromium) = on_path() {
        line.say(&format!("{}, in place", chromium.display()));
        return Ok(chromium);
    }
    if debian::is_debian() && debian::can_install() {
        debian::install(&["chromium", "fonts-noto-cjk"], line)?;
        return on_path().ok_or_else(|| ADVICE.into());
    }
    chrome_for_testing(line).map_err(|failure| format!("{failure}\n{ADVICE}").into())
}

/// Returns the program in an environment variable.
pub(super) fn named(variable: &str) -> Result<Option<PathBuf>> {
    let Some(path) = std::env::var_os(variable).map(PathBuf::from) else {
        return Ok(None);
    };
    if path.is_file() {
        Ok(Some(path))
    } else {
        Err(format!("{variable} names no file: {}", path.display()).into())
    }
}

fn on_path() -> Option<PathBuf> {
    ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .filter_map(find)
        .find(|chromium| starts(chromium))
}

/// Returns false for a program like Ubuntu's `chromium-browser` without its snap.
fn starts(path: &Path) -> bool {
    output(program(path).arg("--version")).is_ok()
}

/// Downloads Chrome for Testing with the npm package `@puppeteer/browsers`.
fn chrome_for_testing(line: &mut Line) -> Result<PathBuf> {
    line.say("Chrome for Testing");
    let printed = output(
        program("node")
            .arg(project::root().join("xtask/browser/install.js"))
            .arg(project::cache()?),
    )?;
    Ok(printed.trim_end().into())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{named, starts};

    #[test]
    fn a_program_that_does_not_start_is_no_browser() {
        assert!(!starts(Path::new("/no/such/browser")));
    }

    #[test]
    fn a_variable_that_is_not_set_names_nothing() {
        assert_eq!(named("IAMSMART_NO_SUCH_VARIABLE").unwrap(), None);
    }

    #[test]
    fn a_variable_that_names_no_file_is_an_error() {
        // cargo sets this variable in every test; it is a folder, not a file.
        let failure = named("CARGO_MANIFEST_DIR").unwrap_err().to_string();
        assert!(
            failure.starts_with("CARGO_MANIFEST_DIR names no file: "),
            "{failure}"
        );
    }
}
