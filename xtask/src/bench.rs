//! `cargo xtask bench`: the package side by side with its peers, in headless Chromium.

use crate::failure::Result;
use crate::program::{program, show};
use crate::{package, project, setup};

pub(crate) fn command(arguments: &[String]) -> Result<()> {
    if let Some(argument) = arguments.first() {
        return Err(format!("`cargo xtask bench` takes no '{argument}'.").into());
    }
    setup::npm()?;
    let wasm = setup::wasm()?;
    let browser = setup::browser()?;
    package::build(&wasm)?;
    println!();
    show(
        program("node")
            .arg(project::root().join("benches/hashing.js"))
            .env("IAMSMART_PKG", project::package())
            .env("IAMSMART_CHROMIUM", browser.chromium),
    )
}
