//! The documents of the package: the README, and what it links to for those who use the package.

use std::collections::BTreeSet;

use crate::failure::Result;
use crate::{files, project};

/// Documents beside the README that are in every package.
const ALWAYS: [&str; 3] = ["CHANGELOG.md", "README.zh-HK.md", "SECURITY.md"];

/// Extensions of the pictures that documents show.
const PICTURES: [&str; 2] = ["png", "svg"];

/// Writes the documents into the package. A link to what is not in it becomes its text.
pub(super) fn write() -> Result<()> {
    let root = project::root();
    let readme = files::read_text(&root.join("README.md"))?;
    let mut names: BTreeSet<String> = ["README.md"]
        .iter()
        .chain(&ALWAYS)
        .map(|&name| name.to_owned())
        .collect();
    names.extend(
        targets(&readme)
            .map(|target| path_of("README.md", target))
            .filter(|path| path.starts_with("docs/") && root.join(path).is_file()),
    );
    // A picture of a document comes with it.
    for name in names.clone() {
        if !is_markdown(&name) {
            continue;
        }
        let text = files::read_text(&root.join(&name))?;
        names.extend(
            targets(&text)
                .map(|target| path_of(&name, target))
                .filter(|path| path.starts_with("docs/") && is_picture(path)),
        );
    }
    for name in &names {
        let to = project::package().join(name);
        if is_markdown(name) {
            let text = files::read_text(&root.join(name))?;
            files::write(&to, within(&text, name, &names))?;
        } else {
            files::copy(&root.join(name), &to)?;
        }
    }
    Ok(())
}

/// Returns a document in which links that lead out of the package are their text.
fn within(text: &str, name: &str, names: &BTreeSet<String>) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("](") {
        let Some((target, after)) = after.split_once(')') else {
            break;
        };
        let stays =
            is_address(target) || target.starts_with('#') || names.contains(&path_of(name, target));
        match before.rsplit_once('[') {
            Some((start, label)) if !stays => {
                kept.push_str(start);
                kept.push_str(label);
            }
            _ => kept.extend([before, "](", target, ")"]),
        }
        rest = after;
    }
    kept + rest
}

/// Returns the targets of a document's links and pictures.
fn targets(text: &str) -> impl Iterator<Item = &str> {
    text.split("](")
        .skip(1)
        .filter_map(|after| after.split_once(')').map(|(target, _)| target))
        .filter(|target| !is_address(target))
}

fn is_address(target: &str) -> bool {
    target.contains("://") || target.starts_with("mailto:")
}

/// Returns the path of a link's target from the root: `flows.md#times` in `docs/guide.md` is
/// `docs/flows.md`.
fn path_of(name: &str, target: &str) -> String {
    let target = target.split('#').next().unwrap_or_default();
    let folder = name.rsplit_once('/').map(|(folder, _)| folder);
    let mut parts: Vec<&str> = folder
        .into_iter()
        .flat_map(|folder| folder.split('/'))
        .collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn is_markdown(name: &str) -> bool {
    has_extension(name, "md")
}

fn is_picture(name: &str) -> bool {
    PICTURES
        .iter()
        .any(|extension| has_extension(name, extension))
}

fn has_extension(name: &str, extension: &str) -> bool {
    std::path::Path::new(name)
        .extension()
        .is_some_and(|found| found == extension)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{path_of, within};

    #[test]
    fn links_out_of_the_package_become_text() {
        let names: BTreeSet<String> = ["README.md", "docs/a.md", "docs/b.png"]
            .map(str::to_owned)
            .into();
        let text = "![b](b.png) [a](a.md#x) [up](../README.md) [src](../src) [net](https://a.example/) [#](#x) end";
        assert_eq!(
            within(text, "docs/a.md", &names),
            "![b](b.png) [a](a.md#x) [up](../README.md) src [net](https://a.example/) [#](#x) end"
        );
        assert_eq!(within("none", "README.md", &names), "none");
    }

    #[test]
    fn targets_are_relative_to_their_document() {
        assert_eq!(path_of("README.md", "docs/a.md"), "docs/a.md");
        assert_eq!(path_of("docs/a.md", "b.md#c"), "docs/b.md");
        assert_eq!(path_of("docs/a.md", "../SECURITY.md"), "SECURITY.md");
    }
}
