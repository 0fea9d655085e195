//! The package's JavaScript and its declarations, out of the TypeScript of pkg-template/.

use crate::failure::Result;
use crate::program::{npm_program, quietly};
use crate::{files, project};

/// Compiles pkg-template/ into the package, which has to hold `wasm/` and error-code.d.ts already.
pub(super) fn compile() -> Result<()> {
    quietly(npm_program("tsc").args(["--project", "pkg-template", "--noEmitOnError"]))?;
    for file in files::files_under(&project::package())? {
        let is_script = file.extension().is_some_and(|extension| extension == "js");
        // What the compiler leaves of a source that has nothing but types.
        if is_script && files::read_text(&file)?.ends_with("export {};\n") {
            files::remove(&file)?;
        }
    }
    Ok(())
}
