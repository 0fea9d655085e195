//! The crates that are compiled into a module.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::Value;

use super::role::features;
use crate::failure::Result;
use crate::program::{cargo, output};
use crate::{files, project};

/// A crate of cargo's registry.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Crate {
    pub(super) name: String,
    pub(super) version: String,
    /// SPDX expression.
    pub(super) licence: String,
    pub(super) repository: Option<String>,
    /// SHA-256 of the crate's file in the registry, in hexadecimal digits.
    pub(super) checksum: String,
    /// Folder of its sources.
    pub(super) folder: PathBuf,
}

/// What Cargo knows of all crates.
struct Known {
    metadata: Value,
    lock: String,
}

/// Returns the crates that are compiled into each role's module, without what runs only while
/// compiling.
pub(super) fn of_roles(roles: &[&'static str]) -> Result<BTreeMap<&'static str, Vec<Crate>>> {
    let known = Known::of_workspace()?;
    roles
        .iter()
        .map(|role| {
            let choice = ["--no-default-features", "--features", features(role)];
            let crates = known.crates_of("iamsmart", "wasm32-unknown-unknown", &choice)?;
            Ok((*role, crates))
        })
        .collect()
}

/// Returns the crates that are compiled into the sandbox's binary for a target.
pub(super) fn of_sandbox(target: &str) -> Result<Vec<Crate>> {
    Known::of_workspace()?.crates_of("iamsmart-sandbox", target, &[])
}

impl Known {
    fn of_workspace() -> Result<Self> {
        let metadata = output(cargo().args([
            "metadata",
            "--format-version=1",
            "--locked",
            "--all-features",
        ]))?;
        Ok(Self {
            metadata: serde_json::from_str(&metadata)
                .map_err(|error| format!("cargo metadata: {error}"))?,
            lock: files::read_text(&project::root().join("Cargo.lock"))?,
        })
    }

    fn crates_of(&self, package: &str, target: &str, choice: &[&str]) -> Result<Vec<Crate>> {
        let mut tree = cargo();
        tree.args(["tree", "--locked", "--package", package, "--target", target])
            .args([
                "--edges=normal,no-proc-macro",
                "--prefix=none",
                "--format={p}",
            ])
            .args(choice);
        crates(package, &output(&mut tree)?, &self.metadata, &self.lock)
    }
}

/// Reads the lines of `cargo tree`, e.g. `base64 v0.23.1 (*)`, less the package's own.
fn crates(package: &str, tree: &str, metadata: &Value, lock: &str) -> Result<Vec<Crate>> {
    let mut crates = tree
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ');
            Some((words.next()?, words.next()?.strip_prefix('v')?))
        })
        .filter(|(name, _)| *name != package)
        .map(|(name, version)| {
            found(name, version, metadata, lock)
                .ok_or_else(|| format!("Cargo does not know all of {name} {version}.").into())
        })
        .collect::<Result<Vec<_>>>()?;
    crates.sort();
    crates.dedup();
    Ok(crates)
}

fn found(name: &str, version: &str, metadata: &Value, lock: &str) -> Option<Crate> {
    let package = metadata["packages"]
        .as_array()?
        .iter()
        .find(|package| package["name"] == name && package["version"] == version)?;
    let entry = format!("name = \"{name}\"\nversion = \"{version}\"\n");
    let (_, entry) = lock.split_once(&entry)?;
    let (_, checksum) = entry.split("\n\n").next()?.split_once("checksum = \"")?;
    Some(Crate {
        name: name.to_owned(),
        version: version.to_owned(),
        // Some manifests have Cargo's older form, 'MIT/Apache-2.0'.
        licence: package["license"].as_str()?.replace('/', " OR "),
        repository: package["repository"].as_str().map(str::to_owned),
        checksum: checksum.split('"').next()?.to_owned(),
        folder: PathBuf::from(package["manifest_path"].as_str()?)
            .parent()?
            .to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::crates;

    const LOCK: &str = "[[package]]\nname = \"ff\"\nversion = \"0.14.0\"\nsource = \"registry\"\n\
                        checksum = \"aa11\"\n\n[[package]]\nname = \"b\"\nversion = \"1.0.0\"\n";

    #[test]
    fn each_crate_is_named_once() {
        let metadata = json!({ "packages": [{
            "name": "ff", "version": "0.14.0", "license": "MIT/Apache-2.0",
            "repository": null, "manifest_path": "/registry/ff/Cargo.toml",
        }, {
            "name": "b", "version": "1.0.0", "license": "MIT",
            "repository": null, "manifest_path": "/registry/b/Cargo.toml",
        }] });
        let found = crates(
            "iamsmart",
            "iamsmart v0.1.0 (/folder)\nff v0.14.0\nff v0.14.0 (*)\n",
            &metadata,
            LOCK,
        )
        .unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].licence, "MIT OR Apache-2.0");
        assert_eq!(found[0].checksum, "aa11");
        assert!(found[0].folder.ends_with("ff"));
        // Without a checksum, or unknown.
        assert!(crates("iamsmart", "b v1.0.0", &metadata, LOCK).is_err());
        assert!(crates("iamsmart", "ff v0.15.0", &metadata, LOCK).is_err());
    }
}
