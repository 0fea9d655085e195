//! Tests of name constraints, after RFC 5280 §4.2.1.10 and §6.1.3.

use super::check::EMAIL_ADDRESS;
use super::prepared_name::SMTP_UTF8_MAILBOX;
use super::*;
use crate::asn1::der::tests::encoded;

const DNS: u8 = tag::primitive(2);
const MAILBOX: u8 = tag::primitive(1);
const DIRECTORY: u8 = tag::constructed(4);
const IP: u8 = tag::primitive(7);
const CN: &[u8] = &[0x55, 4, 3];

/// One certificate: its subject, alternative names and constraints, each encoded.
#[derive(Clone, Default)]
struct Made {
    subject: Vec<u8>,
    names: Vec<u8>,
    constraints: Option<Vec<u8>>,
    is_self_issued: bool,
}

fn named(subject: &[u8], names: &[&[u8]]) -> Made {
    Made {
        subject: subject.to_vec(),
        names: names.concat(),
        ..Made::default()
    }
}

fn constraining(permitted: &[&[u8]], excluded: &[&[u8]]) -> Made {
    let list = |number, bases: &[&[u8]]| {
        let subtrees: Vec<_> = bases.iter().map(|base| encoded(0x30, &[base])).collect();
        let list = encoded(tag::constructed(number), &[&subtrees.concat()]);
        if bases.is_empty() { Vec::new() } else { list }
    };
    Made {
        constraints: Some([list(0, permitted), list(1, excluded)].concat()),
        ..named(&subject(&[]), &[])
    }
}

/// Encodes a subject from its attributes, least specific first.
fn subject(attributes: &[(&[u8], u8, &str)]) -> Vec<u8> {
    let rdns = attributes.iter().map(|(identifier, tag, value)| {
        let value = encoded(*tag, &[value.as_bytes()]);
        let attribute = encoded(0x30, &[&encoded(0x06, &[identifier]), &value]);
        encoded(0x31, &[&attribute])
    });
    encoded(0x30, &[&rdns.collect::<Vec<_>>().concat()])
}

fn common_name(value: &str) -> Vec<u8> {
    subject(&[(CN, tag::UTF8_STRING, value)])
}

fn dns(name: &str) -> Vec<u8> {
    encoded(DNS, &[name.as_bytes()])
}

fn directory(name: &[u8]) -> Vec<u8> {
    encoded(DIRECTORY, &[name])
}

/// Checks a path; the error is the rule, the certificate with the name, the one with the
/// constraint.
fn verdict(path: &[&Made]) -> Result<(), (NameConstraintRule, usize, usize)> {
    let parts = path.iter().map(|made| {
        let constraints = made.constraints.as_ref();
        (
            Name::parse(&made.subject).unwrap(),
            GeneralName::parse_all(Reader(&made.names)).unwrap(),
            constraints.map(|c| NameConstraints::parse(Reader(c)).unwrap()),
            made.is_self_issued,
        )
    });
    let parts: Vec<_> = parts.collect();
    let views = parts
        .iter()
        .map(|(subject, names, constraints, is_self_issued)| NameView {
            subject,
            alternative_names: names,
            constraints: constraints.as_ref(),
            is_self_issued: *is_self_issued,
        });
    check(&views.collect::<Vec<_>>()).map_err(|v| (v.rule, v.certificate, v.constrained_by))
}

#[test]
fn a_name_is_within_what_every_authority_permits() {
    let root = constraining(&[&dns("example.com"), &dns("example.org")], &[]);
    let sub = constraining(&[&dns("a.example.com")], &[]);
    let person = |name: &str| named(&subject(&[]), &[&dns(name)]);
    assert_eq!(verdict(&[&root, &person("b.example.com")]), Ok(()));
    assert_eq!(verdict(&[&root, &sub, &person("x.a.example.com")]), Ok(()));
    assert_eq!(
        verdict(&[&root, &sub, &person("b.example.com")]),
        Err((NameConstraintRule::Permitted, 2, 1))
    );
    assert_eq!(
        verdict(&[&root, &sub, &person("example.net")]),
        Err((NameConstraintRule::Permitted, 2, 0))
    );
    assert_eq!(verdict(&[&root, &named(&common_name("x"), &[])]), Ok(()));
}

