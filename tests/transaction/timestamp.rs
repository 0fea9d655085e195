//! Transactions that wait for a time-stamp.

use super::{MINUTE, START, begun, fields, reread, signature};
use iamsmart::transaction::{
    Arrival, FlowTerms, Kind, Outcome, Reason, Stage, Step, Task, Transaction, Verdict,
};

fn with_timestamp() -> FlowTerms {
    FlowTerms {
        timestamp_for_ms: Some(10 * MINUTE),
        ..FlowTerms::default()
    }
}

fn signing_with_timestamp() -> Transaction {
    begun(Kind::Signing, Some(with_timestamp()))
}

#[test]
fn a_signature_that_holds_waits_for_its_time_stamp() {
    let mut signed = signing_with_timestamp();
    signed.arrive(signature(START), Some("s"));
    assert_eq!(signed.next(START), Step::Do(Task::Verify));
    signed.judge(Verdict::Signed, "1", START).unwrap();
    assert_eq!(signed.stage(START), Stage::Arrived);
    assert!(!signed.withdraw(START) && !signed.take(START));
    assert_eq!(
        signed.arrive(signature(START), Some("s")),
        Arrival::Repeated
    );

    let mut signed = reread(&signed);
    assert_eq!(signed.wake_at(), Some(START + 2000), "a head start");
    assert_eq!(signed.unstamped().unwrap().content.get(), "1");
    assert_eq!(signed.next(START), Step::Do(Task::Timestamp));
    assert_eq!(reread(&signed).next(START + 59_999), Step::Wait);
    // A process that was slow to verify.
    signed.judge(Verdict::Signed, "3", START).unwrap();
    assert_eq!(signed.unstamped().unwrap().content.get(), "1");

    signed.timestamped("2", START + 1).unwrap();
    let settled = signed.settlement().unwrap();
    assert_eq!(settled.outcome, Outcome::Signed);
    assert_eq!(settled.content.as_ref().unwrap().get(), "2");
    assert!(!settled.timestamp_missing);
    assert_eq!(signed.next(START + 1), Step::Do(Task::Tell));
    signed.timestamped("4", START + 2).unwrap();
    let content = signed.settlement().unwrap().content.as_ref();
    assert_eq!(content.unwrap().get(), "2");
}

#[test]
fn a_signature_is_told_without_a_time_stamp_when_none_was_to_be_had() {
    let mut signed = signing_with_timestamp();
    signed.arrive(signature(START), Some("s"));
    signed.next(START);
    signed.judge(Verdict::Signed, "1", START).unwrap();
    let mut now = START;
    let mut attempts = 0;
    while signed.next(now) == Step::Do(Task::Timestamp) {
        attempts += 1;
        signed.failed(now);
        signed = reread(&signed);
        now = signed.wake_at().unwrap();
    }
    // Pauses of 2, 4, 8, … 256 seconds, and the rest.
    assert_eq!((attempts, now), (9, START + 10 * MINUTE));
    assert_eq!(
        reread(&signed).next(now),
        Step::Wait,
        "this one has the lease"
    );
    let settled = signed.settlement().unwrap();
    assert_eq!((settled.outcome, settled.at), (Outcome::Signed, now));
    assert_eq!(settled.content.as_ref().unwrap().get(), "1");
    assert!(settled.timestamp_missing);
    // A process that was slow to fetch it.
    signed.timestamped("3", now).unwrap();
    let signed = reread(&signed);
    let settled = signed.settlement().unwrap();
    assert_eq!(settled.content.as_ref().unwrap().get(), "1");
    assert!(settled.timestamp_missing);
}

#[test]
fn an_undecided_signature_gets_its_time_stamp_and_a_rejected_one_none() {
    let mut undecided = signing_with_timestamp();
    undecided.arrive(signature(START), Some("s"));
    undecided.next(START);
    undecided.judge(Verdict::Undecided, "1", START).unwrap();
    assert!(undecided.unstamped().is_none());
    let last = START + 24 * 60 * MINUTE;
    assert_eq!(undecided.next(last), Step::Do(Task::Timestamp));
    assert!(undecided.undecided().is_none());
    undecided.timestamped("2", last).unwrap();
    let settled = undecided.settlement().unwrap();
    assert_eq!(settled.outcome, Outcome::Undecided);
    assert_eq!(settled.content.as_ref().unwrap().get(), "2");

    let mut rejected = signing_with_timestamp();
    rejected.arrive(signature(START), Some("s"));
    rejected.next(START);
    let verdict = Verdict::Rejected(Reason::Signature);
    rejected.judge(verdict, "1", START).unwrap();
    assert_eq!(rejected.next(START), Step::Do(Task::Tell));

    let mut filled = begun(Kind::FormFilling, Some(with_timestamp()));
    filled.arrive(fields(START), Some("s"));
    assert_eq!(filled.next(START), Step::Do(Task::Tell));
}
