//! `cargo xtask test`: every check and test of the project, fast ones first.

mod choice;
mod deny;
mod reproducible;
mod steps;
mod toolchains;
mod tools;

use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use choice::{Choice, Chosen};
use steps::Step;
use tools::Tools;

use crate::failure::{Failure, Result};
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
    let mut failures = Vec::new();
    for group in steps.chunk_by(|step, next| step.beside && next.beside) {
        let outcome = match group {
            [step] => alone(step, &tools),
            _ => side_by_side(group, &tools),
        };
        passed += outcome.passed;
        failures.extend(outcome.failures);
        if !failures.is_empty() {
            break;
        }
    }
    let failed = failures.len();
    let not_run = steps.len() - passed - failed;
    for failure in &failures {
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

/// How many steps run at a time where they may: most of their time they wait.
const LANES: usize = 2;

#[derive(Default)]
struct Outcome {
    passed: usize,
    failures: Vec<Failure>,
}

impl Outcome {
    fn count(&mut self, result: Result<()>) {
        match result {
            Ok(()) => self.passed += 1,
            Err(failure) => self.failures.push(failure),
        }
    }
}

/// Runs a step; names it before, so that one sees what takes its time.
fn alone(step: &Step, tools: &Tools) -> Outcome {
    print_now(&format!("{:<12} {} …", step.name, step.what));
    let start = Instant::now();
    let result = (step.run)(tools);
    println!("{}", ending(start, &result));
    let mut outcome = Outcome::default();
    outcome.count(result.map(|_| ()));
    outcome
}

/// Runs steps in their order, several at a time; begins none after a failure.
fn side_by_side(steps: &[&Step], tools: &Tools) -> Outcome {
    let next = AtomicUsize::new(0);
    let outcome = Mutex::new(Outcome::default());
    let has_failed = || !outcome.lock().expect("no lane panics").failures.is_empty();
    let lane = || {
        while !has_failed() {
            let Some(step) = steps.get(next.fetch_add(1, Ordering::Relaxed)) else {
                return;
            };
            let start = Instant::now();
            let result = (step.run)(tools);
            let ending = ending(start, &result);
            println!("{:<12} {} …{ending}", step.name, step.what);
            let mut outcome = outcome.lock().expect("no lane panics");
            outcome.count(result.map(|_| ()));
        }
    };
    thread::scope(|scope| {
        for _ in 0..LANES {
            scope.spawn(lane);
        }
    });
    outcome.into_inner().expect("no lane panics")
}

/// The end of a step's line, with the step's own lines below it.
fn ending(start: Instant, result: &Result<String>) -> String {
    let (word, below) = match result {
        Ok(lines) => ("ok", lines.as_str()),
        Err(_) => ("FAILED", ""),
    };
    let mut text = format!(" {word} ({:.1} s)", start.elapsed().as_secs_f32());
    for line in below.lines() {
        text.push_str("\n    ");
        text.push_str(line);
    }
    text
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;

    use super::{LANES, Outcome, Step, Tools, side_by_side};
    use crate::failure::Result;

    const fn step(run: fn(&Tools) -> Result<String>) -> Step {
        Step {
            name: "one",
            what: "a step of the tests",
            needs: &[],
            slow: false,
            beside: true,
            run,
        }
    }

    fn outcome_of(steps: &[Step]) -> Outcome {
        let steps: Vec<&Step> = steps.iter().collect();
        side_by_side(&steps, &Tools::set_up(&[]).unwrap())
    }

    #[test]
    fn two_steps_run_at_a_time() {
        static BOTH: Barrier = Barrier::new(LANES);
        // Each ends only when the other one has begun.
        const MEETING: Step = step(|_| {
            BOTH.wait();
            Ok(String::new())
        });
        let outcome = outcome_of(&[MEETING; 2 * LANES]);
        assert_eq!((outcome.passed, outcome.failures.len()), (2 * LANES, 0));
    }

    #[test]
    fn no_step_begins_after_a_failure() {
        static BOTH: Barrier = Barrier::new(LANES);
        const FAILING: Step = step(|_| {
            BOTH.wait();
            Err("It failed.".into())
        });
        const NEVER: Step = step(|_| panic!("began after a failure"));
        let outcome = outcome_of(&[FAILING, FAILING, NEVER]);
        assert_eq!((outcome.passed, outcome.failures.len()), (0, 2));
    }
}
