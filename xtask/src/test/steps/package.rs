//! The npm package, and what it does by itself.

use super::{Step, each, each_at_length};
use crate::package;
use crate::program::output;
use crate::test::tools::Need;

pub(super) const STEPS: &[Step] = &[
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
        run: |tools| each([tools.node_tests_in_pairs("tests/packaging")?]),
    },
    Step {
        name: "budgets",
        what: "speed beside peers, growth with size, hostile inputs, bytes: as ratios, with slack",
        needs: &[Need::Npm, Need::Package, Need::Browser],
        slow: false,
        beside: false,
        run: |tools| each([tools.node_tests_that_measure("tests/budgets")?]),
    },
    Step {
        name: "junk-long",
        what: "junk for each function thirty times as often, other junk in each run",
        needs: &[Need::Npm, Need::Package],
        slow: true,
        beside: false,
        run: |tools| {
            let mut test = tools.node_tests_at_length("tests/packaging/junk.test.js")?;
            test.env("IAMSMART_JUNK_RUNS", "3000")
                .env("IAMSMART_JUNK_SEED", "new");
            each_at_length([test])
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
            let mut tests = tools.node_tests_at_length("tests/projects/projects.test.js")?;
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
        name: "fetching",
        what: "revocation data fetched from a local server",
        needs: &[Need::Npm, Need::Package],
        slow: false,
        beside: true,
        run: |tools| each([tools.node_tests("tests/fetching")?]),
    },
    Step {
        name: "replay",
        what: "fuzz inputs through the package: an answer each, within memory and time",
        needs: &[Need::Npm, Need::Package],
        slow: false,
        beside: true,
        run: |tools| each([tools.node_tests("tests/replay")?]),
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
