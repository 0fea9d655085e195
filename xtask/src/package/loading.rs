//! How a module's script takes its module: `init` and `initSync` in place of wasm-bindgen's.
//!
//! Those fetch, warn and remember, which `pkg-template/load.ts` does for all modules; an app would have
//! both.

use crate::failure::Result;

const START: &str = "async function __wbg_load(module, imports) {\n";

const END: &str = "export { initSync, __wbg_init as default };\n";

/// `source` is a response, bytes, or a compiled module, of any realm.
const OWN: &str = "\
async function __wbg_load(source, imports) {
    if (typeof source.arrayBuffer !== 'function') {
        const started = await WebAssembly.instantiate(source, imports);
        return started.instance ? started : { instance: started, module: source };
    }
    // Anything else is refused (WebAssembly Web API, §5).
    const streams = source.headers.get('Content-Type') === 'application/wasm';
    return streams && WebAssembly.instantiateStreaming
        ? WebAssembly.instantiateStreaming(source, imports)
        : WebAssembly.instantiate(await source.arrayBuffer(), imports);
}

function initSync({ module } = {}) {
    if (wasm) return wasm;
    const isCompiled = Object.prototype.toString.call(module) === '[object WebAssembly.Module]';
    const compiled = isCompiled ? module : new WebAssembly.Module(module);
    const instance = new WebAssembly.Instance(compiled, __wbg_get_imports());
    return __wbg_finalize_init(instance, compiled);
}

async function __wbg_init({ module_or_path }) {
    const { instance, module } = await __wbg_load(module_or_path, __wbg_get_imports());
    return __wbg_finalize_init(instance, module);
}

";

/// Returns the script with a start of its own.
pub(super) fn with_own_start(script: &str) -> Result<String> {
    let parts = script
        .split_once(START)
        .and_then(|(before, rest)| Some((before, rest.split_once(END)?.1)));
    let (before, after) = parts.ok_or("wasm-bindgen's script starts otherwise than expected.")?;
    Ok([before, OWN, END, after].concat())
}

#[cfg(test)]
mod tests {
    use super::{END, OWN, START, with_own_start};

    #[test]
    fn the_start_is_replaced_and_nothing_else() {
        let script = [
            "let before;\n",
            START,
            "    theirs();\n}\n",
            END,
            "let after;\n",
        ]
        .concat();
        let own = ["let before;\n", OWN, END, "let after;\n"].concat();
        assert_eq!(with_own_start(&script).unwrap(), own);
        assert!(with_own_start(END).is_err());
        assert!(with_own_start(START).is_err());
    }
}
