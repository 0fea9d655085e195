//! `#[derive(tsify::Tsify)]`: TypeScript declarations from Rust types and their doc comments.
//!
//! The derive macro expands to paths of the crate `tsify`. This module replaces that crate, whose
//! conversions require the standard library; a module that derives imports it as `tsify`.

use wasm_bindgen::JsCast;

pub use tsify_macros::Tsify;

/// Type with a TypeScript declaration.
pub trait Tsify {
    /// Type in function signatures: a JavaScript value that has not been read yet.
    type JsType: JsCast;

    /// TypeScript declaration.
    const DECL: &'static str;

    /// Conversion settings of `tsify`; unused here.
    const SERIALIZATION_CONFIG: SerializationConfig;
}

/// Conversion settings of `tsify`; unused here.
#[derive(Clone, Copy, Debug)]
pub struct SerializationConfig {
    /// True if `None` is null.
    pub missing_as_null: bool,
    /// True if a map is an object.
    pub hashmap_as_object: bool,
    /// True if 64-bit integers are bigints.
    pub large_number_types_as_bigints: bool,
}

/// `T` in function signatures.
pub type Js<T> = <T as Tsify>::JsType;
