//! The files of the package that are made for each module.

use super::filled;
use super::wasm::Module;
use crate::failure::Result;
use crate::{files, project};

/// Writes `wasm/<role>.js`, `wasm/<role>_bg.wasm` and the entries of `<role>/`.
pub(super) fn write(module: &Module) -> Result<()> {
    let role = module.role;
    let package = project::package();
    let script = with_shared_error(&files::read_text(&module.script())?)?;
    files::write(&package.join(format!("wasm/{role}.js")), script)?;
    files::copy(
        &module.binary(),
        &package.join(format!("wasm/{role}_bg.wasm")),
    )?;

    let base64 = iamsmart::encoding::base64(&files::read(&module.binary())?);
    for (name, values) in [
        ("inline.js", &[("ROLE", role), ("BASE64", &*base64)][..]),
        ("module.js", &[("ROLE", role)]),
        ("slim.js", &[("ROLE", role)]),
        ("slim.d.ts", &[]),
    ] {
        let template = files::read_text(&project::root().join("pkg-template/entry").join(name))?;
        files::write(&package.join(role).join(name), filled(&template, values)?)?;
    }
    Ok(())
}

/// Has the script import the package's error class instead of a copy of its own, so that
/// `instanceof IamSmartError` holds across the modules.
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
