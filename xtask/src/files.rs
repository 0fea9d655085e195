//! File operations, with the path in every failure.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result};

pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(at(path))
}

pub(crate) fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(at(path))
}

/// Writes a file, and creates its parent folders.
pub(crate) fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    if let Some(folder) = path.parent() {
        create_folder(folder)?;
    }
    fs::write(path, content).map_err(at(path))
}

pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    write(to, read(from)?)
}

/// Hard-links a file; returns false if the file system does not support it.
pub(crate) fn link(from: &Path, to: &Path) -> Result<bool> {
    if let Some(folder) = to.parent() {
        create_folder(folder)?;
    }
    Ok(fs::hard_link(from, to).is_ok())
}

pub(crate) fn create_folder(path: &Path) -> Result<()> {
    fs::create_dir_all(path).map_err(at(path))
}

/// Removes a folder with its contents, if it exists.
pub(crate) fn remove_folder(path: &Path) -> Result<()> {
    if path.exists() {
        fs::remove_dir_all(path).map_err(at(path))
    } else {
        Ok(())
    }
}

pub(crate) fn remove(path: &Path) -> Result<()> {
    fs::remove_file(path).map_err(at(path))
}

pub(crate) fn rename(from: &Path, to: &Path) -> Result<()> {
    fs::rename(from, to).map_err(at(to))
}

/// Returns the entries of a folder, sorted by name.
pub(crate) fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)
        .and_then(|entries| {
            entries
                .map(|entry| entry.map(|entry| entry.path()))
                .collect()
        })
        .map_err(at(folder))
        .map(|paths: Vec<PathBuf>| paths)?;
    paths.sort();
    Ok(paths)
}

/// Returns all files under a folder, sorted by path.
pub(crate) fn files_under(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in entries(folder)? {
        if path.is_dir() {
            files.extend(files_under(&path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}

fn at(path: &Path) -> impl Fn(std::io::Error) -> Failure {
    move |error| format!("{}: {error}", path.display()).into()
}
