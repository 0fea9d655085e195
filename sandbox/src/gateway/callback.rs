//! Push callbacks with the results of requests (iAM Smart API, §2 to §4).

use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use reqwest::header::CONTENT_TYPE;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

use super::mutual_tls::MutualTls;
use super::outcome::Outcome;
use super::push_body::PushBody;
use crate::fault::{Kind, Rule};
use crate::interaction::{Callback, Delivery, Interaction};
use crate::log;
use crate::sandbox::Sandbox;
use crate::wire::{Body, Exchange, Message, Party};

/// Maximum number of concurrent callbacks; others wait.
const AT_ONCE: usize = 128;
/// Timeout of a callback.
const ANSWER_WAIT: Duration = Duration::from_secs(10);
/// Delays between attempts. Those of the real system are not public.
const BACK_OFF: [Duration; 4] = [
    Duration::from_secs(1),
    Duration::from_secs(3),
    Duration::from_secs(9),
    Duration::from_secs(27),
];
/// Maximum time that a push waits for others to overtake it.
const ORDER_WAIT: Duration = Duration::from_mins(1);

/// Pushes the results of answered requests.
pub(crate) struct Pusher {
    sandbox: Arc<Sandbox>,
    http: reqwest::Client,
    /// For addresses with HTTPS.
    mutual_tls: Option<MutualTls>,
    turns: Semaphore,
    /// Number of completed pushes, for pushes that wait for others.
    delivered: watch::Sender<u64>,
}

impl Pusher {
    pub(crate) fn new(
        sandbox: Arc<Sandbox>,
        mutual_tls: Option<MutualTls>,
    ) -> Result<Self, String> {
        let http = reqwest::Client::builder()
            .timeout(ANSWER_WAIT)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .map_err(|error| format!("no HTTP client: {error}"))?;
        Ok(Self {
            sandbox,
            http,
            mutual_tls,
            turns: Semaphore::new(AT_ONCE),
            delivered: watch::Sender::new(0),
        })
    }

    /// Pushes the results of incoming requests concurrently.
    pub(crate) async fn push_all(self: Arc<Self>, mut answered: UnboundedReceiver<Interaction>) {
        while let Some(interaction) = answered.recv().await {
            let Some((callback, kind)) = interaction.task.as_ref().and_then(|task| {
                let callback = task.callback.clone()?;
                Some((callback, task.subject.kind()))
            }) else {
                continue;
            };
            // Taken before signing, so that faults apply in the order of the answers.
            let rule = self.take_fault(kind);
            let before = *self.delivered.borrow();
            let pusher = Arc::clone(&self);
            tokio::spawn(pusher.push(interaction, callback, kind, rule, before));
        }
    }

    /// Signs if the person approved, and pushes each result until the service responds with HTTP
    /// 200 or the attempts are used up. Results are pushed in order; the next one does not wait for
    /// one that a fault holds back. `rule` applies to the first result; `before` is the number of
    /// pushes completed when the person answered.
    async fn push(
        self: Arc<Self>,
        interaction: Interaction,
        callback: Callback,
        kind: &'static str,
        rule: Option<Rule>,
        mut before: u64,
    ) {
        let id = interaction.id.clone();
        let mut first = Some(rule);
        let signing = Arc::clone(&self.sandbox);
        // Signing takes up to a second of CPU time.
        let outcomes = tokio::task::spawn_blocking(move || Outcome::all(&signing, &interaction));
        let mut held = JoinSet::new();
        let mut delivery = Delivery::Taken;
        for outcome in outcomes.await.unwrap_or_default() {
            let rule = first.take().unwrap_or_else(|| self.take_fault(kind));
            let is_held = rule.as_ref().is_some_and(Rule::holds_back);
            let one = Arc::clone(&self).one(callback.clone(), outcome, rule, before);
            if is_held {
                held.spawn(one);
            } else if one.await == Delivery::Failed {
                delivery = Delivery::Failed;
            }
            before = *self.delivered.borrow();
        }
        while let Some(outcome) = held.join_next().await {
            if outcome.unwrap_or(Delivery::Failed) == Delivery::Failed {
                delivery = Delivery::Failed;
            }
        }
        self.sandbox.delivered(&id, delivery);
    }

