//! Whole e-services: the demo and the examples.

use super::{Step, each, each_at_length};
use crate::test::tools::Need;

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
            let mut tests = tools.node_tests_at_length("tests/examples/faults")?;
            tests.env("IAMSMART_LONG", "true");
            each_at_length([tests])
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
            let mut tests = tools.node_tests_at_length("tests/selftest")?;
            tests.env("IAMSMART_LONG", "true");
            each_at_length([tests])
        },
    },
    Step {
        name: "thousand",
        what: "a thousand signatures at once through the demo's worker",
        needs: &[Need::Npm, Need::Package, Need::Sandbox],
        slow: true,
        beside: false,
        run: |tools| {
            let mut test = tools.node_tests_at_length("tests/e2e/thousand.test.js")?;
            test.env("IAMSMART_LONG", "true");
            each_at_length([test])
        },
    },
];
