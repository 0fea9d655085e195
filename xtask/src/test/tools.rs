//! Tools of the test steps.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::failure::Result;
use crate::program::program;
use crate::{files, project, setup};

/// A tool or artefact that a step needs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Need {
    Npm,
    Wasm,
    Browser,
    /// Firefox, for slow steps.
    Firefox,
    /// WebKit with its driver and a display, for slow steps.
    Webkit,
    Vectors,
    /// Packages with certificates and messages.
    Corpus,
    OpenSsl,
    /// Other readers of PDF.
    PdfTools,
    Runtimes,
    /// Servers and runtimes of the tests of stores.
    Stores,
    CargoDeny,
    /// The package in pkg/, built by the step 'build'.
    Package,
    /// The sandbox and the example in Rust, compiled by the step 'sandbox'.
    Sandbox,
}

/// The available tools: those that a step needs.
pub(super) struct Tools {
    wasm: Option<setup::Wasm>,
    browser: Option<PathBuf>,
    firefox: Option<PathBuf>,
    webkit: Option<setup::Webkit>,
    vectors: Option<PathBuf>,
    corpus: Option<PathBuf>,
    /// Folder of Python packages.
    pdf: Option<PathBuf>,
    runtimes: Option<setup::Runtimes>,
    stores: Option<setup::Stores>,
    cargo_deny: Option<PathBuf>,
}

impl Tools {
    /// Sets up the tools; fails before any step runs if one is unavailable.
    pub(super) fn set_up(needs: &[Need]) -> Result<Self> {
        let needs = |need| needs.contains(&need);
        if needs(Need::Npm) {
            setup::npm()?;
        }
        if needs(Need::OpenSsl) {
            setup::openssl()?;
        }
        Ok(Self {
            wasm: needs(Need::Wasm).then(setup::wasm).transpose()?,
            browser: needs(Need::Browser).then(setup::browser).transpose()?,
            firefox: needs(Need::Firefox).then(setup::firefox).transpose()?,
            webkit: needs(Need::Webkit).then(setup::webkit).transpose()?,
            vectors: needs(Need::Vectors).then(setup::vectors).transpose()?,
            corpus: needs(Need::Corpus).then(setup::corpus).transpose()?,
            pdf: needs(Need::PdfTools).then(setup::pdf_tools).transpose()?,
            runtimes: needs(Need::Runtimes).then(setup::runtimes).transpose()?,
            stores: needs(Need::Stores).then(setup::stores).transpose()?,
            cargo_deny: needs(Need::CargoDeny).then(setup::cargo_deny).transpose()?,
        })
    }

    /// Returns the compiler for WebAssembly, for steps that need it.
    pub(super) fn wasm(&self) -> &setup::Wasm {
        self.wasm.as_ref().expect("the step names Need::Wasm")
    }

    /// Returns the folder of cryptography_vectors, for steps that need it.
    pub(super) fn vectors(&self) -> &Path {
        self.vectors.as_ref().expect("the step names Need::Vectors")
    }

    /// Returns the folder of the corpus, for steps that need it.
    pub(super) fn corpus(&self) -> &Path {
        self.corpus.as_ref().expect("the step names Need::Corpus")
    }

    /// Returns the program cargo-deny, for steps that need it.
    pub(super) fn cargo_deny(&self) -> &Path {
        self.cargo_deny
            .as_ref()
            .expect("the step names Need::CargoDeny")
    }

    /// Returns the command that runs a file of Rust tests in WebAssembly for one role, under Node.
    pub(super) fn wasm_tests(&self, role: &str, tests: &str) -> Command {
        let wasm = self.wasm();
        let mut command = wasm.compiler.cargo("test");
        command
            .args(["--package", "iamsmart", "--no-default-features"])
            .args(["--features", role, "--test", tests])
            .env(
                "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
                wasm.bindgen.test_runner(),
            );
        command
    }

