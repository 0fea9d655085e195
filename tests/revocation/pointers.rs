//! Where revocation data is to be had, and how it is asked for.

use iamsmart::pki::certificate::Certificate;
use iamsmart::pki::revocation::{
    DistributionPointName, DistributionPoints, RevocationPointers, ocsp_request,
};

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

/// Each is fetched, so that a certificate has no say in how many.
#[test]
fn of_many_addresses_the_first_are_told() {
    let objects = Objects::read();
    let der = objects.der("certificates", "person-with-many-pointers");
    let certificate = Certificate::parse("certificate", &der).unwrap();
    let pointers = RevocationPointers::of(&certificate);
    let expected = [0, 1, 2, 3].map(|n| format!("http://crl.example.hk/{n}.crl"));
    assert_eq!(pointers.crls, expected);
    let points: Vec<_> = pointers.crl_points.concat();
    assert_eq!(points, expected);
}

#[test]
fn distribution_points_are_told_in_order() {
    let objects = Objects::read();
    let der = objects.der("certificates", "person-with-pointers");
    let certificate = Certificate::parse("certificate", &der).unwrap();
    let points = DistributionPoints::of(&certificate);
    let [by_address, by_issuer] = points.points() else {
        panic!("{points:?}");
    };
    assert!(matches!(
        by_address.name,
        Some(DistributionPointName::Full(_))
    ));
    assert_eq!(by_address.crl_issuer, None);
    assert!(by_issuer.name.is_none());
    let names = by_issuer.crl_issuer.unwrap();
    assert!(names.ends_with(b"Example Lists"), "{names:02x?}");
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
