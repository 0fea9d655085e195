//! Build of a WebAssembly module: cargo, wasm-bindgen, wasm-opt.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::thread;
use std::time::Instant;

use super::binary::{exports, without_names};
use super::names;
use super::role::{ROLES, features, is_freestanding, profile, section};
use crate::failure::Result;
use crate::program::{npm_program, output, program, quietly};
use crate::setup::{Linker, Wasm};
use crate::{files, project};

/// Optimizes for size: hashing, the only inner loop, is as fast as with -O3 (`cargo xtask bench`).
/// wasm-opt detects the features of the module.
///
/// Only small functions with one caller are inlined: others would make the Brotli size larger.
///
/// The names of functions are for `benches/shares.js`; the package's module has none.
///
/// Nothing is at the lowest addresses but the end of the stack: it overflows there one kibibyte sooner, at
/// worst.
pub(super) const OPTIMIZED: [&str; 5] = [
    "-Oz",
    "--low-memory-unused",
    "--debuginfo",
    "--converge",
    "--one-caller-inline-max-function-size=20",
];

const STRIPPED: [&str; 3] = [
    "--strip-producers",
    "--strip-target-features",
    "--minify-imports-and-exports-and-modules",
];

const WASM_BINDGEN: [&str; 4] = [
    "--target",
    "web",
    "--omit-default-module-path",
    // See `restart`.
    "--experimental-reset-state-function",
];

/// File in a module's folder: what wasm-opt prints of the names that it shortens.
const NAMES: &str = "names.txt";

/// A built module and its JavaScript.
pub(super) struct Module {
    pub(super) role: &'static str,
    /// Contains `<role>.js`, `<role>.d.ts` and `<role>_bg.wasm`.
    pub(super) folder: PathBuf,
}

impl Module {
    pub(super) fn script(&self) -> PathBuf {
        self.folder.join(format!("{}.js", self.role))
    }

    pub(super) fn declaration(&self) -> PathBuf {
        self.folder.join(format!("{}.d.ts", self.role))
    }

    pub(super) fn binary(&self) -> PathBuf {
        self.folder.join(format!("{}_bg.wasm", self.role))
    }

    /// Returns the path of the binary with the names of its functions.
    pub(super) fn named(&self) -> PathBuf {
        self.folder.join("named.wasm")
    }

    /// Returns the short names of the exports by those that wasm-bindgen gave them.
    pub(super) fn exports(&self) -> Result<BTreeMap<String, String>> {
        Ok(names::exports(&files::read_text(&self.folder.join(NAMES))?))
    }
}

/// Builds the modules of all roles: those of one profile one after the other, since cargo locks a profile's
/// folder, and those of another beside them. While one is compiled, the one before is finished.
pub(super) fn modules(tools: &Wasm) -> Result<Vec<Module>> {
    thread::scope(|scope| {
        let profiles: BTreeSet<_> = ROLES.into_iter().map(profile).collect();
        let lanes: Vec<_> = profiles
            .into_iter()
            .map(|lane| {
                scope.spawn(move || {
                    ROLES
                        .into_iter()
                        .filter(|role| profile(role) == lane)
                        .map(|role| {
                            let compiled = compiled(role, tools)?;
                            Ok(scope.spawn(move || module(role, &compiled, tools)))
                        })
                        .collect::<Result<Vec<_>>>()
                })
            })
            .collect();
        let mut modules = Vec::new();
        for lane in lanes {
            for module in lane.join().expect("no lane panics")? {
                modules.push(module.join().expect("no module panics")?);
            }
        }
        modules.sort_by_key(|module| ROLES.iter().position(|role| *role == module.role));
        Ok(modules)
    })
}

/// What cargo made for a role.
struct Compiled {
    library: Vec<u8>,
    /// Of a freestanding role.
    bitcode: Option<PathBuf>,
}

fn compiled(role: &str, tools: &Wasm) -> Result<Compiled> {
    let start = Instant::now();
    let bitcode =
        is_freestanding(role).then(|| tools.compiler.target_folder.join(format!("{role}.bc")));
    let library = tools
        .compiler
        .library(features(role), profile(role), bitcode.as_deref())?;
    // The next role's has the same name.
    let library = files::read(&library)?;
    println!(
        "build: {role:<7} compiled ({:.1} s)",
        start.elapsed().as_secs_f32()
    );
    Ok(Compiled { library, bitcode })
}

/// Makes the module of a role from what was compiled, if that has changed.
fn module(
    role: &'static str,
    Compiled { library, bitcode }: &Compiled,
    tools: &Wasm,
) -> Result<Module> {
    let start = Instant::now();
    let module = Module {
        role,
        folder: project::target().join("package").join(role),
    };
    let made_from = module.folder.join("made-from.wasm");
    let made_with = module.folder.join("made-with.txt");
    let lock = files::read(&project::root().join("package-lock.json"))?;
    let tool_versions = [
        tools.bindgen.version.as_bytes(),
        Linker::ARGUMENTS.join(" ").as_bytes(),
        WASM_BINDGEN.join(" ").as_bytes(),
        OPTIMIZED.join(" ").as_bytes(),
        STRIPPED.join(" ").as_bytes(),
        &lock,
        section(role).as_bytes(),
    ]
    .concat();
    let up_to_date = files::read(&made_from).is_ok_and(|bytes| bytes == *library)
        && files::read(&made_with).is_ok_and(|versions| versions == tool_versions);
    if !up_to_date {
        files::remove_folder(&module.folder)?;
        files::write(&made_from, library)?;
        let whole = match bitcode {
            Some(bitcode) => {
                let whole = module.folder.join("linked.wasm");
                let linker = &tools.compiler.linker;
                linker.link(bitcode, &exports(library)?, &whole)?;
                whole
            }
            None => made_from,
        };
        quietly(
            program(tools.bindgen.generator())
                .args(WASM_BINDGEN)
                .args(["--out-name", role, "--out-dir"])
                .args([&module.folder, &whole]),
        )?;
        let names = output(
            npm_program("wasm-opt")
                .args(OPTIMIZED)
                .args(STRIPPED)
                .arg(module.binary())
                .arg("-o")
                .arg(module.binary()),
        )?;
        let binary = files::read(&module.binary())?;
        files::write(&module.named(), &binary)?;
        files::write(&module.binary(), finished(&binary, role)?)?;
        files::write(&module.folder.join(NAMES), &names)?;
        let script = files::read_text(&module.script())?;
        files::write(&module.script(), names::shortened(&script, &names)?)?;
        files::write(&made_with, tool_versions)?;
    }
    println!(
        "build: {role:<7} {} ({:.1} s)",
        if up_to_date {
            "unchanged"
        } else {
            "bound and optimized"
        },
        start.elapsed().as_secs_f32()
    );
    Ok(module)
}

/// Returns a module as it is published, from one with names of functions.
pub(super) fn finished(named: &[u8], role: &str) -> Result<Vec<u8>> {
    Ok([without_names(named)?, name_section(role)].concat())
}

/// Returns a custom section (WebAssembly Core, §5.5.3) that names the module's role: the names of
/// imports and exports are short, and alike in all roles.
fn name_section(role: &str) -> Vec<u8> {
    let name = section(role);
    let length = u8::try_from(name.len()).expect("a role has a short name");
    assert!(length < 0x7f, "lengths below 0x80 have one byte (§5.2.2)");
    [&[0, length + 1, length], name.as_bytes()].concat()
}
