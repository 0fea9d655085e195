//! Where revocation data is to be had, and how it is asked for.

use iamsmart::pki::certificate::Certificate;
use iamsmart::pki::revocation::{RevocationPointers, ocsp_request};

use crate::revocation_fixtures::Objects;

#[test]
fn what_a_certificate_points_to_is_told() {
    let objects = Objects::read();
    let der = objects.der("certificates", "person-with-pointers");
    let certificate = Certificate::parse("certificate", &der).unwrap();
    let expected = RevocationPointers {
        crls: vec![
            "http://crl.example.hk/a.crl",
            "http://crl.example.hk/b.crl",
            "http://crl.example.hk/delta.crl",
        ],
        crl_points: vec![
            vec!["http://crl.example.hk/a.crl", "http://crl.example.hk/b.crl"],
            vec!["http://crl.example.hk/delta.crl"],
        ],
        ocsp: vec!["http://ocsp.example.hk"],
        ca_issuers: vec!["ldap://ldap.example.hk/cn=ca"],
    };
    assert_eq!(RevocationPointers::of(&certificate), expected);
    let der = objects.der("certificates", "person");
    let certificate = Certificate::parse("certificate", &der).unwrap();
    assert_eq!(
        RevocationPointers::of(&certificate),
        RevocationPointers::default()
    );
}

#[test]
fn the_ocsp_request_is_the_one_that_openssl_makes() {
    let objects = Objects::read();
    let [person, issuing, root] =
        ["person", "issuing", "root"].map(|name| objects.der("certificates", name));
    let [person, issuing, root] =
        [&person, &issuing, &root].map(|der| Certificate::parse("certificate", der).unwrap());
    let expected = objects.der("requests", "person");
    assert_eq!(ocsp_request(&person, &issuing), Some(expected));
    assert_eq!(ocsp_request(&person, &root), None);
}
