//! A browser for tests: Chromium or Chrome, and ChromeDriver of the same version.

use std::path::{Path, PathBuf};

use super::{Line, debian};
use crate::failure::{Failure, Result};
use crate::program::{find, output, program};
use crate::project;

const ADVICE: &str = "Install Chromium or Chrome and the ChromeDriver of its version, or name \
                      them in the environment: CHROMIUM=… CHROMEDRIVER=…";

#[derive(Debug, PartialEq)]
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
    pub(crate) chromedriver: PathBuf,
}

/// Finds a browser in the environment variables or on PATH; otherwise installs Debian's packages if
/// possible, or Chrome for Testing into the cache.
pub(super) fn find_or_install(line: &mut Line) -> Result<Browser> {
    let named = [named("CHROMIUM")?, named("CHROMEDRIVER")?];
    if let [Some(chromium), Some(chromedriver)] = named {
        line.say(&format!("{}, of the environment", chromium.display()));
        return Ok(Browser {
            chromium,
            chromedriver,
        });
    }
    let [named_chromium, named_chromedriver] = named;
    if let Some(browser) = on_path(named_chromium, named_chromedriver) {
        line.say(&format!("{}, in place", browser.chromium.display()));
        return Ok(browser);
    }
    if debian::is_debian() && debian::can_install() {
        debian::install(&["chromium", "chromium-driver", "fonts-noto-cjk"], line)?;
        return on_path(None, None).ok_or_else(|| ADVICE.into());
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

/// Finds a browser and a driver of the same major version, as ChromeDriver requires.
fn on_path(chromium: Option<PathBuf>, chromedriver: Option<PathBuf>) -> Option<Browser> {
    let chromedriver = chromedriver.or_else(|| find("chromedriver"))?;
    let wanted = major_version_of(&chromedriver)?;
    let found = ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .filter_map(find);
    let chromium = chromium
        .into_iter()
        .chain(found)
        .find(|chromium| major_version_of(chromium) == Some(wanted))?;
    Some(Browser {
        chromium,
        chromedriver,
    })
}

/// Returns `None` if the program does not start, like Ubuntu's `chromium-browser` without its snap.
fn major_version_of(path: &Path) -> Option<u32> {
    major_version(&output(program(path).arg("--version")).ok()?)
}

/// Parses the major version, e.g. 156 of 'Chromium 156.0.8078.108 built on Debian'.
fn major_version(text: &str) -> Option<u32> {
    text.split_whitespace()
        .find_map(|word| word.split_once('.')?.0.parse().ok())
}

/// Downloads Chrome for Testing and its driver with the npm package `@puppeteer/browsers`.
fn chrome_for_testing(line: &mut Line) -> Result<Browser> {
    line.say("Chrome for Testing");
    let printed = output(
        program("node")
            .arg(project::root().join("xtask/browser/install.js"))
            .arg(project::cache()?),
    )?;
    let Some((chromium, chromedriver)) = printed.split_once('\n') else {
        return Err(Failure::from(format!(
            "xtask/browser/install.js printed: {printed}"
        )));
    };
    Ok(Browser {
        chromium: chromium.into(),
        chromedriver: chromedriver.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::{major_version, named};

    #[test]
    fn versions_as_each_program_prints_them() {
        for (text, version) in [
            (
                "Chromium 156.0.8078.108 built on Debian GNU/Linux 12 (bookworm)",
                156,
            ),
            ("Google Chrome for Testing 151.0.7922.47 ", 151),
            (
                "ChromeDriver 156.0.8078.108 (730482a9-refs/branch-heads/8078@{#2244})",
                156,
            ),
        ] {
            assert_eq!(major_version(text), Some(version), "{text}");
        }
        assert_eq!(
            major_version("Command '/usr/bin/chromium-browser' requires the chromium snap"),
            None
        );
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
