//! Every defence in docs/threat-model.md and SECURITY.md names the test that holds it, and the test
//! exists.

use std::fs;
use std::path::{Path, PathBuf};

/// Documents whose links are read, and the folder that the links start from.
const DOCUMENTS: [(&str, &str); 2] = [("docs/threat-model.md", "docs"), ("SECURITY.md", "")];

/// Folders with tests.
const TESTS: [&str; 5] = ["tests", "src", "fuzz/targets", "sandbox/tests", "xtask/src"];

#[test]
fn every_link_leads_to_a_file_and_every_defence_to_its_test() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut missing = Vec::new();
    for (document, folder) in DOCUMENTS {
        let text = fs::read_to_string(root.join(document)).unwrap();
        for (name, target) in links(&text) {
            let path = normal(&Path::new(folder).join(target));
            let Ok(source) = fs::read_to_string(root.join(&path)) else {
                missing.push(format!("{document}: {} is no file", path.display()));
                continue;
            };
            let is_test = TESTS.iter().any(|tests| path.starts_with(tests));
            if is_test && !names(&path, &source, name) {
                missing.push(format!("{document}: {} has no '{name}'", path.display()));
            }
        }
    }
    assert!(missing.is_empty(), "\n{}", missing.join("\n"));
}

/// Every row of a table of the threat model with a defence has a test.
#[test]
fn every_defence_has_a_test() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("docs/threat-model.md")).unwrap();
    let defences = text.lines().filter_map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [letter, _, defence, held_by] = cells[..] else {
            return None;
        };
        let is_threat = letter.len() == 1 && "STRIDE".contains(letter) && !defence.is_empty();
        is_threat.then_some((defence, held_by))
    });
    let without: Vec<_> = defences
        .clone()
        .filter(|(_, held_by)| !held_by.contains("]("))
        .collect();
    assert!(defences.count() > 30, "the tables are read");
    assert_eq!(without, []);
}

/// The texts and targets of a document's links to files.
fn links(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split('[').filter_map(|link| {
        let (name, rest) = link.split_once("](")?;
        let (target, _) = rest.split_once(')')?;
        let is_file = !target.contains("://") && !target.starts_with('#');
        is_file.then_some((name, target))
    })
}

/// Removes `..` from a path.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        if component.as_os_str() == ".." {
            normal.pop();
        } else {
            normal.push(component);
        }
    }
    normal
}

/// Returns true if the file has a test of this name, or is what the link names as a whole.
fn names(path: &Path, source: &str, name: &str) -> bool {
    if path.file_stem().is_some_and(|stem| stem == name)
        || path.to_string_lossy().ends_with(name)
        || path.to_string_lossy().contains(&format!("/{name}."))
    {
        return true;
    }
    if path.extension().is_some_and(|extension| extension == "rs") && !name.contains(' ') {
        return source.contains(&format!("fn {name}("));
    }
    let is_named = |line: &str| {
        let line = line.trim_start();
        let is_test = line.starts_with("test(")
            || line.starts_with("//!")
            || line.starts_with("await t.test(");
        is_test && line.to_lowercase().contains(&name.to_lowercase())
    };
    source.lines().any(is_named)
}
