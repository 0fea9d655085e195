//! `cargo xtask mutants`: changes the source in one place at a time and reports the changes that no
//! test notices.

use std::path::Path;
use std::process::Command;

use crate::failure::Result;
use crate::program::{program, show};
use crate::{files, project, setup};

/// Files, and the tests that hold them: all of the project's would take minutes for each mutant.
struct Area {
    path: &'static str,
    features: &'static str,
    tests: &'static [&'static str],
}

const AREAS: [Area; 6] = [
    Area {
        path: "src/wire",
        features: "page,server",
        tests: &[
            "wire",
            "wire_callbacks",
            "wire_calls",
            "wire_endpoints",
            "result_codes",
        ],
    },
    Area {
        path: "src/login",
        features: "page,server",
        tests: &["login", "wire_endpoints", "wire_callbacks"],
    },
    Area {
        path: "src/signing",
        features: "page,server",
        tests: &[
            "bulk_signing",
            "form_difference",
            "wire_calls",
            "wire_callbacks",
        ],
    },
    Area {
        path: "src/json",
        features: "page,server,verify",
        tests: &[
            "canonical_json",
            "jws",
            "jws_signers",
            "evidence",
            "evidence_kept",
        ],
    },
    Area {
        path: "src/pki/revocation",
        features: "page,server,verify",
        tests: &[
            "revocation",
            "revocation_requests",
            "revocation_vectors",
            "verification_revocation",
            "evidence_kept",
        ],
    },
    Area {
        path: "src/verification",
        features: "page,server,verify",
        tests: &[
            "verification",
            "verification_paths",
            "verification_revocation",
            "revocation_requests",
            "pki_certificates",
            "sm2",
            "cms",
            "jws",
            "jws_signers",
            "evidence",
            "evidence_kept",
        ],
    },
];

#[derive(Debug, Default)]
struct Arguments {
    paths: Vec<String>,
    shard: Option<String>,
}

pub(crate) fn command(arguments: &[String]) -> Result<()> {
    let Arguments { paths, shard } = read(arguments)?;
    let chosen = chosen(&paths)?;
    let cargo_mutants = setup::cargo_mutants()?;
    for (area, files) in chosen {
        println!("\nmutants: {}", files.join(" "));
        show(&mut run(&cargo_mutants, area, &files, shard.as_deref())?)?;
    }
    Ok(())
}

fn read(arguments: &[String]) -> Result<Arguments> {
    let mut read = Arguments::default();
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        if argument == "--shard" {
            let shard = arguments.next().filter(|shard| shard.contains('/'));
            read.shard = Some(
                shard
                    .ok_or("'--shard' wants a number of a part, like 0/8.")?
                    .clone(),
            );
        } else {
            read.paths.push(argument.trim_end_matches('/').to_owned());
        }
    }
    Ok(read)
}

/// Returns the areas of the paths, each with its files; all areas if there are no paths.
fn chosen(paths: &[String]) -> Result<Vec<(&'static Area, Vec<String>)>> {
    if paths.is_empty() {
        return Ok(AREAS
            .iter()
            .map(|area| (area, vec![glob(area.path)]))
            .collect());
    }
    let mut chosen: Vec<(&Area, Vec<String>)> = Vec::new();
    for path in paths {
        let area = AREAS
            .iter()
            .find(|area| Path::new(path).starts_with(area.path));
        let area = area.ok_or_else(|| {
            let known = AREAS.map(|area| area.path).join(", ");
            format!("There are no tests for '{path}'. There are for: {known}.")
        })?;
        match chosen.iter_mut().find(|(known, _)| known.path == area.path) {
            Some((_, files)) => files.push(glob(path)),
            None => chosen.push((area, vec![glob(path)])),
        }
    }
    Ok(chosen)
}

/// The pattern of a file, or of the files in a folder.
fn glob(path: &str) -> String {
    if Path::new(path).extension().is_some() {
        path.to_owned()
    } else {
        format!("{path}/**/*.rs")
    }
}

fn run(
    cargo_mutants: &Path,
    area: &Area,
    chosen: &[String],
    shard: Option<&str>,
) -> Result<Command> {
    let name = area.path.trim_start_matches("src/").replace('/', "-");
    let output = project::root().join("target/mutants").join(name);
    files::create_folder(&output)?;
    let mut run = program(cargo_mutants);
    run.args(["mutants", "--package=iamsmart", "--no-default-features"])
        .arg(format!("--features={}", area.features))
        .arg("--output")
        .arg(output);
    for files in chosen {
        run.args(["--file", files]);
    }
    if let Some(shard) = shard {
        run.args(["--shard", shard]);
    }
    run.args(["--", "--lib"]);
    for test in area.tests {
        run.args(["--test", test]);
    }
    Ok(run)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn paths_of_one_area_are_one_run() {
        let Arguments { paths, shard } = read(&arguments(&[
            "src/wire/envelope.rs",
            "--shard",
            "1/4",
            "src/pki/revocation/crl/",
            "src/wire/callback.rs",
        ]))
        .unwrap();
        assert_eq!(shard.as_deref(), Some("1/4"));
        let chosen = chosen(&paths).unwrap();
        let chosen: Vec<_> = chosen
            .into_iter()
            .map(|(area, files)| (area.path, files))
            .collect();
        assert_eq!(
            chosen,
            [
                (
                    "src/wire",
                    arguments(&["src/wire/envelope.rs", "src/wire/callback.rs"])
                ),
                (
                    "src/pki/revocation",
                    arguments(&["src/pki/revocation/crl/**/*.rs"])
                ),
            ]
        );
    }

    #[test]
    fn a_path_without_tests_and_a_shard_without_a_number_are_refused() {
        assert!(chosen(&arguments(&["src/wirefoo"])).is_err());
        assert!(read(&arguments(&["--shard"])).is_err());
        assert!(read(&arguments(&["--shard", "4"])).is_err());
    }

    #[test]
    fn every_test_that_is_named_exists() {
        for test in AREAS.iter().flat_map(|area| area.tests) {
            let root = project::root().join("tests");
            let file = root.join(format!("{test}.rs")).exists();
            assert!(file || root.join(test).join("main.rs").exists(), "{test}");
        }
    }
}
