//! `cargo xtask test`: every check and test of the project, fast ones first.

mod choice;
mod deny;
mod reproducible;
mod steps;
mod toolchains;
mod tools;

use std::process::ExitCode;
use std::time::Instant;

use choice::{Choice, Chosen};
use steps::Step;
use tools::Tools;

use crate::failure::Result;
use crate::program::print_now;

/// Runs the steps up to the first failure. The last line of the output has the counts.
pub(crate) fn command(arguments: &[String]) -> Result<ExitCode> {
    let start = Instant::now();
    let Chosen { steps, left_out } = Choice::read(arguments)?.steps()?;
    let needs: Vec<_> = steps.iter().flat_map(|step| step.needs).copied().collect();
    let tools = Tools::set_up(&needs)?;

    println!();
    for step in &left_out {
        println!("{:<12} {}: left out", step.name, step.what);
    }
    let mut passed = 0;
    let mut failure = None;
    for step in &steps {
        match run(step, &tools) {
            Ok(()) => passed += 1,
            Err(error) => {
                failure = Some(error);
                break;
            }
        }
    }
    let failed = usize::from(failure.is_some());
    let not_run = steps.len() - passed - failed;
    if let Some(failure) = &failure {
        println!("\n{failure}");
    }
    if not_run > 0 {
        println!("\n{not_run} steps were not run after the failure, and count as skipped.");
    }
    println!(
        "\nsteps of the test, in {:.0} s:",
        start.elapsed().as_secs_f32()
    );
    println!(
        "{passed} passed, {failed} failed, {} skipped",
        left_out.len() + not_run
    );
    Ok(if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Runs a step; prints one line, with the step's output below.
fn run(step: &Step, tools: &Tools) -> Result<()> {
    print_now(&format!("{:<12} {} …", step.name, step.what));
    let start = Instant::now();
    let outcome = (step.run)(tools);
    let word = if outcome.is_ok() { "ok" } else { "FAILED" };
    println!(" {word} ({:.1} s)", start.elapsed().as_secs_f32());
    for line in outcome?.lines() {
        println!("    {line}");
    }
    Ok(())
}
