//! The step 'toolchains': the package built with each compiler for WebAssembly.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::tools::Tools;
use crate::failure::Result;
use crate::program::{output, program, quietly};
use crate::{files, package, project};

/// Nothing listens on port 9.
const UNREACHABLE: &str = "http://127.0.0.1:9";

const TARGET: &str = "wasm32-unknown-unknown";

/// What the set-up says when rustup's target cannot be had, and Debian's library is not there yet.
const FALLBACK: &str = "rustup target add; could not be had; building the standard library";

/// The package's Node test after Debian's compiler built it, from the beginning, on a machine whose
/// Rust lacks the target and cannot have it; then after the compiler of rustup's target.
pub(super) fn each_builds_the_package(tools: &Tools) -> Result<String> {
    let machine = WithoutServer::prepare(tools)?;
    let by_debian = output(&mut machine.command(package::build_command()?))?;
    if !by_debian.contains(FALLBACK) {
        return Err(format!("{by_debian}\nThe package was not built by the fallback.").into());
    }
    quietly(&mut tools.node_tests("tests/packaging")?)?;

    let by_rustup = output(package::build_command()?.env("IAMSMART_WASM_TOOLCHAIN", "rustup"))?;
    quietly(&mut tools.node_tests("tests/packaging")?)?;
    Ok(format!(
        "by Debian's compiler:\n{}\nby rustup's:\n{}",
        package::table_of(&by_debian),
        package::table_of(&by_rustup)
    ))
}

/// Folders that stand in for those of a machine that cannot reach rustup's server.
struct WithoutServer {
    rustup_home: PathBuf,
    /// The name of the toolchain in use.
    toolchain: String,
    /// Empty, so that Debian's standard library is built as on a fresh machine.
    cache: PathBuf,
    target: PathBuf,
    /// wasm-bindgen's programs come first: they take minutes to build.
    path: OsString,
}

impl WithoutServer {
    fn prepare(tools: &Tools) -> Result<Self> {
        let folder = project::target().join("without-server");
        let active = output(program("rustup").args(["show", "active-toolchain"]))?;
        let toolchain = active
            .split_whitespace()
            .next()
            .ok_or("rustup has no active toolchain.")?;
        let sysroot = output(program("rustc").args(["--print", "sysroot"]))?;
        let machine = Self {
            rustup_home: folder.join("rustup"),
            toolchain: toolchain.to_owned(),
            cache: folder.join("cache"),
            target: folder.join("target"),
            path: path_with(tools.wasm().bindgen.folder())?,
        };
        files::remove_folder(&machine.cache)?;
        files::remove_folder(&machine.rustup_home)?;
        files::write(
            &machine.rustup_home.join("settings.toml"),
            "version = \"12\"\n",
        )?;
        let copy = machine.rustup_home.join("toolchains").join(toolchain);
        copy_toolchain(Path::new(&sysroot), &copy)?;
        if copy.join("lib/rustlib").join(TARGET).exists() {
            let mut remove = program("rustup");
            remove.args(["target", "remove", TARGET, "--toolchain", toolchain]);
            quietly(remove.env("RUSTUP_HOME", &machine.rustup_home))?;
        }
        Ok(machine)
    }

    /// The command as it would run on such a machine.
    fn command(&self, mut command: Command) -> Command {
        command
            .env_remove("CARGO")
            .env_remove("IAMSMART_WASM_TOOLCHAIN")
            .env("PATH", &self.path)
            .env("RUSTUP_HOME", &self.rustup_home)
            .env("RUSTUP_TOOLCHAIN", &self.toolchain)
            .env("RUSTUP_DIST_SERVER", UNREACHABLE)
            .env("RUSTUP_UPDATE_ROOT", UNREACHABLE)
            .env("XDG_CACHE_HOME", &self.cache)
            .env("CARGO_TARGET_DIR", &self.target);
        command
    }
}

fn path_with(first: &Path) -> Result<OsString> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(first.to_owned()).chain(std::env::split_paths(&path));
    std::env::join_paths(folders).map_err(|error| format!("PATH: {error}").into())
}

/// Copies a toolchain less its documents, by links where the file system has them: its programs
/// and libraries are only read. What rustup notes about its components is copied, since rustup
/// writes there.
fn copy_toolchain(from: &Path, to: &Path) -> Result<()> {
    for file in files::files_under(&from.join("bin"))?
        .into_iter()
        .chain(files::files_under(&from.join("lib"))?)
    {
        let Ok(path) = file.strip_prefix(from) else {
            continue;
        };
        let copy = to.join(path);
        let is_note = path.parent() == Some(Path::new("lib/rustlib"));
        if is_note || !files::link(&file, &copy)? {
            files::copy(&file, &copy)?;
        }
    }
    Ok(())
}
