//! What the modules weigh on the wire.

use super::wasm::Module;
use crate::failure::Result;
use crate::program::{output, program};

/// The most that the page's module may weigh, in bytes as Brotli, so that login costs a page less
/// than one picture does.
const PAGE_LIMIT: u32 = 25 * 1024;

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

/// Prints the table, and fails where the page's module is over its limit.
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
    let mut page = 0;
    for (module, weights) in modules.iter().zip(weights.lines()) {
        let weights: Vec<u32> = weights.split(' ').filter_map(|w| w.parse().ok()).collect();
        let [raw, gzip, brotli] = weights[..] else {
            return Err("Node's answer to the modules' sizes cannot be read.".into());
        };
        println!(
            "{:<18}{raw:>10}{gzip:>10}{brotli:>10}",
            format!("{}_bg.wasm", module.role)
        );
        if module.role == "page" {
            page = brotli;
        }
    }
    if page > PAGE_LIMIT {
        return Err(
            format!("page_bg.wasm is over its limit of {PAGE_LIMIT} bytes as Brotli.").into(),
        );
    }
    Ok(())
}
