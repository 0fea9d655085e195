//! `cargo xtask assure`: what is lost and who gets in, if everything goes wrong that can.

use std::process::Command;

use crate::failure::Result;
use crate::program::{cargo, program, quietly, show};
use crate::{package, project, setup};

/// What to run, and how much of it.
#[derive(Debug, Default, PartialEq)]
struct Arguments {
    /// Parts of the report; all if empty.
    parts: Vec<String>,
    write: bool,
    short: bool,
    /// Longest length of the endurance run, in minutes.
    minutes: Option<u32>,
}

pub(crate) fn command(arguments: &[String]) -> Result<()> {
    let arguments = parse(arguments)?;
    setup::npm()?;
    setup::openssl()?;
    let wasm = setup::wasm()?;
    let browser = setup::browser()?;
    let runtimes = setup::runtimes()?;
    let stores = setup::stores()?;
    package::build(&wasm)?;
    quietly(cargo().args(["build", "--package", "iamsmart-sandbox"]))?;
    let sandbox = format!("debug/iamsmart-sandbox{}", std::env::consts::EXE_SUFFIX);
    // Node with `node:sqlite`, as the examples want it.
    let mut report = program(&stores.node);
    report
        .arg(project::root().join("tests/assure/assure.js"))
        .env("IAMSMART_PKG", project::package())
        .env("IAMSMART_SANDBOX", project::target().join(sandbox))
        .env("IAMSMART_CHROMIUM", &browser)
        .env("IAMSMART_DENO", &runtimes.deno)
        .env("IAMSMART_BUN", &runtimes.bun)
        .env("IAMSMART_REDIS", &stores.redis)
        .env("IAMSMART_POSTGRES", &stores.postgres)
        .env("IAMSMART_NEWER_NODE", &stores.node);
    arguments.hand_over(&mut report);
    show(&mut report)
}

impl Arguments {
    fn hand_over(&self, report: &mut Command) {
        report.args(&self.parts);
        if !self.short {
            report.env("IAMSMART_LONG", "true");
        }
        if self.write {
            report.env("IAMSMART_WRITE", "true");
            // Parts that are not run stay as they are.
            report.env("IAMSMART_KEPT", "true");
        }
        if let Some(minutes) = self.minutes {
            report.env("IAMSMART_MINUTES", minutes.to_string());
        }
    }
}

fn parse(arguments: &[String]) -> Result<Arguments> {
    let mut parsed = Arguments::default();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--write" => parsed.write = true,
            "--short" => parsed.short = true,
            "--minutes" => {
                let minutes = rest.next().and_then(|minutes| minutes.parse().ok());
                parsed.minutes = Some(minutes.ok_or("'--minutes' wants a whole number.")?);
            }
            _ if argument.starts_with('-') => {
                return Err(format!("{argument} is not an option.").into());
            }
            _ => parsed.parts.push(argument.clone()),
        }
    }
    Ok(parsed)
}

#[cfg(test)]
mod tests {
    use super::{Arguments, parse};

    fn read(line: &str) -> Option<Arguments> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        parse(&words).ok()
    }

    #[test]
    fn parts_and_options_come_in_any_order() {
        let expected = Arguments {
            parts: vec!["load".into(), "kills".into()],
            write: true,
            short: false,
            minutes: Some(5),
        };
        assert_eq!(read("load --minutes 5 --write kills"), Some(expected));
        assert_eq!(read("").unwrap_or_default(), Arguments::default());
    }

    #[test]
    fn what_is_no_option_is_refused() {
        for line in ["--minutes", "--minutes ten", "--long"] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
