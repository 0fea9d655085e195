//! `cargo xtask build`: the npm package.

mod entries;
mod errors;
mod names;
mod sizes;
mod wasm;

use crate::failure::Result;
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
    if let Some(argument) = arguments.first() {
        return Err(format!("`cargo xtask build` takes no '{argument}'.").into());
    }
    setup::npm()?;
    let tools = setup::wasm()?;
    build(&tools)
}

/// Compiles the modules, puts the package together in pkg/ and shows its sizes.
pub(crate) fn build(tools: &setup::Wasm) -> Result<()> {
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
    sizes::report(&modules)
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
