//! `cargo xtask build`: the npm package.

mod entries;
mod errors;
mod names;
mod sizes;
mod wasm;

use std::process::Command;

use sizes::Sizes;

use crate::failure::Result;
use crate::program::program;
use crate::{files, project, setup};

/// One WebAssembly module each: a feature of the crate, and an entry of the package.
pub(crate) const ROLES: [&str; 3] = ["page", "verify", "server"];

/// The features that a role's module is compiled with.
pub(crate) fn features(role: &str) -> &str {
    match role {
        "page" => "page,freestanding",
        "verify" => "verify,freestanding",
        _ => role,
    }
}

/// The profile of Cargo.toml that a role's module is compiled with.
fn profile(role: &str) -> &'static str {
    if role == "server" {
        "wasm"
    } else {
        "wasm-page"
    }
}

pub(crate) fn command(arguments: &[String]) -> Result<()> {
    let record = match arguments {
        [] => false,
        [option] if option == "--record" => true,
        _ => return Err("`cargo xtask build` takes '--record' alone.".into()),
    };
    setup::npm()?;
    let tools = setup::wasm()?;
    let sizes = build(&tools)?;
    if record {
        sizes.record()?;
    }
    Ok(())
}

/// `cargo xtask build` in a process of its own.
pub(crate) fn build_command() -> Result<Command> {
    let this = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut build = program(this);
    build.arg("build");
    Ok(build)
}

/// The table of sizes in what [`build_command`] printed: it comes last, after an empty line.
pub(crate) fn table_of(printed: &str) -> &str {
    printed.rsplit_once("\n\n").map_or("", |(_, table)| table)
}

/// Compiles the modules, puts the package together in pkg/ and shows its sizes; a module over its
/// limit is a failure.
pub(crate) fn build(tools: &setup::Wasm) -> Result<Sizes> {
    let modules = ROLES
        .iter()
        .map(|role| wasm::module(role, tools))
        .collect::<Result<Vec<_>>>()?;

    let package = project::package();
    files::remove_folder(&package)?;
    copy_template()?;
    for name in ["README.md", "CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT"] {
        files::copy(&project::root().join(name), &package.join(name))?;
    }
    files::write(&package.join("error.d.ts"), errors::declaration())?;
    for module in &modules {
        entries::write(module)?;
    }
    println!("build: pkg/ is whole");

    let sizes = Sizes::of(&modules)?;
    println!("\n{}", sizes.table()?);
    sizes.ensure_within_limits()?;
    Ok(sizes)
}

/// What is the same in the template and in the package.
fn copy_template() -> Result<()> {
    let template = project::root().join("pkg-template");
    for file in files::files_under(&template)? {
        let Ok(path) = file.strip_prefix(&template) else {
            continue;
        };
        if path.starts_with("entry") {
            continue;
        }
        let target = project::package().join(path);
        if path == "package.json" {
            let text = files::read_text(&file)?;
            files::write(
                &target,
                filled(&text, &[("0.0.0", env!("CARGO_PKG_VERSION"))])?,
            )?;
        } else {
            files::copy(&file, &target)?;
        }
    }
    Ok(())
}

/// A template with its placeholders filled in; each must be there.
fn filled(template: &str, values: &[(&str, &str)]) -> Result<String> {
    let mut text = template.to_owned();
    for (placeholder, value) in values {
        if !text.contains(placeholder) {
            return Err(format!("A template lacks its placeholder '{placeholder}'.").into());
        }
        text = text.replace(placeholder, value);
    }
    Ok(text)
}
