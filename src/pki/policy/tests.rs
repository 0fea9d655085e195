//! Tests of policy processing, after RFC 5280 §6.1 and RFC 9618 §5.

use super::*;
use crate::pki::policy::extensions::{Mapping, PolicyConstraints};

/// Policies 1 to 9 of these tests: 1.2.1 to 1.2.9; 0 stands for anyPolicy.
const POLICIES: [&[u8]; 10] = [
    ANY_POLICY,
    &[0x2a, 1],
    &[0x2a, 2],
    &[0x2a, 3],
    &[0x2a, 4],
    &[0x2a, 5],
    &[0x2a, 6],
    &[0x2a, 7],
    &[0x2a, 8],
    &[0x2a, 9],
];

type Extensions = PolicyExtensions<'static>;

fn policies(numbers: &[usize]) -> Extensions {
    Extensions {
        policies: Some(numbers.iter().map(|n| POLICIES[*n]).collect()),
        ..Extensions::default()
    }
}

fn maps(numbers: &[usize], mappings: &[(usize, usize)]) -> Extensions {
    let mapping = |(issuer, subject): &(usize, usize)| Mapping {
        issuer_domain: POLICIES[*issuer],
        subject_domain: POLICIES[*subject],
    };
    Extensions {
        mappings: Some(mappings.iter().map(mapping).collect()),
        ..policies(numbers)
    }
}

fn constrains(explicit: Option<u32>, mapping: Option<u32>, extensions: Extensions) -> Extensions {
    Extensions {
        constraints: Some(PolicyConstraints {
            require_explicit_policy: explicit,
            inhibit_policy_mapping: mapping,
        }),
        ..extensions
    }
}

fn inhibits_any(skip: u32, extensions: Extensions) -> Extensions {
    Extensions {
        inhibit_any_policy: Some(skip),
        ..extensions
    }
}

/// Evaluates a path below an anchor without extensions; `true` marks self-issued certificates.
fn verdict(
    path: &[(bool, Extensions)],
    inputs: &PolicyInputs,
) -> Result<PolicyOutcome, PolicyFailure> {
    let anchor = Extensions::default();
    verdict_below(&anchor, path, inputs)
}

fn verdict_below(
    anchor: &Extensions,
    path: &[(bool, Extensions)],
    inputs: &PolicyInputs,
) -> Result<PolicyOutcome, PolicyFailure> {
    let view = |is_self_issued, extensions| PolicyView {
        extensions,
        is_self_issued,
    };
    let mut views = vec![view(true, anchor)];
    views.extend(
        path.iter()
            .map(|(is_self_issued, e)| view(*is_self_issued, e)),
    );
    let mut outcome = evaluate(&views, inputs)?;
    outcome.authorities_constrained.sort_unstable();
    outcome.user_constrained.sort_unstable();
    Ok(outcome)
}

fn issued<const N: usize>(path: [Extensions; N]) -> Vec<(bool, Extensions)> {
    path.into_iter()
        .map(|extensions| (false, extensions))
        .collect()
}

/// Requires an explicit policy: any, or one of `set` if it is not empty.
fn explicit(set: &[usize]) -> PolicyInputs {
    PolicyInputs {
        initial_policy_set: (!set.is_empty()).then(|| texts(set)),
        require_explicit_policy: true,
        ..PolicyInputs::default()
    }
}

fn texts(numbers: &[usize]) -> Vec<String> {
    let text = |n: &usize| Identifier(POLICIES[*n]).to_string();
    numbers.iter().map(text).collect()
}

fn fails_at(certificate: usize, rule: PolicyRule) -> PolicyFailure {
    PolicyFailure { certificate, rule }
}

#[test]
fn a_policy_holds_where_every_certificate_has_it() {
    let path = issued([policies(&[1, 2]), policies(&[2, 3])]);
    let outcome = verdict(&path, &explicit(&[])).unwrap();
    assert_eq!(outcome.authorities_constrained, texts(&[2]));
    assert_eq!(outcome.user_constrained, texts(&[2]));
    let outcome = verdict(&path, &explicit(&[3, 2])).unwrap();
    assert_eq!(outcome.user_constrained, texts(&[2]));
    assert_eq!(
        verdict(&path, &explicit(&[1])).unwrap_err(),
        fails_at(2, PolicyRule::AcceptablePolicy)
    );
    let not_required = PolicyInputs {
        initial_policy_set: Some(texts(&[1])),
        ..PolicyInputs::default()
    };
    assert_eq!(
        verdict(&path, &not_required).unwrap().user_constrained,
        texts(&[])
    );
}

