//! Numbers, parsed and formatted as in ECMAScript (RFC 8785 §3.2.2.3, ECMA-262 §6.1.6.1.20).
//!
//! WebAssembly modules use the JavaScript engine, which avoids the conversion tables, a third of
//! the page's module. Other targets parse with the standard library, but format with `ryu-js`: the
//! standard library formats differently if two decimals are equally close.

#[cfg(target_arch = "wasm32")]
mod of_engine;
#[cfg(not(target_arch = "wasm32"))]
mod of_library;

#[cfg(target_arch = "wasm32")]
pub(super) use of_engine::converted;
#[cfg(not(target_arch = "wasm32"))]
pub(super) use of_library::converted;

/// Decimal digits that a double gives back whatever they are (C11 §5.2.4.2.2, `DBL_DIG`): no fewer
/// digits stand for the same double, and no others as few.
const EXACT_DIGITS: usize = 15;

/// Returns true for a number that is written as ECMAScript writes it, by its text alone: one of few
/// digits, without an exponent, as almost all are. Others have to be converted.
pub(super) fn is_canonical(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text).as_bytes();
    let is_exact = digits.len() <= EXACT_DIGITS
        && digits.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'.'));
    // From seven digits after the point on, a small number has an exponent (ECMA-262 §6.1.6.1.20).
    let is_plain = if digits.contains(&b'.') {
        digits.last() != Some(&b'0') && !digits.starts_with(b"0.000000")
    } else {
        text != "-0"
    };
    is_exact && is_plain
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_a_text_tells_is_what_the_library_writes(
            written in "-?(0|[1-9][0-9]{0,15})(\\.(0{0,9})[0-9]{1,9})?([eE][-+]?[0-9]{1,2})?",
        ) {
            if is_canonical(&written) {
                prop_assert_eq!(converted(&written), written);
            }
        }
    }

    #[test]
    fn what_a_text_tells() {
        for (written, told) in [
            ("0", true),
            ("-1", true),
            ("120", true),
            ("-12.5", true),
            ("0.000001", true),
            ("123456789012345", true),
            ("1234567890123456", false),
            ("12.50", false),
            ("0.0000001", false),
            ("-0", false),
            ("-0.0", false),
            ("1e2", false),
        ] {
            assert_eq!(is_canonical(written), told, "{written}");
        }
    }
}
