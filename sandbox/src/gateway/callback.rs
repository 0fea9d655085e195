//! The result of a request, pushed to the e-service (iAM Smart API, §2 to §4).

use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use reqwest::header::CONTENT_TYPE;
use tokio::task::JoinSet;

use super::outcome::Outcome;
use super::push_body::PushBody;
use crate::fault::{Kind, Rule};
use crate::interaction::{Callback, Delivery, Interaction};
use crate::log;
use crate::sandbox::Sandbox;

/// Waits between the tries. The real system's are not known.
const BACK_OFF: [Duration; 4] = [
    Duration::from_secs(1),
    Duration::from_secs(3),
    Duration::from_secs(9),
    Duration::from_secs(27),
];
/// The longest that a push waits for others that are to come before it.
const ORDER_WAIT: Duration = Duration::from_mins(1);

/// Signs, where the person approved, and pushes until the service answers with HTTP 200. Of several
/// results each waits for the one before, unless a fault holds that one back.
pub(crate) async fn push(sandbox: Arc<Sandbox>, interaction: Interaction) {
    let id = interaction.id.clone();
    let Some((callback, kind)) = interaction.task.as_ref().and_then(|task| {
        let callback = task.callback.clone()?;
        Some((callback, task.subject.kind()))
    }) else {
        return;
    };
    // Taken before signing, so that faults go to pushes in the order of the answers.
    let mut taken = Some(sandbox.take_push_fault(kind));
    let mut before = *sandbox.pushed.borrow();
    let signing = Arc::clone(&sandbox);
    // Signing takes a processor for up to a second.
    let outcomes = tokio::task::spawn_blocking(move || {
        let task = interaction.task.as_ref();
        task.map_or_else(Vec::new, |task| task.outcomes(&signing, &interaction))
    });
    let mut held = JoinSet::new();
    let mut delivery = Delivery::Taken;
    for outcome in outcomes.await.unwrap_or_default() {
        let rule = taken
            .take()
            .unwrap_or_else(|| sandbox.take_push_fault(kind));
        let is_held = rule.as_ref().is_some_and(Rule::holds_back);
        let one = one(
            Arc::clone(&sandbox),
            callback.clone(),
            outcome,
            rule,
            before,
        );
        if is_held {
            held.spawn(one);
        } else if one.await == Delivery::Failed {
            delivery = Delivery::Failed;
        }
        before = *sandbox.pushed.borrow();
    }
    while let Some(outcome) = held.join_next().await {
        if outcome.unwrap_or(Delivery::Failed) == Delivery::Failed {
            delivery = Delivery::Failed;
        }
    }
    sandbox.delivered(&id, delivery);
}

impl Sandbox {
    fn take_push_fault(&self, kind: &str) -> Option<Rule> {
        let rule = self.faults.take_push(kind)?;
        self.changed();
        Some(rule)
    }
}

/// One push, as a fault wants it. `before` pushes were delivered until its turn came.
async fn one(
    sandbox: Arc<Sandbox>,
    callback: Callback,
    outcome: Outcome,
    rule: Option<Rule>,
    before: u64,
) -> Delivery {
    if let Some(rule) = &rule {
        log::note(&format!("push callback: fault {}", rule.fault.name()));
        if rule.fault != Kind::Duplicate {
            rule.wait().await;
        }
        if rule.fault == Kind::OutOfOrder {
            let others = u64::from(rule.count.unwrap_or(1));
            until_pushed(&sandbox, before + others).await;
        }
        if rule.fault == Kind::Never {
            return Delivery::Failed;
        }
    }
    let Some(body) = PushBody::of(&sandbox, &callback, &outcome, rule.as_ref()) else {
        log::note("push callback: it could not be encrypted");
        return Delivery::Failed;
    };
    let delivery = deliver(&sandbox, &callback.uri, &body).await;
    sandbox.pushed.send_modify(|count| *count += 1);
    if let Some(rule) = rule.filter(|rule| rule.fault == Kind::Duplicate) {
        for _ in 0..rule.count.unwrap_or(1) {
            rule.wait().await;
            deliver(&sandbox, &callback.uri, &body).await;
        }
    }
    delivery
}

async fn until_pushed(sandbox: &Sandbox, count: u64) {
    let mut pushed = sandbox.pushed.subscribe();
    let others = pushed.wait_for(|pushed| *pushed >= count);
    // Where no other comes, it is sent late.
    let _ = tokio::time::timeout(ORDER_WAIT, others).await;
}

async fn deliver(sandbox: &Sandbox, uri: &str, body: &PushBody) -> Delivery {
    let mut waits = BACK_OFF.iter();
    loop {
        let outcome = post(sandbox, uri, body).await;
        let taken = outcome == Ok(StatusCode::OK);
        let outcome = outcome.map_or_else(|error| error, |status| status.as_u16().to_string());
        log::note(&format!("push callback {} to {uri}: {outcome}", body.code));
        if taken {
            return Delivery::Taken;
        }
        match waits.next() {
            Some(wait) => tokio::time::sleep(*wait).await,
            None => return Delivery::Failed,
        }
    }
}

async fn post(sandbox: &Sandbox, uri: &str, body: &PushBody) -> Result<StatusCode, String> {
    let _turn = sandbox.pushing.acquire().await;
    sandbox
        .http
        .post(uri)
        .header(CONTENT_TYPE, &body.content_type)
        .body(body.bytes.clone())
        .send()
        .await
        .map(|response| response.status())
        .map_err(|error| {
            if error.is_timeout() {
                "no answer in 10 s".to_owned()
            } else {
                "no connection".to_owned()
            }
        })
}
