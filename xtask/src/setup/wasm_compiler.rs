//! The compiler for wasm32-unknown-unknown: rustup's target, or else Debian's compiler with a
//! standard library built from Debian's sources.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::{Line, debian};
use crate::failure::Result;
use crate::program::{cargo, find, output, program, quietly, quietly_within};
use crate::{files, project};

const TARGET: &str = "wasm32-unknown-unknown";

/// On a closed network rustup neither answers nor fails by itself.
const RUSTUP_LIMIT: Duration = Duration::from_secs(90);

/// Debian's compiler, its cargo and the sources of its standard library.
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_SOURCES: &str = "/usr/lib/rustlib/src/rust/library/std";

/// How cargo is called for WebAssembly.
pub(crate) struct WasmCompiler {
    cargo: Option<PathBuf>,
    environment: Vec<(&'static str, OsString)>,
    /// Kept apart by compiler: what one compiled is of no use to the other.
    pub(crate) target_folder: PathBuf,
    /// Whether `cargo clippy` works with it.
    pub(crate) has_clippy: bool,
}

impl WasmCompiler {
    /// `cargo COMMAND --target wasm32-unknown-unknown`, to be given further arguments.
    pub(crate) fn cargo(&self, command: &str) -> Command {
        let mut cargo = self.cargo.as_ref().map_or_else(cargo, program);
        cargo
            .args([command, "--target", TARGET])
            .env("CARGO_TARGET_DIR", &self.target_folder)
            // They would stand in for the flags of .cargo/config.toml.
            .env_remove("RUSTFLAGS")
            .envs(self.environment.iter().map(|(name, value)| (name, value)));
        cargo
    }

    /// Compiles the crate's library with these features and this profile, and answers where it is.
    pub(crate) fn library(&self, features: &str, profile: &str) -> Result<PathBuf> {
        quietly(
            self.cargo("rustc")
                .args(["--lib", "--profile", profile, "--no-default-features"])
                // Of the library's two types this one alone: beside an rlib cargo leaves the
                // profile's LTO out.
                .args(["--crate-type", "cdylib"])
                .args(["--features", features])
                // Has cargo keep one library for each set of features; it would otherwise compile
                // it again for every change of feature. Every build says the same, to share the
                // dependencies.
                .env("__CARGO_DEFAULT_LIB_METADATA", "iamsmart"),
        )?;
        Ok(self
            .target_folder
            .join(TARGET)
            .join(profile)
            .join("iamsmart.wasm"))
    }
}

/// The first that is there, without asking the network; then the first that can be had.
pub(super) fn find_or_install(line: &mut Line) -> Result<WasmCompiler> {
    let wanted = std::env::var("IAMSMART_WASM_TOOLCHAIN").unwrap_or_default();
    let (rustup_wanted, debian_wanted) = match wanted.as_str() {
        "" => (true, true),
        "rustup" => (true, false),
        "debian" => (false, true),
        _ => return Err("IAMSMART_WASM_TOOLCHAIN is 'rustup' or 'debian'.".into()),
    };
    if rustup_wanted && has_target() {
        line.say("of the Rust toolchain, in place");
        return Ok(of_toolchain());
    }
    if debian_wanted
        && let Some(debian) = DebianCompiler::installed()
        && debian.has_library()
    {
        line.say(&format!("of Debian's {}, in place", debian.name));
        return Ok(debian.into_compiler());
    }
    if rustup_wanted && find("rustup").is_some() {
        line.say("rustup target add");
        let mut add = program("rustup");
        add.args(["target", "add", TARGET])
            .env("RUSTUP_MAX_RETRIES", "1");
        match quietly_within(&mut add, RUSTUP_LIMIT) {
            Ok(()) if has_target() => return Ok(of_toolchain()),
            Err(failure) if !debian_wanted => return Err(failure),
            _ => line.say("could not be had"),
        }
    }
    if debian_wanted && debian::is_debian() {
        let debian = DebianCompiler::install(line)?;
        if !debian.has_library() {
            debian.build_library(line)?;
        }
        line.say(&format!("of Debian's {}", debian.name));
        return Ok(debian.into_compiler());
    }
    Err(format!("Install the target with: rustup target add {TARGET}").into())
}

/// Whether the Rust toolchain in use has the target's standard library.
fn has_target() -> bool {
    output(program("rustc").args(["--print", "sysroot"])).is_ok_and(|sysroot| {
        let folder = Path::new(&sysroot)
            .join("lib/rustlib")
            .join(TARGET)
            .join("lib");
        files::entries(&folder).is_ok_and(|libraries| !libraries.is_empty())
    })
}

fn of_toolchain() -> WasmCompiler {
    WasmCompiler {
        cargo: None,
        environment: Vec::new(),
        target_folder: project::target(),
        has_clippy: true,
    }
}

struct DebianCompiler {
    /// e.g. 'rustc 1.96.0 (ac68faa20 2026-05-25)'
    name: String,
    linker: PathBuf,
    /// A folder of the cache, laid out as rustc wants a sysroot.
    sysroot: PathBuf,
}

impl DebianCompiler {
    fn installed() -> Option<Self> {
        let parts = [DEBIAN_RUSTC, DEBIAN_CARGO, DEBIAN_SOURCES];
        if !debian::is_debian() || !parts.iter().all(|part| Path::new(part).exists()) {
            return None;
        }
        let version = output(program(DEBIAN_RUSTC).arg("-vV")).ok()?;
        let field = |name| {
            version
                .lines()
                .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
        };
        let llvm = field("LLVM version")?.split('.').next()?;
        let linker = PathBuf::from(format!("/usr/bin/wasm-ld-{llvm}"));
        let commit = field("commit-hash")?.get(..9)?;
        let sysroot = format!("debian-wasm-std-{}-{commit}", field("release")?);
        Some(Self {
            name: format!("rustc {}", field("release")?),
            sysroot: project::cache().ok()?.join(sysroot),
            linker: linker.is_file().then_some(linker)?,
        })
    }

