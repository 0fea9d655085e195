//! Debian's Rust compiler, with a WebAssembly standard library built from Debian's sources.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::WasmCompiler;
use super::linker::{Linker, TARGET};
use crate::failure::Result;
use crate::program::{output, program, quietly};
use crate::setup::{Line, debian};
use crate::{files, project};

/// The compiler, its cargo and the sources of its standard library.
const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";
const SOURCES: &str = "/usr/lib/rustlib/src/rust/library/std";

/// Flags for the standard library: bitcode, which the package's LTO needs.
const LIBRARY_FLAGS: &str = "-Cembed-bitcode=yes";

/// File in the library's folder and in the target folder that identifies the build of the library.
/// Code compiled against one build cannot be linked with another.
const BUILD: &str = "iamsmart-build.txt";

pub(super) struct DebianCompiler {
    /// e.g. 'rustc 1.96.0'
    pub(super) name: String,
    linker: PathBuf,
    /// A cache folder in rustc's sysroot layout; its name identifies compiler, commit and flags.
    sysroot: PathBuf,
}

impl DebianCompiler {
    pub(super) fn installed() -> Option<Self> {
        let parts = [RUSTC, CARGO, SOURCES];
        if !debian::is_debian() || !parts.iter().all(|part| Path::new(part).exists()) {
            return None;
        }
        let version = output(program(RUSTC).arg("-vV")).ok()?;
        let release = field(&version, "release")?;
        let linker = PathBuf::from(format!("/usr/bin/wasm-ld-{}", llvm_major(&version)?));
        Some(Self {
            name: format!("rustc {release}"),
            sysroot: project::cache().ok()?.join(library_name(&version)?),
            linker: linker.is_file().then_some(linker)?,
        })
    }

    pub(super) fn install(line: &mut Line) -> Result<Self> {
        if let Some(installed) = Self::installed() {
            return Ok(installed);
        }
        let unusable = || {
            format!("Debian's packages have no compiler for {TARGET}. Install Rust with rustup.")
        };
        debian::install(&["rustc-web", "cargo-web", "rust-web-src"], line)?;
        let version = output(program(RUSTC).arg("-vV"))?;
        let llvm = llvm_major(&version).ok_or_else(unusable)?;
        debian::install(&[&format!("lld-{llvm}")], line)?;
        Ok(Self::installed().ok_or_else(unusable)?)
    }

    fn library_folder(&self) -> PathBuf {
        self.sysroot.join("lib/rustlib").join(TARGET).join("lib")
    }

    pub(super) fn has_library(&self) -> bool {
        self.library_folder().is_dir()
    }

    /// Compiles the standard library into the cache. The folder is created atomically.
    pub(super) fn build_library(&self, line: &mut Line) -> Result<()> {
        line.say("building the standard library, in about a minute");
        let mut workshop = self.sysroot.clone().into_os_string();
        workshop.push(format!(".{}.new", std::process::id()));
        let workshop = PathBuf::from(workshop);
        files::remove_folder(&workshop)?;
        files::write(
            &workshop.join("Cargo.toml"),
            "[workspace]\n[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2024\"\n",
        )?;
        files::write(&workshop.join("src/lib.rs"), "")?;
        quietly(
            program(CARGO)
                .args(["build", "--release", "--target", TARGET])
                .arg("-Zbuild-std=std,panic_abort,panic_unwind,test")
                .current_dir(&workshop)
                .env("CARGO_TARGET_DIR", workshop.join("target"))
                .env("RUSTC", RUSTC)
                // Allows -Zbuild-std with a stable compiler.
                .env("RUSTC_BOOTSTRAP", "1")
                .env("RUSTFLAGS", LIBRARY_FLAGS)
                // It would override RUSTFLAGS.
                .env_remove("CARGO_ENCODED_RUSTFLAGS"),
        )?;
        let made = workshop.join("made");
        let compiled = workshop.join("target").join(TARGET).join("release/deps");
        files::create_folder(&made)?;
        for library in files::entries(&compiled)? {
            let name = library.file_name().unwrap_or_default().to_owned();
            let is_empty = name.to_string_lossy().starts_with("libempty-");
            if library.extension().is_some_and(|end| end == "rlib") && !is_empty {
                files::rename(&library, &made.join(name))?;
            }
        }
        files::write(&made.join(BUILD), build_identifier()?)?;
        files::create_folder(&self.sysroot.join("lib/rustlib").join(TARGET))?;
        files::rename(&made, &self.library_folder())?;
        files::remove_folder(&workshop)
    }

