//! The state machine of a request to a user: what counts, what is due, and what is told.

mod record;
mod timestamp;

use iamsmart::transaction::{
    Arrival, Arrived, FlowTerms, Kind, NewTransaction, Outcome, Reason, SignedFacts, Stage, Step,
    Task, Terms, Transaction, Verdict, acknowledged_as,
};
use iamsmart::wire::SigningOutcome;

const START: i64 = 1_800_000_000_000;
const MINUTE: i64 = 60_000;
const DIGEST: &str = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
const OTHER_DIGEST: &str = "rDcExehSzsiEp2laLaJqrtaX2ua9sdaugwaY5ONmYwk=";

fn begun(kind: Kind, flow: Option<FlowTerms>) -> Transaction {
    let new = NewTransaction {
        business_id: "b",
        state: "s",
        kind: Some(kind),
        callbacks: 1,
        owner: Some("o"),
        details: Some(r#"{"a":1}"#),
        digest: Some(DIGEST),
        ticket: Some("{}"),
        terms: Terms::default(),
        flow,
    };
    Transaction::begin(&new, START).unwrap()
}

fn signing() -> Transaction {
    begun(Kind::Signing, Some(FlowTerms::default()))
}

fn signature(at: i64) -> Arrived {
    signature_of(DIGEST, at, at)
}

fn signature_of(digest: &str, timestamp: i64, at: i64) -> Arrived {
    let signed = SignedFacts {
        digest: digest.into(),
        timestamp: Some(timestamp),
    };
    Arrived::new(Some(Kind::Signing), None, Some(signed), r#""given""#, at).unwrap()
}

fn refusal(at: i64) -> Arrived {
    Arrived::new(None, None, None, r#""refused""#, at).unwrap()
}

fn fields(at: i64) -> Arrived {
    Arrived::new(Some(Kind::Profile), None, None, r#""fields""#, at).unwrap()
}

/// The record as another process reads it.
fn reread(transaction: &Transaction) -> Transaction {
    Transaction::from_json(&transaction.to_json()).unwrap()
}

#[test]
fn a_signature_goes_from_arrival_to_acknowledgement() {
    let mut signed = signing();
    assert_eq!(signed.next(START), Step::Wait);
    assert_eq!(signed.wake_at(), Some(START + 19 * MINUTE));
    let at = START + MINUTE;
    assert_eq!(signed.arrive(signature(at), Some("s")), Arrival::Accepted);
    assert_eq!(signed.stage(at), Stage::Arrived);

    let mut signed = reread(&signed);
    assert_eq!(signed.next(at), Step::Do(Task::Verify));
    let report = r#"{"report":"passed"}"#;
    signed.judge(Verdict::Signed, report, at).unwrap();
    assert_eq!(signed.stage(at), Stage::Settled);
    let settled = signed.settlement().unwrap();
    assert_eq!(settled.outcome, Outcome::Signed);
    assert_eq!(settled.content.as_ref().unwrap().get(), report);

    let mut signed = reread(&signed);
    assert_eq!(signed.next(at), Step::Do(Task::Tell));
    signed.told(Outcome::Signed, at);
    let accepted = Task::Acknowledge(SigningOutcome::Accepted);
    assert_eq!(signed.next(at), Step::Do(accepted));
    signed.acknowledged(SigningOutcome::Accepted, at);
    assert_eq!(signed.next(at), Step::Wait);
    assert_eq!(signed.wake_at(), None);
}

#[test]
fn one_process_at_a_time_takes_a_step_and_another_takes_over() {
    let mut signed = signing();
    signed.arrive(signature(START), Some("s"));
    assert_eq!(signed.wake_at(), Some(START + 2000), "a head start");
    assert_eq!(signed.next(START), Step::Do(Task::Verify));
    let mut other = reread(&signed);
    assert_eq!(other.next(START + 59_999), Step::Wait);
    assert_eq!(other.wake_at(), Some(START + MINUTE));
    assert_eq!(other.next(START + MINUTE), Step::Do(Task::Verify));
}

#[test]
fn a_step_that_fails_is_repeated_after_longer_and_longer_pauses() {
    let mut signed = signing();
    signed.arrive(signature(START), Some("s"));
    let mut now = START;
    let mut pauses = Vec::new();
    for _ in 0..12 {
        assert_eq!(signed.next(now), Step::Do(Task::Verify));
        signed.failed(now);
        let next = signed.wake_at().unwrap();
        assert_eq!(signed.next(next - 1), Step::Wait);
        pauses.push((next - now) / 1000);
        now = next;
    }
    assert_eq!(pauses, [2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600, 600]);
}

#[test]
fn an_undecided_signature_is_asked_about_again_for_a_day() {
    let mut signed = signing();
    signed.arrive(signature(START), Some("s"));
    assert_eq!(signed.next(START), Step::Do(Task::Verify));
    signed.judge(Verdict::Undecided, "1", START).unwrap();
    assert_eq!(signed.stage(START), Stage::Arrived);
    assert_eq!(signed.undecided().unwrap().content.get(), "1");

    let last = START + 24 * 60 * MINUTE;
    let mut decided = reread(&signed);
    assert_eq!(decided.next(last - 1), Step::Do(Task::Verify));
    decided.judge(Verdict::Signed, "2", last - 1).unwrap();
    assert_eq!(decided.settlement().unwrap().outcome, Outcome::Signed);

    assert_eq!(signed.next(last), Step::Do(Task::Tell));
    let settled = signed.settlement().unwrap();
    assert_eq!(settled.outcome, Outcome::Undecided);
    assert_eq!(settled.content.as_ref().unwrap().get(), "1");
    signed.told(Outcome::Undecided, last);
    assert_eq!(
        signed.next(last),
        Step::Wait,
        "neither accepted nor rejected"
    );
}

#[test]
fn what_was_not_asked_for_is_rejected_before_anything_is_fetched() {
    let at = START + 5 * MINUTE;
    for (digest, timestamp, reason) in [
        (OTHER_DIGEST, at, Some(Reason::Digest)),
        (DIGEST, START - 10 * MINUTE, None),
        (DIGEST, START - 10 * MINUTE - 1, Some(Reason::Time)),
        (DIGEST, at + 10 * MINUTE, None),
        (DIGEST, at + 10 * MINUTE + 1, Some(Reason::Time)),
        (DIGEST, i64::MAX, Some(Reason::Time)),
    ] {
        let mut signed = signing();
        signed.arrive(signature_of(digest, timestamp, at), Some("s"));
        let step = signed.next(at);
        let Some(reason) = reason else {
            assert_eq!(step, Step::Do(Task::Verify));
            continue;
        };
        assert_eq!(step, Step::Do(Task::Tell));
        let settled = signed.settlement().unwrap();
        assert_eq!(settled.outcome, Outcome::Rejected);
        assert_eq!(settled.reason, Some(reason));
        signed.told(Outcome::Rejected, at);
        let rejected = Task::Acknowledge(SigningOutcome::Rejected);
        assert_eq!(signed.next(at), Step::Do(rejected));
    }
}

#[test]
fn nothing_but_the_state_proves_that_a_result_belongs_here() {
    for state in [None, Some(""), Some("S")] {
        for result in [signature(START), refusal(START)] {
            assert_eq!(signing().arrive(result, state), Arrival::Mismatched);
        }
    }
    assert_eq!(
        signing().arrive(fields(START), Some("s")),
        Arrival::Mismatched
    );
}

#[test]
fn a_signature_replaces_a_refusal_that_was_told_already() {
    let mut signed = signing();
    assert_eq!(signed.arrive(refusal(START), Some("s")), Arrival::Accepted);
    assert_eq!(signed.next(START), Step::Do(Task::Tell));
    // The signature comes while the e-service is being told of the refusal.
    let at = START + 1;
    assert_eq!(signed.arrive(signature(at), Some("s")), Arrival::Accepted);
    signed.told(Outcome::Refused, at);
    assert_eq!(signed.next(at), Step::Do(Task::Verify));
    signed.judge(Verdict::Signed, "1", at).unwrap();
    assert_eq!(signed.next(at), Step::Do(Task::Tell));
    assert_eq!(signed.arrive(refusal(at), Some("s")), Arrival::Repeated);

    let mut taken = signing();
    taken.arrive(refusal(START), Some("s"));
    taken.next(START);
    taken.told(Outcome::Refused, START);
    assert!(taken.take(START));
    assert_eq!(taken.arrive(signature(at), Some("s")), Arrival::Late);
}

#[test]
fn what_comes_after_the_end_is_told_rejected() {
    let over = START + 19 * MINUTE;
    let mut expired = signing();
    assert_eq!(expired.next(over - 1), Step::Wait);
    assert_eq!(expired.next(over), Step::Do(Task::Tell));
    assert_eq!(expired.settlement().unwrap().outcome, Outcome::Expired);
    expired.told(Outcome::Expired, over);
    assert_eq!(expired.wake_at(), None, "nobody is told where nothing came");

    let mut withdrawn = signing();
    assert!(withdrawn.withdraw(START));
    assert!(!withdrawn.withdraw(START));
    withdrawn.told(Outcome::Withdrawn, START);

    // The page has closed it at once, and the user authorises in the app.
    let mut taken = reread(&withdrawn);
    assert!(taken.take(START));

    for mut transaction in [expired, withdrawn, taken] {
        assert_eq!(
            transaction.arrive(signature(over), Some("s")),
            Arrival::Late
        );
        let rejected = Task::Acknowledge(SigningOutcome::Rejected);
        assert_eq!(transaction.next(over), Step::Do(rejected));
        let again = transaction.arrive(signature(over), Some("s"));
        assert_eq!(again, Arrival::Repeated);
        let later = over + 25 * 60 * MINUTE;
        assert_eq!(transaction.next(later), Step::Wait, "given up");
        assert_eq!(transaction.wake_at(), None);
    }
}

#[test]
fn a_callback_that_is_on_its_way_when_the_time_is_over_counts() {
    let mut signed = signing();
    let at = START + 18 * MINUTE + 59_999;
    assert_eq!(signed.arrive(signature(at), Some("s")), Arrival::Accepted);
    assert_eq!(signed.next(at), Step::Do(Task::Verify));
}

#[test]
fn a_request_that_the_gateway_did_not_take_is_over() {
    let mut failed = signing();
    failed.fail(r#"{"code":"gateway-refused"}"#, START).unwrap();
    assert_eq!(failed.settlement().unwrap().outcome, Outcome::Failed);
    assert_eq!(failed.next(START), Step::Wait);
    // The answer was lost, and the user signed.
    let mut signed = signing();
    signed.arrive(signature(START), Some("s"));
    signed.fail("1", START).unwrap();
    assert_eq!(signed.next(START), Step::Do(Task::Verify));
}

#[test]
fn outcomes_are_acknowledged_by_a_table() {
    use SigningOutcome::{Accepted, NotReceived, Rejected};
    for (outcome, says) in [
        (Outcome::Signed, Some(Accepted)),
        (Outcome::Rejected, Some(Rejected)),
        (Outcome::Refused, Some(NotReceived)),
        (Outcome::Expired, None),
        (Outcome::Withdrawn, None),
        (Outcome::Undecided, None),
        (Outcome::Failed, None),
        (Outcome::Filled, None),
    ] {
        assert_eq!(acknowledged_as(Some(Kind::Signing), outcome), says);
        assert_eq!(acknowledged_as(Some(Kind::PdfSigning), outcome), says);
        assert_eq!(acknowledged_as(Some(Kind::FormFilling), outcome), None);
    }
}
