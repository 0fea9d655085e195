//! Tests in Rust.

use super::{Step, cargo_with, each};
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
];
