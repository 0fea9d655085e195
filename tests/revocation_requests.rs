//! What is fetched to judge a path's revocation, and that a stranger's certificate has nothing
//! fetched. The certificates are OpenSSL's (tests/fixtures/issuers/make.py).

#![cfg(feature = "verify")]

mod fixtures;

use iamsmart::Result;
use iamsmart::asn1::{Encoded, Time};
use iamsmart::pki::certificate::Certificate;
use iamsmart::pki::revocation::ocsp_request;
use iamsmart::validation::Revocation;
use iamsmart::verification::{PathOptions, RevocationRequest, revocation_requests};

/// 2026-12-01, within the certificates' validity.
const AT: i64 = 1_796_083_200_000;

fn der(name: &str) -> Vec<u8> {
    fixtures::read(&format!("issuers/{name}.der"))
}

fn encoded(names: &[&str]) -> Vec<Encoded> {
    names.iter().map(|name| Encoded::Bytes(der(name))).collect()
}

fn requests(certificate: &str, options: &PathOptions) -> Result<Vec<RevocationRequest>> {
    revocation_requests(&Encoded::Bytes(der(certificate)), options)
}

fn options() -> PathOptions {
    PathOptions {
        trust_anchors: encoded(&["root"]),
        intermediates: encoded(&["issuing", "policy", "policy-by-other", "other"]),
        ..PathOptions::at(Time::from_unix_ms(AT))
    }
}

fn list(url: &str) -> RevocationRequest {
    RevocationRequest {
        urls: vec![url.to_owned()],
        ocsp_request: None,
    }
}

#[test]
fn every_certificate_below_the_trust_anchor_is_asked_about() {
    let [person, issuing] = ["person", "issuing"].map(der);
    let [person, issuing] =
        [&person, &issuing].map(|der| Certificate::parse("certificate", der).unwrap());
    let question = RevocationRequest {
        urls: vec![
            "http://ocsp.example.hk/".to_owned(),
            "http://ocsp2.example.hk/".to_owned(),
        ],
        // Compared with OpenSSL's in tests/revocation.
        ocsp_request: ocsp_request(&person, &issuing),
    };
    assert!(question.ocsp_request.is_some());
    let expected = vec![
        // Two ways to one list; a third is LDAP.
        RevocationRequest {
            urls: vec![
                "http://ca.example.hk/issuing.crl".to_owned(),
                "http://mirror.example.hk/issuing.crl".to_owned(),
            ],
            ocsp_request: None,
        },
        question,
        list("http://ca.example.hk/policy.crl"),
        list("http://ca.example.hk/root.crl"),
    ];
    assert_eq!(requests("person", &options()), Ok(expected));
}

#[test]
fn nothing_is_fetched_for_a_certificate_that_no_trust_anchor_vouches_for() {
    let strangers = [
        PathOptions {
            trust_anchors: Vec::new(),
            ..options()
        },
        PathOptions {
            intermediates: encoded(&["policy"]),
            ..options()
        },
        // Expired; too long.
        PathOptions {
            validation_time: Time::from_unix_ms(AT + 30 * 365 * 86_400_000),
            ..options()
        },
        PathOptions {
            max_path_length: Some(0),
            ..options()
        },
    ];
    for options in strangers {
        assert_eq!(requests("person", &options), Ok(Vec::new()));
    }
    // The mode of the verdict that follows has no say.
    for revocation in [Revocation::Hard, Revocation::Soft, Revocation::Off] {
        let options = PathOptions {
            revocation,
            ..options()
        };
        assert_eq!(requests("person", &options).unwrap().len(), 4);
    }
}

#[test]
fn only_http_is_fetched_and_nothing_twice() {
    let all = requests("person-with-odd-addresses", &options()).unwrap();
    assert!(!all.is_empty());
    for request in &all {
        assert!(!request.urls.is_empty());
        for url in &request.urls {
            assert!(url.starts_with("http"), "{url}");
        }
        assert_eq!(all.iter().filter(|other| *other == request).count(), 1);
    }
}
