//! Where things are.

use std::path::{Path, PathBuf};

use crate::failure::Result;
use crate::files;

/// The checkout's root folder.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()
        .unwrap_or_else(|_| PathBuf::from("."))
}

/// Where the npm package is built.
pub(crate) fn package() -> PathBuf {
    root().join("pkg")
}

/// The sources of the npm package.
pub(crate) fn template() -> PathBuf {
    root().join("pkg-template")
}

/// Cargo's target folder.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// The user's cache folder for what is slow to make, by version, so that a second clone finds it.
pub(crate) fn cache() -> Result<PathBuf> {
    let variable = |name| {
        std::env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    variable("XDG_CACHE_HOME")
        .or_else(|| variable("HOME").map(|home| home.join(".cache")))
        .or_else(|| variable("LOCALAPPDATA"))
        .map(|folder| folder.join("iamsmart"))
        .ok_or_else(|| "Neither XDG_CACHE_HOME nor HOME is set: set one, to keep tools in.".into())
}

/// The version of a package in Cargo.lock.
pub(crate) fn locked_version(package: &str) -> Result<String> {
    let lock = files::read_text(&root().join("Cargo.lock"))?;
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines
        .nth(1)
        .and_then(|line| line.strip_prefix("version = \"")?.strip_suffix('"'))
        .map(str::to_owned)
        .ok_or_else(|| format!("Cargo.lock has no package '{package}'.").into())
}
