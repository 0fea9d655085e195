//! Selection of test steps.

use super::steps::{self, Step};
use super::tools::Need;
use crate::failure::{Failure, Result};

/// The command's arguments.
pub(super) struct Choice {
    /// Selects steps whose names contain one of these; all steps if empty.
    filters: Vec<String>,
    without: Vec<String>,
    /// True if slow steps are included.
    all: bool,
}

#[derive(Debug)]
pub(super) struct Chosen {
    /// The selected steps, in the order of the table.
    pub(super) steps: Vec<&'static Step>,
    /// The steps that `--without` excludes.
    pub(super) left_out: Vec<&'static Step>,
}

impl Choice {
    pub(super) fn read(arguments: &[String]) -> Result<Self> {
        let mut choice = Self {
            filters: Vec::new(),
            without: Vec::new(),
            all: false,
        };
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--all" => choice.all = true,
                "--without" => {
                    let name = arguments.next().ok_or("'--without' wants a step's name.")?;
                    choice.without.push(name.clone());
                }
                option if option.starts_with('-') => {
                    return Err(format!("`cargo xtask test` takes no '{option}'.").into());
                }
                filter => choice.filters.push(filter.to_owned()),
            }
        }
        Ok(choice)
    }

    /// Returns the selected steps and the steps they depend on.
    pub(super) fn steps(&self) -> Result<Chosen> {
        self.ensure_known()?;
        let is_asked_for = |step: &&Step| self.asks_for(step);
        let asked_for: Vec<&Step> = steps::all().filter(is_asked_for).collect();
        let is_left_out = |step: &Step| self.without.iter().any(|name| name == step.name);
        let is_needed = |needed: &Step| {
            asked_for
                .iter()
                .any(|step| !is_left_out(step) && builds_upon(step, needed))
        };
        let (left_out, steps): (Vec<&Step>, Vec<&Step>) = steps::all()
            .filter(|step| self.asks_for(step) || is_needed(step))
            .partition(|step| is_left_out(step));
        for missing in &left_out {
            if let Some(step) = steps.iter().find(|step| builds_upon(step, missing)) {
                return Err(format!(
                    "'{}' builds upon '{}': leave out both, or none.",
                    step.name, missing.name
                )
                .into());
            }
        }
        Ok(Chosen { steps, left_out })
    }

    fn asks_for(&self, step: &Step) -> bool {
        let mut filters = self.filters.iter();
        if step.slow && !self.all {
            return filters.any(|filter| filter == step.name);
        }
        self.filters.is_empty() || filters.any(|filter| step.name.contains(filter.as_str()))
    }

    fn ensure_known(&self) -> Result<()> {
        let unknown_filter = self
            .filters
            .iter()
            .find(|filter| !steps::all().any(|step| step.name.contains(filter.as_str())));
        let unknown_name = self
            .without
            .iter()
            .find(|name| !steps::all().any(|step| step.name == name.as_str()));
        unknown_filter
            .or(unknown_name)
            .map_or(Ok(()), |name| Err(unknown(name)))
    }
}

fn unknown(name: &str) -> Failure {
    let names: Vec<&str> = steps::all().map(|step| step.name).collect();
    format!(
        "No step is named '{name}'. There are: {}.",
        names.join(", ")
    )
    .into()
}

/// Returns true if a step uses the output of another.
fn builds_upon(step: &Step, other: &Step) -> bool {
    match other.name {
        "build" => step.needs.contains(&Need::Package),
        "sandbox" => step.needs.contains(&Need::Sandbox),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::steps::{self, Step};
    use super::{Choice, Chosen};

    fn chosen(arguments: &[&str]) -> Result<Chosen, String> {
        let arguments: Vec<String> = arguments.iter().map(|&word| word.to_owned()).collect();
        Choice::read(&arguments)
            .and_then(|choice| choice.steps())
            .map_err(|failure| failure.to_string())
    }

    fn names(steps: &[&'static Step]) -> Vec<&'static str> {
        steps.iter().map(|step| step.name).collect()
    }

    fn run(arguments: &[&str]) -> Vec<&'static str> {
        names(&chosen(arguments).unwrap().steps)
    }

    #[test]
    fn what_a_step_builds_upon_is_run_before_it() {
        for (index, step) in steps::all().enumerate() {
            let mut later = steps::all().skip(index);
            let other = later.find(|other| super::builds_upon(step, other));
            assert!(other.is_none(), "{} comes before what it needs", step.name);
        }
    }

    #[test]
    fn a_filter_brings_what_its_steps_build_upon() {
        assert_eq!(run(&["gateway"]), ["build", "sandbox", "gateway"]);
        assert_eq!(run(&["clippy"]), ["clippy", "clippy-wasm"]);
        assert_eq!(
            run(&["packaging", "format"]),
            ["format", "build", "packaging"]
        );
    }

    #[test]
    fn without_an_argument_every_quick_step_is_run() {
        let quick: Vec<_> = steps::all().filter(|step| !step.slow).collect();
        assert_eq!(run(&[]), names(&quick));
    }

    #[test]
    fn slow_steps_are_run_by_name_or_with_all() {
        assert!(!run(&[]).contains(&"toolchains"));
        assert!(!run(&["tool", "format"]).contains(&"toolchains"));
        assert_eq!(run(&["toolchains"]), ["toolchains"]);
        assert_eq!(run(&["--all"]).len(), steps::all().count());
        assert_eq!(run(&["--all", "format"]), ["format"]);
        assert_eq!(run(&["--all", "tool"]), ["toolchains"]);
        assert_eq!(run(&["stores"]), ["build", "stores"]);
        assert_eq!(run(&["stores-long"]), ["build", "stores-long"]);
        assert_eq!(
            run(&["--all", "stores"]),
            ["build", "stores", "stores-long"]
        );
    }

    #[test]
    fn a_step_is_left_out_by_its_exact_name() {
        let Chosen { steps, left_out } =
            chosen(&["--without", "clippy", "--without", "e2e"]).unwrap();
        assert_eq!(names(&left_out), ["clippy", "e2e"]);
        assert!(names(&steps).contains(&"clippy-wasm"));
        assert!(!names(&steps).contains(&"clippy"));
        let quick = steps::all().filter(|step| !step.slow).count();
        assert_eq!(steps.len() + left_out.len(), quick);
    }

    #[test]
    fn what_is_not_chosen_is_not_counted_as_left_out() {
        let chosen = chosen(&["format", "--without", "e2e"]).unwrap();
        assert_eq!(names(&chosen.steps), ["format"]);
        assert!(chosen.left_out.is_empty());
    }

    #[test]
    fn a_step_is_not_run_on_what_another_run_left() {
        assert_eq!(
            chosen(&["gateway", "--without", "build"]).unwrap_err(),
            "'gateway' builds upon 'build': leave out both, or none."
        );
        let both = chosen(&["gateway", "--without", "build", "--without", "gateway"]);
        assert!(both.unwrap().steps.is_empty());
    }

    #[test]
    fn an_unknown_name_is_an_error() {
        for arguments in [
            &["nothing"][..],
            &["format", "nothing"],
            &["--without", "nothing"],
            &["--without", "clip"],
            &["--without"],
            &["--quick"],
        ] {
            assert!(chosen(arguments).is_err(), "{arguments:?}");
        }
        let failure = chosen(&["--without", "clip"]).unwrap_err();
        assert!(
            failure.starts_with("No step is named 'clip'. There are: format, "),
            "{failure}"
        );
    }
}
