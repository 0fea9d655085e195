//! The notices that the licences of compiled-in crates ask for.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use super::crates::Crate;
use crate::failure::Result;
use crate::files;

/// File of the package.
pub(super) const FILE: &str = "LICENSES-THIRD-PARTY";

/// Head of the file for the modules.
pub(super) const OF_MODULES: &str = "\
Crates that are compiled into the WebAssembly modules of this package, with the notices that their
licences ask for. Of several licences to choose from, MIT is taken where it is one of them. sbom.cdx.json
says which crate is in which module. Rust's standard library, which is compiled in too, is under MIT or
Apache-2.0, Copyright (c) The Rust Project Contributors.
";

/// What stands for the notice of a crate without one: its licence asks for a text that the package has.
const UNDER_APACHE: &str = "Under Apache-2.0, whose text is in LICENSE-APACHE.";

/// Returns the content of the file: below its head, each notice below the crates that it is for.
pub(super) fn notices<'a>(head: &str, crates: impl Iterator<Item = &'a Crate>) -> Result<String> {
    let mut notices: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for one in crates {
        for text in texts(one)? {
            let name = format!("{} {} ({})", one.name, one.version, one.licence);
            notices.entry(text).or_default().push(name);
        }
    }
    let mut ordered: Vec<_> = notices
        .into_iter()
        .map(|(text, names)| (names, text))
        .collect();
    ordered.sort();
    let mut all = head.to_owned();
    for (names, text) in ordered {
        // Writing to a string cannot fail.
        let _ = write!(
            all,
            "\n{}\n\n{}\n\n{text}\n",
            "=".repeat(80),
            names.join("\n")
        );
    }
    Ok(all)
}

/// Returns the texts of a crate's licence files, without Apache-2.0 where another can be chosen: it
/// asks for a text that the package has already.
fn texts(one: &Crate) -> Result<Vec<String>> {
    let folder = &one.folder;
    let name_of = |path: &Path| {
        path.file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned()
    };
    let mut all: Vec<_> = files::entries(folder)?
        .into_iter()
        .filter(|path| name_of(path).starts_with("LICENSE"))
        .collect();
    all.sort();
    if all.len() > 1 {
        all.retain(|path| !name_of(path).contains("APACHE"));
    }
    if all.is_empty() && one.licence.split(" OR ").any(|one| one == "Apache-2.0") {
        return Ok(vec![UNDER_APACHE.to_owned()]);
    }
    if all.is_empty() {
        return Err(format!("{} has no licence file.", folder.display()).into());
    }
    all.iter()
        .map(|path| {
            Ok(files::read_text(path)?
                .replace("\r\n", "\n")
                .trim()
                .to_owned())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::crates::Crate;
    use super::notices;
    use crate::{files, project};

    #[test]
    fn a_notice_stands_once_below_its_crates() {
        let folder = project::target().join("licences-test");
        files::remove_folder(&folder).unwrap();
        let made = |name: &str, file: &str, text: &str| {
            let folder = folder.join(name);
            files::write(&folder.join(file), text).unwrap();
            files::write(&folder.join("LICENSE-APACHE"), "Apache").unwrap();
            Crate {
                name: name.to_owned(),
                version: "1.0.0".to_owned(),
                licence: "MIT".to_owned(),
                repository: None,
                checksum: String::new(),
                folder,
            }
        };
        let mut crates = [
            made("a", "LICENSE-MIT", "Copyright A\r\n"),
            made("b", "LICENSE-MIT", "Copyright A"),
            made("c", "LICENSE.md", "Copyright C"),
        ];
        let text = notices("Head\n", crates.iter()).unwrap();
        assert!(text.starts_with("Head\n"));
        assert!(
            text.contains("a 1.0.0 (MIT)\nb 1.0.0 (MIT)\n\nCopyright A\n"),
            "{text}"
        );
        assert!(text.contains("c 1.0.0 (MIT)\n\nCopyright C\n"), "{text}");
        assert!(!text.contains("Apache\n"));

        files::remove(&folder.join("c/LICENSE.md")).unwrap();
        files::remove(&folder.join("c/LICENSE-APACHE")).unwrap();
        assert!(notices("", crates.iter()).is_err());
        crates[2].licence = "MIT OR Apache-2.0".to_owned();
        let text = notices("", crates.iter()).unwrap();
        assert!(
            text.contains("c 1.0.0 (MIT OR Apache-2.0)\n\nUnder Apache-2.0"),
            "{text}"
        );
    }
}
