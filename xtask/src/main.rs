//! The project's commands. Each does the set-up that it needs, once per machine.

mod assure;
mod bench;
mod demo;
mod failure;
mod files;
mod fuzz;
mod mutants;
mod package;
mod program;
mod project;
mod setup;
mod test;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask build            the npm package, into pkg/
                               --record           its sizes, as what later builds are compared with
cargo xtask sandbox-package  the npm package iamsmart-sandbox, with the binary for this platform
cargo xtask demo             the demo e-service and the iAM Smart stand-in, ready to be tried
                               --port N           the e-service's port (8787)
                               --sandbox-port N   the stand-in's port (8788)
                               --lan [ADDRESS]    its app for a real phone in this network, by QR code
cargo xtask test [STEP …]    every check and test, or the steps whose names contain STEP
                               --without NAME     all but the step of this name; may be repeated
                               --all              the slow steps as well
cargo xtask bench [BENCH …]  the package beside what one would use instead, on the same work in the same
                             run: the tables and growths of benches/, or those named
                               --record           keeps it in docs/performance and the documents
                               --against PATH     beside another build, in benches that compare builds
cargo xtask assure [PART …]  what is lost and who gets in: attacks, faults, kills, clocks, load, secrets
                               --write            keeps it in docs/assurance.md
                               --short            the short form, as in the test
                               --minutes N        longest endurance run (until 10,000 signatures)
cargo xtask fuzz [TARGET …]  what a stranger may send, changed at random
                               --seconds N        for each target (60)
cargo xtask mutants [PATH …] the source changed in one place at a time: which tests notice
                               --shard K/N        a part of the mutants

IAMSMART_WASM_TOOLCHAIN=rustup|debian   which compiler makes the WebAssembly modules
CHROMIUM                                the browser, instead of that on PATH";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", &[][..]),
    };
    let done = |()| ExitCode::SUCCESS;
    let outcome = project::this_program().and_then(|_| match command {
        "build" => package::command(rest).map(done),
        "sandbox-package" => package::sandbox_package(rest).map(done),
        "demo" => demo::command(rest).map(done),
        "test" => test::command(rest),
        "assure" => assure::command(rest).map(done),
        "bench" => bench::command(rest).map(done),
        "fuzz" => fuzz::command(rest).map(done),
        "mutants" => mutants::command(rest).map(done),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        _ => Err(format!("There is no command '{command}'.\n\n{HELP}").into()),
    });
    match outcome {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}
