//! JavaScript runtimes beside Node whose programs come inside npm packages.

use std::path::PathBuf;

use super::Line;
use crate::failure::Result;
use crate::program::{output, program};
use crate::{files, project};

/// The programs; `None` where npm has none for this machine.
pub(crate) struct Runtimes {
    pub(crate) deno: Option<PathBuf>,
    pub(crate) bun: Option<PathBuf>,
}

pub(super) fn find(line: &mut Line) -> Result<Runtimes> {
    Ok(Runtimes {
        deno: runtime("deno", "@deno", "deno", line)?,
        bun: runtime("bun", "@oven", "bin/bun", line)?,
    })
}

/// The first program that starts among the packages of a scope, one per kind of machine, of which
/// npm installs those that fit. Where there is none, that is a failure in CI.
fn runtime(name: &str, scope: &str, path: &str, line: &mut Line) -> Result<Option<PathBuf>> {
    let packages = project::root().join("node_modules").join(scope);
    let file = format!("{path}{}", std::env::consts::EXE_SUFFIX);
    let found = files::entries(&packages)
        .unwrap_or_default()
        .into_iter()
        .map(|package| package.join(&file))
        .find(|path| output(program(path).arg("--version")).is_ok());
    if found.is_some() {
        line.say(&format!("{name}, in place"));
    } else if std::env::var("CI").as_deref() == Ok("true") {
        return Err(format!("npm has no '{name}' for this machine: {scope}/* has none.").into());
    } else {
        line.say(&format!(
            "no {name} from npm for this machine: its tests are skipped"
        ));
    }
    Ok(found)
}
