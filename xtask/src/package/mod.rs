//! `cargo xtask build`: builds the npm package.

mod apps;
mod bill;
mod binary;
mod catching;
mod crates;
mod declarations;
mod documents;
mod entries;
mod error_codes;
mod licences;
mod loading;
mod names;
mod part;
mod restart;
mod role;
mod sandbox;
mod scripts;
mod sizes;
mod strings;
mod texts;
mod tokens;
mod wasm;

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

pub(crate) use role::{ROLES, features};
pub(crate) use sandbox::{command as sandbox_package, folder as sandbox_folder, sandbox_command};

use sizes::Sizes;

use crate::failure::Result;
use crate::program::program;
use crate::{files, project, setup};

pub(crate) fn command(arguments: &[String]) -> Result<()> {
    let record = match arguments {
        [] => false,
        [option] if option == "--record" => true,
        _ => return Err("`cargo xtask build` takes '--record' alone.".into()),
    };
    setup::npm()?;
    let tools = setup::wasm()?;
    let sizes = build(&tools)?;
    println!("{}", apps::table()?);
    if record {
        sizes.record()?;
    }
    Ok(())
}

/// Returns `cargo xtask build` as a command for a separate process.
pub(crate) fn build_command() -> Result<Command> {
    let mut build = program(project::this_program()?);
    build.arg("build");
    Ok(build)
}

/// Returns the table of sizes from the output of [`build_command`]: the part after the last empty
/// line.
pub(crate) fn table_of(printed: &str) -> &str {
    printed.rsplit_once("\n\n").map_or("", |(_, table)| table)
}

/// Builds the modules, assembles the package in pkg/ and prints its sizes; fails if a module is
/// over its limit.
pub(crate) fn build(tools: &setup::Wasm) -> Result<Sizes> {
    let modules = wasm::modules(tools)?;

    let package = project::package();
    files::remove_folder(&package)?;
    let manifest = files::read_text(&project::template().join("package.json"))?;
    files::write(
        &package.join("package.json"),
        filled(&manifest, "0.0.0", env!("CARGO_PKG_VERSION"))?,
    )?;
    documents::write()?;
    for name in ["LICENSE-APACHE", "LICENSE-MIT"] {
        files::copy(&project::root().join(name), &package.join(name))?;
    }
    declare("error-code.d.ts", &error_codes::declaration())?;
    texts::write()?;
    for module in &modules {
        entries::write_module(module)?;
        part::write_of(module)?;
    }
    scripts::compile()?;
    for module in &modules {
        entries::put_inline(module)?;
    }
    scripts::join()?;
    let version = package.join("cli/version.js");
    let script = files::read_text(&version)?;
    files::write(
        &version,
        filled(&script, "0.0.0", env!("CARGO_PKG_VERSION"))?,
    )?;
    let crates = crates::of_roles(&ROLES)?;
    let notices = licences::notices(licences::OF_MODULES, unique(&crates))?;
    files::write(&package.join(licences::FILE), notices)?;
    let with_part = crates
        .iter()
        .flat_map(|(&role, crates)| {
            let of_part = (role == part::OF).then(|| (part::NAME, crates.clone()));
            of_part.into_iter().chain([(role, crates.clone())])
        })
        .collect();
    let bill = bill::of_package(&package, &with_part, &tools.compiler.version()?)?;
    files::write(&package.join(bill::FILE), bill)?;
    println!("build: pkg/ is whole");

    let sizes = Sizes::of(&modules)?;
    println!("\n{}", sizes.table()?);
    sizes.ensure_within_limits()?;
    Ok(sizes)
}

fn unique<'a>(
    crates: &'a BTreeMap<&str, Vec<crates::Crate>>,
) -> impl Iterator<Item = &'a crates::Crate> {
    crates
        .values()
        .flatten()
        .collect::<BTreeSet<_>>()
        .into_iter()
}

/// Writes a declaration into the package, and beside the sources that import it.
fn declare(path: &str, declaration: &str) -> Result<()> {
    files::write(&project::template().join(path), declaration)?;
    files::write(&project::package().join(path), declaration)
}

/// Replaces a template's placeholder, which must occur once.
fn filled(template: &str, placeholder: &str, value: &str) -> Result<String> {
    if template.matches(placeholder).count() != 1 {
        return Err(format!("A template has its placeholder '{placeholder}' not once.").into());
    }
    Ok(template.replace(placeholder, value))
}
