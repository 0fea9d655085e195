//! The table of test steps.

mod browsers;
mod checks;
mod deep;
mod native;
mod package;
mod runtimes;
mod services;
mod stand_in;

use std::process::Command;
use std::time::Duration;

use super::tools::{Need, Tools};
use crate::failure::Result;
use crate::program::{cargo, quietly, quietly_within};

#[derive(Debug)]
pub(super) struct Step {
    pub(super) name: &'static str,
    pub(super) what: &'static str,
    pub(super) needs: &'static [Need],
    /// True if the step runs only with `--all` or by name.
    pub(super) slow: bool,
    /// True if the step may run beside another one that may: it compiles nothing, measures nothing that
    /// others would spoil, and keeps no more than one core busy.
    pub(super) beside: bool,
    /// Returns lines to print below the step's own, or an empty string.
    pub(super) run: fn(&Tools) -> Result<String>,
}

/// The steps by subject, in the order in which they are run.
const GROUPS: [&[Step]; 8] = [
    checks::STEPS,
    native::STEPS,
    package::STEPS,
    stand_in::STEPS,
    runtimes::STEPS,
    browsers::STEPS,
    services::STEPS,
    deep::STEPS,
];

/// Returns all steps, in the order in which they are run.
pub(super) fn all() -> impl Iterator<Item = &'static Step> {
    GROUPS.into_iter().flatten()
}

/// The end of a command that would never end: one is told of it before CI's own limit tells nothing.
const LIMIT: Duration = Duration::from_mins(25);

/// Runs commands one after the other, each within [`LIMIT`]; the failure has the output of the failing one.
fn each(commands: impl IntoIterator<Item = Command>) -> Result<String> {
    for mut command in commands {
        quietly_within(&mut command, LIMIT)?;
    }
    Ok(String::new())
}

/// Like [`each`], for commands that take as long as they need.
fn each_at_length(commands: impl IntoIterator<Item = Command>) -> Result<String> {
    for mut command in commands {
        quietly(&mut command)?;
    }
    Ok(String::new())
}

fn cargo_with(arguments: &[&str]) -> Command {
    let mut command = cargo();
    command.args(arguments);
    command
}

#[cfg(test)]
mod tests {
    use super::all;
    use crate::{files, project};

    #[test]
    fn contributors_are_told_of_every_step() {
        let text = files::read_text(&project::root().join("CONTRIBUTING.md")).unwrap();
        let (_, section) = text.split_once("\n## Steps of the test\n").unwrap();
        let (table, _) = section.split_once("\n## ").unwrap();
        let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let told: Vec<&str> = table.split(|c| !is_of_name(c)).collect();
        let missing: Vec<&str> = all()
            .map(|step| step.name)
            .filter(|name| !told.contains(name))
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
