//! What an app bundles of the package, beside what was recorded.

use crate::failure::Result;
use crate::program::{output, program};
use crate::project;

/// Formats a line for each app: its bytes as esbuild and Brotli leave them, and the change since
/// `cargo xtask bench bytes --record`.
pub(super) fn table() -> Result<String> {
    let script = project::root().join("benches/app-sizes.js");
    let package = project::package();
    output(program("node").arg(script).env("IAMSMART_PKG", package))
}
