//! Firefox, for tests in a second engine.

use std::path::PathBuf;

use super::{Line, browser, debian};
use crate::failure::Result;
use crate::program::{find, output, program};

const ADVICE: &str = "Install Firefox, or name it in the environment: FIREFOX=… Or leave its steps \
                      out with: cargo xtask test without --all";

/// Finds Firefox in the environment or on PATH; otherwise installs Debian's package if possible.
/// It is driven over WebDriver BiDi, which it speaks itself: no driver is needed.
pub(super) fn find_or_install(line: &mut Line) -> Result<PathBuf> {
    let mut found = browser::named("FIREFOX")?.or_else(on_path);
    if found.is_none() && debian::is_debian() && debian::can_install() {
        debian::install(&["firefox-esr", "fonts-noto-cjk"], line)?;
        found = on_path();
    }
    let firefox = found.ok_or(ADVICE)?;
    line.say(&output(program(&firefox).arg("--version"))?);
    Ok(firefox)
}

/// Ubuntu's `firefox` is a script that asks for a snap, so it must start.
fn on_path() -> Option<PathBuf> {
    ["firefox-esr", "firefox"]
        .into_iter()
        .filter_map(find)
        .find(|path| output(program(path).arg("--version")).is_ok())
}
