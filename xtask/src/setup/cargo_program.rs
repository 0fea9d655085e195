//! Programs that `cargo install` builds, at a version of the project's choice, into the cache.

use std::path::PathBuf;

use super::Line;
use crate::failure::Result;
use crate::program::{cargo, show};
use crate::project;

/// A program of a crate of the same name.
pub(super) struct CargoProgram {
    pub(super) name: &'static str,
    pub(super) version: &'static str,
    /// How long it takes to build, for whoever waits.
    pub(super) minutes: &'static str,
    /// Further arguments of `cargo install`.
    pub(super) arguments: &'static [&'static str],
}

/// Builds fuzz targets the way libFuzzer wants them.
pub(super) const FUZZ: CargoProgram = CargoProgram {
    name: "cargo-fuzz",
    version: "0.13.2",
    minutes: "1 to 2 minutes",
    arguments: &[],
};

/// Checks licences, crates and their sources. Built without optimisation: it runs for two seconds.
pub(super) const DENY: CargoProgram = CargoProgram {
    name: "cargo-deny",
    version: "0.20.2",
    minutes: "1 to 3 minutes",
    arguments: &["--debug"],
};

impl CargoProgram {
    /// The program in the cache; built into it where it is not there.
    pub(super) fn find_or_install(&self, line: &mut Line) -> Result<PathBuf> {
        let Self { name, version, .. } = self;
        let cached = project::cache()?.join(format!("{name}-{version}"));
        let program = cached
            .join("bin")
            .join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
        if program.is_file() {
            line.say(&format!("{version}, in place"));
            return Ok(program);
        }
        line.say(&format!(
            "{version}, built once for this machine, in {}:",
            self.minutes
        ));
        line.end();
        show(
            cargo()
                .args(["install", name, "--version", version, "--root"])
                .arg(&cached)
                .args(self.arguments)
                .current_dir(std::env::temp_dir())
                .env_remove("CARGO_TARGET_DIR"),
        )?;
        line.say("built");
        Ok(program)
    }
}
