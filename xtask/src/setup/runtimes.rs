//! JavaScript runtimes besides Node, from npm packages.

use std::path::PathBuf;

use super::Line;
use crate::failure::Result;
use crate::program::{output, program};
use crate::{files, project};

pub(crate) struct Runtimes {
    pub(crate) deno: PathBuf,
    pub(crate) bun: PathBuf,
}

pub(super) fn find(line: &mut Line) -> Result<Runtimes> {
    Ok(Runtimes {
        deno: runtime("deno", "@deno", "deno", line)?,
        bun: runtime("bun", "@oven", "bin/bun", line)?,
    })
}

/// Returns the first program that starts among a scope's packages. There is one package per
/// platform; npm installs those that fit.
fn runtime(name: &str, scope: &str, path: &str, line: &mut Line) -> Result<PathBuf> {
    let packages = project::root().join("node_modules").join(scope);
    let file = format!("{path}{}", std::env::consts::EXE_SUFFIX);
    let found = files::entries(&packages)
        .unwrap_or_default()
        .into_iter()
        .map(|package| package.join(&file))
        .find(|path| output(program(path).arg("--version")).is_ok());
    let Some(found) = found else {
        return Err(format!(
            "npm has no '{name}' for this machine: no package of {scope}/ has one that starts. \
             Leave its steps out with: cargo xtask test --without runtimes --without stores"
        )
        .into());
    };
    line.say(&format!("{name}, in place"));
    Ok(found)
}
