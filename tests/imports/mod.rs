//! The imports between the source files of a crate.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::Visit;

/// Files, relative to the crate's source folder, with the files that each imports from.
pub(crate) struct Imports(BTreeMap<PathBuf, BTreeSet<PathBuf>>);

type ModulePath = Vec<String>;

struct Module {
    file: PathBuf,
    /// Paths as written, with the first segment not resolved.
    paths: BTreeSet<ModulePath>,
    /// Re-exported names and their paths.
    re_exports: BTreeMap<String, ModulePath>,
}

impl Imports {
    pub(crate) fn read(root: &Path) -> Self {
        let mut modules = BTreeMap::new();
        for file in rust_files(root) {
            let relative = file.strip_prefix(root).unwrap().to_owned();
            let source = fs::read_to_string(&file).unwrap();
            let syntax = syn::parse_file(&source).unwrap();
            let mut paths = Paths::default();
            paths.visit_file(&syntax);
            modules.insert(
                module_path(&relative),
                Module {
                    file: relative,
                    paths: paths.used,
                    re_exports: paths.re_exports,
                },
            );
        }
        let imported = |name: &ModulePath, module: &Module| {
            let paths = module.paths.iter();
            let files = paths
                .filter_map(|path| target(&modules, &absolute(&modules, name, path)?, 0))
                .filter(|file| *file != module.file);
            files.collect()
        };
        let imports = modules.iter();
        Self(
            imports
                .map(|(name, module)| (module.file.clone(), imported(name, module)))
                .collect(),
        )
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = (&Path, &Path)> {
        let files = self.0.iter();
        files.flat_map(|(from, to)| to.iter().map(|to| (from.as_path(), to.as_path())))
    }

    pub(crate) fn count(&self) -> usize {
        self.all().count()
    }

    /// Returns every set of files that import from one another, directly or indirectly.
    pub(crate) fn circles(&self) -> Vec<BTreeSet<&Path>> {
        let mut circles = BTreeSet::new();
        for start in self.0.keys() {
            let reached = self.reached_from(start);
            let circle: BTreeSet<&Path> = reached
                .iter()
                .copied()
                .filter(|file| self.reached_from(file).contains(start.as_path()))
                .collect();
            if !circle.is_empty() {
                circles.insert(circle);
            }
        }
        circles.into_iter().collect()
    }

    fn reached_from(&self, start: &Path) -> BTreeSet<&Path> {
        let mut reached = BTreeSet::new();
        let mut next = vec![start];
        while let Some(file) = next.pop() {
            for to in &self.0[file] {
                if reached.insert(to.as_path()) {
                    next.push(to);
                }
            }
        }
        reached
    }
}

#[derive(Default)]
struct Paths {
    used: BTreeSet<ModulePath>,
    re_exports: BTreeMap<String, ModulePath>,
}

impl<'ast> Visit<'ast> for Paths {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        // Tests may import from the module that they test.
        if item.ident != "tests" {
            syn::visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        for (path, name) in leaves(&item.tree, &[]) {
            if matches!(item.vis, syn::Visibility::Inherited) {
                self.used.insert(path);
            } else {
                self.re_exports.insert(name, path);
            }
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names = path.segments.iter();
        let names: ModulePath = names.map(|segment| segment.ident.to_string()).collect();
        if names.len() > 1 && ["crate", "self", "super"].contains(&names[0].as_str()) {
            self.used.insert(names);
        }
        syn::visit::visit_path(self, path);
    }
}

fn leaves(tree: &syn::UseTree, prefix: &[String]) -> Vec<(ModulePath, String)> {
    let with = |name: &syn::Ident| [prefix, &[name.to_string()]].concat();
    match tree {
        syn::UseTree::Path(path) => leaves(&path.tree, &with(&path.ident)),
        syn::UseTree::Group(group) => {
            let trees = group.items.iter();
            trees.flat_map(|tree| leaves(tree, prefix)).collect()
        }
        syn::UseTree::Name(name) if name.ident == "self" => {
            vec![(prefix.to_vec(), prefix.last().cloned().unwrap_or_default())]
        }
        syn::UseTree::Name(name) => vec![(with(&name.ident), name.ident.to_string())],
        syn::UseTree::Rename(rename) => vec![(with(&rename.ident), rename.rename.to_string())],
        syn::UseTree::Glob(_) => vec![(prefix.to_vec(), String::new())],
    }
}

fn absolute(
    modules: &BTreeMap<ModulePath, Module>,
    module: &ModulePath,
    path: &ModulePath,
) -> Option<ModulePath> {
    let (first, rest) = path.split_first()?;
    match first.as_str() {
        "crate" => Some(rest.to_vec()),
        "self" => Some([module, rest].concat()),
        "super" => {
            let (_, parent) = module.split_last()?;
            let path = if rest.first().is_some_and(|next| next == "super") {
                rest.to_vec()
            } else {
                [&["self".to_owned()], rest].concat()
            };
            absolute(modules, &parent.to_vec(), &path)
        }
        child => {
            let child = [module.as_slice(), &[child.to_owned()]].concat();
            modules
                .contains_key(&child)
                .then(|| [&child, rest].concat())
        }
    }
}

/// Returns the file of a path: that of its longest prefix that is a module, following re-exports.
fn target(
    modules: &BTreeMap<ModulePath, Module>,
    path: &ModulePath,
    re_exports: usize,
) -> Option<PathBuf> {
    const MAX_RE_EXPORTS: usize = 8;
    let length = (0..=path.len())
        .rev()
        .find(|&length| modules.contains_key(&path[..length]))?;
    let module = &modules[&path[..length]];
    let re_export = path
        .get(length)
        .and_then(|name| module.re_exports.get(name));
    match re_export {
        Some(of) if re_exports < MAX_RE_EXPORTS => {
            let of = absolute(modules, &path[..length].to_vec(), of)?;
            let path = [of.as_slice(), &path[length + 1..]].concat();
            target(modules, &path, re_exports + 1)
        }
        _ => Some(module.file.clone()),
    }
}

fn module_path(file: &Path) -> ModulePath {
    let mut names: ModulePath = file
        .with_extension("")
        .iter()
        .map(|name| name.to_str().unwrap().to_owned())
        .collect();
    let is_folder = names.last().is_some_and(|name| name == "mod");
    let is_crate = names.len() == 1 && ["lib", "main"].contains(&names[0].as_str());
    if is_folder || is_crate {
        names.pop();
    }
    names
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && path.file_stem().is_some_and(|name| name != "tests")
        {
            files.push(path);
        }
    }
    files
}
