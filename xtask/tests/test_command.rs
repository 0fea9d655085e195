//! `cargo xtask test` from the command line: exit code, last line, error messages.

use std::process::{Command, Output};

fn test(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.arg("test").args(arguments);
    command
}

fn lines(bytes: &[u8]) -> Vec<&str> {
    std::str::from_utf8(bytes).unwrap().lines().collect()
}

fn run(command: &mut Command) -> Output {
    command.output().unwrap()
}

#[test]
fn the_last_line_counts_what_is_left_out() {
    let output = run(&mut test(&[
        "format",
        "gateway",
        "--without",
        "format",
        "--without",
        "build",
        "--without",
        "sandbox",
        "--without",
        "gateway",
    ]));
    assert!(output.status.success());
    assert!(output.stderr.is_empty());
    let printed = lines(&output.stdout);
    assert!(
        printed.contains(&"format       rustfmt: left out"),
        "{printed:?}"
    );
    assert_eq!(printed.last(), Some(&"0 passed, 0 failed, 2 skipped"));
}

#[test]
fn a_step_that_fails_ends_the_run_and_its_count_is_the_last_line() {
    // Without programs on PATH, cargo does not find rustfmt.
    let output = run(test(&["format", "sandbox"])
        .env("PATH", "")
        .env("CARGO", "/no/such/cargo"));
    assert!(!output.status.success());
    assert!(output.stderr.is_empty());
    let printed = lines(&output.stdout);
    assert!(
        printed.contains(&"'cargo' is not on this machine. Install Rust (https://rustup.rs)."),
        "{printed:?}"
    );
    assert_eq!(printed.last(), Some(&"0 passed, 1 failed, 1 skipped"));
}

#[test]
fn a_tool_that_is_missing_is_a_failure_that_says_what_to_do() {
    let output = run(test(&["biome"]).env("PATH", ""));
    assert!(!output.status.success());
    assert!(
        lines(&output.stderr)
            .contains(&"'node' is not on this machine. Install Node.js 20.19 or later, with npm (https://nodejs.org).")
    );
}

#[test]
fn an_unknown_step_is_a_failure_that_names_the_known_ones() {
    let output = run(&mut test(&["--without", "nothing"]));
    assert!(!output.status.success());
    let printed = lines(&output.stderr);
    assert!(
        printed
            .iter()
            .any(|line| line.starts_with("No step is named 'nothing'. There are: format, biome, ")),
        "{printed:?}"
    );
}
