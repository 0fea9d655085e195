//! `cargo xtask test`: every check and test of the project, the quick ones first.

use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use crate::failure::Result;
use crate::package::{self, ROLES};
use crate::program::{cargo, npm_program, print_now, program, quietly};
use crate::{files, project, setup};

/// What every step may use.
struct Tools {
    wasm: Option<setup::Wasm>,
    browser: Option<setup::Browser>,
    vectors: Option<PathBuf>,
    runtimes: Option<setup::Runtimes>,
}

#[derive(Clone, Copy, PartialEq)]
enum Need {
    Npm,
    Wasm,
    Browser,
    Vectors,
    Runtimes,
    /// What the step 'build' leaves in pkg/.
    Package,
    /// What the step 'sandbox' compiles.
    Sandbox,
}

struct Step {
    name: &'static str,
    what: &'static str,
    needs: &'static [Need],
    /// The step is skipped for as long as the project has no such file or folder.
    tests: Option<&'static str>,
    commands: fn(&Tools) -> Result<Vec<Command>>,
}

const STEPS: &[Step] = &[
    Step {
        name: "format",
        what: "rustfmt",
        needs: &[],
        tests: None,
        commands: |_| Ok(vec![cargo_with(&["fmt", "--all", "--check"])]),
    },
    Step {
        name: "biome",
        what: "format and lint of JavaScript, JSON and CSS",
        needs: &[Need::Npm],
        tests: None,
        commands: |_| {
            let mut biome = npm_program("biome");
            biome.args(["check", "--error-on-warnings", "--colors=off"]);
            Ok(vec![biome])
        },
    },
    Step {
        name: "clippy",
        what: "lint of Rust, native",
        needs: &[],
        tests: None,
        commands: |_| {
            Ok(vec![cargo_with(&[
                "clippy",
                "--workspace",
                "--all-targets",
                "--",
                "-Dwarnings",
            ])])
        },
    },
    Step {
        name: "fuzz",
        what: "format and lint of the fuzz targets",
        needs: &[],
        tests: Some("fuzz/targets"),
        commands: |_| {
            let manifest = ["--manifest-path", "fuzz/Cargo.toml"];
            let mut format = cargo_with(&["fmt", "--check"]);
            let mut lint = cargo_with(&["clippy", "--all-targets"]);
            lint.args(manifest).args(["--", "-Dwarnings"]);
            format.args(manifest);
            Ok(vec![format, lint])
        },
    },
    Step {
        name: "clippy-wasm",
        what: "lint of Rust, for each module",
        needs: &[Need::Wasm],
        tests: None,
        commands: |tools| {
            let wasm = tools.wasm();
            Ok(ROLES.map(|role| lint_for(role, wasm)).into())
        },
    },
    Step {
        name: "doc",
        what: "rustdoc",
        needs: &[],
        tests: None,
        commands: |_| {
            let mut doc = cargo_with(&["doc", "--workspace", "--no-deps"]);
            doc.env("RUSTDOCFLAGS", "-Dwarnings");
            Ok(vec![doc])
        },
    },
    Step {
        name: "native",
        what: "tests in Rust, native",
        needs: &[Need::Vectors],
        tests: None,
        commands: |tools| {
            let mut test = cargo_with(&["test", "--workspace"]);
            if let Some(vectors) = &tools.vectors {
                test.env("IAMSMART_CRYPTOGRAPHY_VECTORS", vectors);
            }
            Ok(vec![test])
        },
    },
    Step {
        name: "page",
        what: "tests in Rust, in headless Chromium",
        needs: &[Need::Wasm, Need::Browser],
        tests: Some("tests/page.rs"),
        commands: |tools| Ok(vec![tools.wasm_tests("page", "page")]),
    },
    Step {
        name: "wycheproof",
        what: "Wycheproof's signatures, in WebAssembly under Node",
        needs: &[Need::Npm, Need::Wasm],
        tests: Some("tests/wycheproof.rs"),
        commands: |tools| Ok(vec![tools.wasm_tests("verify", "wycheproof")]),
    },
    Step {
        name: "build",
        what: "the npm package, with its size limit",
        needs: &[Need::Npm, Need::Wasm],
        tests: None,
        commands: |_| {
            let this = std::env::current_exe().map_err(|error| error.to_string())?;
            let mut build = program(this);
            build.arg("build");
            Ok(vec![build])
        },
    },
    Step {
        name: "packaging",
        what: "the packed package: files, types, Node, esbuild, workerd",
        needs: &[Need::Npm, Need::Package],
        tests: Some("tests/packaging"),
        commands: |tools| tools.node_tests("tests/packaging"),
    },
    Step {
        name: "verify",
        what: "iamsmart/verify in Node, beside npm jose; fuzz inputs replayed",
        needs: &[Need::Npm, Need::Package],
        tests: Some("tests/verify"),
        commands: |tools| tools.node_tests("tests/verify"),
    },
    Step {
        name: "sandbox",
        what: "compile of the iAM Smart stand-in",
        needs: &[],
        tests: None,
        commands: |_| {
            Ok(vec![cargo_with(&[
                "build",
                "--package",
                "iamsmart-sandbox",
            ])])
        },
    },
    Step {
        name: "gateway",
        what: "iamsmart/server against the stand-in",
        needs: &[Need::Npm, Need::Package, Need::Sandbox],
        tests: Some("tests/gateway"),
        commands: |tools| tools.node_tests("tests/gateway"),
    },
    Step {
        name: "stores",
        what: "one suite over each store of transactions: Node, workerd, Deno",
        needs: &[Need::Npm, Need::Package],
        tests: Some("tests/stores"),
        commands: |tools| tools.node_tests("tests/stores"),
    },
    Step {
        name: "judge",
        what: "logins at npm oidc-provider, callbacks beside oauth4webapi",
        needs: &[Need::Npm, Need::Package],
        tests: Some("tests/judge"),
        commands: |tools| tools.node_tests("tests/judge"),
    },
    Step {
        name: "runtimes",
        what: "one suite in Node, Deno, Bun, workerd and Chromium",
        needs: &[
            Need::Npm,
            Need::Package,
            Need::Sandbox,
            Need::Browser,
            Need::Runtimes,
        ],
        tests: Some("tests/runtimes"),
        commands: |tools| tools.node_tests("tests/runtimes"),
    },
    Step {
        name: "autofill",
        what: "forms filled in Chromium: plain, React, Vue",
        needs: &[Need::Npm, Need::Package, Need::Browser],
        tests: Some("tests/autofill"),
        commands: |tools| tools.node_tests("tests/autofill"),
    },
    Step {
        name: "fetching",
        what: "revocation data fetched from a local server",
        needs: &[Need::Npm, Need::Package],
        tests: Some("tests/fetching"),
        commands: |tools| tools.node_tests("tests/fetching"),
    },
    Step {
        name: "e2e",
        what: "the demo in Chromium, desktop and phone",
        needs: &[Need::Npm, Need::Package, Need::Sandbox, Need::Browser],
        tests: Some("tests/e2e"),
        commands: |tools| tools.node_tests("tests/e2e"),
    },
];

