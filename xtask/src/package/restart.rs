//! The start of a module with its first call, and anew after a trap, as `pkg-template/trap.ts` wants it.
//!
//! wasm-bindgen's `--experimental-reset-state-function` generates what the start needs: a function
//! that replaces the instance, and the number of its instance in every object. It leaves to others
//! when the start is due. It checks neither the objects that are freed, nor those whose method is
//! what starts the module: either would free or use an address of the old instance in the new one.

use crate::failure::Result;

/// Replaced parts of the script, each of which occurs once.
const ONCE: [(&str, &str); 11] = [
    (
        "let __wbg_instance_id = 0;\n",
        "const watch = new Watch('$section', () => {
    wasm = wasmInstance = cachedDataViewMemory0 = cachedUint8ArrayMemory0 = null;
});
",
    ),
    ("let __wbg_reinit_scheduled = false;\n", ""),
    (
        "export function __wbg_reset_state () {\n    __wbg_instance_id++;\n",
        "function __wbg_reset_state () {\n",
    ),
    ("    __wbg_reinit_scheduled = false;\n", ""),
    ("if (__wbg_reinit_scheduled) {", "if (watch.mustStart()) {"),
    (
        "wasmInstance = new WebAssembly.Instance(wasmModule, __wbg_get_imports());",
        "wasmModule ??= watch.compiled();
    wasmInstance = watch.instantiated(wasmModule, __wbg_get_imports());",
    ),
    // A call may have started the module while its bytes were fetched.
    (
        "function __wbg_finalize_init(instance, module) {\n",
        "function __wbg_finalize_init(instance, module) {\n    if (wasm) return wasm;\n    \
         watch.check(module);\n",
    ),
    (
        "wasm = instance.exports;",
        "wasm = watch.over(instance.exports);",
    ),
    (
        "wasm = wasmInstance.exports;",
        "wasm = watch.over(wasmInstance.exports);",
    ),
    // What both end with is the start of the instance.
    (
        "    return wasm;\n}",
        "    watch.begun();\n    return wasm;\n}",
    ),
    (
        "        __wbg_reset_state();\n        return;",
        "        __wbg_reset_state();\n        watch.begun();\n        return;",
    ),
];

/// Replaced parts of the script's classes, of which there may be none.
const IN_CLASSES: [(&str, &str); 4] = [
    (
        "throw new Error('Invalid stale object from previous Wasm instance');",
        "throw watch.lost();",
    ),
    (
        "    free() {\n        const ptr = this.__destroy_into_raw();\n",
        "    free() {
        const ptr = this.__destroy_into_raw();
        if (ptr === 0 || isLost(this)) return;
",
    ),
    ("__wbg_instance_id", "watch.instance"),
    // A bundler may leave out a class that is not used.
    (
        "    : new FinalizationRegistry(",
        "    : /* @__PURE__ */ new FinalizationRegistry(",
    ),
];

/// Start of the lines that give a class a second name for `free`. The declarations have none, and a
/// bundler keeps a class with such a line.
const DISPOSE: &str = "if (Symbol.dispose) ";

const IMPORT: &str = "import { Watch } from '../trap.js';\n";

const ADDED: &str = "
/**
 * Names what the first call starts the module from.
 * @param {() => Uint8Array<ArrayBuffer> | WebAssembly.Module} source
 */
export function startsFrom(source) {
    watch.startsFrom(source);
}

/**
 * Returns true for an object of an instance that has trapped.
 * @param {object} object
 * @returns {boolean}
 */
export function isLost(object) {
    return object.__wbg_inst !== watch.instance;
}
";

/// Returns the script with a watch over the calls of its module, which is known by a custom section.
pub(super) fn watched(script: &str, section: &str) -> Result<String> {
    let mut script = script.to_owned();
    for (before, after) in ONCE {
        if script.matches(before).count() != 1 {
            return Err(format!("wasm-bindgen's script has not once: {before}").into());
        }
        script = script.replace(before, &after.replace("$section", section));
    }
    let classes = script.matches("\nexport class ").count();
    let frees = script.matches(IN_CLASSES[1].0).count();
    if frees != classes {
        return Err("wasm-bindgen's script frees objects otherwise than expected.".into());
    }
    for (before, after) in IN_CLASSES {
        script = script.replace(before, after);
    }
    let lines = script.split_inclusive('\n');
    script = lines.filter(|line| !line.starts_with(DISPOSE)).collect();
    if script.contains("__wbg_reinit_scheduled") || script.contains("stale object") {
        return Err("wasm-bindgen's script starts a module otherwise than expected.".into());
    }
    let at = script
        .find("import ")
        .ok_or("wasm-bindgen's script imports no error class.")?;
    script.insert_str(at, IMPORT);
    Ok(script + ADDED)
}

#[cfg(test)]
mod tests {
    use super::watched;

    const SCRIPT: &str = "import { IamSmartError } from '../error.js';

export class Call {
    free() {
        const ptr = this.__destroy_into_raw();
        wasm.free(ptr);
    }
    get a() {
        if (this.__wbg_inst !== __wbg_instance_id) {
            throw new Error('Invalid stale object from previous Wasm instance');
        }
    }
}
if (Symbol.dispose) Call.prototype[Symbol.dispose] = Call.prototype.free;
export function __wbg_reset_state () {
    __wbg_instance_id++;
    __wbg_reinit_scheduled = false;
    wasmInstance = new WebAssembly.Instance(wasmModule, __wbg_get_imports());
    wasm = wasmInstance.exports;
}
function __wbg_finalize_init(instance, module) {
    if (__wbg_reinit_scheduled) {
let __wbg_instance_id = 0;
let __wbg_reinit_scheduled = false;
    wasm = instance.exports;
    return wasm;
}
        __wbg_reset_state();
        return;
const CallFinalization = (typeof FinalizationRegistry === 'undefined')
    ? {}
    : new FinalizationRegistry(() => {});
";

    #[test]
    fn calls_are_watched_and_objects_know_their_instance() {
        let script = watched(SCRIPT, "iamsmart-page").unwrap();
        for part in [
            "import { Watch } from '../trap.js';\nimport { IamSmartError }",
            "if (ptr === 0 || isLost(this)) return;\n        wasm.free(ptr);",
            "!== watch.instance) {\n            throw watch.lost();",
            "\nfunction __wbg_reset_state () {\n    wasmModule ??= watch.compiled();\n    wasmInstance = \
             watch.instantiated(wasmModule, __wbg_get_imports());\n    wasm = \
             watch.over(wasmInstance.exports);\n}",
            "if (watch.mustStart()) {",
            "(instance, module) {\n    if (wasm) return wasm;\n    watch.check(module);\n",
            "new Watch('iamsmart-page', () => {",
            "export function startsFrom(source)",
            "wasm = watch.over(instance.exports);\n    watch.begun();\n    return wasm;\n}",
            "__wbg_reset_state();\n        watch.begun();\n        return;",
            "export function isLost(object)",
            "    : /* @__PURE__ */ new FinalizationRegistry(() => {});",
        ] {
            assert!(script.contains(part), "{part}\n{script}");
        }
        assert!(!script.contains("dispose"), "{script}");
    }

    #[test]
    fn anything_else_is_refused() {
        assert!(watched(&SCRIPT.replace("instance.exports", "exports"), "").is_err());
        assert!(watched(&SCRIPT.replace("free()", "dispose()"), "").is_err());
        assert!(watched(&SCRIPT.replace("import ", ""), "").is_err());
        assert!(watched(&format!("{SCRIPT}__wbg_reinit_scheduled = true;"), "").is_err());
    }
}
