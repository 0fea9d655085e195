//! Properties of JavaScript objects, by names that stand in the module.
//!
//! The module's script makes a string of a name when it is first used, and knows it by its address
//! from then on (xtask/src/package/strings.rs).

use wasm_bindgen::prelude::*;

/// A value, or what reading or writing a property threw.
type Caught<T> = core::result::Result<T, JsValue>;

#[wasm_bindgen]
extern "C" {
    type Members;

    #[wasm_bindgen(method, catch, indexing_getter)]
    fn get(this: &Members, name: &str) -> Caught<JsValue>;

    #[wasm_bindgen(method, catch, indexing_setter)]
    fn set(this: &Members, name: &str, value: &JsValue) -> Caught<()>;
}

/// Returns a property of an object.
pub(super) fn member(object: &JsValue, name: &'static str) -> Caught<JsValue> {
    object.unchecked_ref::<Members>().get(name)
}

/// Sets a property of a new object.
pub(super) fn set_member(object: &JsValue, name: &'static str, value: &JsValue) {
    let set = object.unchecked_ref::<Members>().set(name, value);
    debug_assert!(set.is_ok(), "a plain object takes any property");
}