    pub(super) fn into_compiler(self) -> Result<WasmCompiler> {
        let target_folder = project::target().join("debian");
        let build = files::read_text(&self.library_folder().join(BUILD))?;
        clear_unless_made_with(&target_folder, &build)?;
        // Separated by 0x1f, so that a path may contain spaces.
        let mut flags = OsString::from("-Ctarget-feature=+simd128\x1f--sysroot=");
        flags.push(&self.sysroot);
        let linker = Linker {
            program: self.linker.clone(),
            flavor: &[],
            libraries: self.library_folder(),
        };
        Ok(WasmCompiler {
            cargo: Some(CARGO.into()),
            environment: vec![
                ("RUSTC", RUSTC.into()),
                ("RUSTDOC", "/usr/bin/rustdoc".into()),
                // They override the flags of .cargo/config.toml, so they repeat them.
                ("CARGO_ENCODED_RUSTFLAGS", flags),
                (
                    "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER",
                    self.linker.into(),
                ),
            ],
            target_folder,
            linker,
            has_clippy: false,
        })
    }
}

/// Returns the value of a field of `rustc -vV`.
fn field<'a>(version: &'a str, name: &str) -> Option<&'a str> {
    version
        .lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

fn llvm_major(version: &str) -> Option<&str> {
    field(version, "LLVM version")?.split('.').next()
}

/// Returns the name of the cache folder of a library, from compiler, commit and flags.
fn library_name(version: &str) -> Option<String> {
    let release = field(version, "release")?;
    let commit = field(version, "commit-hash")?.get(..9)?;
    Some(format!("debian-wasm-std-{release}-{commit}{LIBRARY_FLAGS}"))
}

/// Returns a string that is unique to each build of the library.
fn build_identifier() -> Result<String> {
    let now = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .map_err(|error| format!("The clock is set before 1970: {error}."))?;
    Ok(format!("{}-{}\n", now.as_nanos(), std::process::id()))
}

/// Empties a target folder that was built with another standard library.
fn clear_unless_made_with(target_folder: &Path, build: &str) -> Result<()> {
    let marker = target_folder.join(BUILD);
    if files::read_text(&marker).is_ok_and(|made_with| made_with == build) {
        return Ok(());
    }
    files::remove_folder(target_folder)?;
    files::write(&marker, build)
}

#[cfg(test)]
mod tests {
    use super::{clear_unless_made_with, library_name, llvm_major};
    use crate::files;

    const VERSION: &str = "\
rustc 1.96.0 (ac68faa20 2026-05-25)
binary: rustc
commit-hash: ac68faa20c58cbccd01ee7208bf3b6e93a7d7f96
commit-date: 2026-05-25
host: x86_64-unknown-linux-gnu
release: 1.96.0
LLVM version: 22.1.8
";

    #[test]
    fn the_library_is_named_after_what_makes_it() {
        assert_eq!(
            library_name(VERSION).unwrap(),
            "debian-wasm-std-1.96.0-ac68faa20-Cembed-bitcode=yes"
        );
        assert_eq!(llvm_major(VERSION), Some("22"));
    }

    #[test]
    fn a_target_folder_of_another_library_is_emptied() {
        let folder = std::env::temp_dir().join(format!("xtask-marker-{}", std::process::id()));
        let compiled = folder.join("release/libcompiled.rlib");
        files::write(&compiled, "without a marker").unwrap();

        clear_unless_made_with(&folder, "first").unwrap();
        assert!(!compiled.exists());

        files::write(&compiled, "with the first").unwrap();
        clear_unless_made_with(&folder, "first").unwrap();
        assert!(compiled.exists());

        clear_unless_made_with(&folder, "second").unwrap();
        assert!(!compiled.exists());
        files::remove_folder(&folder).unwrap();
    }
}
