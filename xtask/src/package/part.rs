//! `wasm/verify-signature_bg.wasm`: the module `verify` without what reads and writes CMS messages, JWS,
//! time-stamps by themselves and evidence files, for apps that judge signatures and certificates alone.
//!
//! It is the same module by the same script, less the exports below and what only they call.

use std::collections::BTreeMap;

use super::wasm::{Module, OPTIMIZED, finished};
use crate::failure::Result;
use crate::program::{npm_program, quietly};
use crate::{files, project};

/// The module that this is a part of.
pub(super) const OF: &str = "verify";

/// The part's name: of its file, and of its entry `iamsmart/verify-signature.wasm`.
pub(super) const NAME: &str = "verify-signature";

/// The exports of the module that the part lacks.
const WITHOUT: [&str; 18] = [
    "cmsCertificates",
    "cmsSignatureValues",
    "contenthasher_digest",
    "contenthasher_new",
    "contenthasher_update",
    "createEvidence",
    "createJws",
    "evidenceDigest",
    "evidenceForm",
    "extendEvidence",
    "jwsSigningInput",
    "readTimestamp",
    "renewEvidence",
    "timestampRequest",
    "verifyCms",
    "verifyEvidence",
    "verifyJws",
    "verifyTimestamp",
];

/// What wasm-bindgen's modules use of WebAssembly; wasm-opt has stripped their own list.
const FEATURES: [&str; 8] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

/// Writes the part of a module into the package, if it has one.
pub(super) fn write_of(module: &Module) -> Result<()> {
    if module.role != OF {
        return Ok(());
    }
    let folder = &module.folder;
    let [graph, reached, named] =
        ["graph.json", "reached.wasm", "part.wasm"].map(|name| folder.join(name));
    let exports = module.exports()?;
    files::write(&graph, graph_of(&exports)?)?;
    quietly(
        npm_program("wasm-metadce")
            .args(FEATURES)
            .arg("--debuginfo")
            .arg("--graph-file")
            .args([&graph, &module.named()])
            .arg("-o")
            .arg(&reached),
    )?;
    quietly(
        npm_program("wasm-opt")
            .args(FEATURES)
            .args(OPTIMIZED)
            .arg(&reached)
            .arg("-o")
            .arg(&named),
    )?;
    let path = format!("wasm/{NAME}_bg.wasm");
    files::write(
        &project::package().join(path),
        finished(&files::read(&named)?, module.role)?,
    )
}

/// Returns the graph for wasm-metadce: an outside that reaches every export but those of [`WITHOUT`].
fn graph_of(exports: &BTreeMap<String, String>) -> Result<String> {
    if let Some(gone) = WITHOUT.iter().find(|name| !exports.contains_key(**name)) {
        return Err(format!("The module '{OF}' has no export '{gone}'.").into());
    }
    let kept = exports
        .iter()
        .filter(|(name, _)| !WITHOUT.contains(&name.as_str()))
        .map(|(_, short)| short);
    let reaches: Vec<_> = kept
        .clone()
        .map(|short| format!("export-{short}"))
        .collect();
    let outside = serde_json::json!({ "name": "outside", "reaches": reaches, "root": true });
    let nodes =
        kept.map(|short| serde_json::json!({ "name": format!("export-{short}"), "export": short }));
    let graph: Vec<_> = std::iter::once(outside).chain(nodes).collect();
    Ok(serde_json::Value::from(graph).to_string())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{WITHOUT, graph_of};

    #[test]
    fn the_outside_reaches_what_is_kept() {
        let exports = WITHOUT.into_iter().chain(["verifySignature"]);
        let exports: BTreeMap<_, _> = (exports.enumerate())
            .map(|(place, name)| (name.to_owned(), format!("e{place}")))
            .collect();
        let short = &exports["verifySignature"];
        assert_eq!(
            graph_of(&exports).unwrap(),
            format!(
                "[{{\"name\":\"outside\",\"reaches\":[\"export-{short}\"],\"root\":true}},\
                 {{\"export\":\"{short}\",\"name\":\"export-{short}\"}}]"
            )
        );
        assert!(graph_of(&BTreeMap::new()).is_err());
    }
}
