//! Tests in Rust.

use std::time::{SystemTime, UNIX_EPOCH};

use super::{Step, cargo_with, each, each_at_length};
use crate::test::tools::Need;

pub(super) const STEPS: &[Step] = &[
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
        name: "native-long",
        what: "the same with random inputs that are others in each run, and four times as many",
        needs: &[Need::Vectors, Need::OpenSsl],
        slow: true,
        beside: false,
        run: |tools| {
            let mut test = cargo_with(&["test", "--package", "iamsmart"]);
            test.env("IAMSMART_CRYPTOGRAPHY_VECTORS", tools.vectors())
                .env("PROPTEST_RNG_SEED", new_seed())
                .env("PROPTEST_CASES", "1024");
            each_at_length([test])
        },
    },
    Step {
        name: "corpus",
        what: "certificates, CRLs, OCSP responses and CMS messages of public packages",
        needs: &[Need::Vectors, Need::Corpus],
        slow: false,
        beside: false,
        run: |tools| {
            // Of the whole workspace, so that it is what 'native' has compiled.
            let mut test = cargo_with(&["test", "--workspace", "--test", "corpus", "--"]);
            test.arg("--ignored");
            test.env("IAMSMART_CRYPTOGRAPHY_VECTORS", tools.vectors())
                .env("IAMSMART_CORPUS", tools.corpus());
            each([test])
        },
    },
    Step {
        name: "wycheproof",
        what: "Wycheproof's signatures, in WebAssembly under Node",
        needs: &[Need::Npm, Need::Wasm],
        slow: true,
        beside: false,
        run: |tools| each([tools.wasm_tests("verify", "wycheproof")]),
    },
];

/// Returns a seed that no other run has.
fn new_seed() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |time| time.as_secs()).to_string()
}
