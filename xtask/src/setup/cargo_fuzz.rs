//! cargo-fuzz, which builds fuzz targets the way libFuzzer wants them.

use std::path::PathBuf;

use super::Line;
use crate::failure::Result;
use crate::program::{cargo, show};
use crate::project;

const VERSION: &str = "0.13.2";

/// The program in the cache; built into it where it is not there.
pub(super) fn find_or_install(line: &mut Line) -> Result<PathBuf> {
    let cached = project::cache()?.join(format!("cargo-fuzz-{VERSION}"));
    let name = format!("cargo-fuzz{}", std::env::consts::EXE_SUFFIX);
    let program = cached.join("bin").join(name);
    if program.is_file() {
        line.say(&format!("{VERSION}, in place"));
        return Ok(program);
    }
    line.say(&format!(
        "{VERSION}, built once for this machine, in 1 to 2 minutes:"
    ));
    line.end();
    show(
        cargo()
            .args(["install", "cargo-fuzz", "--version", VERSION, "--root"])
            .arg(&cached)
            .current_dir(std::env::temp_dir())
            .env_remove("CARGO_TARGET_DIR"),
    )?;
    line.say("built");
    Ok(program)
}
