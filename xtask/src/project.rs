//! Paths and versions of the project.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::failure::Result;
use crate::files;

/// Returns the root folder of the checkout.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()
        .unwrap_or_else(|_| PathBuf::from("."))
}

/// Returns the path of this program.
///
/// The first call decides, so `main` calls it before anything else: `cargo test` links the program
/// anew, and Linux then names the running one "xtask (deleted)".
pub(crate) fn this_program() -> Result<&'static Path> {
    static THIS: OnceLock<std::result::Result<PathBuf, String>> = OnceLock::new();
    let this = THIS.get_or_init(|| std::env::current_exe().map_err(|error| error.to_string()));
    this.as_deref().map_err(|error| error.as_str().into())
}

/// Returns the folder in which the npm package is built.
pub(crate) fn package() -> PathBuf {
    root().join("pkg")
}

/// Returns the folder with the npm package's sources.
pub(crate) fn template() -> PathBuf {
    root().join("pkg-template")
}

/// Returns cargo's target folder.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// Returns the user's cache folder for slow builds and downloads, shared by all clones; its entries
/// have their version in the name.
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

/// Returns cargo's home folder.
pub(crate) fn cargo_home() -> Result<PathBuf> {
    std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")))
        .ok_or_else(|| "Neither CARGO_HOME nor a home folder is set.".into())
}

/// Returns the version of a package in Cargo.lock.
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
