//! Form, lint and licences.

use std::process::Command;

use super::{Step, cargo_with, each};
use crate::package::{self, ROLES};
use crate::program::npm_program;
use crate::setup::Wasm;
use crate::test::deny;
use crate::test::tools::Need;

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
        slow: true,
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
        what: "lint of Rust, for WebAssembly",
        needs: &[Need::Wasm],
        slow: false,
        beside: false,
        run: |tools| each([lint_for(&ROLES.join(","), tools.wasm())]),
    },
    Step {
        name: "clippy-roles",
        what: "the same for each module by itself: what one of them has and does not use",
        needs: &[Need::Wasm],
        slow: true,
        beside: false,
        run: |tools| each(ROLES.map(|role| lint_for(package::features(role), tools.wasm()))),
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
];

fn lint_for(features: &str, wasm: &Wasm) -> Command {
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
        features,
    ]);
    if wasm.compiler.has_clippy {
        command.args(["--", "-Dwarnings"]);
    }
    command
}