#[test]
fn an_authority_without_policies_ends_all() {
    let path = issued([policies(&[0]), Extensions::default(), policies(&[1])]);
    assert_eq!(
        verdict(&path, &PolicyInputs::default()),
        Ok(PolicyOutcome::default())
    );
    assert_eq!(
        verdict(&path, &explicit(&[])).unwrap_err(),
        fails_at(2, PolicyRule::ExplicitPolicy)
    );
}

#[test]
fn any_policy_stands_for_those_that_are_asked_for() {
    let path = issued([policies(&[0]), policies(&[0])]);
    let outcome = verdict(&path, &explicit(&[4, 5])).unwrap();
    assert_eq!(outcome.authorities_constrained, texts(&[0]));
    assert_eq!(outcome.user_constrained, texts(&[4, 5]));
    let path = issued([policies(&[0]), policies(&[1, 0])]);
    let outcome = verdict(&path, &explicit(&[])).unwrap();
    assert_eq!(outcome.authorities_constrained, texts(&[1, 0]));
    let path = issued([policies(&[1]), policies(&[0])]);
    let outcome = verdict(&path, &explicit(&[0])).unwrap();
    assert_eq!(outcome.user_constrained, texts(&[1]));
}

/// RFC 5280 §6.1.3 (d)(2): anyPolicy still counts in self-issued certificates, except the last.
#[test]
fn any_policy_may_be_inhibited() {
    let path = issued([inhibits_any(0, policies(&[1])), policies(&[0])]);
    assert_eq!(
        verdict(&path, &explicit(&[])).unwrap_err(),
        fails_at(2, PolicyRule::ExplicitPolicy)
    );
    let path = issued([
        inhibits_any(1, policies(&[1])),
        policies(&[0]),
        policies(&[1]),
    ]);
    assert!(verdict(&path, &explicit(&[])).is_ok());
    let path = issued([
        inhibits_any(1, policies(&[1])),
        policies(&[0]),
        policies(&[0]),
    ]);
    assert_eq!(
        verdict(&path, &explicit(&[])).unwrap_err(),
        fails_at(3, PolicyRule::ExplicitPolicy)
    );
    let mut path = issued([
        inhibits_any(0, policies(&[1])),
        policies(&[0]),
        policies(&[1]),
    ]);
    path[1].0 = true;
    assert!(verdict(&path, &explicit(&[])).is_ok());
    let mut path = issued([inhibits_any(0, policies(&[1])), policies(&[0])]);
    path[1].0 = true;
    assert!(verdict(&path, &explicit(&[])).is_err());
}

/// The outcome is in the trust anchor's domain, not the end entity's.
#[test]
fn policies_are_mapped() {
    let path = issued([maps(&[1], &[(1, 3), (1, 4)]), policies(&[3, 5])]);
    let outcome = verdict(&path, &explicit(&[])).unwrap();
    assert_eq!(outcome.authorities_constrained, texts(&[1]));
    assert!(verdict(&path, &explicit(&[1])).is_ok());
    assert!(verdict(&path, &explicit(&[3])).is_err());
    // A mapped policy is not expected under its own name.
    let path = issued([maps(&[1], &[(1, 3)]), policies(&[1])]);
    assert!(verdict(&path, &explicit(&[])).is_err());
    // Two policies of the issuer mapped to one of the subject.
    let path = issued([maps(&[1, 2], &[(1, 3), (2, 3)]), policies(&[3])]);
    let outcome = verdict(&path, &explicit(&[])).unwrap();
    assert_eq!(outcome.authorities_constrained, texts(&[1, 2]));
    // Mapping a policy that the certificate does not assert has no effect; anyPolicy asserts it.
    let path = issued([maps(&[2], &[(1, 3)]), policies(&[3])]);
    assert!(verdict(&path, &explicit(&[])).is_err());
    // RFC 5280 §6.1.3 (d)(1)(ii): anyPolicy of the issuer does not also allow 3 as itself.
    let path = issued([maps(&[0], &[(1, 3)]), policies(&[3, 4])]);
    let outcome = verdict(&path, &explicit(&[])).unwrap();
    assert_eq!(outcome.authorities_constrained, texts(&[1, 4]));
    // Two mappings in a row.
    let path = issued([maps(&[1], &[(1, 2)]), maps(&[2], &[(2, 3)]), policies(&[3])]);
    let outcome = verdict(&path, &explicit(&[])).unwrap();
    assert_eq!(outcome.authorities_constrained, texts(&[1]));
}

