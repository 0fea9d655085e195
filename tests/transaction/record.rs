//! The record, and an owner's list: how long they are kept, and what they hold.

use super::{MINUTE, START, begun, fields, refusal, reread, signature, signing};
use iamsmart::transaction::{
    Arrival, FlowTerms, Kind, NewTransaction, Outcome, OwnedRequests, Stage, Step, Task, Terms,
    Transaction, Verdict,
};
use iamsmart::wire::SigningOutcome;

#[test]
fn content_is_deleted_when_it_was_taken_and_told() {
    let mut filled = begun(Kind::FormFilling, Some(FlowTerms::default()));
    assert!(!filled.take(START));
    filled.arrive(fields(START), Some("s"));
    assert!(!filled.take(START), "not settled");
    assert_eq!(filled.next(START), Step::Do(Task::Tell));
    assert_eq!(filled.settlement().unwrap().outcome, Outcome::Filled);
    assert!(filled.take(START));
    assert!(!filled.take(START), "once");
    assert_eq!(filled.stage(START), Stage::Taken);
    assert!(!filled.is_erased(), "the e-service is yet to be told");
    assert!(filled.to_json().contains("fields"));
    filled.told(Outcome::Filled, START);
    assert!(filled.is_erased());
    assert!(!filled.to_json().contains("fields"));
    assert_eq!(filled.next(START), Step::Wait, "forms are not acknowledged");
}

#[test]
fn what_came_to_nothing_is_erased_without_being_taken() {
    let mut failed = signing();
    assert!(!failed.is_erased());
    failed.fail(r#"{"code":"gateway-refused"}"#, START).unwrap();
    assert!(failed.is_erased());
    let mut withdrawn = signing();
    assert!(withdrawn.withdraw(START));
    assert!(withdrawn.is_erased());
    let mut refused = signing();
    refused.arrive(refusal(START), Some("s"));
    refused.next(START);
    assert!(!refused.is_erased(), "its reason is shown to the user");
}

#[test]
fn a_record_is_kept_as_long_as_a_step_is_due() {
    let hour = 60 * MINUTE;
    let mut signed = signing();
    assert_eq!(signed.keep_until(), START + 19 * MINUTE + hour);
    signed.arrive(signature(START), Some("s"));
    signed.next(START);
    let much_later = START + 10 * hour;
    signed.judge(Verdict::Undecided, "1", much_later).unwrap();
    assert!(signed.keep_until() >= much_later + hour);
    signed.next(START + 11 * hour);
    signed
        .judge(Verdict::Signed, "1", START + 11 * hour)
        .unwrap();
    signed.told(Outcome::Signed, START + 11 * hour);
    signed.acknowledged(SigningOutcome::Accepted, START + 11 * hour);
    assert_eq!(signed.keep_until(), START + 12 * hour);
}

#[test]
fn a_transaction_without_steps_keeps_results_until_they_are_taken() {
    let mut plain = begun(Kind::FormFilling, None);
    assert_eq!(plain.wake_at(), None);
    assert_eq!(plain.arrive(refusal(START), Some("s")), Arrival::Accepted);
    assert_eq!(plain.arrive(fields(START), Some("s")), Arrival::Accepted);
    assert_eq!(plain.arrive(fields(START), Some("s")), Arrival::Repeated);
    assert_eq!(plain.next(START), Step::Wait);
    assert!(plain.take(START));
    assert_eq!(plain.arrive(fields(START), Some("s")), Arrival::Repeated);
    let mut over = begun(Kind::FormFilling, None);
    let end = START + 18 * MINUTE;
    assert_eq!(over.stage(end - 1), Stage::Pending);
    assert_eq!(over.stage(end), Stage::Expired);
    assert_eq!(over.arrive(fields(end), Some("s")), Arrival::Late);
}

#[test]
fn details_come_back_as_they_were() {
    for details in [None, Some("null"), Some("false"), Some(r#"{"a":[1.50]}"#)] {
        let new = NewTransaction {
            business_id: "b",
            state: "s",
            kind: None,
            callbacks: 1,
            owner: None,
            details,
            digest: None,
            ticket: None,
            terms: Terms::default(),
            flow: None,
        };
        let begun = reread(&Transaction::begin(&new, START).unwrap());
        assert_eq!(begun.details(), details);
    }
}

#[test]
fn a_foreign_record_is_refused() {
    for json in ["", "{}", "[]", "null", r#"{"businessId":"b"}"#] {
        let error = Transaction::from_json(json).unwrap_err();
        assert_eq!(error.code(), "transaction-unreadable");
    }
}

#[test]
fn an_owners_list_is_newest_first_short_and_forgets() {
    let mut owned = OwnedRequests::from_json("[]").unwrap();
    assert_eq!(owned.keep_until(START), START + MINUTE);
    for i in 0..40 {
        owned.add(&format!("b{i}"), START + MINUTE * (i + 2), START);
    }
    let names = |owned: &OwnedRequests, now| -> Vec<String> {
        owned
            .listed(now)
            .map(|one| one.business_id.clone())
            .collect()
    };
    let listed = names(&owned, START);
    assert_eq!((listed.len(), listed[0].as_str()), (32, "b39"));
    assert_eq!(listed.last().unwrap(), "b8");
    assert_eq!(owned.keep_until(START), START + MINUTE * 41);
    assert!(owned.remove("b39"));
    assert!(!owned.remove("b39"));
    assert_eq!(names(&owned, START + MINUTE * 39), ["b38"]);
    let read = OwnedRequests::from_json(&owned.to_json()).unwrap();
    assert_eq!(read, owned);
}