    fn take_fault(&self, kind: &str) -> Option<Rule> {
        let rule = self.sandbox.faults.take_push(kind)?;
        self.sandbox.changed();
        Some(rule)
    }

    /// Sends one push, modified by a fault. `before` is the number of pushes completed before its
    /// turn.
    async fn one(
        self: Arc<Self>,
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
                self.until_delivered(before + others).await;
            }
            if rule.fault == Kind::Never {
                return Delivery::Failed;
            }
        }
        let Some(body) = PushBody::of(&self.sandbox, &callback, &outcome, rule.as_ref()) else {
            log::note("push callback: it could not be encrypted");
            return Delivery::Failed;
        };
        let delivery = self.deliver(&callback.uri, &body).await;
        self.delivered.send_modify(|count| *count += 1);
        if let Some(rule) = rule.filter(|rule| rule.fault == Kind::Duplicate) {
            for _ in 0..rule.count.unwrap_or(1) {
                rule.wait().await;
                self.deliver(&callback.uri, &body).await;
            }
        }
        delivery
    }

    async fn until_delivered(&self, count: u64) {
        let mut delivered = self.delivered.subscribe();
        let others = delivered.wait_for(|delivered| *delivered >= count);
        // If too few others arrive, the push is sent after the timeout.
        let _ = tokio::time::timeout(ORDER_WAIT, others).await;
    }

    async fn deliver(&self, uri: &str, body: &PushBody) -> Delivery {
        let mut waits = BACK_OFF.iter();
        loop {
            let exchange = pushed(uri, body);
            let response = self.post(uri, body).await;
            self.record(exchange, &response);
            let taken = response == Ok(StatusCode::OK);
            let outcome = response.map_or_else(|error| error, |status| status.as_u16().to_string());
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

    fn record(&self, mut exchange: Exchange, response: &Result<StatusCode, String>) {
        exchange.ended(response.as_ref().ok().map(StatusCode::as_u16));
        exchange.remark = response.as_ref().err().cloned();
        if let Some(wire) = &self.sandbox.wire {
            wire.record(exchange);
        }
    }

    async fn post(&self, uri: &str, body: &PushBody) -> Result<StatusCode, String> {
        const TOO_LATE: &str = "no answer in 10 s";
        let _turn = self.turns.acquire().await;
        if let Some(mutual_tls) = self
            .mutual_tls
            .as_ref()
            .filter(|_| uri.starts_with("https:"))
        {
            let posted = tokio::time::timeout(ANSWER_WAIT, mutual_tls.post(uri, body)).await;
            return posted.unwrap_or_else(|_| Err(TOO_LATE.to_owned()));
        }
        self.http
            .post(uri)
            .header(CONTENT_TYPE, &body.content_type)
            .body(body.bytes.clone())
            .send()
            .await
            .map(|response| response.status())
            .map_err(|error| {
                if error.is_timeout() {
                    TOO_LATE.to_owned()
                } else {
                    "no connection".to_owned()
                }
            })
    }
}

/// A push that begins now, for the log of what passes.
fn pushed(uri: &str, body: &PushBody) -> Exchange {
    let path = uri.splitn(4, '/').nth(3).unwrap_or_default();
    let path = format!("/{path}");
    let mut exchange = Exchange::between(Party::Gateway, Party::EService, "POST", &path);
    exchange.request = Message {
        headers: vec![("Content-Type", body.content_type.clone())],
        body: Body::of(Some(&body.content_type), &body.bytes),
        opened: Some(body.opened.clone()),
    };
    exchange
}
