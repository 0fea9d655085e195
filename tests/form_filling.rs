//! Typed fields against values that Node made (tests/fixtures/form_filling/make.mjs).
#![cfg(feature = "server")]

use iamsmart::form_filling::{Field, Fields, Timestamp};
use iamsmart::wire::{E_ME_FIELDS, PROFILE_FIELDS};
use proptest::prelude::*;
use serde_json::{Map, Value};

fn fixture() -> Value {
    serde_json::from_str(include_str!("fixtures/form_filling/fields.json")).unwrap()
}

fn list<'a>(fixture: &'a Value, name: &str) -> &'a [Value] {
    fixture[name].as_array().unwrap()
}

fn read(wire: &Value) -> Fields {
    <Fields as Field>::read(wire.clone()).unwrap_or_else(|_| panic!("fields are an object"))
}

#[test]
fn fields_are_seen_and_written_as_node_says() {
    let fixture = fixture();
    for case in list(&fixture, "cases") {
        let name = &case["name"];
        let fields = read(&case["wire"]);
        assert_eq!(fields.plain(), case["plain"], "{name}");
        assert_eq!(fields.wire(""), case["written"], "{name}");
        assert!(fields.unreadable().next().is_none(), "{name}");
        // Round trip.
        assert!(read(&fields.wire("")) == fields, "{name}");
    }
}

#[test]
fn what_cannot_be_relied_on_is_told_and_kept_as_it_came() {
    let fixture = fixture();
    for case in list(&fixture, "unreadable") {
        let name = &case["name"];
        let fields = read(&case["wire"]);
        let field = case["wire"].as_object().unwrap().keys().next().unwrap();
        assert_eq!(fields.unreadable().collect::<Vec<_>>(), [field], "{name}");
        assert_eq!(fields.plain()["other"], case["wire"], "{name}");
        assert_eq!(fields.wire(""), case["wire"], "{name}");
    }
}

#[test]
fn a_file_that_came_beside_is_the_bill_where_the_hash_is_its_own() {
    let fixture = fixture();
    let wire = &list(&fixture, "cases")[0]["wire"];
    let whole = read(wire);
    let file = whole
        .address_doc_file
        .as_ref()
        .unwrap()
        .doc_file
        .clone()
        .unwrap();
    let mut without = wire.clone();
    without["addressDocFile"]
        .as_object_mut()
        .unwrap()
        .remove("docFile");
    let mut fields = read(&without);
    fields.attach(b"another file");
    assert!(fields.address_doc_file.as_ref().unwrap().doc_file.is_none());
    fields.attach(&file.0);
    assert!(fields == whole);
}

#[test]
fn the_fields_that_are_known_are_those_of_profile_and_e_me() {
    let mut names: Vec<_> = Fields::NAMES.to_vec();
    let mut known = [&PROFILE_FIELDS[..], &E_ME_FIELDS[..]].concat();
    names.sort_unstable();
    known.sort_unstable();
    assert_eq!(names, known);
}

/// The sandbox's personas, written independently from the same reference.
#[test]
fn the_sandboxs_people_are_read_whole() {
    let file: Value = serde_json::from_str(include_str!("../sandbox/assets/people.json")).unwrap();
    let people = list(&file, "people");
    assert!(people.len() >= 4);
    for person in people {
        let mut wire = person["fields"].clone();
        let person = &person["id"];
        let fields = read(&wire);
        assert!(fields.unreadable().next().is_none(), "{person}");
        assert!(fields.plain().get("other").is_none(), "{person}");
        assert!(
            !fields.plain().to_string().contains("\"other\""),
            "{person}"
        );
        // One of them has a number where the others have text.
        if let Some(number) = wire.pointer_mut("/postalAddress/PostBoxAddress/EngPostBox/PoBoxNo") {
            assert_eq!(*number, 1234);
            *number = "1234".into();
        }
        assert_eq!(fields.wire(""), wire, "{person}");
    }
}

#[test]
fn times_are_those_of_a_javascript_date() {
    let fixture = fixture();
    for case in list(&fixture, "times") {
        let ms = case["ms"].as_i64().unwrap();
        assert_eq!(Timestamp::from_unix_ms(ms).unwrap().to_iso(), case["iso"]);
    }
    assert!(Timestamp::from_unix_ms(8_640_000_000_000_001).is_none());
    assert!(Timestamp::from_unix_ms(i64::MIN).is_none());
}

/// Generates any JSON, with known and other names.
fn any_value() -> impl Strategy<Value = Value> {
    let names: Vec<&'static str> = Fields::NAMES
        .iter()
        .copied()
        .chain([
            "Identification",
            "CheckDigit",
            "EngPremisesAddress",
            "ChiDistrict",
            "District",
            "FreeFormatAddress",
            "SubscriberNumber",
            "docFile",
            "docHash",
            "other",
        ])
        .collect();
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[A-Z]?[0-9]{0,8}".prop_map(Value::from),
        "\\PC{0,6}".prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 6, move |inner| {
        let entry = (prop::sample::select(names.clone()), inner.clone());
        prop_oneof![
            prop::collection::vec(inner, 0..3).prop_map(Value::from),
            prop::collection::vec(entry, 0..6).prop_map(|entries| {
                let object: Map<_, _> = entries
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value))
                    .collect();
                object.into()
            }),
        ]
    })
}

proptest! {
    /// No input causes a panic, and writing and parsing again changes nothing.
    #[test]
    fn reading_is_total_and_writing_is_stable(value in any_value()) {
        if let Ok(fields) = <Fields as Field>::read(value) {
            let written = fields.wire("");
            let again = read(&written);
            prop_assert_eq!(again.plain(), fields.plain());
            prop_assert_eq!(again.wire(""), written);
        }
    }
}
