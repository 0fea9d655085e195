//! Set-up: what a fresh machine with Rust and Node lacks. One line for each part, and next to no
//! time where it is there already.

mod browser;
mod cargo_program;
mod debian;
mod npm;
mod runtimes;
mod vectors;
mod wasm_bindgen;
mod wasm_compiler;

use std::path::PathBuf;
use std::time::{Duration, Instant};

pub(crate) use browser::Browser;
pub(crate) use runtimes::Runtimes;
pub(crate) use wasm_bindgen::WasmBindgen;
pub(crate) use wasm_compiler::WasmCompiler;

use crate::failure::Result;
use crate::program::print_now;

/// The compiler for WebAssembly and the tools that make a package of what it compiles.
pub(crate) struct Wasm {
    pub(crate) compiler: WasmCompiler,
    pub(crate) bindgen: WasmBindgen,
}

/// Node, and the packages of package-lock.json.
pub(crate) fn npm() -> Result<()> {
    part("npm packages", npm::install)
}

pub(crate) fn wasm() -> Result<Wasm> {
    Ok(Wasm {
        compiler: part("wasm target", wasm_compiler::find_or_install)?,
        bindgen: part("wasm-bindgen", wasm_bindgen::find_or_install)?,
    })
}

pub(crate) fn browser() -> Result<Browser> {
    part("browser", browser::find_or_install)
}

/// Deno and Bun.
pub(crate) fn runtimes() -> Result<Runtimes> {
    part("runtimes", runtimes::find)
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

/// The folder of cryptography_vectors.
pub(crate) fn vectors() -> Result<PathBuf> {
    part("test vectors", vectors::find_or_download)
}

/// Does one part of the set-up, in one line: what it is, what was done, how long that took.
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

/// The line that a part of the set-up is telling its story on.
struct Line {
    said: bool,
}

impl Line {
    fn say(&mut self, text: &str) {
        let separator = if self.said { "; " } else { " " };
        print_now(&format!("{separator}{text}"));
        self.said = true;
    }

    /// Ends the line, for a program that prints lines of its own.
    fn end(&mut self) {
        println!();
        print_now("       ");
        self.said = false;
    }
}
