//! Files persisted between runs, readable by their owner only.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

/// A folder of small text files.
#[derive(Clone, Debug)]
pub(crate) struct StateDirectory(PathBuf);

impl StateDirectory {
    pub(crate) fn open(path: &Path) -> Result<Self, String> {
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(path)
            .map_err(|error| format!("cannot create {}: {error}", path.display()))?;
        Ok(Self(path.to_owned()))
    }

    /// Contents of the file `name`, if it exists.
    pub(crate) fn read(&self, name: &str) -> Result<Option<String>, String> {
        let path = self.0.join(name);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(format!("cannot read {}: {error}", path.display())),
        }
    }

    pub(crate) fn write(&self, name: &str, text: &str) -> Result<(), String> {
        write_private(&self.0.join(name), text)
    }

    /// Appends to the file `name`, made if it does not exist.
    pub(crate) fn append(&self, name: &str, text: &str) -> Result<(), String> {
        let path = self.0.join(name);
        OpenOptions::new()
            .append(true)
            .create(true)
            .mode(0o600)
            .open(&path)
            .and_then(|mut file| file.write_all(text.as_bytes()))
            .map_err(|error| format!("cannot write {}: {error}", path.display()))
    }

    /// Removes the file `name`, if it exists.
    pub(crate) fn remove(&self, name: &str) -> Result<(), String> {
        let path = self.0.join(name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(format!("cannot remove {}: {error}", path.display()))
            }
            _ => Ok(()),
        }
    }

    /// Contents of the file `name`; if it does not exist, writes and returns the result of `make`.
    pub(crate) fn read_or(
        &self,
        name: &str,
        make: impl FnOnce() -> Result<String, String>,
    ) -> Result<String, String> {
        if let Some(text) = self.read(name)? {
            return Ok(text);
        }
        let text = make()?;
        self.write(name, &text)?;
        Ok(text)
    }
}

/// Atomically writes a file that only its owner can read.
pub(crate) fn write_private(path: &Path, text: &str) -> Result<(), String> {
    let explain = |error| format!("cannot write {}: {error}", path.display());
    let mut part = path.to_owned().into_os_string();
    part.push(".part");
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&part)
        .map_err(explain)?;
    // A temporary file of an interrupted run keeps its mode.
    file.set_permissions(fs::Permissions::from_mode(0o600))
        .map_err(explain)?;
    file.write_all(text.as_bytes()).map_err(explain)?;
    fs::rename(&part, path).map_err(explain)
}

#[cfg(test)]
mod tests {
    use super::StateDirectory;
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn keeps_what_was_made_first_and_lets_nobody_else_read_it() {
        let path = std::env::temp_dir().join(format!("iamsmart-sandbox-{}", std::process::id()));
        let directory = StateDirectory::open(&path).unwrap();
        assert_eq!(directory.read("key").unwrap(), None);
        assert_eq!(
            directory.read_or("key", || Ok("one".into())).unwrap(),
            "one"
        );
        assert_eq!(
            directory.read_or("key", || Ok("two".into())).unwrap(),
            "one"
        );
        let mode = |name: &str| path.join(name).metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!((mode("key"), mode("")), (0o600, 0o700));
        directory.append("list", "one\n").unwrap();
        directory.append("list", "two\n").unwrap();
        assert_eq!(directory.read("list").unwrap().unwrap(), "one\ntwo\n");
        assert_eq!(mode("list"), 0o600);
        directory.remove("list").unwrap();
        directory.remove("list").unwrap();
        assert_eq!(directory.read("list").unwrap(), None);
        std::fs::remove_dir_all(path).unwrap();
    }
}