    fn install(line: &mut Line) -> Result<Self> {
        if let Some(installed) = Self::installed() {
            return Ok(installed);
        }
        debian::install(&["rustc-web", "cargo-web", "rust-web-src"], line)?;
        let version = output(program(DEBIAN_RUSTC).arg("-vV"))?;
        let llvm = version
            .lines()
            .find_map(|line| line.strip_prefix("LLVM version: "));
        let llvm = llvm
            .and_then(|llvm| llvm.split('.').next())
            .unwrap_or_default();
        debian::install(&[&format!("lld-{llvm}")], line)?;
        Self::installed().ok_or_else(|| {
            format!("Debian's packages have no compiler for {TARGET}. Install Rust with rustup.")
                .into()
        })
    }

    fn library_folder(&self) -> PathBuf {
        self.sysroot.join("lib/rustlib").join(TARGET).join("lib")
    }

    fn has_library(&self) -> bool {
        self.library_folder().is_dir()
    }

    /// Compiles the standard library into the cache; the folder appears when it is whole.
    fn build_library(&self, line: &mut Line) -> Result<()> {
        line.say("building the standard library, in about a minute");
        let workshop = self
            .sysroot
            .with_extension(format!("{}.tmp", std::process::id()));
        files::remove_folder(&workshop)?;
        files::write(
            &workshop.join("Cargo.toml"),
            "[workspace]\n[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2024\"\n",
        )?;
        files::write(&workshop.join("src/lib.rs"), "")?;
        quietly(
            program(DEBIAN_CARGO)
                .args(["build", "--release", "--target", TARGET])
                .arg("-Zbuild-std=std,panic_abort,panic_unwind,test")
                .current_dir(&workshop)
                .env("CARGO_TARGET_DIR", workshop.join("target"))
                .env("RUSTC", DEBIAN_RUSTC)
                // -Zbuild-std is for nightly compilers, unless one insists.
                .env("RUSTC_BOOTSTRAP", "1")
                .env_remove("RUSTFLAGS"),
        )?;
        let made = workshop.join("made");
        files::create_folder(&made)?;
        let compiled = workshop.join("target").join(TARGET).join("release/deps");
        for library in files::entries(&compiled)? {
            let name = library.file_name().unwrap_or_default().to_owned();
            let is_empty = name.to_string_lossy().starts_with("libempty-");
            if library
                .extension()
                .is_some_and(|extension| extension == "rlib")
                && !is_empty
            {
                files::rename(&library, &made.join(name))?;
            }
        }
        files::create_folder(&self.sysroot.join("lib/rustlib").join(TARGET))?;
        files::rename(&made, &self.library_folder())?;
        files::remove_folder(&workshop)
    }

    fn into_compiler(self) -> WasmCompiler {
        // Separated by 0x1f, so that a path may have spaces.
        let mut flags = OsString::from("-Ctarget-feature=+simd128\x1f--sysroot=");
        flags.push(&self.sysroot);
        WasmCompiler {
            cargo: Some(DEBIAN_CARGO.into()),
            environment: vec![
                ("RUSTC", DEBIAN_RUSTC.into()),
                ("RUSTDOC", "/usr/bin/rustdoc".into()),
                // These stand in for the flags of .cargo/config.toml, so they repeat them.
                ("CARGO_ENCODED_RUSTFLAGS", flags),
                (
                    "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER",
                    self.linker.into(),
                ),
            ],
            target_folder: project::target().join("debian"),
            has_clippy: false,
        }
    }
}
