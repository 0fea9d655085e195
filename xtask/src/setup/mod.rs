//! Set-up of the tools that a fresh machine with Rust and Node lacks.
//!
//! Prints one line per part; a part that is already installed takes almost no time.

mod browser;
mod cargo_program;
mod corpus;
mod debian;
mod firefox;
mod npm;
mod openssl;
mod pdf_tools;
mod runtimes;
mod stores;
mod vectors;
mod wasm_bindgen;
mod wasm_compiler;
mod webkit;

use std::path::PathBuf;
use std::time::{Duration, Instant};

pub(crate) use runtimes::Runtimes;
pub(crate) use stores::Stores;
pub(crate) use wasm_bindgen::WasmBindgen;
pub(crate) use wasm_compiler::{Linker, WasmCompiler};
pub(crate) use webkit::Webkit;

use crate::failure::Result;
use crate::program::print_now;

/// The compiler for WebAssembly and the tools that post-process its output.
pub(crate) struct Wasm {
    pub(crate) compiler: WasmCompiler,
    pub(crate) bindgen: WasmBindgen,
}

/// Sets up Node and the packages of package-lock.json.
pub(crate) fn npm() -> Result<()> {
    part("npm packages", npm::install)
}

pub(crate) fn wasm() -> Result<Wasm> {
    Ok(Wasm {
        compiler: part("wasm target", wasm_compiler::find_or_install)?,
        bindgen: part("wasm-bindgen", wasm_bindgen::find_or_install)?,
    })
}

pub(crate) fn browser() -> Result<PathBuf> {
    part("browser", browser::find_or_install)
}

/// Returns Firefox.
pub(crate) fn firefox() -> Result<PathBuf> {
    part("firefox", firefox::find_or_install)
}

/// Sets up WebKit with its driver.
pub(crate) fn webkit() -> Result<Webkit> {
    part("webkit", webkit::find_or_install)
}

/// Sets up Deno and Bun.
pub(crate) fn runtimes() -> Result<Runtimes> {
    part("runtimes", runtimes::find)
}

/// Sets up the servers and runtimes of the tests of stores.
pub(crate) fn stores() -> Result<Stores> {
    part("stores", stores::find_or_install)
}

pub(crate) fn cargo_fuzz() -> Result<PathBuf> {
    part("cargo-fuzz", |line| {
        cargo_program::FUZZ.find_or_install(line)
    })
}

pub(crate) fn cargo_deny() -> Result<PathBuf> {
    part("cargo-deny", |line| {
        cargo_program::DENY.find_or_install(line)
    })
}

pub(crate) fn cargo_mutants() -> Result<PathBuf> {
    part("cargo-mutants", |line| {
        cargo_program::MUTANTS.find_or_install(line)
    })
}

/// Checks for the `openssl` program.
pub(crate) fn openssl() -> Result<()> {
    part("openssl", openssl::find_or_install)
}

/// Sets up the other readers of PDF; returns the folder of their Python packages.
pub(crate) fn pdf_tools() -> Result<PathBuf> {
    part("pdf tools", pdf_tools::find_or_install)
}

/// Returns the folder of cryptography_vectors.
pub(crate) fn vectors() -> Result<PathBuf> {
    part("test vectors", vectors::find_or_download)
}

/// Returns the folder of the packages with certificates and messages.
pub(crate) fn corpus() -> Result<PathBuf> {
    part("corpus", corpus::find_or_download)
}

/// Runs one part of the set-up and prints a line: the part, what was done, how long it took.
fn part<T>(name: &str, work: impl FnOnce(&mut Line) -> Result<T>) -> Result<T> {
    print_now(&format!("set-up: {name:<13}"));
    let start = Instant::now();
    let mut line = Line { said: false };
    let done = work(&mut line);
    let took = start.elapsed();
    if took > Duration::from_secs(1) {
        print_now(&format!(" ({:.1} s)", took.as_secs_f32()));
    }
    println!();
    done
}

/// The output line of a part.
struct Line {
    said: bool,
}

impl Line {
    fn say(&mut self, text: &str) {
        let separator = if self.said { "; " } else { " " };
        print_now(&format!("{separator}{text}"));
        self.said = true;
    }

    /// Ends the line, before a program prints its own lines.
    fn end(&mut self) {
        println!();
        print_now("       ");
        self.said = false;
    }
}