#[test]
fn self_issued_certificates_are_held_to_it_at_the_end_only() {
    let root = constraining(&[&dns("example.com")], &[]);
    let rollover = Made {
        is_self_issued: true,
        ..named(&subject(&[]), &[&dns("example.net")])
    };
    let person = named(&subject(&[]), &[&dns("example.com")]);
    assert_eq!(verdict(&[&root, &rollover, &person]), Ok(()));
    assert_eq!(
        verdict(&[&root, &rollover]),
        Err((NameConstraintRule::Permitted, 1, 0))
    );
}

#[test]
fn directory_names_bound_the_subject_and_its_other_names() {
    let o = |value| subject(&[(&[0x55, 4, 10], tag::PRINTABLE_STRING, value)]);
    let below = |org, cn| {
        subject(&[
            (&[0x55, 4, 10], tag::UTF8_STRING, org),
            (CN, tag::UTF8_STRING, cn),
        ])
    };
    let root = constraining(&[&directory(&o("Hongkong Post"))], &[]);
    assert_eq!(
        verdict(&[&root, &named(&below("HONGKONG  POST", "陳"), &[])]),
        Ok(())
    );
    assert_eq!(
        verdict(&[&root, &named(&below("Hongkong", "陳"), &[])]),
        Err((NameConstraintRule::Permitted, 1, 0))
    );
    assert_eq!(
        verdict(&[
            &root,
            &named(&o("Hongkong Post"), &[&directory(&common_name("x"))])
        ]),
        Err((NameConstraintRule::Permitted, 1, 0))
    );
    // An empty subject is not checked.
    assert_eq!(verdict(&[&root, &named(&subject(&[]), &[])]), Ok(()));
    let none = constraining(&[], &[&directory(&subject(&[]))]);
    assert_eq!(
        verdict(&[&none, &named(&common_name("x"), &[])]),
        Err((NameConstraintRule::NotExcluded, 1, 0))
    );
}

/// A spelling that is not case-folded must not evade an exclusion.
#[test]
fn names_that_may_be_the_excluded_one_are_undecided() {
    let root = constraining(&[], &[&directory(&common_name("Evil"))]);
    let rows = [
        ("evil", Err((NameConstraintRule::NotExcluded, 1, 0))),
        ("ｅｖｉｌ", Err((NameConstraintRule::TextDecided, 1, 0))),
        ("陳大文", Ok(())),
        ("good", Ok(())),
    ];
    for (name, expected) in rows {
        assert_eq!(
            verdict(&[&root, &named(&common_name(name), &[])]),
            expected,
            "{name}"
        );
    }
    // A broken rule takes precedence over an undecided one.
    let root = constraining(&[&dns("example.com")], &[&directory(&common_name("Evil"))]);
    let person = named(&common_name("ｅｖｉｌ"), &[&dns("example.net")]);
    assert_eq!(
        verdict(&[&root, &person]),
        Err((NameConstraintRule::Permitted, 1, 0))
    );
}

/// RFC 5280 §4.2.1.10.
#[test]
fn mailboxes_in_the_subject_count_where_there_is_no_other() {
    let mailbox = |text: &str| encoded(MAILBOX, &[text.as_bytes()]);
    let root = constraining(&[&mailbox("example.com")], &[]);
    let with = |tag, text| subject(&[(EMAIL_ADDRESS, tag, text)]);
    let good = with(tag::IA5_STRING, "a@example.com");
    let bad = with(tag::IA5_STRING, "a@example.net");
    assert_eq!(verdict(&[&root, &named(&good, &[])]), Ok(()));
    assert_eq!(
        verdict(&[&root, &named(&bad, &[])]),
        Err((NameConstraintRule::Permitted, 1, 0))
    );
    assert_eq!(
        verdict(&[&root, &named(&bad, &[&dns("example.com")])]),
        Err((NameConstraintRule::Permitted, 1, 0))
    );
    assert_eq!(
        verdict(&[&root, &named(&bad, &[&mailbox("a@example.com")])]),
        Ok(())
    );
    let odd = with(tag::UTF8_STRING, "陳@example.com");
    assert_eq!(
        verdict(&[&root, &named(&odd, &[])]),
        Err((NameConstraintRule::Comparable, 1, 0))
    );
}