/// RFC 5280 §6.1.4 (b)(2).
#[test]
fn mapping_may_be_inhibited() {
    let path = issued([maps(&[1, 2], &[(1, 3)]), policies(&[1, 2, 3])]);
    let inhibited = PolicyInputs {
        inhibit_policy_mapping: true,
        ..explicit(&[])
    };
    let outcome = verdict(&path, &inhibited).unwrap();
    assert_eq!(outcome.authorities_constrained, texts(&[2]));
    let path = issued([
        constrains(None, Some(0), policies(&[1])),
        maps(&[1], &[(1, 2)]),
        policies(&[2]),
    ]);
    assert_eq!(
        verdict(&path, &explicit(&[])).unwrap_err(),
        fails_at(3, PolicyRule::ExplicitPolicy)
    );
}

/// RFC 5280 §6.1.5 (b), and §6.1.4 (h): self-issued certificates are not counted.
#[test]
fn an_explicit_policy_is_required_from_where_it_is_said() {
    let nothing = Extensions::default;
    let none = PolicyInputs::default();
    let requires = |skip| constrains(Some(skip), None, nothing());
    let rule = PolicyRule::ExplicitPolicy;
    let leaf = issued([nothing(), requires(0)]);
    assert_eq!(verdict(&leaf, &none).unwrap_err(), fails_at(2, rule));
    assert!(verdict(&issued([nothing(), requires(1)]), &none).is_ok());
    let path = issued([requires(1), nothing(), nothing()]);
    assert_eq!(verdict(&path, &none).unwrap_err(), fails_at(3, rule));
    // The last one always counts.
    assert!(verdict(&issued([requires(1), nothing()]), &none).is_err());
    assert!(verdict(&issued([requires(2), nothing()]), &none).is_ok());
    let mut path = issued([requires(2), nothing(), nothing()]);
    assert!(verdict(&path, &none).is_err());
    path[1].0 = true;
    assert!(verdict(&path, &none).is_ok());
    // A later certificate cannot relax the constraint.
    let path = issued([requires(0), requires(9), nothing()]);
    assert_eq!(verdict(&path, &none).unwrap_err(), fails_at(2, rule));
    assert!(verdict(&issued([requires(u32::MAX), nothing()]), &none).is_ok());
}

/// RFC 5937 §3.
#[test]
fn the_trust_anchor_bounds_the_path() {
    let path = issued([policies(&[1, 2]), policies(&[1, 2])]);
    let outcome = verdict_below(&policies(&[2, 3]), &path, &explicit(&[])).unwrap();
    assert_eq!(outcome.authorities_constrained, texts(&[1, 2]));
    assert_eq!(outcome.user_constrained, texts(&[2]));
    assert!(verdict_below(&policies(&[2]), &path, &explicit(&[1])).is_err());
    assert!(verdict_below(&policies(&[0]), &path, &explicit(&[1])).is_ok());
    let anchor = constrains(Some(0), None, Extensions::default());
    let path = issued([Extensions::default()]);
    assert_eq!(
        verdict_below(&anchor, &path, &PolicyInputs::default()).unwrap_err(),
        fails_at(1, PolicyRule::ExplicitPolicy)
    );
    let anchor = inhibits_any(0, Extensions::default());
    assert!(verdict_below(&anchor, &issued([policies(&[0])]), &explicit(&[])).is_err());
}

#[test]
fn what_says_nothing_or_the_same_twice_changes_nothing() {
    let rows = [
        (policies(&[1, 2, 1]), policies(&[1, 2])),
        (maps(&[1], &[]), policies(&[1])),
        (constrains(None, None, policies(&[1])), policies(&[1])),
    ];
    for (odd, plain) in rows {
        let verdict = |middle| verdict(&issued([policies(&[1]), middle]), &explicit(&[1]));
        assert_eq!(verdict(odd), verdict(plain));
    }
    let path = issued([policies(&[]), policies(&[1])]);
    assert_eq!(
        verdict(&path, &explicit(&[])),
        Err(fails_at(1, PolicyRule::ExplicitPolicy))
    );
    assert_eq!(
        verdict(&path, &PolicyInputs::default()),
        Ok(PolicyOutcome::default())
    );
}

