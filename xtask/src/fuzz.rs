//! `cargo xtask fuzz`: runs the fuzz targets of fuzz/, one after the other.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Result;
use crate::program::{program, show};
use crate::{files, project, setup};

const SECONDS: u32 = 60;

/// Limits for libFuzzer: seconds per input, bytes per input (a chain of three with CRLs has 3000),
/// megabytes of memory.
const LIMITS: [&str; 3] = ["-timeout=10", "-max_len=16384", "-rss_limit_mb=1024"];

struct Arguments {
    targets: Vec<String>,
    seconds: u32,
}

pub(crate) fn command(arguments: &[String]) -> Result<()> {
    let Arguments { targets, seconds } = read(arguments)?;
    let known = targets_of(&project::root())?;
    if let Some(unknown) = targets.iter().find(|target| !known.contains(target)) {
        return Err(format!(
            "There is no target '{unknown}'. There are: {}.",
            known.join(", ")
        )
        .into());
    }
    let cargo_fuzz = setup::cargo_fuzz()?;
    for target in if targets.is_empty() { known } else { targets } {
        println!("\nfuzz: {target}, {seconds} s");
        show(&mut run(&cargo_fuzz, &target, seconds)?)?;
    }
    Ok(())
}

fn read(arguments: &[String]) -> Result<Arguments> {
    let mut read = Arguments {
        targets: Vec::new(),
        seconds: SECONDS,
    };
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        if argument == "--seconds" {
            let number = arguments.next().and_then(|number| number.parse().ok());
            read.seconds = number.ok_or("'--seconds' wants a whole number.")?;
        } else {
            read.targets.push(argument.clone());
        }
    }
    Ok(read)
}

fn targets_of(root: &Path) -> Result<Vec<String>> {
    let files = files::entries(&root.join("fuzz/targets"))?;
    let stems = files.iter().filter_map(|file| file.file_stem());
    Ok(stems
        .map(|stem| stem.to_string_lossy().into_owned())
        .collect())
}

fn run(cargo_fuzz: &PathBuf, target: &str, seconds: u32) -> Result<Command> {
    let folder = project::root().join("fuzz");
    let found = folder.join("corpus").join(target);
    files::create_folder(&found)?;
    // The seeds of CMS messages are the fixtures; those of other targets are derived from fixtures.
    let seeds = match target {
        "certificate_readers" | "inspect" => folder.join("seeds/certificate"),
        "cms" => project::root().join("tests/fixtures/cms"),
        "pdf" => project::root().join("tests/fixtures/pdf"),
        "pdf_signatures" => project::root().join("tests/fixtures/pdf/attacks"),
        "timestamp" => project::root().join("tests/fixtures/timestamp"),
        "ber" => project::root().join("tests/fixtures/cms/ber"),
        _ => folder.join("seeds").join(target),
    };
    let mut run = program(cargo_fuzz);
    run.args(["run", target])
        .args([found, seeds])
        .args([
            "--",
            "-print_final_stats=1",
            &format!("-max_total_time={seconds}"),
        ])
        .args(LIMITS)
        // The compiler's support for libFuzzer and AddressSanitizer is unstable.
        .env("RUSTC_BOOTSTRAP", "1");
    Ok(run)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn targets_and_seconds_come_in_any_order() {
        let arguments = ["crl", "--seconds", "5", "ocsp"].map(str::to_owned);
        let read = read(&arguments).unwrap();
        assert_eq!(
            (read.targets, read.seconds),
            (vec!["crl".into(), "ocsp".into()], 5)
        );
    }

    #[test]
    fn seconds_are_a_number() {
        assert!(read(&["--seconds".to_owned()]).is_err());
        assert!(read(&["--seconds", "ten"].map(str::to_owned)).is_err());
    }
}
