//! What is known of a request, as JSON: `Outcome` and `Settled` of the npm package.

use iamsmart::asn1::Time;
use iamsmart::transaction::{Outcome, Settlement, Stage, Transaction};
use serde_json::{Value, json};

use crate::clock::now;

/// Returns what is known of a record.
pub(super) fn of(record: &Transaction) -> Value {
    let mut outcome = json!({
        "businessId": record.business_id(),
        "kind": record.kind(),
        "details": record.details().map(parsed),
    });
    match (record.stage(now()), record.settlement()) {
        (Stage::Taken, _) => outcome["stage"] = "taken".into(),
        (_, Some(settlement)) => {
            outcome["stage"] = "settled".into();
            outcome["settled"] = settled(record, settlement);
        }
        (Stage::Arrived, _) => {
            outcome["stage"] = "arrived".into();
            if let Some(undecided) = record.undecided() {
                let report = parsed(undecided.content.get())["report"].take();
                let since = time(undecided.since);
                outcome["undecided"] = json!({ "since": since, "report": report });
            }
        }
        _ => {
            outcome["stage"] = "pending".into();
            outcome["expiresAt"] = time(record.expires_at()).into();
            if let Some(digest) = record.digest() {
                outcome["hashCode"] = digest.into();
            }
            add(&mut outcome, kept(record)["shown"].take());
        }
    }
    outcome
}

/// Returns what came of a request.
pub(super) fn settled(record: &Transaction, settlement: &Settlement) -> Value {
    let mut settled = json!({
        "businessId": record.business_id(),
        "kind": record.kind(),
        "owner": record.owner(),
        "details": record.details().map(parsed),
        "settledAt": time(settlement.at),
        "outcome": settlement.outcome,
    });
    if let Some(reason) = settlement.reason {
        settled["reason"] = json!(reason);
    }
    let content = settlement
        .content
        .as_ref()
        .map(|content| parsed(content.get()));
    match (settlement.outcome, content) {
        (_, None) => {}
        (Outcome::Filled, Some(result)) => settled["result"] = result,
        // Without a verdict where the comparison sufficed.
        (Outcome::Rejected, Some(result)) if result.get("result").is_none() => {
            settled["result"] = result;
        }
        (Outcome::Refused, Some(mut result)) => {
            for name in ["resultCode", "message", "fault", "retry"] {
                settled[name] = result[name].take();
            }
        }
        (_, Some(content)) => add(&mut settled, content),
    }
    settled
}

/// Returns what a record keeps of its request until it is settled.
pub(super) fn kept(record: &Transaction) -> Value {
    record.ticket().map_or_else(|| json!({}), parsed)
}

/// Parses JSON of a record, which holds nothing else.
pub(super) fn parsed(json: &str) -> Value {
    serde_json::from_str(json).unwrap_or_default()
}

fn add(object: &mut Value, members: Value) {
    if let (Some(object), Value::Object(members)) = (object.as_object_mut(), members) {
        object.extend(members);
    }
}

fn time(unix_ms: i64) -> String {
    Time::from_unix_ms(unix_ms).text()
}
