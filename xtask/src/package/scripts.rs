//! The package's JavaScript and declarations, compiled from the TypeScript in pkg-template/, and joined.

use super::declarations;
use crate::failure::Result;
use crate::program::{program, quietly};
use crate::{files, project};

/// Compiles pkg-template/ into the package. Requires the declarations in `wasm/`.
pub(super) fn compile() -> Result<()> {
    // By path: `tsc` in node_modules/.bin may be an older version that the tests depend on.
    quietly(program("node").args([
        "node_modules/typescript/bin/tsc",
        "--noEmitOnError",
        "--project",
        "pkg-template",
    ]))?;
    let package = project::package();
    for file in files::files_under(&package)? {
        let is_script = file.extension().is_some_and(|extension| extension == "js");
        // The compiler's output for a source that has only types.
        if is_script && files::read_text(&file)?.ends_with("export {};\n") {
            files::remove(&file)?;
        }
        if file.to_string_lossy().ends_with(".d.ts") && !file.ends_with("platform.d.ts") {
            let to_root = if file.parent() == Some(&package) {
                "./"
            } else {
                "../"
            };
            let declaration = declarations::for_every_platform(&files::read_text(&file)?, to_root);
            files::write(&file, declaration)?;
        }
    }
    Ok(())
}

/// Joins the scripts of each folder, whose declarations stay as they are: a runtime takes a third of a
/// millisecond for each file that it reads.
pub(super) fn join() -> Result<()> {
    quietly(
        program("node")
            .arg(project::root().join("xtask/src/package/join.js"))
            .arg(project::package()),
    )
}
