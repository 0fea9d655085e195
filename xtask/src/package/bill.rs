//! The bill of materials: CycloneDX 1.6 in JSON (ECMA-424), without a time or serial number, so that two
//! builds have the same.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use super::crates::Crate;
use crate::failure::Result;
use crate::files;

/// File of the package.
pub(super) const FILE: &str = "sbom.cdx.json";

/// Returns the bill of a package: its npm dependencies, its modules, and the crates in each.
pub(super) fn of_package(
    package: &Path,
    crates: &BTreeMap<&'static str, Vec<Crate>>,
    compiler: &str,
) -> Result<String> {
    let manifest: Value = serde_json::from_str(&files::read_text(&package.join("package.json"))?)
        .map_err(|error| format!("package.json: {error}"))?;
    let (Some(name), Some(version), Some(dependencies)) = (
        manifest["name"].as_str(),
        manifest["version"].as_str(),
        manifest["dependencies"].as_object(),
    ) else {
        return Err("package.json lacks name, version or dependencies.".into());
    };
    let itself = purl("npm", name, version);
    let mut of_package: Vec<String> = Vec::new();
    let mut components = Vec::new();
    for (name, range) in dependencies {
        let reference = format!("npm:{name}");
        components.push(json!({
            "type": "library",
            "bom-ref": reference,
            "name": name,
            "description": format!("installed by npm in a version of {}", range.as_str().unwrap_or_default()),
        }));
        of_package.push(reference);
    }

    let standard_library = purl("generic", "rust", compiler);
    let mut links = Vec::new();
    for (role, crates) in crates {
        let path = format!("wasm/{role}_bg.wasm");
        let digest = iamsmart::signing::Digest::of(&files::read(&package.join(&path))?);
        components.push(json!({
            "type": "file",
            "bom-ref": path,
            "name": path,
            "hashes": [sha256(&hexadecimal(digest.as_bytes()))],
        }));
        let mut parts: Vec<String> = crates.iter().map(reference).collect();
        parts.push(standard_library.clone());
        links.push(json!({ "ref": path, "dependsOn": parts }));
        of_package.push(path);
    }
    let all: BTreeMap<String, &Crate> = crates
        .values()
        .flatten()
        .map(|one| (reference(one), one))
        .collect();
    components.extend(all.values().map(|one| component(one)));
    components.push(json!({
        "type": "library",
        "bom-ref": standard_library,
        "name": "rust",
        "version": compiler,
        "description": "Rust's standard library",
        "licenses": [{ "expression": "MIT OR Apache-2.0" }],
    }));
    links.push(json!({ "ref": itself, "dependsOn": of_package }));

    let bill = json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": {
            "type": "library",
            "bom-ref": itself,
            "name": name,
            "version": version,
            "purl": itself,
            "licenses": [{ "expression": manifest["license"] }],
        } },
        "components": components,
        "dependencies": links,
    });
    Ok(format!("{bill:#}\n"))
}

fn component(one: &Crate) -> Value {
    let mut component = json!({
        "type": "library",
        "bom-ref": reference(one),
        "name": one.name,
        "version": one.version,
        "purl": reference(one),
        "licenses": [{ "expression": one.licence }],
        "hashes": [sha256(&one.checksum)],
    });
    if let Some(repository) = &one.repository {
        component["externalReferences"] = json!([{ "type": "vcs", "url": repository }]);
    }
    component
}

fn reference(one: &Crate) -> String {
    purl("cargo", &one.name, &one.version)
}

/// Package URL.
fn purl(kind: &str, name: &str, version: &str) -> String {
    format!("pkg:{kind}/{name}@{version}")
}

pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut digits, byte| {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

fn sha256(digits: &str) -> Value {
    json!({ "alg": "SHA-256", "content": digits })
}