#[test]
fn an_arc_stands_for_the_policies_below_it() {
    let below = |entries: &[&str]| PolicyInputs {
        initial_policy_set: Some(entries.iter().map(|&entry| entry.to_owned()).collect()),
        require_explicit_policy: true,
        ..PolicyInputs::default()
    };
    let user = |path: &[(bool, Extensions)], entries: &[&str]| {
        verdict(path, &below(entries)).map(|outcome| outcome.user_constrained)
    };
    let failure = fails_at(2, PolicyRule::AcceptablePolicy);
    let refused = Err(failure);
    let path = issued([policies(&[1, 2]), policies(&[1, 2])]);
    assert_eq!(user(&path, &["1.2.*"]), Ok(texts(&[1, 2])));
    assert_eq!(user(&path, &["1.2.1.*"]), refused, "below, not at the arc");
    assert_eq!(user(&path, &["1.2.1.*", "1.2.2"]), Ok(texts(&[2])));
    assert_eq!(user(&path, &["1.2.1", "1.2.*"]), Ok(texts(&[1, 2])));
    for no_arc in ["1.20.*", "1.2.3.*", "*", "1.2*", "1.2.", ".*", "1.2.*.*"] {
        assert_eq!(user(&path, &[no_arc]), refused, "{no_arc}");
    }
    // Whatever is mapped is named as in the trust anchor's domain.
    let mapped = issued([maps(&[1], &[(1, 9)]), policies(&[9])]);
    assert_eq!(user(&mapped, &["1.2.*"]), Ok(texts(&[1])));
    // anyPolicy is every policy below the arc, which have no identifiers.
    let any = issued([policies(&[0]), policies(&[0])]);
    assert_eq!(user(&any, &["1.2.*"]), Ok(texts(&[0])));
    let by_anchor = verdict_below(&policies(&[3]), &any, &below(&["1.2.*"])).unwrap();
    assert_eq!(by_anchor.user_constrained, texts(&[3]));
    let by_other = verdict_below(&policies(&[3]), &any, &below(&["1.3.*"]));
    assert_eq!(by_other.unwrap_err(), failure);
}

#[test]
fn any_policy_is_not_mapped() {
    let rows = [
        (maps(&[1], &[(0, 1)]), PolicyRule::AnyPolicyNotMapped),
        (maps(&[1], &[(1, 0)]), PolicyRule::AnyPolicyNotMapped),
    ];
    for (extensions, rule) in rows {
        let path = issued([policies(&[1]), extensions, policies(&[1])]);
        assert_eq!(
            verdict(&path, &PolicyInputs::default()).unwrap_err(),
            fails_at(2, rule)
        );
    }
}

#[test]
fn more_policies_than_are_processed_are_undecided() {
    let identifiers: Vec<[u8; 3]> = (0..=200).map(|n| [0x2a, 0x81 + n / 128, n % 128]).collect();
    let many = |count: usize| PolicyExtensions {
        policies: Some(identifiers[..count].iter().map(|i| &i[..]).collect()),
        ..PolicyExtensions::default()
    };
    let verdict = |extensions: &PolicyExtensions<'_>| {
        let view = PolicyView {
            extensions,
            is_self_issued: false,
        };
        let nothing = PolicyExtensions::default();
        let anchor = PolicyView {
            extensions: &nothing,
            is_self_issued: true,
        };
        evaluate(&[anchor, view, view], &explicit(&[]))
    };
    let outcome = verdict(&many(200)).unwrap();
    assert_eq!(outcome.authorities_constrained.len(), 200);
    assert_eq!(
        verdict(&many(201)).unwrap_err(),
        fails_at(1, PolicyRule::Bounded)
    );
    assert!(PolicyRule::Bounded.is_undecided());
}

/// RFC 9618 §3: the tree of RFC 5280 would have 3 to the power of 200 leaves.
#[test]
fn policies_that_are_mapped_crosswise_stay_few() {
    let crosswise: Vec<_> = (1..=3).flat_map(|i| (1..=3).map(move |s| (i, s))).collect();
    let path: Vec<_> = (0..200)
        .map(|_| (false, maps(&[1, 2, 3], &crosswise)))
        .chain([(false, policies(&[3]))])
        .collect();
    let outcome = verdict(&path, &explicit(&[2])).unwrap();
    assert_eq!(outcome.authorities_constrained, texts(&[1, 2, 3]));
    assert_eq!(outcome.user_constrained, texts(&[2]));
}
