//! JSON canonicalization against the test data of RFC 8785 and other implementations.

mod vectors;

use std::fs;

use iamsmart::signing::canonicalize_json;
use proptest::prelude::*;
use sha2::{Digest as _, Sha256};

/// SHA-256 of the first 10,000 lines of the number file (tests/vectors/jcs/README.md).
const NUMBERS_SHA256: &str = "b9f7a8e75ef22a835685a52ccba7f7d6bdc99e34b010992cbc5864cd12be6892";

#[test]
fn the_files_of_rfc_8785() {
    let mut files = 0;
    for entry in fs::read_dir(vectors::path("jcs/input")).unwrap() {
        let input = entry.unwrap().path();
        let output = vectors::path("jcs/output").join(input.file_name().unwrap());
        let canonical = canonicalize_json(&fs::read_to_string(&input).unwrap()).unwrap();
        assert_eq!(
            canonical,
            fs::read_to_string(output).unwrap(),
            "{}",
            input.display()
        );
        files += 1;
    }
    assert_eq!(files, 6);
}

#[test]
fn ten_thousand_numbers() {
    let lines = String::from_utf8(vectors::read("jcs/es6testfile_10000.txt.gz")).unwrap();
    let sha256: Vec<String> = Sha256::digest(&lines)
        .iter()
        .map(|octet| format!("{octet:02x}"))
        .collect();
    assert_eq!(sha256.concat(), NUMBERS_SHA256);
    let mut numbers = 0;
    for line in lines.lines() {
        let (bits, expected) = line.split_once(',').unwrap();
        let number = f64::from_bits(u64::from_str_radix(bits, 16).unwrap());
        // Exact, but written differently from the expected string: 17 digits and an exponent.
        let canonical = canonicalize_json(&format!("{number:.17e}")).unwrap();
        assert_eq!(canonical, expected, "{line}");
        numbers += 1;
    }
    assert_eq!(numbers, 10_000);
}

/// RFC 8785 §3.2.2.2.
#[test]
fn every_control_character_is_written_as_serde_json_does() {
    for unit in 0..0x20_u8 {
        let expected = serde_json::to_string(&char::from(unit).to_string()).unwrap();
        let written = format!("\"\\u{unit:04x}\"");
        assert_eq!(canonicalize_json(&written).as_ref(), Ok(&expected));
        // The short escapes are read, too.
        assert_eq!(canonicalize_json(&expected), Ok(expected), "{unit}");
    }
    let others = canonicalize_json(r#""\/\"\\""#);
    assert_eq!(others.as_deref(), Ok(r#""/\"\\""#));
}

/// The limit is that of what is within another, and not of what is beside it.
#[test]
fn any_number_of_values_stand_beside_each_other() {
    for value in ["[]", "{}", r#"{"a":[]}"#] {
        let beside = format!("[{}[]]", format!("{value},").repeat(1000));
        let within = format!("[{beside}]");
        for lists in [beside, within] {
            assert_eq!(canonicalize_json(&lists).as_ref(), Ok(&lists));
        }
    }
}

fn json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<f64>()
            .prop_filter("finite", |n| n.is_finite())
            .prop_map(Into::into),
        any::<i32>().prop_map(Into::into),
        any::<String>().prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 64, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Into::into),
            prop::collection::vec((any::<String>(), inner), 0..8)
                .prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn agrees_with_serde_json_canonicalizer(value in json()) {
        let text = serde_json::to_string_pretty(&value).unwrap();
        let expected = serde_json_canonicalizer::to_string(&value).unwrap();
        prop_assert_eq!(canonicalize_json(&text), Ok(expected));
    }

    #[test]
    fn canonical_form_is_a_fixed_point(value in json()) {
        let once = canonicalize_json(&value.to_string()).unwrap();
        prop_assert_eq!(canonicalize_json(&once), Ok(once));
    }

    #[test]
    fn reads_what_serde_json_reads_and_nothing_else(text in "[\\[\\]{}:,\"a\\\\u0-9eE+. -]{0,12}") {
        // Restrictions of I-JSON: numbers out of range.
        let ours = canonicalize_json(&text);
        match serde_json::from_str::<serde_json::Value>(&text) {
            Ok(_) => {
                let narrowed = ["json-number-range", "json-duplicate-key"];
                let refused = ours.as_ref().err().map(iamsmart::Error::code);
                prop_assert!(refused.is_none_or(|code| narrowed.contains(&code)), "{:?}", ours);
            }
            Err(_) => prop_assert!(ours.is_err(), "{:?}", ours),
        }
    }

    #[test]
    fn no_input_panics(text in any::<String>()) {
        let _ = canonicalize_json(&text);
    }
}
