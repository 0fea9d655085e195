//! `argument!`, `result!`, `intersection!` and `names!`: types shared by Rust and JavaScript.
//!
//! Each is written like any struct or enum, doc comments included. The macro generates the
//! TypeScript declaration ([`tsify`](super::tsify)) and the conversion. JavaScript field names are
//! the Rust names in camel case.

/// Declares a struct that is read from a JavaScript object.
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

/// Declares a struct that is written as a JavaScript object.
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

/// Declares a struct whose parts are read from one object: `A & B` in TypeScript.
#[cfg(any(
    feature = "server",
    all(feature = "verify", not(any(feature = "inspect", feature = "pdf")))
))]
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
                reader: &crate::bindings::read::ArgumentReader,
            ) -> Self {
                Self {
                    $($part: crate::bindings::read::FromJs::from_js(value, reader),)*
                }
            }
        }
    };
}

/// Declares an enum that is a union of string literals in TypeScript.
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
                reader: &crate::bindings::read::ArgumentReader,
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

/// Implements `FromJs` for a struct, field by field. Fields of a non-object read as undefined.
macro_rules! from_js {
    ($name:ident { $($field:ident)* }) => {
        impl crate::bindings::read::FromJs for $name {
            fn from_js(
                value: &wasm_bindgen::JsValue,
                reader: &crate::bindings::read::ArgumentReader,
            ) -> Self {
                reader.object(value);
                Self {
                    $($field: reader.field(value, camel_case!($field)),)*
                }
            }
        }
    };
}

/// Implements `Fields` for a struct, field by field.
macro_rules! to_js {
    ($name:ident { $($field:ident)* }) => {
        impl crate::bindings::write::Fields for $name {
            fn set_on(&self, object: &js_sys::Object) {
                use crate::bindings::write::ToJs;
                $(ToJs::set_as(&self.$field, object, camel_case!($field));)*
            }
        }
    };
}

/// Implements `From` between two enums with the same variants; a variant that only one of them has
/// fails to compile.
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

/// Expands to the JavaScript name of a field.
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

/// Returns the length of a name in camel case, in bytes.
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

/// Converts a name from snake case to camel case.
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

/// Returns the length of the `r#` prefix of a raw identifier, or 0.
const fn raw_prefix(name: &[u8]) -> usize {
    if name.len() > 2 && name[1] == b'#' {
        2
    } else {
        0
    }
}
