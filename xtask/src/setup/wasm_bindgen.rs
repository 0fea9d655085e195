//! wasm-bindgen's programs. Their version must be that of Cargo.lock, or they reject the module.

use std::path::{Path, PathBuf};

use super::Line;
use crate::failure::Result;
use crate::program::{cargo, output, program, show};
use crate::project;

/// The folder and version of wasm-bindgen's programs.
pub(crate) struct WasmBindgen {
    folder: PathBuf,
    pub(crate) version: String,
}

impl WasmBindgen {
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns the program that generates JavaScript for a compiled module.
    pub(crate) fn generator(&self) -> PathBuf {
        self.program("wasm-bindgen")
    }

    /// Returns the program that runs test executables.
    pub(crate) fn test_runner(&self) -> PathBuf {
        self.program("wasm-bindgen-test-runner")
    }

    fn program(&self, name: &str) -> PathBuf {
        self.folder
            .join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }

    fn is_usable(&self) -> bool {
        let version = format!("wasm-bindgen {}", self.version);
        self.test_runner().is_file()
            && output(program(self.generator()).arg("--version")).is_ok_and(|v| v == version)
    }
}

/// Finds the programs on PATH or in the cache; builds them into the cache if neither has this
/// version.
pub(super) fn find_or_install(line: &mut Line) -> Result<WasmBindgen> {
    let version = project::locked_version("wasm-bindgen")?;
    let cached = project::cache()?.join(format!("wasm-bindgen-{version}"));
    let on_path = crate::program::find("wasm-bindgen");
    let folders = [
        Some(cached.join("bin")),
        on_path.as_deref().and_then(Path::parent).map(Into::into),
    ];
    for folder in folders.into_iter().flatten() {
        let bindgen = WasmBindgen {
            folder,
            version: version.clone(),
        };
        if bindgen.is_usable() {
            line.say(&format!("{version}, in place"));
            return Ok(bindgen);
        }
    }

    line.say(&format!(
        "{version}, built once for this machine, in 2 to 5 minutes:"
    ));
    line.end();
    // Without --locked: the lock file requires patch releases that a registry may lack.
    show(
        cargo()
            .args([
                "install",
                "wasm-bindgen-cli",
                "--version",
                &version,
                "--force",
                "--root",
            ])
            .arg(&cached)
            .current_dir(std::env::temp_dir())
            .env_remove("CARGO_TARGET_DIR"),
    )?;
    line.say("built");
    Ok(WasmBindgen {
        folder: cached.join("bin"),
        version,
    })
}
