//! What takes longest, and is least likely to break.

use super::{Step, each_at_length};
use crate::test::tools::Need;
use crate::test::{reproducible, toolchains};

pub(super) const STEPS: &[Step] = &[
    Step {
        name: "wrapped-keys",
        what: "a hundred thousand mutated keys in callbacks: one answer",
        needs: &[Need::Npm, Need::Package],
        slow: true,
        beside: false,
        run: |tools| {
            let mut kept_here = tools.node_tests_at_length("tests/gateway/wrapped-keys.test.js")?;
            let mut elsewhere = tools.node_tests_at_length("tests/gateway/key.test.js")?;
            kept_here.env("IAMSMART_WRAPPED_KEYS", "100000");
            elsewhere.env("IAMSMART_WRAPPED_KEYS", "100000");
            each_at_length([kept_here, elsewhere])
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
