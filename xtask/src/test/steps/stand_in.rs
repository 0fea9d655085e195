//! The package beside the iAM Smart stand-in.

use super::{Step, cargo_with, each, each_at_length};
use crate::package;
use crate::test::tools::Need;

pub(super) const STEPS: &[Step] = &[
    Step {
        name: "sandbox",
        what: "compile of the iAM Smart stand-in, and of the example in Rust that is driven against it",
        needs: &[],
        slow: false,
        beside: false,
        // Of the whole workspace with a test, so that what both depend on is what 'native' has compiled.
        run: |_| {
            each([cargo_with(&[
                "build",
                "--workspace",
                "--bins",
                "--test",
                "corpus",
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
        run: |tools| each([tools.node_tests_in_pairs("tests/pdf")?]),
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
            let mut test = tools.node_tests_at_length("tests/sandbox-package")?;
            test.env("IAMSMART_SANDBOX_PACKAGE", package::sandbox_folder());
            each_at_length([package::sandbox_command()?, test])
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
];
