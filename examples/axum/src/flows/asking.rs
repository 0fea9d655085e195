//! Requests: begun in the store, then sent.

use iamsmart::Error;
use iamsmart::form_filling::{CallbackContentType, FormFillingRequest};
use iamsmart::signing::{Digest, FormAbout, Joining, SigAlgo, Signing, SigningRequest};
use iamsmart::source::Source;
use iamsmart::state::State;
use iamsmart::transaction::{FlowTerms, Kind, NewTransaction, Stage, Terms, Transaction};
use iamsmart::wire::{AccessToken, AccountRequest, BusinessId, Call, OpenId, Requester, Ticket};
use serde_json::{Value, json};

use crate::clock::now;
use crate::failure::{Failure, Result};
use crate::flows::{Flows, new_id, outcome};
use crate::submission::Submission;

/// Who is asked.
pub(crate) struct User {
    /// Whose a request is, at the e-service.
    pub(crate) owner: String,
    pub(crate) access_token: AccessToken,
    pub(crate) open_id: OpenId,
    pub(crate) source: Source,
}

/// What the user is asked to fill in.
pub(crate) struct FillRequest<'a> {
    pub(crate) e_me_fields: &'a [&'a str],
    pub(crate) form: FormAbout<'a>,
}

/// What the user is asked to sign.
pub(crate) struct SignRequest<'a> {
    pub(crate) submission: &'a Submission,
    pub(crate) form: FormAbout<'a>,
    /// What the page hashed, in Base64.
    pub(crate) hash_code: &'a str,
    pub(crate) hkic_hash: [u8; 32],
    pub(crate) department: &'a str,
    pub(crate) document_name: &'a str,
}

/// A request, apart from who is asked.
struct Question<'a> {
    kind: Kind,
    digest: Option<&'a str>,
    /// What the page shows, and what the verdict needs: `Kept` of the npm package.
    kept: Value,
}

impl Flows {
    /// Asks the user to fill in fields. Returns what the page shows meanwhile.
    pub(crate) async fn fill(&self, user: &User, request: &FillRequest<'_>) -> Result<Value> {
        let (id, state) = (new_id()?, State::generate()?);
        let call = FormFillingRequest {
            requester: self.requester(user, &id, &state),
            path: FormFillingRequest::DEFAULT_PATH.into(),
            e_me_fields: owned(request.e_me_fields),
            profile_fields: Vec::new(),
            form_name: request.form.name.to_owned(),
            form_num: request.form.number.map(str::to_owned),
            form_desc: None,
            callback_content_type: CallbackContentType::Json,
        };
        let question = Question {
            kind: Kind::FormFilling,
            digest: None,
            kept: json!({ "shown": { "confirmed": false }, "asked": {} }),
        };
        self.ask(user, (&id, &state), call.call()?, question).await
    }

    /// Asks the user to sign a form, if it is the one that the page hashed.
    pub(crate) async fn sign(&self, user: &User, request: &SignRequest<'_>) -> Result<Value> {
        let content = request.submission.canonical(request.form)?;
        let hash_code = content.digest.hash_code();
        if hash_code != request.hash_code {
            return Err(Failure::FormDiffers);
        }
        let (id, state) = (new_id()?, State::generate()?);
        let signing = Signing {
            requester: self.requester(user, &id, &state),
            hkic_hash: Some(Digest::from(request.hkic_hash)),
            department: request.department.to_owned(),
            service_name: request.form.name.to_owned(),
            step_up: None,
        };
        let client_id = self.gateway.client_id();
        let code = signing.identification_code(&content.digest, Joining::default(), client_id)?;
        let call = SigningRequest {
            signing,
            digest: content.digest,
            algorithm: SigAlgo::default(),
            document_name: request.document_name.to_owned(),
        };
        let question = Question {
            kind: Kind::Signing,
            digest: Some(&hash_code),
            kept: json!({
                "shown": { "confirmed": false, "identificationCode": code.to_string() },
                "asked": { "text": content.text },
            }),
        };
        self.ask(user, (&id, &state), call.call()?, question).await
    }

    /// Stores a request, sends it, and notes what became of it.
    async fn ask(
        &self,
        user: &User,
        (id, state): (&BusinessId, &State),
        call: Call,
        mut question: Question<'_>,
    ) -> Result<Value> {
        let id = id.as_str();
        let kept = question.kept.to_string();
        let begun = NewTransaction {
            business_id: id,
            state: state.as_str(),
            kind: Some(question.kind),
            callbacks: 1,
            owner: Some(&user.owner),
            details: None,
            digest: question.digest,
            ticket: Some(&kept),
            terms: Terms::default(),
            flow: Some(FlowTerms::default()),
        };
        self.begin_alone(&Transaction::begin(&begun, now())?, &user.owner)?;
        let answer = self.gateway.call(call).await;
        let ticket = answer.and_then(|content| Ok(Ticket::read(&content)?));
        match ticket {
            Ok(ticket) => {
                let shown = &mut question.kept["shown"];
                shown["confirmed"] = true.into();
                shown["authByQr"] = ticket.auth_by_qr.into();
                shown["ticketId"] = ticket.ticket_id.into();
                let kept = question.kept.to_string();
                self.change(id, |record, _| record.confirm(&kept))?
                    .transpose()?;
            }
            Err(failure) if failure.is_lost_answer() => eprintln!("{id}: {failure}"),
            Err(failure) => {
                self.end(id, &failure)?;
                return Err(failure);
            }
        }
        self.outcome(id, &user.owner)
    }

    /// Begins a record, if its owner has no other request that waits for the user.
    fn begin_alone(&self, record: &Transaction, owner: &str) -> Result<()> {
        let id = record.business_id();
        if !self.begin(record)? {
            let reason = "a transaction with this ID was begun before".to_owned();
            let name = "businessId".to_owned();
            return Err(Error::InvalidArgument { name, reason }.into());
        }
        let none_is_open = |flows: &Self| {
            for other in flows.owned(owner)? {
                match flows.read(&other)? {
                    Some(other) if other.stage(now()) == Stage::Pending => {
                        return Err(Failure::RequestOpen(outcome::of(&other)));
                    }
                    _ => {}
                }
            }
            Ok(())
        };
        let listed = self.own(owner, id, record.keep_until(), none_is_open);
        // This one was not sent, and nobody waits for it.
        if let Err(failure) = &listed {
            self.end(id, failure)?;
        }
        listed
    }

    /// Ends a request that the gateway did not take.
    fn end(&self, id: &str, failure: &Failure) -> Result<()> {
        let mut content = json!({ "code": failure.code() });
        if let Failure::IamSmart(Error::GatewayRefused { result_code, .. }) = failure {
            content["resultCode"] = result_code.as_str().into();
        }
        let content = content.to_string();
        self.change(id, |record, now| record.fail(&content, now))?
            .transpose()?;
        Ok(())
    }

    fn requester(&self, user: &User, id: &BusinessId, state: &State) -> Requester {
        Requester::Account(AccountRequest {
            business_id: id.clone(),
            access_token: user.access_token.clone(),
            open_id: user.open_id.clone(),
            source: user.source.clone(),
            callback_uri: self.callback_uri.clone(),
            state: state.clone(),
            lang: None,
        })
    }
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}
