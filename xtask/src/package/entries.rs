//! Installation of the modules into the package: `wasm/`, and `inline.js` of each entry.

use super::wasm::Module;
use super::{declarations, declare, filled, restart};
use crate::failure::Result;
use crate::{files, project};

/// Writes `wasm/<role>.js`, `wasm/<role>.d.ts` and `wasm/<role>_bg.wasm`.
pub(super) fn write_module(module: &Module) -> Result<()> {
    let role = module.role;
    let folder = project::package().join("wasm");
    let script = with_shared_error(&files::read_text(&module.script())?)?;
    let script = restart::watched(&script)?;
    files::write(&folder.join(format!("{role}.js")), script)?;
    let declaration = declarations::trimmed(&files::read_text(&module.declaration())?)?;
    declare(&format!("wasm/{role}.d.ts"), &declaration)?;
    files::copy(&module.binary(), &folder.join(format!("{role}_bg.wasm")))
}

/// Writes the module in Base64 into `<role>/inline.js`.
pub(super) fn put_inline(module: &Module) -> Result<()> {
    let path = project::package().join(module.role).join("inline.js");
    let base64 = iamsmart::encoding::base64(&files::read(&module.binary())?);
    let script = filled(&files::read_text(&path)?, "BASE64", &base64)?;
    files::write(&path, script)
}

/// Replaces the script's error class with an import of the package's, so that
/// `instanceof IamSmartError` works across modules.
fn with_shared_error(script: &str) -> Result<String> {
    let unexpected = || "wasm-bindgen's script imports error.js otherwise than expected.";
    let (before, rest) = script.split_once("'./snippets/").ok_or_else(unexpected)?;
    let (copy, after) = rest.split_once('\'').ok_or_else(unexpected)?;
    if !copy.ends_with("/pkg-template/error.js") || after.contains("snippets/") {
        return Err(unexpected().into());
    }
    Ok(format!("{before}'../error.js'{after}"))
}

#[cfg(test)]
mod tests {
    use super::with_shared_error;

    #[test]
    fn one_import_of_the_error_class_is_redirected() {
        let import =
            "import { IamSmartError } from './snippets/iamsmart-10da/pkg-template/error.js';";
        assert_eq!(
            with_shared_error(&format!("/* a */\n{import}\nlet b;")).unwrap(),
            "/* a */\nimport { IamSmartError } from '../error.js';\nlet b;",
        );
    }

    #[test]
    fn anything_else_is_refused() {
        for script in [
            "let nothing;",
            "import './snippets/a/other.js';",
            "import './snippets/a/pkg-template/error.js'; import './snippets/a/inline0.js';",
        ] {
            assert!(with_shared_error(script).is_err(), "{script}");
        }
    }
}
