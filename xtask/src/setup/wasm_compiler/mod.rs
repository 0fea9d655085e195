//! The compiler for wasm32-unknown-unknown.
//!
//! Either rustup's target, or Debian's compiler with a standard library built from Debian's
//! sources.

mod debian_compiler;
mod linker;

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use debian_compiler::DebianCompiler;
pub(crate) use linker::Linker;
use linker::TARGET;

use super::{Line, debian};
use crate::failure::Result;
use crate::program::{cargo, find, output, program, quietly, quietly_within};
use crate::{files, project};

/// The variable of an environment with rustc's flags, separated by 0x1f.
const ENCODED_FLAGS: &str = "CARGO_ENCODED_RUSTFLAGS";

/// Time limit for rustup, which hangs on a closed network.
const RUSTUP_LIMIT: Duration = Duration::from_secs(90);

/// A cargo that compiles for WebAssembly.
pub(crate) struct WasmCompiler {
    cargo: Option<PathBuf>,
    environment: Vec<(&'static str, OsString)>,
    /// One per compiler: their outputs are incompatible.
    pub(crate) target_folder: PathBuf,
    pub(crate) linker: Linker,
    /// True if the compiler supports `cargo clippy`.
    pub(crate) has_clippy: bool,
}

impl WasmCompiler {
    /// Creates `cargo COMMAND --target wasm32-unknown-unknown`.
    pub(crate) fn cargo(&self, command: &str) -> Command {
        let mut cargo = self.cargo.as_ref().map_or_else(cargo, program);
        cargo
            .args([command, "--target", TARGET])
            .env("CARGO_TARGET_DIR", &self.target_folder)
            // They would override the flags of .cargo/config.toml.
            .env_remove("RUSTFLAGS")
            .envs(self.environment.iter().map(|(name, value)| (name, value)));
        cargo
    }

    /// Returns the version, e.g. '1.95.0'. Cargo has that of its compiler.
    pub(crate) fn version(&self) -> Result<String> {
        let printed = output(
            self.cargo
                .as_ref()
                .map_or_else(cargo, program)
                .arg("--version"),
        )?;
        let version = printed.split(' ').nth(1);
        version
            .map(str::to_owned)
            .ok_or_else(|| format!("cargo has another version than expected: {printed}").into())
    }

    /// Compiles the crate's library with these features and this profile; returns its path. Its bitcode
    /// goes to `bitcode`.
    pub(crate) fn library(
        &self,
        features: &str,
        profile: &str,
        bitcode: Option<&Path>,
    ) -> Result<PathBuf> {
        let emitted = bitcode.map(|path| format!("--emit=link,llvm-bc={}", path.display()));
        let flags = flags(profile)?;
        let mut cargo = self.cargo("rustc");
        cargo
            .args(["--lib", "--profile", profile, "--no-default-features"])
            // Only this type of the two: with an rlib, cargo ignores the profile's LTO.
            .args(["--crate-type", "cdylib"])
            .args(["--features", features])
            .args(["--config", &configuration(&flags)])
            // Makes cargo keep one library per set of features instead of recompiling it for
            // each change of features. The value is the same in all builds, so that they share
            // dependencies.
            .env("__CARGO_DEFAULT_LIB_METADATA", "iamsmart");
        for (name, given) in &self.environment {
            if *name == ENCODED_FLAGS {
                cargo.env(name, encoded(given, &flags));
            }
        }
        quietly(cargo.arg("--").args(inlining(profile)).args(emitted))?;
        Ok(self
            .target_folder
            .join(TARGET)
            .join(profile)
            .join("iamsmart.wasm"))
    }
}

/// Returns the flags for how much to inline when the crates are linked.
///
/// With the 5 of `opt-level = "z"`, calls of functions that are hardly longer than a call stay. Each
/// crate is compiled with its own level before, so that the inner loops are inlined already.
fn inlining(profile: &str) -> &'static [&'static str] {
    match profile {
        "wasm-page" => &["-C", "llvm-args=-inline-threshold=15"],
        _ => &[],
    }
}

