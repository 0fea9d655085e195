//! Chromium and ChromeDriver.

use std::path::PathBuf;

use super::{Line, debian};
use crate::failure::Result;
use crate::program::find;

/// A browser to test in.
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
    pub(crate) chromedriver: PathBuf,
}

/// The browser on PATH or of the environment; on Debian its packages, with a font for Chinese.
pub(super) fn find_or_install(line: &mut Line) -> Result<Browser> {
    if let Some(browser) = browser() {
        line.say(&format!("{}, in place", browser.chromium.display()));
        return Ok(browser);
    }
    if debian::is_debian() {
        debian::install(&["chromium", "chromium-driver", "fonts-noto-cjk"], line)?;
    }
    browser().ok_or_else(|| {
        "Install Chromium (or Chrome) and the ChromeDriver of its version, or name them in the \
         environment: CHROMIUM=… CHROMEDRIVER=…"
            .into()
    })
}

fn browser() -> Option<Browser> {
    let named = |variable| {
        std::env::var_os(variable)
            .map(PathBuf::from)
            .filter(|p| p.is_file())
    };
    let chromium = named("CHROMIUM").or_else(|| {
        ["chromium", "chromium-browser", "google-chrome"]
            .into_iter()
            .find_map(find)
    })?;
    let chromedriver = named("CHROMEDRIVER").or_else(|| find("chromedriver"))?;
    Some(Browser {
        chromium,
        chromedriver,
    })
}
