//! The package in each runtime, on each server and over each store.

use super::{Step, each, each_at_length};
use crate::test::tools::Need;

pub(super) const STEPS: &[Step] = &[
    Step {
        name: "stores",
        what: "one suite over each store of transactions, with processes, kills and leftovers",
        needs: &[Need::Npm, Need::Package, Need::Runtimes, Need::Stores],
        slow: false,
        beside: false,
        run: |tools| each([tools.node_tests_in_pairs("tests/stores")?]),
    },
    Step {
        name: "stores-long",
        what: "the same with a thousand transactions, more kills and the largest results",
        needs: &[Need::Npm, Need::Package, Need::Runtimes, Need::Stores],
        slow: true,
        beside: false,
        run: |tools| {
            let mut tests = tools.node_tests_at_length("tests/stores")?;
            tests.env("IAMSMART_LONG", "true");
            each_at_length([tests])
        },
    },
    Step {
        name: "node",
        what: "iamsmart/node on http, http2, Express, Fastify, on this Node and the newest",
        needs: &[Need::Npm, Need::Package, Need::Sandbox, Need::OpenSsl],
        slow: false,
        beside: true,
        run: |tools| each([tools.node_tests_in_pairs("tests/node")?]),
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
            let mut tests = tools.node_tests_at_length("tests/forms")?;
            tests.env("IAMSMART_LONG", "true");
            each_at_length([tests])
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
];
