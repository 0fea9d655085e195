//! Declarations: those of a module, adapted from wasm-bindgen's, and what all of them import.

use std::collections::BTreeSet;

use crate::failure::Result;

/// Declaration of the module's start, and of what `restart` adds. wasm-bindgen's uses the DOM's
/// types, and export names from before wasm-opt.
const START: &str = "\
import type { BufferSource } from '../bytes.js';
import type { CompiledModule, ModuleSource } from '../load.js';

export function startsFrom(source: () => Uint8Array<ArrayBuffer> | CompiledModule): void;
export function initSync(source: { module: BufferSource | CompiledModule }): void;
export default function init(source: { module_or_path: ModuleSource }): Promise<void>;

/** Returns true for an object of an instance that has trapped. */
export function isLost(object: object): boolean;
";

/// Declaration of a module's file, which edge runtimes and bundlers for them import compiled.
pub(super) const BINARY: &str = "\
import type { CompiledModule } from '../load.js';

/** The compiled module. Bundlers that copy files give its address instead, if told so. */
declare const module: CompiledModule;
export default module;
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

/// Types of `pkg-template/platform.ts` by the platform's names.
const OF_PLATFORM: [&str; 8] = [
    "AbortSignal",
    "Blob",
    "FormData",
    "Headers",
    "ReadableStream",
    "Request",
    "Response",
    "URL",
];

/// Returns a declaration that imports the platform's types that it names. `to_root` leads from its
/// folder to the package's: './' or '../'.
pub(super) fn for_every_platform(declaration: &str, to_root: &str) -> String {
    let declaration = declaration.replace("typeof fetch;", "Fetch;");
    let is_code = |line: &&str| !line.trim_start().starts_with(['*', '/']);
    let words: BTreeSet<&str> = declaration
        .lines()
        .filter(is_code)
        .flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_'))
        .collect();
    let names: Vec<&str> = OF_PLATFORM
        .into_iter()
        .chain(["Fetch"])
        .filter(|name| words.contains(name) && !declares(&declaration, name))
        .collect();
    if names.is_empty() {
        return declaration;
    }
    let names = names.join(", ");
    format!("{declaration}import type {{ {names} }} from '{to_root}platform.js';\n")
}

/// True if the declaration has a type of this name of its own.
fn declares(declaration: &str, name: &str) -> bool {
    let start = format!("export type {name} =");
    declaration.lines().any(|line| line.starts_with(&start))
}

#[cfg(test)]
mod tests {
    use super::{START, for_every_platform, trimmed};

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
    fn types_of_the_platform_are_imported() {
        let function = "\
/** A Request. */
export declare function send(form: FormData): Promise<Response>;
";
        assert_eq!(
            for_every_platform(function, "../"),
            format!("{function}import type {{ FormData, Response }} from '../platform.js';\n")
        );
        let option = "export interface Options {\n    fetch?: typeof fetch;\n}\n";
        assert_eq!(
            for_every_platform(option, "./"),
            "export interface Options {\n    fetch?: Fetch;\n}\nimport type { Fetch } from './platform.js';\n"
        );
        assert_eq!(for_every_platform("export {};\n", "./"), "export {};\n");

        let own = "export type Headers = Record<string, string>;\n";
        assert_eq!(for_every_platform(own, "./"), own);
    }

    #[test]
    fn anything_else_is_refused() {
        assert!(trimmed("export class Call {}").is_err());
    }
}
