//! The steps of a transaction after its result has arrived, each from the store.

use iamsmart::callback_result::Judgement;
use iamsmart::report::{ReportLanguage, SubIndication};
use iamsmart::signing::{SigAlgo, SigningResult, acknowledgement_call};
use iamsmart::transaction::{Step, Task, Transaction, Verdict};
use iamsmart::verification::VerificationReport;
use iamsmart::wire::{BusinessId, ResultCode, Retry, SigningOutcome};
use serde_json::{Value, json};

use crate::failure::{Failure, Result};
use crate::flows::{Flows, outcome};
use crate::revocation;

impl Flows {
    /// Carries out what is due for a transaction, until nothing is, or a step fails: it is due again
    /// after a pause. May be repeated, by any process.
    pub(crate) async fn settle(&self, id: &str) {
        loop {
            let step = self.change(id, |record, now| (record.next(now), record.clone()));
            let (task, record) = match step {
                Ok(Some((Step::Do(task), record))) => (task, record),
                Ok(_) => return,
                Err(failure) => return eprintln!("{id}: {failure}"),
            };
            let done = match task {
                Task::Verify => self.verify(&record).await,
                // Its flow asks for none: `timestamp_for_ms` of `FlowTerms`.
                Task::Timestamp => return,
                Task::Tell => self.tell(&record).await,
                Task::Acknowledge(says) => self.acknowledge(&record, says).await,
            };
            match done {
                Ok(true) => {}
                Ok(false) => return,
                Err(failure) => {
                    eprintln!("{id}: {task:?}: {failure}");
                    if let Err(failure) = self.change(id, Transaction::failed) {
                        eprintln!("{id}: {failure}");
                    }
                    return;
                }
            }
        }
    }

    /// Fetches revocation data and judges the signature. Returns false if it is undecided.
    async fn verify(&self, record: &Transaction) -> Result<bool> {
        let Some(arrived) = record.arrived().first() else {
            return Ok(true);
        };
        let signed = SigningResult::stored(arrived)?;
        let http = self.gateway.http();
        let options = match revocation::fetch(http, &signed.certificate, self.trust()).await {
            Ok(options) => options,
            // Nothing is fetched for a certificate that cannot be read; the verdict says so.
            Err(Failure::IamSmart(iamsmart::Error::CertificateMalformed { .. })) => self.trust(),
            Err(failure) => return Err(failure),
        };
        let kept = outcome::kept(record);
        let text = kept["asked"]["text"].as_str().unwrap_or_default();
        let judge = || Judgement::of(&signed, text, SigAlgo::default(), options);
        let judgement = tokio::task::block_in_place(judge)?;
        let content = json!({
            "result": outcome::parsed(arrived.content.get()),
            "report": judgement.report.as_ref().map(report),
            "evidence": judgement.evidence,
        });
        let (verdict, content) = (judgement.verdict, content.to_string());
        let judged = |record: &mut Transaction, now| record.judge(verdict, &content, now);
        self.change(record.business_id(), judged)?.transpose()?;
        Ok(verdict != Verdict::Undecided)
    }

    async fn tell(&self, record: &Transaction) -> Result<bool> {
        if let Some(settlement) = record.settlement() {
            (self.on_settled)(outcome::settled(record, settlement)).await?;
            let told = settlement.outcome;
            self.change(record.business_id(), |record, now| record.told(told, now))?;
        }
        Ok(true)
    }

    async fn acknowledge(&self, record: &Transaction, says: SigningOutcome) -> Result<bool> {
        let id = record.business_id();
        let call = acknowledgement_call(&BusinessId::parse(id)?, says)?;
        match self.gateway.call(call).await {
            Err(failure) if !is_final(&failure) => return Err(failure),
            Err(failure) => eprintln!("{id}: not acknowledged: {failure}"),
            Ok(_) => {}
        }
        self.change(id, |record, now| record.acknowledged(says, now))?;
        Ok(true)
    }
}

/// Returns true if the gateway will not take an acknowledgement later either.
fn is_final(failure: &Failure) -> bool {
    let Failure::IamSmart(iamsmart::Error::GatewayRefused { result_code, .. }) = failure else {
        return false;
    };
    let retry = ResultCode::of(result_code).retry();
    !matches!(retry, Retry::Later | Retry::NewContentKey)
}

/// Returns a report as JSON: the main members of the npm package's.
fn report(report: &VerificationReport) -> Value {
    let language = ReportLanguage::default();
    let checks = report.checks.iter().map(|check| {
        json!({
            "name": check.name.to_string(),
            "title": check.name.title().in_language(language),
            "outcome": check.outcome.as_str(),
            "detail": check.detail.in_language(language),
        })
    });
    json!({
        "indication": report.indication.as_str(),
        "subIndication": report.sub_indication.map(SubIndication::as_str),
        "summary": report.summary().in_language(language),
        "checks": checks.collect::<Vec<_>>(),
    })
}