pub(crate) fn command(filters: &[String]) -> Result<()> {
    let start = Instant::now();
    let steps = chosen(filters)?;
    let needs = |need| steps.iter().any(|step| step.needs.contains(&need));
    if needs(Need::Npm) {
        setup::npm()?;
    }
    let tools = Tools {
        wasm: needs(Need::Wasm).then(setup::wasm).transpose()?,
        browser: needs(Need::Browser).then(setup::browser).transpose()?,
        vectors: needs(Need::Vectors).then(setup::vectors).transpose()?,
        runtimes: needs(Need::Runtimes).then(setup::runtimes).transpose()?,
    };

    println!();
    let (mut passed, mut skipped) = (0, 0);
    let mut failure = None;
    for step in &steps {
        match step.run(&tools) {
            Ok(true) => passed += 1,
            Ok(false) => skipped += 1,
            Err(error) => {
                failure = Some(error);
                break;
            }
        }
    }
    let failed = usize::from(failure.is_some());
    let not_run = steps.len() - passed - failed - skipped;
    if let Some(failure) = &failure {
        println!("\n{failure}");
    }
    if not_run > 0 {
        println!("\n{not_run} steps were not run after the failure, and count as skipped.");
    }
    println!(
        "\nsteps of the test, in {:.0} s:",
        start.elapsed().as_secs_f32()
    );
    println!(
        "{passed} passed, {failed} failed, {} skipped",
        skipped + not_run
    );
    failure.map_or(Ok(()), |_| Err("The test failed.".into()))
}

/// The steps whose names contain a filter, with those that they build upon.
fn chosen(filters: &[String]) -> Result<Vec<&'static Step>> {
    let is_wanted = |step: &Step| {
        filters.is_empty()
            || filters
                .iter()
                .any(|filter| step.name.contains(filter.as_str()))
    };
    let wanted: Vec<&Step> = STEPS.iter().filter(|step| is_wanted(step)).collect();
    if wanted.is_empty() {
        let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
        return Err(format!("No step is named so. There are: {}.", names.join(", ")).into());
    }
    let is_needed = |need| wanted.iter().any(|step| step.needs.contains(&need));
    let with_needed = |step: &&Step| {
        is_wanted(step)
            || (step.name == "build" && is_needed(Need::Package))
            || (step.name == "sandbox" && is_needed(Need::Sandbox))
    };
    Ok(STEPS.iter().filter(with_needed).collect())
}

