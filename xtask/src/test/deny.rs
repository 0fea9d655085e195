//! The step 'deny': cargo-deny over the dependencies of the project and of the fuzz targets.

use std::time::Duration;

use super::tools::Tools;
use crate::failure::Result;
use crate::program::{program, quietly, quietly_within};
use crate::project;

/// Time limit for fetching advisories: on a closed network, the fetch may hang.
const FETCH_LIMIT: Duration = Duration::from_mins(1);

const MANIFESTS: [&str; 2] = ["Cargo.toml", "fuzz/Cargo.toml"];

/// Checks licences, bans and sources, and advisories if their database is reachable.
pub(super) fn check(tools: &Tools) -> Result<String> {
    let deny = |manifest: &str, command: &[&str]| {
        let mut deny = program(tools.cargo_deny());
        deny.args(["--workspace", "--all-features", "--locked"])
            .arg("--manifest-path")
            .arg(project::root().join(manifest))
            .arg("--config")
            .arg(project::root().join("deny.toml"))
            .args(command);
        deny
    };
    for manifest in MANIFESTS {
        quietly(&mut deny(
            manifest,
            &["check", "licenses", "bans", "sources"],
        ))?;
    }
    let fetched = quietly_within(&mut deny(MANIFESTS[0], &["fetch", "db"]), FETCH_LIMIT);
    if fetched.is_err() {
        return Ok("advisories not checked: their database could not be reached".into());
    }
    for manifest in MANIFESTS {
        quietly(&mut deny(manifest, &["check", "advisories"]))?;
    }
    Ok("advisories checked".into())
}