/// Names of functions with the types that they are for, by which `benches/shares.js` knows what they
/// are of.
const NAMES_WITH_PARAMETERS: &str = "-Csymbol-mangling-version=v0";

/// Returns the flags for the words of RustCrypto's numbers.
///
/// It takes those of 64 bits (`cpubits`), whose product is a call in WebAssembly, of `__multi3`. The
/// server's module multiplies for RSA alone: with 32 bits the operation of the key encryption key
/// takes a quarter less time, and the module 2.4 KB. For the curves of the others they are larger.
fn words(profile: &str) -> &'static [&'static str] {
    match profile {
        "wasm" => &[r#"--cfg=cpubits="32""#],
        _ => &[],
    }
}

/// Returns the flags for all crates. One keeps the path of cargo's registry out of panic messages: it
/// belongs to the machine, and its length would change the size of the modules.
fn flags(profile: &str) -> Result<Vec<String>> {
    let registry = project::cargo_home()?.join("registry").join("src");
    let remapped = format!("--remap-path-prefix={}=/registry", registry.display());
    let others = [NAMES_WITH_PARAMETERS]
        .iter()
        .chain(words(profile))
        .map(|&flag| flag.to_owned());
    Ok(std::iter::once(remapped).chain(others).collect())
}

/// Returns the configuration of flags.
fn configuration(flags: &[String]) -> String {
    // A TOML string in single quotes is literal, as a Windows path needs.
    let quoted: Vec<_> = flags.iter().map(|flag| format!("'{flag}'")).collect();
    format!("target.{TARGET}.rustflags=[{}]", quoted.join(", "))
}

/// Returns the flags of an environment with others, since they override those of the configuration.
fn encoded(given: &OsStr, flags: &[String]) -> OsString {
    let mut encoded = given.to_owned();
    for flag in flags {
        encoded.push("\x1f");
        encoded.push(flag);
    }
    encoded
}

/// Finds the first compiler that is installed, without network access; otherwise installs one.
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
        return of_toolchain();
    }
    if debian_wanted
        && let Some(debian) = DebianCompiler::installed()
        && debian.has_library()
    {
        line.say(&format!("of Debian's {}, in place", debian.name));
        return debian.into_compiler();
    }
    if rustup_wanted && find("rustup").is_some() {
        line.say("rustup target add");
        let mut add = program("rustup");
        add.args(["target", "add", TARGET])
            .env("RUSTUP_MAX_RETRIES", "1");
        match quietly_within(&mut add, RUSTUP_LIMIT) {
            Ok(()) if has_target() => return of_toolchain(),
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
        return debian.into_compiler();
    }
    Err(format!("Install the target with: rustup target add {TARGET}").into())
}

/// Returns true if the active Rust toolchain has the target's standard library.
fn has_target() -> bool {
    output(program("rustc").args(["--print", "sysroot"])).is_ok_and(|sysroot| {
        let folder = Path::new(&sysroot)
            .join("lib/rustlib")
            .join(TARGET)
            .join("lib");
        files::entries(&folder).is_ok_and(|libraries| !libraries.is_empty())
    })
}

fn of_toolchain() -> Result<WasmCompiler> {
    Ok(WasmCompiler {
        cargo: None,
        environment: Vec::new(),
        target_folder: project::target(),
        linker: Linker::of_toolchain()?,
        has_clippy: true,
    })
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;

    use super::{configuration, encoded, flags};

    #[test]
    fn every_compiler_gets_every_flag() {
        for profile in ["wasm", "wasm-page"] {
            let flags = flags(profile).unwrap();
            assert!(flags.iter().any(|flag| flag.ends_with("=/registry")));
            let configured = configuration(&flags);
            let in_environment = encoded(OsStr::new("--first"), &flags);
            let in_environment = in_environment.to_str().unwrap();
            assert!(in_environment.starts_with("--first\x1f"));
            for flag in &flags {
                assert!(configured.contains(&format!("'{flag}'")), "{configured}");
                assert!(in_environment.split('\x1f').any(|one| one == flag));
            }
        }
    }
}
