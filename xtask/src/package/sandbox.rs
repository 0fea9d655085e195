//! `cargo xtask sandbox-package`: the npm package `iamsmart-sandbox`, and the package with the binary
//! for the platform that it is built on.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use super::{crates, filled, licences};
use crate::failure::Result;
use crate::program::{cargo, output, print_now, program, quietly, show};
use crate::{files, project, setup};

const NAME: &str = "iamsmart-sandbox";
/// Profile of Cargo.toml: optimised, and without symbols.
const PROFILE: &str = "distribution";
const NOTICES_OF: &str = "\
Crates that are compiled into the binary of this package, with the notices that their licences ask for. Of
several licences to choose from, MIT is taken where it is one of them. Rust's standard library, which is
compiled in too, is under MIT or Apache-2.0, Copyright (c) The Rust Project Contributors.
";
/// What is left to the system, by which the two packages are found.
const OPTIONAL: &str = "optionalDependencies";

/// The platform that a binary is for, as npm names it.
struct Platform {
    os: &'static str,
    cpu: &'static str,
    /// On Linux.
    libc: Option<&'static str>,
}

pub(crate) fn command(arguments: &[String]) -> Result<()> {
    if !arguments.is_empty() {
        return Err("`cargo xtask sandbox-package` takes no argument.".into());
    }
    setup::npm()?;
    let platform = Platform::of_this_machine()?;
    print_now("sandbox-package: compiling …");
    quietly(cargo().args(["build", "--locked", "--package", NAME, "--profile", PROFILE]))?;
    println!(" ok");

    let folder = folder();
    files::remove_folder(&folder)?;
    let whole = main_package(&folder)?;
    let binary = platform_package(&folder, &platform)?;
    for package in [whole, binary] {
        show(
            program("npm")
                .args(["pack", "--silent", "--pack-destination"])
                .args([folder.as_os_str(), package.as_os_str()]),
        )?;
    }
    println!("sandbox-package: {} is whole", folder.display());
    Ok(())
}

/// Returns `cargo xtask sandbox-package` as a command for a separate process.
pub(crate) fn sandbox_command() -> Result<Command> {
    let mut build = program(project::this_program()?);
    build.arg("sandbox-package");
    Ok(build)
}

/// Returns the folder with both packages and their tarballs.
pub(crate) fn folder() -> PathBuf {
    project::target().join("sandbox-package")
}

/// Writes the package that people install.
fn main_package(folder: &Path) -> Result<PathBuf> {
    let template = project::root().join("sandbox/npm");
    let package = folder.join(NAME);
    for name in ["README.md", "binary.js", "main.js"] {
        files::copy(&template.join(name), &package.join(name))?;
    }
    let manifest = files::read_text(&template.join("package.json"))?;
    let manifest = manifest.replace("0.0.0", env!("CARGO_PKG_VERSION"));
    files::write(&package.join("package.json"), manifest)?;
    add_licences(&package)?;
    Ok(package)
}

/// Writes the package with the binary.
fn platform_package(folder: &Path, platform: &Platform) -> Result<PathBuf> {
    let name = format!("{NAME}-{}", platform.name());
    let template = project::root().join("sandbox/npm");
    let manifest = files::read_text(&template.join("package.json"))?;
    let manifest: Value =
        serde_json::from_str(&manifest).map_err(|error| format!("package.json: {error}"))?;
    if manifest[OPTIONAL].get(&name).is_none() {
        return Err(format!("sandbox/npm/package.json names no {name} in {OPTIONAL}.").into());
    }
    let package = folder.join(&name);
    let readme = files::read_text(&template.join("platform.md"))?;
    files::write(
        &package.join("README.md"),
        filled(&readme, "{name}", &name)?,
    )?;
    let manifest = format!("{:#}\n", platform.manifest(&name));
    files::write(&package.join("package.json"), manifest)?;
    // `fs::copy`, because the file has to stay executable.
    let binary = project::target().join(PROFILE).join(NAME);
    let copy = package.join(NAME);
    std::fs::copy(&binary, &copy).map_err(|error| format!("{}: {error}", copy.display()))?;
    let crates = crates::of_sandbox(&host()?)?;
    let notices = licences::notices(NOTICES_OF, crates.iter())?;
    files::write(&package.join(licences::FILE), notices)?;
    add_licences(&package)?;
    Ok(package)
}

fn add_licences(package: &Path) -> Result<()> {
    for name in ["LICENSE-APACHE", "LICENSE-MIT"] {
        files::copy(&project::root().join(name), &package.join(name))?;
    }
    Ok(())
}

/// Returns the target triple that cargo compiles for.
fn host() -> Result<String> {
    let version = output(program("rustc").arg("-vV"))?;
    version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .map(str::to_owned)
        .ok_or_else(|| "rustc -vV names no host.".into())
}

impl Platform {
    fn of_this_machine() -> Result<Self> {
        Self::of(std::env::consts::OS, std::env::consts::ARCH)
    }

    fn of(os: &str, arch: &str) -> Result<Self> {
        let (os, libc) = match os {
            "linux" if cfg!(target_env = "musl") => ("linux", Some("musl")),
            "linux" => ("linux", Some("glibc")),
            "macos" => ("darwin", None),
            _ => return Err(format!("The sandbox does not run on {os}.").into()),
        };
        let cpu = match arch {
            "x86_64" => "x64",
            "aarch64" => "arm64",
            _ => return Err(format!("No package is named for {arch}.").into()),
        };
        Ok(Self { os, cpu, libc })
    }

    fn name(&self) -> String {
        let libc = match self.libc {
            None => "",
            Some("glibc") => "-gnu",
            Some(_) => "-musl",
        };
        format!("{}-{}{libc}", self.os, self.cpu)
    }

    fn manifest(&self, name: &str) -> Value {
        let mut manifest = json!({
            "name": name,
            "version": env!("CARGO_PKG_VERSION"),
            "description": format!("The binary of iamsmart-sandbox for {}", self.name()),
            "license": "MIT OR Apache-2.0",
            // Yarn's Plug'n'Play runs nothing out of its archives.
            "preferUnplugged": true,
            "os": [self.os],
            "cpu": [self.cpu],
        });
        if let Some(libc) = self.libc {
            manifest["libc"] = json!([libc]);
        }
        manifest
    }
}

#[cfg(test)]
mod tests {
    use super::Platform;

    #[test]
    fn platforms_have_the_names_of_npm() {
        let apple = Platform::of("macos", "aarch64").unwrap();
        assert_eq!(apple.name(), "darwin-arm64");
        assert!(apple.manifest("a")["libc"].is_null());
        let linux = Platform::of("linux", "x86_64").unwrap();
        assert_eq!(linux.manifest("a")["cpu"][0], "x64");
        assert!(linux.name().starts_with("linux-x64-"));
        assert!(Platform::of("windows", "x86_64").is_err());
        assert!(Platform::of("linux", "riscv64").is_err());
    }
}
