//! Strings between JavaScript and a module, faster than wasm-bindgen's script passes them.
//!
//! Into the module it looks at each character, which takes eighteen times as long as the platform's
//! encoder does for a text of megabytes. Out of it, it calls the platform's decoder, which takes longer
//! for the name of a field than the characters do one by one. A name of a property that stands in the
//! module is made once (`src/bindings/member.rs`).

use crate::failure::Result;

/// The name of a property in the script's imports, and what stands for it.
const NAME: (&str, &str) = (
    "arg0[getStringFromWasm0(arg1, arg2)]",
    "arg0[nameAt(arg1, arg2)]",
);

/// Replaced parts of the script, each of which occurs once.
const ONCE: [(&str, &str); 3] = [
    (
        "
    for (; offset < len; offset++) {
        const code = arg.charCodeAt(offset);
        if (code > 0x7F) break;
        mem[ptr + offset] = code;
    }
    if (offset !== len) {
        if (offset !== 0) {
            arg = arg.slice(offset);
        }
",
        "
    let read = 0;
    if (len > LONG_IN) {
        const all = cachedTextEncoder.encodeInto(arg, mem.subarray(ptr, ptr + len));
        read = all.read;
        offset = all.written;
    } else {
        for (; offset < len; offset++) {
            const code = arg.charCodeAt(offset);
            if (code > 0x7F) break;
            mem[ptr + offset] = code;
        }
        read = offset;
    }
    if (read !== len) {
        if (read !== 0) {
            arg = arg.slice(read);
        }
",
    ),
    (
        "    return decodeText(getUint8ArrayMemory0().subarray(ptr, ptr + len));\n",
        "    const memory = getUint8ArrayMemory0();
    const end = ptr + len;
    return (len > LONG_OUT ? undefined : asciiText(memory, ptr, end)) ?? decodeText(memory.subarray(ptr, end));
",
    ),
    (
        "function passStringToWasm0(",
        "/** Lengths above which the platform is faster. */
const LONG_IN = 100;
const LONG_OUT = 32;

function asciiText(memory, from, end) {
    let text = '';
    for (let at = from; at < end; at++) {
        if (memory[at] > 0x7F) return undefined;
        text += String.fromCharCode(memory[at]);
    }
    return text;
}

/** Names of properties, by their address and length: they are constants of the module. */
const names = new Map();
function nameAt(ptr, len) {
    const place = ptr * 0x100 + len;
    let name = names.get(place);
    if (name === undefined) names.set(place, (name = getStringFromWasm0(ptr, len)));
    return name;
}

function passStringToWasm0(",
    ),
];

/// Returns the script with other passages of strings.
pub(super) fn faster(script: &str) -> Result<String> {
    let mut script = script.to_owned();
    for (before, after) in ONCE {
        if script.matches(before).count() != 1 {
            return Err(format!("wasm-bindgen's script has not once: {before}").into());
        }
        script = script.replace(before, after);
    }
    if !script.contains(NAME.0) {
        return Err("wasm-bindgen's script reads no property by its name.".into());
    }
    Ok(script.replace(NAME.0, NAME.1))
}

#[cfg(test)]
mod tests {
    use super::{NAME, ONCE, faster};

    #[test]
    fn each_part_is_replaced_once_or_refused() {
        let parts: String = ONCE.iter().map(|(before, _)| *before).collect();
        let script = [&parts, "const ret = ", NAME.0, ";", NAME.0, " = arg3;"].concat();
        let replaced = faster(&script).unwrap();
        for (_, after) in ONCE {
            assert!(replaced.contains(after), "{after}");
        }
        assert!(replaced.ends_with(&["const ret = ", NAME.1, ";", NAME.1, " = arg3;"].concat()));
        assert!(faster(&script.repeat(2)).is_err());
        assert!(faster(&parts).is_err());
        assert!(faster("").is_err());
    }
}
