//! `cargo xtask bench`: measures the package beside its peers, or beside another build of itself.

use std::path::{Path, PathBuf};

use crate::failure::Result;
use crate::program::{program, show};
use crate::{files, package, project, setup};

/// The folders of benches: tables beside peers, and growth with size.
const FOLDERS: [&str; 2] = ["benches/tables", "benches/growth"];

pub(crate) fn command(arguments: &[String]) -> Result<()> {
    let Choice {
        names,
        against,
        record,
    } = Choice::read(arguments, &benches()?)?;
    setup::npm()?;
    let wasm = setup::wasm()?;
    let browser = setup::browser()?;
    package::build(&wasm)?;
    let mut node = program("node");
    node.arg(project::root().join("benches/run.js"))
        .args(names)
        .args(record.then_some("--record"))
        .env("IAMSMART_PKG", project::package())
        .env("IAMSMART_CHROMIUM", browser)
        .env("CARGO_TARGET_DIR", project::target());
    if let Some(against) = against {
        node.env("IAMSMART_AGAINST", against);
    }
    show(&mut node)
}

/// The names of all benches.
fn benches() -> Result<Vec<String>> {
    let mut names = Vec::new();
    for folder in FOLDERS {
        let modules = files::files_under(&project::root().join(folder))?;
        let stems = modules.iter().filter_map(|path| path.file_stem());
        names.extend(stems.map(|stem| stem.to_string_lossy().into_owned()));
    }
    names.sort();
    Ok(names)
}

/// The command's arguments.
#[derive(Debug)]
struct Choice {
    /// All benches if empty.
    names: Vec<String>,
    /// The package of `--against`.
    against: Option<PathBuf>,
    record: bool,
}

impl Choice {
    fn read(arguments: &[String], benches: &[String]) -> Result<Self> {
        let mut choice = Self {
            names: Vec::new(),
            against: None,
            record: false,
        };
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match argument.as_str() {
                "--record" => choice.record = true,
                "--against" => {
                    let path = rest
                        .next()
                        .ok_or("--against wants the folder of a package.")?;
                    choice.against = Some(folder(path)?);
                }
                option if option.starts_with('-') => {
                    return Err(format!("`cargo xtask bench` takes no '{option}'.").into());
                }
                name if benches.iter().any(|bench| bench == name) => {
                    choice.names.push(name.to_owned());
                }
                name => {
                    let all = benches.join(", ");
                    return Err(format!("No bench is named '{name}'. There are: {all}.").into());
                }
            }
        }
        if choice.against.is_some() && choice.names.is_empty() {
            return Err("--against wants the names of benches that compare builds.".into());
        }
        if choice.against.is_some() && choice.record {
            return Err("What --against compares is not recorded.".into());
        }
        Ok(choice)
    }
}

fn folder(path: &str) -> Result<PathBuf> {
    let folder = Path::new(path).canonicalize();
    folder.map_err(|error| format!("{path}: {error}").into())
}

#[cfg(test)]
mod tests {
    use super::Choice;

    fn read(arguments: &[&str]) -> Result<Choice, String> {
        let owned =
            |words: &[&str]| -> Vec<String> { words.iter().map(|&word| word.to_owned()).collect() };
        Choice::read(&owned(arguments), &owned(&["streamed", "verdict"]))
            .map_err(|failure| failure.to_string())
    }

    #[test]
    fn benches_are_chosen_by_name() {
        assert!(read(&[]).unwrap().names.is_empty());
        let choice = read(&["verdict", "--record"]).unwrap();
        assert_eq!(choice.names, ["verdict"]);
        assert!(choice.record);
        let choice = read(&["--against", ".", "verdict"]).unwrap();
        assert!(choice.against.is_some_and(|path| path.is_absolute()));
    }

    #[test]
    fn a_wrong_argument_is_an_error() {
        assert_eq!(
            read(&["streams"]).unwrap_err(),
            "No bench is named 'streams'. There are: streamed, verdict."
        );
        for (arguments, message) in [
            (&["--all"][..], "takes no '--all'"),
            (&["--against"], "wants the folder"),
            (&["--against", "."], "wants the names"),
            (&["--against", "absent", "verdict"], "absent: "),
            (
                &["--against", ".", "verdict", "--record"],
                "is not recorded",
            ),
        ] {
            let failure = read(arguments).unwrap_err();
            assert!(failure.contains(message), "{failure}");
        }
    }
}
