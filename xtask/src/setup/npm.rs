//! The npm packages for development.

use super::Line;
use crate::failure::Result;
use crate::program::{output, program, quietly};
use crate::{files, project};

/// Minimum major and minor version of Node, required by the development tools and in package.json.
const OLDEST_NODE: (u32, u32) = (20, 19);

/// Runs `npm ci` if node_modules differs from package-lock.json.
pub(super) fn install(line: &mut Line) -> Result<()> {
    let version = output(program("node").arg("--version"))?;
    if parsed(&version).is_none_or(|version| version < OLDEST_NODE) {
        let (major, minor) = OLDEST_NODE;
        return Err(format!("Node.js is {version}. Install {major}.{minor} or later.").into());
    }
    line.say(&format!("node {version}"));

    let lock = files::read(&project::root().join("package-lock.json"))?;
    let installed = project::root().join("node_modules/.installed-package-lock.json");
    if files::read(&installed).is_ok_and(|installed| installed == lock) {
        line.say("in place");
        return Ok(());
    }
    line.say("npm ci");
    // No package in the lock file needs its install script.
    quietly(program("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))?;
    files::write(&installed, lock)
}

/// Parses major and minor version, e.g. of 'v20.20.2'.
pub(super) fn parsed(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.trim_start_matches('v').split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::{OLDEST_NODE, parsed};
    use crate::{files, project};

    #[test]
    fn versions_are_compared_by_number() {
        assert_eq!(parsed("v20.20.2"), Some((20, 20)));
        assert!(parsed("v20.9.0") < Some(OLDEST_NODE));
        assert!(parsed("v24.1.0") > Some(OLDEST_NODE));
        assert_eq!(parsed("20"), None);
    }

    #[test]
    fn package_json_says_the_same() {
        let manifest = files::read_text(&project::root().join("package.json")).unwrap();
        let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
        let (major, minor) = OLDEST_NODE;
        assert_eq!(manifest["engines"]["node"], format!(">={major}.{minor}"));
    }
}
