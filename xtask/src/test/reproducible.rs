//! The step 'reproducible': two builds of the package, in two folders, are one tarball.

use std::path::Path;

use super::tools::Tools;
use crate::failure::Result;
use crate::program::{output, program, quietly};
use crate::{files, project};

/// Builds a copy of the sources in another folder, from scratch, and compares the tarballs.
pub(super) fn two_builds_are_one(_: &Tools) -> Result<String> {
    let copy = std::env::temp_dir().join(format!("iamsmart-reproduced-{}", std::process::id()));
    let integrity = rebuilt(&copy);
    files::remove_folder(&copy)?;
    let (first, second) = (integrity_of(&project::package())?, integrity?);
    if first != second {
        return Err(format!("The tarballs differ: {first} and {second}.").into());
    }
    Ok(first)
}

/// Returns the integrity of the package of a copy.
fn rebuilt(copy: &Path) -> Result<String> {
    let listed = output(program("git").current_dir(project::root()).args([
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        "--deduplicate",
    ]))?;
    for name in listed.lines() {
        let file = project::root().join(name);
        if file.is_file() {
            files::copy(&file, &copy.join(name))?;
        }
    }
    let mut build = program("cargo");
    build.args(["xtask", "build"]).current_dir(copy);
    quietly(build.env_remove("CARGO_TARGET_DIR"))?;
    integrity_of(&copy.join("pkg"))
}

/// Returns the SHA-512 that npm publishes with a tarball.
fn integrity_of(package: &Path) -> Result<String> {
    let printed = output(
        program("npm")
            .args(["pack", "--dry-run", "--json"])
            .current_dir(package),
    )?;
    let packed: serde_json::Value =
        serde_json::from_str(&printed).map_err(|error| format!("npm pack: {error}"))?;
    packed[0]["integrity"]
        .as_str()
        .map(str::to_owned)
        .ok_or_else(|| "npm pack names no integrity.".into())
}
