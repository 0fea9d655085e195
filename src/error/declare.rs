//! The macro that declares [`Error`](crate::Error).

/// Declares `Error` as a table: doc, variant and fields, JavaScript `code`, message.
///
/// The table keeps variant, code and message together and makes `Error::CODES` complete by
/// construction; the package's TypeScript union is generated from it. Fields are in the order in
/// which the message uses them. A variant that only one module returns has its feature as `cfg`, so
/// that the other modules do not include its message.
macro_rules! errors {
    ($(
        $(#[doc = $doc:literal])+
        $(#[cfg($cfg:meta)])?
        $variant:ident $({ $($field:ident: $type:ty),+ })? => $code:literal, $message:literal;
    )+) => {
        /// Every error of the crate, each with a stable kebab-case [`code`](Error::code) and a
        /// message that says what happened and what to do.
        ///
        /// No variant contains a secret, a key or decrypted content.
        #[derive(Clone, Debug, Eq, PartialEq)]
        #[non_exhaustive]
        pub enum Error {
            $(
                $(#[doc = $doc])+
                $(#[cfg($cfg)])?
                $variant $({
                    $(#[doc = concat!("The message's `{", stringify!($field), "}`.")]
                    $field: $type),+
                })?,
            )+
        }

        impl Error {
            /// Every [`code`](Error::code) of all features, in alphabetical order of the variants.
            pub const CODES: &'static [&'static str] = &[$($code),+];

            /// Returns the stable code, `error.code` in JavaScript.
            #[must_use]
            pub fn code(&self) -> &'static str {
                self.code_and_template().0
            }

            /// Returns the message: what happened and what to do.
            #[must_use]
            pub fn message(&self) -> String {
                let (_, template) = self.code_and_template();
                match self {
                    $($(#[cfg($cfg)])? Self::$variant $({ $($field),+ })? => {
                        filled(template, &[$($(Value::from($field)),+)?])
                    })+
                }
            }

            /// Returns code and template without fields, so that the match compiles to one table.
            #[inline(never)]
            fn code_and_template(&self) -> (&'static str, &'static str) {
                match self {
                    $($(#[cfg($cfg)])? Self::$variant $({ $($field: _),+ })? => {
                        ($code, $message)
                    })+
                }
            }

            /// Each message with the fields of its variant.
            #[cfg(test)]
            pub(super) const MESSAGES: &'static [(&'static str, &'static [&'static str])] = &[
                $(($message, &[$($(stringify!($field)),+)?])),+
            ];
        }
    };
}
pub(super) use errors;
