//! Installation of the modules into the package: `wasm/`, and `inline.js` of each entry.

use super::wasm::Module;
use super::{declarations, declare, filled, restart};
use crate::failure::Result;
use crate::{files, project};

/// Writes `wasm/<role>.js`, `wasm/<role>.d.ts` and `wasm/<role>_bg.wasm`.
pub(super) fn write_module(module: &Module) -> Result<()> {
    let role = module.role;
    let folder = project::package().join("wasm");
    let script = with_shared_scripts(&files::read_text(&module.script())?)?;
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

/// The scripts of pkg-template/ that a module's script imports.
const SHARED: [&str; 3] = ["brands.js", "error.js", "octets.js"];

/// Replaces the script's copies of shared scripts with the package's, so that
/// `instanceof IamSmartError` works across modules.
fn with_shared_scripts(script: &str) -> Result<String> {
    let mut script = script.to_owned();
    while let Some((before, rest)) = script.split_once("'./snippets/") {
        let shared = rest.split_once('\'').and_then(|(copy, after)| {
            let (_, name) = copy.split_once("/pkg-template/")?;
            let name = SHARED.iter().find(|shared| **shared == name)?;
            Some(format!("{before}'../{name}'{after}"))
        });
        script = shared.ok_or("wasm-bindgen's script imports another script than expected.")?;
    }
    if !script.contains("'../error.js'") {
        return Err("wasm-bindgen's script does not import the error class.".into());
    }
    Ok(script)
}

#[cfg(test)]
mod tests {
    use super::with_shared_scripts;

    #[test]
    fn imports_of_shared_scripts_are_redirected() {
        let import =
            "import { IamSmartError } from './snippets/iamsmart-10da/pkg-template/error.js';";
        let octets = "import { octets } from './snippets/iamsmart-10da/pkg-template/octets.js';";
        assert_eq!(
            with_shared_scripts(&format!("/* a */\n{import}\n{octets}\nlet b;")).unwrap(),
            "/* a */\nimport { IamSmartError } from '../error.js';\nimport { octets } from \
             '../octets.js';\nlet b;",
        );
    }

    #[test]
    fn anything_else_is_refused() {
        for script in [
            "let nothing;",
            "import './snippets/a/other.js';",
            "import './snippets/a/pkg-template/octets.js';",
            "import './snippets/a/pkg-template/error.js'; import './snippets/a/inline0.js';",
        ] {
            assert!(with_shared_scripts(script).is_err(), "{script}");
        }
    }
}
