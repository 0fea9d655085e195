//! Imports of a module that catch what JavaScript throws, without a closure for each call.
//!
//! wasm-bindgen's script hands a new function and the `arguments` of each call to `handleError`.

use crate::failure::Result;

const BEGIN: (&str, &str) = ("function() { return handleError(function (", "function(");

const END: (&str, &str) = (
    "}, arguments); },",
    "} catch (e) { return handleError(e); } },",
);

const HANDLER: (&str, &str) = (
    "\
function handleError(f, args) {
    try {
        return f.apply(this, args);
    } catch (e) {
        const idx = addToExternrefTable0(e);
",
    "\
function handleError(e) {
        const idx = addToExternrefTable0(e);
",
);

const HANDLER_END: (&str, &str) = ("(idx);\n    }\n}\n", "(idx);\n}\n");

/// Returns the script with imports that catch by themselves.
pub(super) fn without_closures(script: &str) -> Result<String> {
    let unexpected = "wasm-bindgen's script catches otherwise than expected.";
    let (before, after) = script.split_once(HANDLER.0).ok_or(unexpected)?;
    let after = after.replacen(HANDLER_END.0, HANDLER_END.1, 1);
    let script = [before, HANDLER.1, &after].concat();
    let lines = script.split_inclusive('\n').map(|line| {
        let Some((name, parameters)) = line.split_once(BEGIN.0) else {
            return line.replace(END.0, END.1);
        };
        [name, BEGIN.1, &parameters.replace(" {\n", " { try {\n")].concat()
    });
    let script: String = lines.collect();
    let begun = script.matches(" { try {\n").count();
    if begun == 0 || begun != script.matches(END.1).count() || script.contains(", arguments)") {
        return Err(unexpected.into());
    }
    Ok(script)
}

#[cfg(test)]
mod tests {
    use super::without_closures;

    const SCRIPT: &str = "\
        w: function() { return handleError(function (arg0, arg1) {
            const ret = Reflect.get(arg0, arg1);
            return ret;
        }, arguments); },
        o: function(arg0) {
            return arg0.length;
        },
function handleError(f, args) {
    try {
        return f.apply(this, args);
    } catch (e) {
        const idx = addToExternrefTable0(e);
        wasm.fa(idx);
    }
}
";

    #[test]
    fn an_import_catches_by_itself() {
        assert_eq!(
            without_closures(SCRIPT).unwrap(),
            "w: function(arg0, arg1) { try {
            const ret = Reflect.get(arg0, arg1);
            return ret;
        } catch (e) { return handleError(e); } },
        o: function(arg0) {
            return arg0.length;
        },
function handleError(e) {
        const idx = addToExternrefTable0(e);
        wasm.fa(idx);
}
"
        );
    }

    #[test]
    fn anything_else_is_refused() {
        assert!(without_closures("let nothing;").is_err());
        assert!(without_closures(&SCRIPT.replace("arguments", "others")).is_err());
        assert!(without_closures(&SCRIPT.replace("function()", "function ()")).is_err());
    }
}