impl Step {
    /// Runs the step in one line; answers whether there was anything to run.
    fn run(&self, tools: &Tools) -> Result<bool> {
        print_now(&format!("{:<12} {} …", self.name, self.what));
        if let Some(path) = self
            .tests
            .filter(|path| !project::root().join(path).exists())
        {
            println!(" skipped: there is no {path} yet");
            return Ok(false);
        }
        let start = Instant::now();
        let outcome = (self.commands)(tools)
            .and_then(|mut commands| commands.iter_mut().try_for_each(quietly));
        let word = if outcome.is_ok() { "ok" } else { "FAILED" };
        println!(" {word} ({:.1} s)", start.elapsed().as_secs_f32());
        outcome.map(|()| true)
    }
}

impl Tools {
    /// The compiler for WebAssembly, in steps that need it.
    fn wasm(&self) -> &setup::Wasm {
        self.wasm.as_ref().expect("the step names Need::Wasm")
    }

    /// A file of tests in Rust for one role, in WebAssembly: under Node, or in the browser where the
    /// file asks for it.
    fn wasm_tests(&self, role: &str, tests: &str) -> Command {
        let wasm = self.wasm();
        let mut command = wasm.compiler.cargo("test");
        command
            .args(["--package", "iamsmart", "--no-default-features"])
            .args(["--features", role, "--test", tests])
            .env(
                "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
                wasm.bindgen.test_runner(),
            );
        if let Some(browser) = &self.browser {
            command.env("CHROMEDRIVER", &browser.chromedriver);
        }
        command
    }

    /// Node's own test runner over the `*.test.js` under a folder, told where everything is.
    fn node_tests(&self, folder: &str) -> Result<Vec<Command>> {
        let is_test = |path: &PathBuf| path.to_string_lossy().ends_with(".test.js");
        let mut tests = files::files_under(&project::root().join(folder))?;
        tests.retain(is_test);
        if tests.is_empty() {
            return Err(format!("{folder} has no file named *.test.js.").into());
        }
        let sandbox = format!("debug/iamsmart-sandbox{}", std::env::consts::EXE_SUFFIX);
        let mut node = program("node");
        node.args(["--test", "--test-reporter=spec"])
            .args(tests)
            .env("IAMSMART_PKG", project::package())
            .env("IAMSMART_SANDBOX", project::target().join(sandbox));
        if let Some(browser) = &self.browser {
            node.env("IAMSMART_CHROMIUM", &browser.chromium);
        }
        if let Some(runtimes) = &self.runtimes {
            node.envs(runtimes.deno.iter().map(|deno| ("IAMSMART_DENO", deno)))
                .envs(runtimes.bun.iter().map(|bun| ("IAMSMART_BUN", bun)));
        }
        Ok(vec![node])
    }
}

fn cargo_with(arguments: &[&str]) -> Command {
    let mut command = cargo();
    command.args(arguments);
    command
}

fn lint_for(role: &str, wasm: &setup::Wasm) -> Command {
    // Debian's compiler for WebAssembly brings no clippy: its own warnings are what there is.
    let lint = if wasm.compiler.has_clippy {
        "clippy"
    } else {
        "check"
    };
    let mut command = wasm.compiler.cargo(lint);
    command.args([
        "--package",
        "iamsmart",
        "--no-default-features",
        "--features",
        package::features(role),
    ]);
    if wasm.compiler.has_clippy {
        command.args(["--", "-Dwarnings"]);
    }
    command
}

#[cfg(test)]
mod tests {
    use super::chosen;

    fn names(filters: &[&str]) -> Vec<&'static str> {
        let filters: Vec<String> = filters.iter().map(|&filter| filter.to_owned()).collect();
        chosen(&filters)
            .unwrap()
            .iter()
            .map(|step| step.name)
            .collect()
    }

    #[test]
    fn a_filter_brings_what_its_steps_build_upon() {
        assert_eq!(names(&["gateway"]), ["build", "sandbox", "gateway"]);
        assert_eq!(names(&["clippy"]), ["clippy", "clippy-wasm"]);
        assert_eq!(
            names(&["packaging", "format"]),
            ["format", "build", "packaging"]
        );
    }

    #[test]
    fn an_unknown_step_is_an_error() {
        assert!(chosen(&["nothing".to_owned()]).is_err());
    }
}
