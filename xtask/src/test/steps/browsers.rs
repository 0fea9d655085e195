//! The package in pages.

use super::{Step, each, each_at_length};
use crate::test::tools::Need;

pub(super) const STEPS: &[Step] = &[
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
            let mut elements = tools.node_tests_at_length("tests/looks")?;
            elements.env("IAMSMART_ELEMENTS", "all");
            let mut sandbox = tools.node_tests_at_length("tests/e2e/sandbox.test.js")?;
            sandbox.env("IAMSMART_LOOKS", "all");
            each_at_length([elements, sandbox])
        },
    },
    Step {
        name: "visual",
        what: "pictures of the elements, the demo, the tour and the app in every state and look, beside references",
        needs: &[Need::Npm, Need::Package, Need::Sandbox, Need::Browser],
        slow: true,
        beside: false,
        run: |tools| each_at_length([tools.node_tests_at_length("tests/visual")?]),
    },
];
