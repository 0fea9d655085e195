//! The step 'toolchains': builds the package with each compiler for WebAssembly.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::tools::Tools;
use crate::failure::Result;
use crate::program::{output, program, quietly};
use crate::{files, package, project};

/// Unreachable: nothing listens on port 9.
const UNREACHABLE: &str = "http://127.0.0.1:9";

const TARGET: &str = "wasm32-unknown-unknown";

/// Output of the set-up if rustup's target is unavailable and Debian's library is not built yet; between
/// them, Debian's packages are installed if they are not there.
const FALLBACK: [&str; 2] = [
    "rustup target add; could not be had; ",
    "; building the standard library",
];

/// Runs the package's Node test twice: after a build from scratch with Debian's compiler, on a
/// simulated machine whose Rust lacks the target and cannot install it; then after a build with
/// rustup's target.
pub(super) fn each_builds_the_package(tools: &Tools) -> Result<String> {
    let machine = WithoutServer::prepare(tools)?;
    let by_debian = output(&mut machine.command(package::build_command()?))?;
    if !FALLBACK.iter().all(|part| by_debian.contains(part)) {
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

/// Folders of a simulated machine that cannot reach rustup's server.
struct WithoutServer {
    rustup_home: PathBuf,
    /// The name of the active toolchain.
    toolchain: String,
    /// Empty, so that Debian's standard library is built as on a fresh machine.
    cache: PathBuf,
    target: PathBuf,
    /// PATH, with wasm-bindgen's programs first: building them takes minutes.
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

    /// Returns the command with the environment of the simulated machine.
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

/// Copies a toolchain without its documentation. Programs and libraries are read-only, so they are
/// hard-linked if the file system supports it; rustup's component metadata is copied, since rustup
/// writes to it.
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
