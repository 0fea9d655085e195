//! The package's JavaScript and its declarations, out of the TypeScript of pkg-template/.

use crate::failure::Result;
use crate::program::{program, quietly};
use crate::{files, project};

/// Compiles pkg-template/ into the package; the declarations of `wasm/` have to be there already.
pub(super) fn compile() -> Result<()> {
    // By its path: node_modules/.bin has one `tsc`, and the tests bring older ones.
    quietly(program("node").args([
        "node_modules/typescript/bin/tsc",
        "--noEmitOnError",
        "--project",
        "pkg-template",
    ]))?;
    for file in files::files_under(&project::package())? {
        let is_script = file.extension().is_some_and(|extension| extension == "js");
        // What the compiler leaves of a source that has nothing but types.
        if is_script && files::read_text(&file)?.ends_with("export {};\n") {
            files::remove(&file)?;
        }
    }
    Ok(())
}
