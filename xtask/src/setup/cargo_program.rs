//! Programs installed with `cargo install` into the cache, in pinned versions.

use std::path::PathBuf;

use super::Line;
use crate::failure::Result;
use crate::program::{cargo, show};
use crate::project;

/// A program whose crate has the same name.
pub(super) struct CargoProgram {
    pub(super) name: &'static str,
    pub(super) version: &'static str,
    /// The approximate build time, to display.
    pub(super) minutes: &'static str,
    /// Additional arguments of `cargo install`.
    pub(super) arguments: &'static [&'static str],
}

/// Builds and runs fuzz targets for libFuzzer.
pub(super) const FUZZ: CargoProgram = CargoProgram {
    name: "cargo-fuzz",
    version: "0.13.2",
    minutes: "1 to 2 minutes",
    arguments: &[],
};

/// Checks licences, bans and sources of crates. Built without optimization: it runs for two
/// seconds.
pub(super) const DENY: CargoProgram = CargoProgram {
    name: "cargo-deny",
    version: "0.20.2",
    minutes: "1 to 3 minutes",
    arguments: &["--debug"],
};

/// Changes the source and runs the tests. Built without optimization: it waits for them.
pub(super) const MUTANTS: CargoProgram = CargoProgram {
    name: "cargo-mutants",
    version: "27.1.0",
    minutes: "1 to 3 minutes",
    arguments: &["--debug", "--locked"],
};

impl CargoProgram {
    /// Returns the program in the cache; builds it if necessary.
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
