//! Imports go one way: no cycle of more than two files, no import from a higher layer.
//!
//! Analyses the paths in the sources (`use`, and paths that start with `crate`, `self` or `super`)
//! and follows re-exports.

mod imports;

use std::path::Path;

use imports::Imports;

/// The folders of `src/` by layer, top first; each may import from lower layers. All may import
/// from [`GROUND`] and from the files directly in `src/`.
const FLOORS: &[&[&str]] = &[
    &["bindings"],
    &["callback_result"],
    &[
        "login",
        "form_filling",
        "signing",
        "transaction",
        "verification",
        "pdf",
    ],
    &["inspection", "validation"],
    &["report"],
    &["pki"],
    &["asn1"],
    &["wire"],
    &["json"],
];

const GROUND: &[&str] = &["encoding", "error"];

/// Maximum number of files in a cycle.
const MAX_CIRCLE: usize = 2;

#[test]
fn no_circle_has_more_than_two_files() {
    for root in ["src", "sandbox/src", "xtask/src"] {
        let imports = imports_of(root);
        assert!(imports.count() > 50, "{root}: hardly any import was read");
        let circles: Vec<_> = imports
            .circles()
            .into_iter()
            .filter(|circle| circle.len() > MAX_CIRCLE)
            .collect();
        assert!(circles.is_empty(), "{root}: {circles:#?}");
    }
}

#[test]
fn no_folder_imports_from_a_floor_above_or_beside_it() {
    for (from, to) in imports_of("src").all() {
        let (Some(from_floor), Some(to_floor)) = (floor(from), floor(to)) else {
            assert!(
                floor(to).is_none() || from == Path::new("lib.rs"),
                "{from:?} is ground and imports {to:?}"
            );
            continue;
        };
        let stays = from.components().next() == to.components().next();
        assert!(stays || from_floor < to_floor, "{from:?} imports {to:?}");
    }
}

fn imports_of(root: &str) -> Imports {
    Imports::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(root))
}

fn floor(file: &Path) -> Option<usize> {
    let folder = file.parent()?.iter().next()?.to_str()?;
    if GROUND.contains(&folder) {
        return None;
    }
    let floor = FLOORS.iter().position(|floor| floor.contains(&folder));
    assert!(floor.is_some(), "{folder} has no floor yet");
    floor
}
