//! The table of test steps.

use std::process::Command;

use super::tools::{Need, Tools};
use super::{deny, reproducible, toolchains};
use crate::failure::Result;
use crate::package::{self, ROLES};
use crate::program::{cargo, npm_program, output, quietly};
use crate::setup::Wasm;

#[derive(Debug)]
pub(super) struct Step {
    pub(super) name: &'static str,
    pub(super) what: &'static str,
    pub(super) needs: &'static [Need],
    /// True if the step runs only with `--all` or by name.
    pub(super) slow: bool,
    /// True if the step may run beside another one that may: it compiles nothing, measures nothing that
    /// others would spoil, and keeps no more than one core busy.
    pub(super) beside: bool,
    /// Returns lines to print below the step's own, or an empty string.
    pub(super) run: fn(&Tools) -> Result<String>,
}

const EXAMPLES: &[Need] = &[
    Need::Npm,
    Need::Package,
    Need::Sandbox,
    Need::Runtimes,
    Need::Stores,
    Need::Browser,
];

pub(super) const STEPS: &[Step] = &[
    Step {
        name: "format",
        what: "rustfmt",
        needs: &[],
        slow: false,
        beside: false,
        run: |_| each([cargo_with(&["fmt", "--all", "--check"])]),
    },
    Step {
        name: "biome",
        what: "format and lint of JavaScript, JSON and CSS",
        needs: &[Need::Npm],
        slow: false,
        beside: false,
        run: |_| {
            let mut biome = npm_program("biome");
            biome.args(["check", "--error-on-warnings", "--colors=off"]);
            each([biome])
        },
    },
    Step {
        name: "browser",
        what: "what installs Chrome for Testing, against a local server",
        needs: &[Need::Npm],
        slow: false,
        beside: false,
        run: |tools| each([tools.node_tests("xtask/browser")?]),
    },
    Step {
        name: "deny",
        what: "licences, bans, sources and advisories of the crates",
        needs: &[Need::CargoDeny],
        slow: false,
        beside: false,
        run: deny::check,
    },
    Step {
        name: "clippy",
        what: "lint of Rust, native",
        needs: &[],
        slow: false,
        beside: false,
        run: |_| {
            each([cargo_with(&[
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
        slow: false,
        beside: false,
        run: |_| {
            let manifest = ["--manifest-path", "fuzz/Cargo.toml"];
            let mut format = cargo_with(&["fmt", "--check"]);
            let mut lint = cargo_with(&["clippy", "--all-targets"]);
            lint.args(manifest).args(["--", "-Dwarnings"]);
            format.args(manifest);
            each([format, lint])
        },
    },
    Step {
        name: "clippy-wasm",
        what: "lint of Rust, for each module",
        needs: &[Need::Wasm],
        slow: false,
        beside: false,
        run: |tools| each(ROLES.map(|role| lint_for(role, tools.wasm()))),
    },
    Step {
        name: "doc",
        what: "rustdoc",
        needs: &[],
        slow: false,
        beside: false,
        run: |_| {
            let mut doc = cargo_with(&["doc", "--workspace", "--no-deps"]);
            doc.env("RUSTDOCFLAGS", "-Dwarnings");
            each([doc])
        },
    },
    Step {
        name: "native",
        what: "tests in Rust, native",
        needs: &[Need::Vectors, Need::OpenSsl],
        slow: false,
        beside: false,
        run: |tools| {
            let mut test = cargo_with(&["test", "--workspace"]);
            test.env("IAMSMART_CRYPTOGRAPHY_VECTORS", tools.vectors());
            each([test])
        },
    },
    Step {
        name: "corpus",
        what: "certificates, CRLs, OCSP responses and CMS messages of public packages",
        needs: &[Need::Vectors, Need::Corpus],
        slow: false,
        beside: false,
        run: |tools| {
            let mut test = cargo_with(&["test", "--test", "corpus", "--", "--ignored"]);
            test.env("IAMSMART_CRYPTOGRAPHY_VECTORS", tools.vectors())
                .env("IAMSMART_CORPUS", tools.corpus());
            each([test])
        },
    },
    Step {
        name: "wycheproof",
        what: "Wycheproof's signatures, in WebAssembly under Node",
        needs: &[Need::Npm, Need::Wasm],
        slow: false,
        beside: false,
        run: |tools| each([tools.wasm_tests("verify", "wycheproof")]),
    },
    Step {
        name: "build",
        what: "the npm package, within its size limits",
        needs: &[Need::Npm, Need::Wasm],
        slow: false,
        beside: false,
        run: |_| {
            let printed = output(&mut package::build_command()?)?;
            Ok(package::table_of(&printed).to_owned())
        },
    },
    Step {
        name: "packaging",
        what: "the packed package: files, types, Node, esbuild, workerd",
        needs: &[Need::Npm, Need::Package],
        slow: false,
        beside: false,
        run: |tools| each([tools.node_tests("tests/packaging")?]),
    },
    Step {
        name: "junk-long",
        what: "junk for each function thirty times as often, other junk in each run",
        needs: &[Need::Npm, Need::Package],
        slow: true,
        beside: false,
        run: |tools| {
            let mut test = tools.node_tests("tests/packaging/junk.test.js")?;
            test.env("IAMSMART_JUNK_RUNS", "3000")
                .env("IAMSMART_JUNK_SEED", "new");
            each([test])
        },
    },
    Step {
        name: "projects",
        what: "the packed package in runtimes, bundlers, frameworks and test runners; three browsers",
        needs: &[
            Need::Npm,
            Need::Package,
            Need::Browser,
            Need::Firefox,
            Need::Webkit,
            Need::Runtimes,
            Need::Stores,
        ],
        slow: true,
        beside: false,
        run: |tools| {
            let mut tests = tools.node_tests("tests/projects/projects.test.js")?;
            output(&mut tests).map(|printed| table_of_projects(&printed))
        },
    },
    Step {
        name: "verify",
        what: "iamsmart/verify in Node, beside npm jose",
        needs: &[Need::Npm, Need::Package],
        slow: false,
        beside: true,
        run: |tools| each([tools.node_tests("tests/verify")?]),
    },
    Step {
        name: "replay",
        what: "fuzz inputs through the package: an answer each, within memory and time",
        needs: &[Need::Npm, Need::Package],
        slow: false,
        beside: true,
        run: |tools| each([tools.node_tests("tests/replay")?]),
    },
    Step {
        name: "sandbox",
        what: "compile of the iAM Smart stand-in, and of the example in Rust that is driven against it",
        needs: &[],
        slow: false,
        beside: false,
        // Together, so that what both depend on is compiled once.
        run: |_| {
            each([cargo_with(&[
                "build",
                "--package",
                "iamsmart-sandbox",
                "--package",
                "iamsmart-axum",
            ])])
        },
    },
    Step {
        name: "pdf",
        what: "iamsmart/pdf beside pyHanko, Poppler, qpdf and MuPDF, signed by OpenSSL and the stand-in",
        needs: &[
            Need::Npm,
            Need::Package,
            Need::Sandbox,
            Need::OpenSsl,
            Need::PdfTools,
        ],
        slow: false,
        beside: true,
        run: |tools| each([tools.node_tests("tests/pdf")?]),
    },
    Step {
        name: "gateway",
        what: "iamsmart/server against the stand-in",
        needs: &[Need::Npm, Need::Package, Need::Sandbox, Need::OpenSsl],
        slow: false,
        beside: true,
        run: |tools| each([tools.node_tests("tests/gateway")?]),
    },
    Step {
        name: "openapi",
        what: "the descriptions of the stand-in's APIs: valid, and true of the running one",
        needs: &[Need::Npm, Need::Sandbox],
        slow: false,
        beside: true,
        run: |tools| each([tools.node_tests("tests/openapi")?]),
    },
    Step {
        name: "sandbox-package",
        what: "npx iamsmart-sandbox from tarballs, offline, and a login against it",
        needs: &[Need::Npm, Need::Package, Need::Sandbox],
        slow: true,
        beside: false,
        run: |tools| {
            let mut test = tools.node_tests("tests/sandbox-package")?;
            test.env("IAMSMART_SANDBOX_PACKAGE", package::sandbox_folder());
            each([package::sandbox_command()?, test])
        },
    },
    Step {
        name: "cli",
        what: "the package's commands in Node, Deno and Bun, and against the stand-in",
        needs: &[Need::Npm, Need::Package, Need::Sandbox, Need::Runtimes],
        slow: false,
        beside: true,
        run: |tools| each([tools.node_tests("tests/cli")?]),
    },
    Step {
        name: "flows",
        what: "iamsmart/flows against the stand-in, from the request to the acknowledgement",
        needs: &[Need::Npm, Need::Package, Need::Sandbox, Need::OpenSsl],
        slow: false,
        beside: true,
        run: |tools| each([tools.node_tests("tests/flows")?]),
    },
    Step {
        name: "stores",
        what: "one suite over each store of transactions, with processes, kills and leftovers",
        needs: &[Need::Npm, Need::Package, Need::Runtimes, Need::Stores],
        slow: false,
        beside: false,
        run: |tools| each([tools.node_tests("tests/stores")?]),
    },
    Step {
        name: "stores-long",
        what: "the same with a thousand transactions, more kills and the largest results",
        needs: &[Need::Npm, Need::Package, Need::Runtimes, Need::Stores],
        slow: true,
        beside: false,
        run: |tools| {
            let mut tests = tools.node_tests("tests/stores")?;
            tests.env("IAMSMART_LONG", "true");
            each([tests])
        },
    },
    Step {
        name: "node",
        what: "iamsmart/node on http, http2, Express, Fastify, on this Node and the newest",
        needs: &[Need::Npm, Need::Package, Need::Sandbox, Need::OpenSsl],
        slow: false,
        beside: true,
        run: |tools| each([tools.node_tests("tests/node")?]),
    },
    Step {
        name: "forms",
        what: "one form, one digest: Chromium to Node, Express with multer, Deno, Bun, workerd",
        needs: &[Need::Npm, Need::Package, Need::Browser, Need::Runtimes],
        slow: false,
        beside: true,
        run: |tools| each([tools.node_tests("tests/forms")?]),
    },
    Step {
        name: "forms-long",
        what: "the same with a thousand forms from each of Chromium, Firefox and WebKit",
        needs: &[
            Need::Npm,
            Need::Package,
            Need::Browser,
            Need::Firefox,
            Need::Webkit,
            Need::Runtimes,
        ],
        slow: true,
        beside: false,
        run: |tools| {
            let mut tests = tools.node_tests("tests/forms")?;
            tests.env("IAMSMART_LONG", "true");
            each([tests])
        },
    },
    Step {
        name: "judge",
        what: "logins at npm oidc-provider, callbacks beside oauth4webapi",
        needs: &[Need::Npm, Need::Package],
        slow: false,
        beside: true,
        run: |tools| each([tools.node_tests("tests/judge")?]),
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
        slow: false,
        beside: true,
        run: |tools| each([tools.node_tests("tests/runtimes")?]),
    },
    Step {
        name: "autofill",
        what: "forms filled in Chromium: plain, React, Vue, Angular",
        needs: &[Need::Npm, Need::Package, Need::Browser],
        slow: false,
        beside: true,
        run: |tools| each([tools.node_tests("tests/autofill")?]),
    },
    Step {
        name: "pages",
        what: "recipes of logins, values of frames, modules that cannot start, in Chromium",
        needs: &[Need::Npm, Need::Package, Need::Browser],
        slow: false,
        beside: true,
        run: |tools| each([tools.node_tests("tests/pages")?]),
    },
    Step {
        name: "elements",
        what: "what the elements do, in Chromium, and the sentences",
        needs: &[Need::Npm, Need::Package, Need::Browser],
        slow: false,
        beside: true,
        run: |tools| each([tools.node_tests("tests/elements")?]),
    },
    Step {
        name: "looks",
        what: "the elements, the tour and the stand-in's pages in every state, look and language, with axe",
        needs: &[Need::Npm, Need::Package, Need::Sandbox, Need::Browser],
        slow: true,
        beside: false,
        run: |tools| {
            let mut elements = tools.node_tests("tests/looks")?;
            elements.env("IAMSMART_ELEMENTS", "all");
            let mut sandbox = tools.node_tests("tests/e2e/sandbox.test.js")?;
            sandbox.env("IAMSMART_LOOKS", "all");
            each([elements, sandbox])
        },
    },
    Step {
        name: "visual",
        what: "pictures of the elements, the demo, the tour and the app in every state and look, beside references",
        needs: &[Need::Npm, Need::Package, Need::Sandbox, Need::Browser],
        slow: true,
        beside: false,
        run: |tools| each([tools.node_tests("tests/visual")?]),
    },
    Step {
        name: "fetching",
        what: "revocation data fetched from a local server",
        needs: &[Need::Npm, Need::Package],
        slow: false,
        beside: true,
        run: |tools| each([tools.node_tests("tests/fetching")?]),
    },
    Step {
        name: "worker",
        what: "the demo's worker attacked and killed",
        needs: &[Need::Npm, Need::Package, Need::Sandbox, Need::OpenSsl],
        slow: false,
        beside: false,
        run: |tools| each([tools.node_tests_in_pairs("tests/worker")?]),
    },
    Step {
        name: "examples",
        what: "each example driven from login to evidence, with faults and killed processes",
        needs: EXAMPLES,
        slow: false,
        beside: false,
        run: |tools| each([tools.node_tests_in_pairs("tests/examples")?]),
    },
    Step {
        name: "examples-long",
        what: "the same with a thousand transactions in each store",
        needs: EXAMPLES,
        slow: true,
        beside: false,
        run: |tools| {
            let mut tests = tools.node_tests("tests/examples/faults")?;
            tests.env("IAMSMART_LONG", "true");
            each([tests])
        },
    },
    Step {
        name: "assure",
        what: "nothing lost, nobody in: attacks, faults, kills, clocks, load, secrets, in short",
        needs: EXAMPLES,
        slow: false,
        beside: false,
        run: |tools| each([tools.node_tests("tests/assure")?]),
    },
    Step {
        name: "e2e",
        what: "the demo in Chromium, desktop and phone",
        needs: &[
            Need::Npm,
            Need::Package,
            Need::Sandbox,
            Need::Browser,
            Need::PdfTools,
        ],
        slow: false,
        beside: false,
        run: |tools| each([tools.node_tests_in_pairs("tests/e2e")?]),
    },
    Step {
        name: "selftest",
        what: "the page that tests the package in the browser that opens it: Chromium",
        needs: &[Need::Npm, Need::Package, Need::Sandbox, Need::Browser],
        slow: false,
        beside: false,
        run: |tools| each([tools.node_tests("tests/selftest")?]),
    },
    Step {
        name: "selftest-long",
        what: "the same in Chromium, Firefox and WebKit",
        needs: &[
            Need::Npm,
            Need::Package,
            Need::Sandbox,
            Need::Browser,
            Need::Firefox,
            Need::Webkit,
        ],
        slow: true,
        beside: false,
        run: |tools| {
            let mut tests = tools.node_tests("tests/selftest")?;
            tests.env("IAMSMART_LONG", "true");
            each([tests])
        },
    },
    Step {
        name: "thousand",
        what: "a thousand signatures at once through the demo's worker",
        needs: &[Need::Npm, Need::Package, Need::Sandbox],
        slow: true,
        beside: false,
        run: |tools| {
            let mut test = tools.node_tests("tests/e2e/thousand.test.js")?;
            test.env("IAMSMART_LONG", "true");
            each([test])
        },
    },
    Step {
        name: "wrapped-keys",
        what: "a hundred thousand mutated keys in callbacks: one answer",
        needs: &[Need::Npm, Need::Package],
        slow: true,
        beside: false,
        run: |tools| {
            let mut test = tools.node_tests("tests/gateway/wrapped-keys.test.js")?;
            test.env("IAMSMART_WRAPPED_KEYS", "100000");
            each([test])
        },
    },
    Step {
        name: "reproducible",
        what: "a copy of the sources, built elsewhere: the same tarball to the byte",
        needs: &[Need::Npm, Need::Package],
        slow: true,
        beside: false,
        run: reproducible::two_builds_are_one,
    },
    Step {
        name: "toolchains",
        what: "the package built by each compiler and used in Node, one without rustup's server",
        needs: &[Need::Npm, Need::Wasm],
        slow: true,
        beside: false,
        run: toolchains::each_builds_the_package,
    },
];

/// Returns the lines of the table that the tests print.
fn table_of_projects(printed: &str) -> String {
    let rows: Vec<&str> = printed
        .lines()
        .filter(|line| line.starts_with('|'))
        .collect();
    rows.join("\n")
}

/// Runs commands one after the other; the failure has the output of the failing one.
pub(super) fn each(commands: impl IntoIterator<Item = Command>) -> Result<String> {
    for mut command in commands {
        quietly(&mut command)?;
    }
    Ok(String::new())
}

fn cargo_with(arguments: &[&str]) -> Command {
    let mut command = cargo();
    command.args(arguments);
    command
}

fn lint_for(role: &str, wasm: &Wasm) -> Command {
    // Debian's compiler for WebAssembly has no clippy, so only its own warnings are checked.
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
