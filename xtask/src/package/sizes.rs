//! What the modules weigh on the wire.

use super::wasm::Module;
use crate::failure::Result;
use crate::program::{output, program};

/// What a module is to weigh, and the most that it may weigh until then, in bytes as Brotli.
struct Bounds {
    role: &'static str,
    /// Not reached everywhere yet, and the table says so.
    goal: u32,
    /// So that a module does not grow unseen.
    limit: u32,
}

const BOUNDS: [Bounds; 2] = [
    // Login costs a page less than one picture does.
    Bounds {
        role: "page",
        goal: 30 * 1024,
        limit: 30 * 1024,
    },
    // The goal is the weight of pkijs and of jsrsasign, bundled, which judge less.
    Bounds {
        role: "verify",
        goal: 165 * 1024,
        limit: 165 * 1024,
    },
];

/// Prints for each file its length as it is, as gzip -9 and as Brotli 11.
const WEIGH: &str = "
const { readFileSync } = require('node:fs');
const { brotliCompressSync, gzipSync, constants } = require('node:zlib');
for (const path of process.argv.slice(1)) {
  const bytes = readFileSync(path);
  const brotli = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  console.log(bytes.length, gzipSync(bytes, { level: 9 }).length, brotli.length);
}";

/// Prints the table with the goals that are missed, and fails where a module is over its limit.
pub(super) fn report(modules: &[Module]) -> Result<()> {
    let weights = output(
        program("node")
            .args(["--eval", WEIGH, "--"])
            .args(modules.iter().map(Module::binary)),
    )?;
    println!(
        "\n{:<18}{:>10}{:>10}{:>10}",
        "bytes", "raw", "gzip", "Brotli"
    );
    let mut missed = Vec::new();
    for (module, weights) in modules.iter().zip(weights.lines()) {
        let weights: Vec<u32> = weights.split(' ').filter_map(|w| w.parse().ok()).collect();
        let [raw, gzip, brotli] = weights[..] else {
            return Err("Node's answer to the modules' sizes cannot be read.".into());
        };
        let name = format!("{}_bg.wasm", module.role);
        println!("{name:<18}{raw:>10}{gzip:>10}{brotli:>10}");
        let bounds = BOUNDS.iter().find(|bounds| bounds.role == module.role);
        missed.extend(
            bounds
                .filter(|bounds| brotli > bounds.goal)
                .map(|bounds| (name, brotli, bounds)),
        );
    }
    for (name, brotli, Bounds { goal, limit, .. }) in missed {
        if brotli > *limit {
            return Err(format!("{name} is over its limit of {limit} bytes as Brotli.").into());
        }
        println!("{name} misses its goal of {goal} bytes as Brotli.");
    }
    Ok(())
}