#[test]
fn forms_that_are_not_processed_are_undecided_where_they_appear() {
    let other = |identifier: &[u8]| {
        let value = encoded(tag::constructed(0), &[&[0x05, 0x00]]);
        encoded(
            tag::constructed(0),
            &[&encoded(0x06, &[identifier]), &value],
        )
    };
    let person = |name: &[u8]| named(&subject(&[]), &[name]);
    let root = constraining(&[&other(&[0x2a, 3])], &[]);
    assert_eq!(verdict(&[&root, &person(&dns("example.com"))]), Ok(()));
    let undecided = Err((NameConstraintRule::FormProcessed, 1, 0));
    assert_eq!(verdict(&[&root, &person(&other(&[0x2a, 4]))]), undecided);
    let root = constraining(&[], &[&encoded(MAILBOX, &[b"example.com"])]);
    assert_eq!(
        verdict(&[&root, &person(&other(SMTP_UTF8_MAILBOX))]),
        undecided
    );
    assert_eq!(verdict(&[&root, &person(&other(&[0x2a, 4]))]), Ok(()));
    let registered = encoded(tag::primitive(8), &[&[0x2a, 3]]);
    let root = constraining(&[], &[&registered]);
    assert_eq!(verdict(&[&root, &person(&registered)]), undecided);
}

#[test]
fn what_cannot_be_compared_is_not_let_through() {
    let person = named(&subject(&[]), &[&dns("a.example.com")]);
    let odd = dns(".example.com");
    let comparable = Err((NameConstraintRule::Comparable, 1, 0));
    assert_eq!(verdict(&[&constraining(&[&odd], &[]), &person]), comparable);
    assert_eq!(verdict(&[&constraining(&[], &[&odd]), &person]), comparable);
    // Permitted by another constraint.
    let root = constraining(&[&odd, &dns("example.com")], &[]);
    assert_eq!(verdict(&[&root, &person]), Ok(()));
    // No name of a constrained form.
    assert_eq!(
        verdict(&[&constraining(&[], &[&odd]), &named(&common_name("x"), &[])]),
        Ok(())
    );
    let person = named(&subject(&[]), &[&dns("a.example.com.")]);
    assert_eq!(
        verdict(&[&constraining(&[&dns("example.com")], &[]), &person]),
        comparable
    );
}

#[test]
fn extensions_that_rfc_5280_does_not_allow_are_named() {
    let address = |octets: &[u8]| encoded(IP, &[octets]);
    let distance =
        |number, count: u8| [dns("a"), encoded(tag::primitive(number), &[&[count]])].concat();
    let rows = [
        (
            constraining(&[&distance(0, 1)], &[]),
            NameConstraintRule::NoDistances,
        ),
        (
            constraining(&[], &[&distance(1, 0)]),
            NameConstraintRule::NoDistances,
        ),
        (
            constraining(&[&address(&[1, 2, 3, 4])], &[]),
            NameConstraintRule::AddressRange,
        ),
        (
            constraining(&[], &[&address(b"\x01\x02\x03\x04\xff\x00\xff\x00")]),
            NameConstraintRule::AddressRange,
        ),
    ];
    for (authority, rule) in rows {
        let root = named(&common_name("root"), &[]);
        let person = named(&common_name("x"), &[]);
        assert_eq!(verdict(&[&root, &authority, &person]), Err((rule, 1, 1)));
    }
    let mut half_empty = constraining(&[], &[&dns("a")]);
    let list = [b"\xa0\x00", &half_empty.constraints.unwrap()[..]].concat();
    half_empty.constraints = Some(list);
    assert_eq!(
        verdict(&[&half_empty]),
        Err((NameConstraintRule::NotEmpty, 0, 0))
    );
    let empty = constraining(&[], &[]);
    assert_eq!(verdict(&[&empty, &named(&common_name("x"), &[])]), Ok(()));
    let root = constraining(&[&distance(0, 0)], &[]);
    assert_eq!(verdict(&[&root, &named(&common_name("x"), &[])]), Ok(()));
}

#[test]
fn comparisons_are_bounded() {
    let names: Vec<_> = (0..501)
        .map(|i| dns(&format!("a{i}.example.com")))
        .collect();
    let constraints: Vec<_> = (0..500).map(|i| dns(&format!("x{i}.example"))).collect();
    let bases: Vec<&[u8]> = constraints.iter().map(Vec::as_slice).collect();
    let root = constraining(&[], &bases);
    let person = |count| named(&subject(&[]), &[&names[..count].concat()]);
    assert_eq!(verdict(&[&root, &person(500)]), Ok(()));
    assert_eq!(
        verdict(&[&root, &person(501)]),
        Err((NameConstraintRule::Bounded, 1, 0))
    );
}
