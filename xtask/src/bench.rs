//! `cargo xtask bench`: the package side by side with its peers.

use crate::failure::Result;
use crate::program::{program, show};
use crate::{package, project, setup};

/// Of benches/, by name: whether it runs in a browser. Others run in Node.
const BENCHES: [(&str, bool); 2] = [("verification", false), ("hashing", true)];

pub(crate) fn command(filters: &[String]) -> Result<()> {
    let is_wanted = |name: &str| filters.is_empty() || filters.iter().any(|filter| filter == name);
    let wanted = BENCHES.into_iter().filter(|(name, _)| is_wanted(name));
    let wanted: Vec<_> = wanted.collect();
    if wanted.is_empty() {
        return Err("There are the benches 'verification' and 'hashing'.".into());
    }
    setup::npm()?;
    let wasm = setup::wasm()?;
    let needs_browser = wanted.iter().any(|(_, in_browser)| *in_browser);
    let browser = needs_browser.then(setup::browser).transpose()?;
    package::build(&wasm)?;
    for (name, _) in wanted {
        println!();
        let mut node = program("node");
        node.arg(project::root().join(format!("benches/{name}.js")))
            .env("IAMSMART_PKG", project::package());
        if let Some(browser) = &browser {
            node.env("IAMSMART_CHROMIUM", &browser.chromium);
        }
        show(&mut node)?;
    }
    Ok(())
}
