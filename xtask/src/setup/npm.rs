//! The development tools from npm.

use super::Line;
use crate::failure::Result;
use crate::program::{output, program, quietly};
use crate::{files, project};

const OLDEST_NODE: u32 = 20;

/// Runs `npm ci`, unless node_modules is what package-lock.json says already.
pub(super) fn install(line: &mut Line) -> Result<()> {
    let version = output(program("node").arg("--version"))?;
    let major = version
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|v| v.parse().ok());
    if major.is_none_or(|major: u32| major < OLDEST_NODE) {
        return Err(format!("Node.js is {version}. Install {OLDEST_NODE} or later.").into());
    }
    line.say(&format!("node {version}"));

    let lock = files::read(&project::root().join("package-lock.json"))?;
    let installed = project::root().join("node_modules/.installed-package-lock.json");
    if files::read(&installed).is_ok_and(|installed| installed == lock) {
        line.say("in place");
        return Ok(());
    }
    line.say("npm ci");
    // No package of the lock file needs its install script.
    quietly(program("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))?;
    files::write(&installed, lock)
}
