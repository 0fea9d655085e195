//! `#[derive(tsify::Tsify)]`: TypeScript declarations made of Rust types and their doc comments.
//!
//! What the macro of the crate `tsify` expands to, without that crate, whose conversions want the
//! standard library. A module that derives imports this one under the crate's name.

use wasm_bindgen::JsCast;

pub use tsify_macros::Tsify;

/// A type that JavaScript has a declaration of.
pub trait Tsify {
    /// The type as it stands in the signature of a function: a JavaScript value that is not read
    /// yet.
    type JsType: JsCast;

    /// The declaration.
    const DECL: &'static str;

    /// How `tsify` would convert.
    const SERIALIZATION_CONFIG: SerializationConfig;
}

/// How `tsify` would convert.
#[derive(Clone, Copy, Debug)]
pub struct SerializationConfig {
    /// Whether `None` is null.
    pub missing_as_null: bool,
    /// Whether a map is an object.
    pub hashmap_as_object: bool,
    /// Whether numbers of 64 bits are of the type bigint.
    pub large_number_types_as_bigints: bool,
}

/// The type of `T` in the signature of a function.
pub type Js<T> = <T as Tsify>::JsType;