    /// Returns the command that runs Node's test runner over the `*.test.js` files under a folder,
    /// with the paths of the tools in the environment. A file that does not end within [`PATIENCE`] is
    /// ended, and named as failed.
    pub(super) fn node_tests(&self, folder: &str) -> Result<Command> {
        self.node_tests_with(folder, &[&test_timeout()])
    }

    /// Like [`Self::node_tests`], for suites that take as long as they need.
    pub(super) fn node_tests_at_length(&self, folder: &str) -> Result<Command> {
        self.node_tests_with(folder, &[])
    }

    /// Like [`Self::node_tests`], with two files at a time: for suites that mostly wait, and measure
    /// nothing.
    pub(super) fn node_tests_in_pairs(&self, folder: &str) -> Result<Command> {
        self.node_tests_with(folder, &[&test_timeout(), "--test-concurrency=2"])
    }

    /// Like [`Self::node_tests`], one file after the other, and garbage can be collected between turns.
    pub(super) fn node_tests_that_measure(&self, folder: &str) -> Result<Command> {
        let options = [&test_timeout(), "--test-concurrency=1", "--expose-gc"];
        self.node_tests_with(folder, &options)
    }

    fn node_tests_with(&self, folder: &str, options: &[&str]) -> Result<Command> {
        let path = project::root().join(folder);
        let mut tests = if path.is_dir() {
            files::files_under(&path)?
        } else {
            path.is_file().then_some(path).into_iter().collect()
        };
        tests.retain(|path| path.to_string_lossy().ends_with(".test.js"));
        if tests.is_empty() {
            return Err(format!("A suite is missing: {folder} has no file *.test.js.").into());
        }
        let compiled = |name| {
            let file = format!("debug/{name}{}", std::env::consts::EXE_SUFFIX);
            project::target().join(file)
        };
        let mut node = program("node");
        node.args(["--test", "--test-reporter=spec"])
            .args(options)
            .args(tests)
            .env("IAMSMART_PKG", project::package())
            .env("IAMSMART_SANDBOX", compiled("iamsmart-sandbox"))
            .env("IAMSMART_AXUM", compiled("iamsmart-axum"));
        if let Some(chromium) = &self.browser {
            node.env("IAMSMART_CHROMIUM", chromium);
        }
        if let Some(firefox) = &self.firefox {
            node.env("IAMSMART_FIREFOX", firefox);
        }
        if let Some(webkit) = &self.webkit {
            node.env("IAMSMART_WEBKIT_DRIVER", &webkit.driver)
                .env("IAMSMART_MINI_BROWSER", &webkit.mini_browser)
                .env("IAMSMART_XVFB", &webkit.xvfb);
        }
        if let Some(runtimes) = &self.runtimes {
            node.env("IAMSMART_DENO", &runtimes.deno)
                .env("IAMSMART_BUN", &runtimes.bun);
        }
        if let Some(packages) = &self.pdf {
            node.env("PYTHONPATH", packages);
        }
        if let Some(stores) = &self.stores {
            node.env("IAMSMART_REDIS", &stores.redis)
                .env("IAMSMART_POSTGRES", &stores.postgres)
                .env("IAMSMART_NEWER_NODE", &stores.node);
        }
        Ok(node)
    }
}

/// How long a file of Node tests may take, and each test in it: many times what the longest one takes.
const PATIENCE: Duration = Duration::from_mins(15);

fn test_timeout() -> String {
    format!("--test-timeout={}", PATIENCE.as_millis())
}

#[cfg(test)]
mod tests {
    use super::Tools;

    #[test]
    fn a_suite_that_is_absent_is_an_error() {
        let tools = Tools::set_up(&[]).unwrap();
        // A missing folder, and one without a Node test.
        for folder in ["tests/absent", "xtask/src"] {
            let failure = tools.node_tests(folder).unwrap_err().to_string();
            assert_eq!(
                failure,
                format!("A suite is missing: {folder} has no file *.test.js.")
            );
        }
    }
}
