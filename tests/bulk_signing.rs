//! Progress of a bulk request: callbacks split, out of order, repeated, with foreign or changed
//! documents.
#![cfg(feature = "server")]

use iamsmart::signing::{BulkExpected, BulkPart, BulkProgress, Digest};
use proptest::prelude::*;

fn id(i: usize) -> String {
    format!("doc-{i}")
}

fn digest(i: usize) -> Digest {
    Digest::of(id(i).as_bytes())
}

fn expected(documents: usize, per_callback: usize) -> BulkExpected {
    let documents = (0..documents).map(|i| (id(i), digest(i))).collect();
    BulkExpected::new(documents, per_callback).unwrap()
}

/// Returns the callbacks of a gateway that signs everything.
fn callbacks(documents: usize, per_callback: usize) -> Vec<(u64, Vec<(String, Digest)>)> {
    let all: Vec<_> = (0..documents).map(|i| (id(i), digest(i))).collect();
    (1..)
        .zip(all.chunks(per_callback).map(<[_]>::to_vec))
        .collect()
}

fn progress(expected: &BulkExpected, callbacks: &[(u64, Vec<(String, Digest)>)]) -> BulkProgress {
    let parts: Vec<_> = callbacks
        .iter()
        .map(|(seq, signed)| BulkPart {
            seq: *seq,
            signed: signed
                .iter()
                .map(|(id, digest)| (id.as_str(), Some(*digest)))
                .collect(),
        })
        .collect();
    expected.progress(&parts)
}

#[test]
fn the_number_of_callbacks_is_the_apis() {
    for (documents, per_callback) in [(1, 1), (1, 1000), (1000, 1), (1000, 1000), (10, 3), (9, 3)] {
        // int((n − 1) / m + 1), as in the reference.
        let total = (documents - 1) / per_callback + 1;
        let expected = expected(documents, per_callback);
        assert_eq!(expected.total_callbacks(), u64::try_from(total).unwrap());
    }
}

#[test]
fn what_is_missing_repeated_foreign_or_changed_is_told() {
    let expected = expected(5, 2);
    let mut callbacks = callbacks(5, 2);
    callbacks.remove(1);
    // Callback 3 has doc-4 and documents that were not requested.
    callbacks[1].1.extend([
        ("doc-0".to_owned(), digest(0)),
        ("other".to_owned(), digest(9)),
        ("doc-3".to_owned(), digest(2)),
    ]);
    // Callback 1 again, with other content.
    callbacks.push((1, vec![("doc-2".to_owned(), digest(2))]));
    let progress = progress(&expected, &callbacks);
    assert_eq!(progress.total_callbacks, 3);
    assert_eq!(progress.missing_callbacks, [2]);
    let signed: Vec<_> = progress
        .signed
        .iter()
        .map(|(id, place)| (&**id, *place))
        .collect();
    assert_eq!(
        signed,
        [("doc-0", (0, 0)), ("doc-1", (0, 1)), ("doc-4", (1, 0))]
    );
    assert_eq!(progress.unsigned, ["doc-2", "doc-3"]);
    assert_eq!(progress.repeated, ["doc-0"]);
    assert_eq!(progress.foreign, ["other"]);
    assert_eq!(progress.changed, ["doc-3"]);
}

#[test]
fn a_callback_number_that_is_not_waited_for_completes_nothing() {
    let expected = expected(2, 1);
    let progress = progress(&expected, &[(0, vec![]), (3, vec![]), (u64::MAX, vec![])]);
    assert_eq!(progress.missing_callbacks, [1, 2]);
}

proptest! {
    /// Every signed document is counted once, whatever the order and number of callbacks.
    #[test]
    fn order_and_repetition_do_not_matter(
        documents in 1_usize..60,
        per_callback in 1_usize..20,
        order in prop::collection::vec(any::<prop::sample::Index>(), 0..40),
    ) {
        let all = callbacks(documents, per_callback);
        let mut arrived: Vec<_> = order.iter().map(|index| index.get(&all).clone()).collect();
        let expected = expected(documents, per_callback);
        let partly = progress(&expected, &arrived);
        let came: std::collections::BTreeSet<_> = arrived.iter().map(|(seq, _)| *seq).collect();
        prop_assert_eq!(partly.missing_callbacks.len(), all.len() - came.len());
        prop_assert_eq!(partly.signed.len() + partly.unsigned.len(), documents);
        arrived.extend(all);
        let whole = progress(&expected, &arrived);
        prop_assert!(whole.missing_callbacks.is_empty() && whole.unsigned.is_empty());
        prop_assert_eq!(whole.signed.len(), documents);
        prop_assert!(whole.repeated.is_empty());
        for (id, (callback, entry)) in whole.signed {
            prop_assert_eq!(&arrived[callback].1[entry].0, &id);
        }
    }
}
