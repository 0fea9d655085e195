//! Short names for the imports and exports between a module and its script.
//!
//! wasm-bindgen's names are long and end in hashes, which do not compress.

use std::collections::BTreeMap;

use crate::failure::Result;

/// Replaces names in the script with those that wasm-opt assigned; `map` is the output of wasm-opt:
///
/// ```json
/// {
///  "imports": [
///   ["./page_bg.js", "__wbg_now_463ac581d2fc7ea3", "b"]
///  ],
/// "exports": [
///   ["memory", "c"]
///  ]
/// }
/// ```
pub(super) fn shortened(script: &str, map: &str) -> Result<String> {
    let mut script = script.to_owned();
    for line in map.lines() {
        let texts: Vec<&str> = line.split('"').skip(1).step_by(2).collect();
        match texts[..] {
            [_, name, short] => {
                let (before, after) = (
                    format!("\n        {name}: "),
                    format!("\n        {short}: "),
                );
                if script.matches(&before).count() != 1 {
                    return Err(format!("wasm-bindgen's script has no import '{name}'.").into());
                }
                script = script.replace(&before, &after);
            }
            [name, short] => script = with_export(&script, name, short),
            _ => {}
        }
    }
    // All imports are from one module, which wasm-opt also renames.
    let (before, after) = script
        .split_once("_bg.js\": import0")
        .ok_or("wasm-bindgen's script names no module of imports.")?;
    let (before, _) = before
        .rsplit_once("\"./")
        .ok_or("wasm-bindgen's script names its module of imports otherwise than expected.")?;
    Ok(format!("{before}a: import0{after}"))
}

/// Returns the exports of a map by the names that they had at first: wasm-opt shortens them again in
/// each of its rounds.
pub(super) fn exports(map: &str) -> BTreeMap<String, String> {
    let mut exports = BTreeMap::<String, String>::new();
    for line in map.lines() {
        let texts: Vec<&str> = line.split('"').skip(1).step_by(2).collect();
        let [name, short] = texts[..] else {
            continue;
        };
        match exports.values_mut().find(|last| *last == name) {
            Some(last) => short.clone_into(last),
            None => drop(exports.insert(name.to_owned(), short.to_owned())),
        }
    }
    exports
}

/// Replaces `wasm.name` with `wasm.short`. An export that only the module's start uses does not
/// occur in the script.
fn with_export(script: &str, name: &str, short: &str) -> String {
    let whole = format!("wasm.{name}");
    let mut parts = script.split(&whole);
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let is_whole = !part.starts_with(|c: char| c.is_alphanumeric() || c == '_');
        text.push_str("wasm.");
        text.push_str(if is_whole { short } else { name });
        text.push_str(part);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{exports, shortened};

    const MAP: &str = r#"{
 "imports": [
  ["./page_bg.js", "__wbg_now_46", "b"],
  ["./page_bg.js", "__wbg_get_d7", "$"]
 ],
"exports": [
  ["free", "c"],
  ["memory", "d"]
 ]
}"#;

    #[test]
    fn both_sides_have_the_same_names() {
        let script = "/* @ts-self-types=\"./page.d.ts\" */
wasm.free(wasm.free_all, wasm.memory.buffer);
    const import0 = {
        __wbg_now_46: function() {},
        __wbg_get_d7: function() {},
    };
    return { \"./page_bg.js\": import0 };";
        let expected = "/* @ts-self-types=\"./page.d.ts\" */
wasm.c(wasm.free_all, wasm.d.buffer);
    const import0 = {
        b: function() {},
        $: function() {},
    };
    return { a: import0 };";
        assert_eq!(shortened(script, MAP).unwrap(), expected);
    }

    #[test]
    fn exports_are_followed_through_all_rounds() {
        let rounds = format!(
            "{MAP}\n{}",
            r#"{ "exports": [
  ["c", "c"],
  ["d", "e"]
 ] }"#
        );
        let names = [("free", "c"), ("memory", "e")];
        assert_eq!(
            exports(&rounds),
            names
                .map(|(name, short)| (name.to_owned(), short.to_owned()))
                .into()
        );
    }

    #[test]
    fn a_script_that_lacks_an_import_is_refused() {
        assert!(shortened("\"./page_bg.js\": import0", MAP).is_err());
    }
}
