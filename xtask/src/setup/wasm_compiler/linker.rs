//! The linker of WebAssembly modules, `wasm-ld`.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::failure::Result;
use crate::files;
use crate::program::{output, program, quietly};

/// What the modules are compiled and linked for.
pub(super) const TARGET: &str = "wasm32-unknown-unknown";

/// The linker of a compiler, and the libraries of its target.
pub(crate) struct Linker {
    pub(super) program: PathBuf,
    /// What makes the program the linker for WebAssembly.
    pub(super) flavor: &'static [&'static str],
    pub(super) libraries: PathBuf,
}

impl Linker {
    /// What the compiler tells the linker of a module, and that bitcode is optimized.
    pub(crate) const ARGUMENTS: [&str; 9] = [
        "--allow-undefined",
        "--no-demangle",
        "--no-entry",
        "--stack-first",
        "-z",
        "stack-size=1048576",
        "--gc-sections",
        "-O2",
        "--lto-O2",
    ];

    /// Finds the linker of the active Rust toolchain.
    pub(super) fn of_toolchain() -> Result<Self> {
        let sysroot = output(program("rustc").args(["--print", "sysroot"]))?;
        let host = output(program("rustc").args(["--print", "host-tuple"]))?;
        let libraries = Path::new(sysroot.trim()).join("lib/rustlib");
        Ok(Self {
            program: libraries.join(host.trim()).join("bin/rust-lld"),
            flavor: &["-flavor", "wasm"],
            libraries: libraries.join(TARGET).join("lib"),
        })
    }

    /// Links the bitcode of a module that has been optimized as a whole. It is optimized once more: the
    /// first time, nobody knows yet that a panic uses none of its arguments, which are texts and places
    /// in sources.
    pub(crate) fn link(&self, bitcode: &Path, exports: &[String], to: &Path) -> Result<()> {
        let builtins = files::entries(&self.libraries)?
            .into_iter()
            .find(|library| {
                let name = library.file_name().unwrap_or_default().to_string_lossy();
                name.starts_with("libcompiler_builtins-") && name.ends_with(".rlib")
            });
        let builtins = builtins.ok_or("The target's library lacks compiler_builtins.")?;
        let exports = exports.iter().map(|name| format!("--export={name}"));
        quietly(
            program(&self.program)
                .args(self.flavor)
                .args(Self::ARGUMENTS)
                .args(exports)
                .args::<[OsString; 2], _>([bitcode.into(), builtins.into()])
                .arg("-o")
                .arg(to),
        )
    }
}
