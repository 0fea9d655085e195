//! Installation of Debian packages.

use std::fs;
use std::process::Command;

use super::Line;
use crate::failure::{Failure, Result};
use crate::program::{find, output, program, quietly};

/// Returns true on Debian itself; derivatives use other names for some of the packages.
pub(super) fn is_debian() -> bool {
    fs::read_to_string("/etc/os-release").is_ok_and(|text| text.lines().any(|l| l == "ID=debian"))
}

/// Returns true if packages can be installed without a prompt.
pub(super) fn can_install() -> bool {
    root().is_some()
}

/// Installs packages as root, or through sudo if it needs no password.
pub(super) fn install(packages: &[&str], line: &mut Line) -> Result<()> {
    let names = packages.join(" ");
    let Some(root) = root() else {
        return Err(Failure::from(format!(
            "Install with: sudo apt-get install {names}"
        )));
    };
    line.say(&format!("apt-get install {names}"));
    quietly(apt(root).arg("update"))?;
    quietly(
        apt(root)
            .args(["install", "-y", "--no-install-recommends"])
            .args(packages),
    )
}

/// Returns the prefix of a command that runs it as root.
fn root() -> Option<&'static [&'static str]> {
    if output(program("id").arg("-u")).is_ok_and(|id| id == "0") {
        return Some(&[]);
    }
    let sudo = find("sudo").is_some() && quietly(program("sudo").args(["-n", "true"])).is_ok();
    sudo.then_some(&["sudo", "-n"])
}

fn apt(root: &[&str]) -> Command {
    let mut words =
        root.iter()
            .copied()
            .chain(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    let mut command = program(words.next().unwrap_or("apt-get"));
    command.args(words);
    command
}
