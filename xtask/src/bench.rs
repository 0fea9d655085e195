//! `cargo xtask bench`: compares the package with its peers, or with another build of itself.

use std::path::{Path, PathBuf};

use crate::failure::Result;
use crate::program::{program, show};
use crate::{package, project, setup};

/// The benchmarks in benches/, and whether each runs in a browser; the others run in Node.
const BENCHES: [(&str, bool); 3] = [
    ("verification", false),
    ("hashing", true),
    ("imports", false),
];

pub(crate) fn command(arguments: &[String]) -> Result<()> {
    let (filters, against) = parse(arguments)?;
    let is_wanted = |name: &str| filters.is_empty() || filters.contains(&name);
    let wanted = BENCHES.into_iter().filter(|(name, _)| is_wanted(name));
    let wanted: Vec<_> = wanted.collect();
    if wanted.is_empty() {
        return Err("There are the benches 'verification', 'hashing' and 'imports'.".into());
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
        if let Some(against) = &against {
            node.env("IAMSMART_AGAINST", against);
        }
        if let Some(browser) = &browser {
            node.env("IAMSMART_CHROMIUM", browser);
        }
        show(&mut node)?;
    }
    Ok(())
}

/// Parses names of benchmarks, and the package of `--against`, which only 'verification' supports.
fn parse(arguments: &[String]) -> Result<(Vec<&str>, Option<PathBuf>)> {
    let mut names = Vec::new();
    let mut against = None;
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        if argument != "--against" {
            names.push(argument.as_str());
            continue;
        }
        let path = rest
            .next()
            .ok_or("--against wants the folder of a package.")?;
        let folder = Path::new(path).canonicalize();
        against = Some(folder.map_err(|error| format!("{path}: {error}"))?);
    }
    let takes_another = |name: &&str| ["verification", "imports"].contains(name);
    if against.is_some() && (names.is_empty() || !names.iter().all(takes_another)) {
        return Err("--against is for the benches 'verification' and 'imports'.".into());
    }
    Ok((names, against))
}
