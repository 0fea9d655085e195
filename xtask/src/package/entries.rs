//! Installation of the modules into the package: `wasm/`, and `inline.js` of each entry.

use std::fmt::Write as _;

use super::bill::hexadecimal;
use super::loading::with_own_start;
use super::role::section;
use super::wasm::Module;
use super::{catching, declarations, declare, filled, restart, strings};
use crate::failure::Result;
use crate::program::{output, program};
use crate::{files, project};

/// Writes `wasm/<role>.js`, `wasm/<role>.d.ts` and `wasm/<role>_bg.wasm`.
pub(super) fn write_module(module: &Module) -> Result<()> {
    let role = module.role;
    let folder = project::package().join("wasm");
    let script = with_shared_scripts(&files::read_text(&module.script())?)?;
    let script = with_own_start(&catching::without_closures(&strings::faster(&script)?)?)?;
    let script = restart::watched(&script, &section(role))?;
    files::write(&folder.join(format!("{role}.js")), script)?;
    let declaration = declarations::trimmed(&files::read_text(&module.declaration())?)?;
    declare(&format!("wasm/{role}.d.ts"), &declaration)?;
    files::write(
        &folder.join(format!("{role}_bg.wasm.d.ts")),
        declarations::BINARY,
    )?;
    files::copy(&module.binary(), &folder.join(format!("{role}_bg.wasm")))
}

/// Writes the module in hexadecimal into `<role>/inline.js`: of all texts that any page can hold, the one
/// that compresses best (docs/packaging.md).
pub(super) fn put_inline(module: &Module) -> Result<()> {
    let path = project::package().join(module.role).join("inline.js");
    let digits = hexadecimal(&files::read(&module.binary())?);
    let mut script = filled(&files::read_text(&path)?, "HEXADECIMAL", &digits)?;
    if path.with_file_name("plain.js").is_file() {
        let printed = output(
            program("node")
                .args(["--input-type=module", "--eval", NEEDS_MODULE])
                .arg(path.with_file_name("")),
        )?;
        script = with_own_bindings(&script, printed.lines())?;
    }
    files::write(&path, script)
}

/// Prints the names that an entry exports and `plain.js` does not.
const NEEDS_MODULE: &str = "
import { pathToFileURL } from 'node:url';
const folder = pathToFileURL(process.argv[1]);
const [api, plain] = await Promise.all(
  ['api.js', 'plain.js'].map((name) => import(new URL(name, folder))),
);
for (const name of Object.keys(api)) if (!Object.hasOwn(plain, name)) console.log(name);
";

const ALL: &str = "export * from './api.js';\n";

/// Replaces the script's re-export of everything with bindings of its own for what needs the module.
///
/// A bundler follows a re-export to where the name is declared. Of an entry without side effects, it
/// would take the functions and leave out what starts their module.
fn with_own_bindings<'a>(script: &str, names: impl Iterator<Item = &'a str>) -> Result<String> {
    let mut bindings = String::new();
    for name in names {
        // Writing to a string cannot fail.
        let _ = writeln!(bindings, "export const {name} = api.{name};");
    }
    if bindings.is_empty() {
        return Err("An entry exports nothing that needs its module.".into());
    }
    let script = filled(script, ALL, "export * from './plain.js';\n")?;
    Ok(format!(
        "import * as api from './api.js';\n{script}{bindings}"
    ))
}

/// The scripts of pkg-template/ that a module's script imports.
const SHARED: [&str; 6] = [
    "aes-gcm.js",
    "brands.js",
    "error.js",
    "number.js",
    "octets.js",
    "sentences.js",
];

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
    use super::{with_own_bindings, with_shared_scripts};

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
    fn what_needs_the_module_is_bound_beside_its_start() {
        let script = "start();\nexport * from './api.js';\n";
        assert_eq!(
            with_own_bindings(script, ["a", "b"].into_iter()).unwrap(),
            "import * as api from './api.js';\nstart();\nexport * from './plain.js';\n\
             export const a = api.a;\nexport const b = api.b;\n"
        );
        assert!(with_own_bindings(script, [].into_iter()).is_err());
        assert!(with_own_bindings("start();\n", ["a"].into_iter()).is_err());
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
