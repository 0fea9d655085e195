//! The declarations of a module, adapted from those of wasm-bindgen.

use crate::failure::Result;

/// Declaration of the module's start, and of what `restart` adds. wasm-bindgen's uses the DOM's
/// types, and export names from before wasm-opt.
const START: &str = "\
import type { BufferSource } from '../bytes.js';
import type { CompiledModule, ModuleSource } from '../load.js';

export function initSync(source: { module: BufferSource | CompiledModule }): void;
export default function init(source: { module_or_path: ModuleSource }): Promise<void>;

/** Returns true for an object of an instance that has trapped. */
export function isLost(object: object): boolean;
";

/// The function that `restart` calls.
const RESET: &str = "export function __wbg_reset_state(): void;\n";

/// The disposal of a class. It needs a library newer than ES2022; `free` does the same.
const DISPOSE: &str = "    [Symbol.dispose](): void;\n";

pub(super) fn trimmed(declaration: &str) -> Result<String> {
    let (functions, _) = declaration
        .split_once("export type InitInput =")
        .ok_or("wasm-bindgen declares a module's start otherwise than expected.")?;
    Ok(functions.replace(DISPOSE, "").replace(RESET, "") + START)
}

#[cfg(test)]
mod tests {
    use super::{START, trimmed};

    #[test]
    fn what_a_module_does_is_kept() {
        let declaration = "\
export class Call {
    free(): void;
    [Symbol.dispose](): void;
}

export type InitInput = RequestInfo | URL;
export interface InitOutput {}
";
        let kept = "export class Call {\n    free(): void;\n}\n\n";
        assert_eq!(trimmed(declaration).unwrap(), format!("{kept}{START}"));
    }

    #[test]
    fn anything_else_is_refused() {
        assert!(trimmed("export class Call {}").is_err());
    }
}
