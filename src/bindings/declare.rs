//! `argument!`, `result!` and `names!`: a type of Rust that is a type of JavaScript.
//!
//! Each is written like any struct or enum, doc comments included, and gets its declaration in
//! TypeScript ([`tsify`](super::tsify)) and its way across. JavaScript's names of fields are Rust's
//! in camel case.

/// A struct that is read from an object.
macro_rules! argument {
    ($(#[$meta:meta])* $vis:vis struct $name:ident {
        $($(#[$field_meta:meta])* $field_vis:vis $field:ident: $type:ty,)*
    }) => {
        #[derive(tsify::Tsify)]
        #[serde(rename_all = "camelCase")]
        #[allow(clippy::struct_field_names, reason = "the names are JavaScript's")]
        $(#[$meta])*
        $vis struct $name {
            $($(#[$field_meta])* $field_vis $field: $type,)*
        }

        from_js!($name { $($field)* });
    };
}

/// A struct of which an object is made.
macro_rules! result {
    ($(#[$meta:meta])* $vis:vis struct $name:ident {
        $($(#[$field_meta:meta])* $field_vis:vis $field:ident: $type:ty,)*
    }) => {
        #[derive(tsify::Tsify)]
        #[serde(rename_all = "camelCase")]
        #[allow(clippy::struct_field_names, reason = "the names are JavaScript's")]
        $(#[$meta])*
        $vis struct $name {
            $($(#[$field_meta])* $field_vis $field: $type,)*
        }

        to_js!($name { $($field)* });
    };
}

/// A struct of structs whose fields stand together in one object, `A & B`.
#[cfg(any(feature = "verify", feature = "server"))]
macro_rules! intersection {
    ($(#[$meta:meta])* $vis:vis struct $name:ident {
        $($part_vis:vis $part:ident: $type:ty,)*
    }) => {
        #[derive(tsify::Tsify)]
        $(#[$meta])*
        $vis struct $name {
            $(#[serde(flatten)] $part_vis $part: $type,)*
        }

        impl crate::bindings::read::FromJs for $name {
            fn from_js(
                value: &wasm_bindgen::JsValue,
                reader: &crate::bindings::read::Reader,
            ) -> Self {
                Self {
                    $($part: crate::bindings::read::FromJs::from_js(value, reader),)*
                }
            }
        }
    };
}

/// An enum of names.
macro_rules! names {
    ($(#[$meta:meta])* $vis:vis enum $name:ident {
        $($(#[$variant_meta:meta])* $variant:ident = $text:literal,)+
    }) => {
        #[derive(Clone, Copy, tsify::Tsify)]
        $(#[$meta])*
        $vis enum $name {
            $($(#[$variant_meta])* #[serde(rename = $text)] $variant,)+
        }

        impl $name {
            const ALL: &[Self] = &[$(Self::$variant),+];
        }

        impl crate::bindings::read::FromJs for $name {
            fn from_js(
                value: &wasm_bindgen::JsValue,
                reader: &crate::bindings::read::Reader,
            ) -> Self {
                let found = reader.choice(value, &[$($text),+]);
                let found = found.and_then(|place| Self::ALL.get(place));
                found.copied().unwrap_or(const { Self::ALL[0] })
            }
        }

        impl crate::bindings::write::ToJs for $name {
            fn to_js(&self) -> wasm_bindgen::JsValue {
                match self {
                    $(Self::$variant => $text,)+
                }
                .into()
            }
        }
    };
}

/// Reads a struct's fields; where there is no object, each is read from nothing.
macro_rules! from_js {
    ($name:ident { $($field:ident)* }) => {
        impl crate::bindings::read::FromJs for $name {
            fn from_js(
                value: &wasm_bindgen::JsValue,
                reader: &crate::bindings::read::Reader,
            ) -> Self {
                reader.object(value);
                Self {
                    $($field: reader.field(value, camel_case!($field)),)*
                }
            }
        }
    };
}

/// Writes a struct's fields.
macro_rules! to_js {
    ($name:ident { $($field:ident)* }) => {
        impl crate::bindings::write::Fields for $name {
            fn set_on(&self, object: &js_sys::Object) {
                use crate::bindings::write::{ToJs, set};
                $(set(object, camel_case!($field), &ToJs::to_js(&self.$field));)*
            }
        }
    };
}

/// Turns an enum into another one with the same variants; one that is new to either fails to
/// compile.
macro_rules! same_variants {
    ($from:path => $to:path { $($variant:ident)+ }) => {
        impl From<$from> for $to {
            fn from(value: $from) -> Self {
                use $from as From;
                match value {
                    $(From::$variant => Self::$variant,)+
                }
            }
        }
    };
}

/// A field's name in JavaScript.
macro_rules! camel_case {
    ($field:ident) => {
        const {
            const SNAKE: &str = stringify!($field);
            const CAMEL: [u8; crate::bindings::declare::camel_length(SNAKE)] =
                crate::bindings::declare::camel_case(SNAKE);
            match core::str::from_utf8(&CAMEL) {
                Ok(name) => name,
                Err(_) => panic!("a name of ASCII stays one"),
            }
        }
    };
}

/// The length of a name in camel case.
pub(super) const fn camel_length(snake: &str) -> usize {
    let snake = snake.as_bytes();
    let (mut length, mut i) = (0, raw_prefix(snake));
    while i < snake.len() {
        if snake[i] != b'_' {
            length += 1;
        }
        i += 1;
    }
    length
}

/// A name in camel case.
pub(super) const fn camel_case<const LENGTH: usize>(snake: &str) -> [u8; LENGTH] {
    let snake = snake.as_bytes();
    let mut camel = [0; LENGTH];
    let (mut length, mut i) = (0, raw_prefix(snake));
    while i < snake.len() {
        if snake[i] != b'_' {
            camel[length] = snake[i];
            if i > 0 && snake[i - 1] == b'_' {
                camel[length] = snake[i].to_ascii_uppercase();
            }
            length += 1;
        }
        i += 1;
    }
    camel
}

/// The length of the `r#` of a name that is a keyword.
const fn raw_prefix(name: &[u8]) -> usize {
    if name.len() > 2 && name[1] == b'#' {
        2
    } else {
        0
    }
}
