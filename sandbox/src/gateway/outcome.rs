//! The result of an answered request (iAM Smart API, §3 and §4).

use serde_json::{Value, json};

use crate::e_me::File;
use crate::interaction::{
    Bulk, BulkDocument, FormFilling, Interaction, SignatureForm, Signing, Subject,
};
use crate::persona::Persona;
use crate::protocol::base64;
use crate::protocol::cms;
use crate::protocol::signature::{PersonKey, Signer};
use crate::result_code::ResultCode;
use crate::sandbox::Sandbox;

/// Result code, content, and the files in the content.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    pub(crate) code: ResultCode,
    pub(crate) content: Value,
    /// Files in the content; parts of their own in a multipart callback.
    pub(crate) files: Vec<File>,
}

impl Outcome {
    /// Results to push: several for a bulk request, one for any other.
    pub(crate) fn all(sandbox: &Sandbox, interaction: &Interaction) -> Vec<Self> {
        match interaction.task.as_ref().map(|task| &task.subject) {
            Some(Subject::Bulk(bulk)) => Self::of_bulk(sandbox, interaction, bulk),
            _ => Self::of(sandbox, interaction).into_iter().collect(),
        }
    }

    /// `None` if the request is unanswered or a login.
    pub(crate) fn of(sandbox: &Sandbox, interaction: &Interaction) -> Option<Self> {
        let task = interaction.task.as_ref()?;
        let mut outcome = Self {
            code: interaction.code()?,
            content: json!({ "businessID": task.business_id }),
            files: Vec::new(),
        };
        if let Some(state) = &task.state {
            outcome.content["state"] = json!(state);
        }
        if matches!(task.subject, Subject::StepUp) {
            outcome.content["isPassed"] = json!(outcome.code == ResultCode::Success);
        }
        // Without approval there are no fields or signatures.
        let persona = interaction.persona.as_ref()?;
        if outcome.code != ResultCode::Success {
            return Some(outcome);
        }
        match &task.subject {
            Subject::FormFilling(form) => outcome.fill(sandbox, persona, form),
            Subject::Signing(signing) => {
                let signer = sandbox.people.signer(persona);
                outcome.sign(signer.as_deref(), signing, interaction.answered_at);
            }
            Subject::Bulk(_) | Subject::StepUp => {}
        }
        Some(outcome)
    }

    /// Results of a bulk request, in order; a single one if it was not approved.
    fn of_bulk(sandbox: &Sandbox, interaction: &Interaction, bulk: &Bulk) -> Vec<Self> {
        let Some(outcome) = Self::of(sandbox, interaction) else {
            return Vec::new();
        };
        let signer = interaction
            .persona
            .as_ref()
            .and_then(|persona| sandbox.people.signer(persona));
        let (ResultCode::Success, Some(signer)) = (outcome.code, signer) else {
            return vec![outcome];
        };
        let total = bulk.total_callbacks();
        let parts = bulk.documents.chunks(bulk.per_callback).zip(1..);
        parts
            .map(|(documents, number)| {
                let at = interaction.answered_at;
                let files: Vec<Value> = documents
                    .iter()
                    .filter_map(|document| sign_one(&signer, document, at))
                    .collect();
                let mut part = outcome.clone();
                part.content["callbackSeq"] = json!(number);
                part.content["totalCallbacks"] = json!(total);
                part.content["totalSignNum"] = json!(bulk.documents.len());
                part.content["failSignNum"] = json!(documents.len() - files.len());
                part.content["cert"] = json!(base64(&signer.certificate));
                part.content["sigFile"] = json!(files);
                part
            })
            .collect()
    }

    /// Adds each field that was requested, that the person allows and that they have.
    fn fill(&mut self, sandbox: &Sandbox, persona: &Persona, form: &FormFilling) {
        for name in form.granted() {
            if let Some(value) = sandbox.people.field(persona, name) {
                self.content[name] = value;
            }
            // The real gateway sends it with the Chinese name (iAM Smart API, §3; high confidence).
            if name == "chName"
                && form.profile_fields.contains(name)
                && let Some(verified) = sandbox.people.field(persona, "chNameVerified")
            {
                self.content["chNameVerified"] = verified;
            }
        }
        self.files = File::all(&self.content);
    }

    fn sign(&mut self, signer: Option<&Signer>, signing: &Signing, at: i64) {
        let signature = signer.and_then(|signer| {
            let signature = signature(signer, &signing.digest, signing.form, at)?;
            Some((signature, &signer.certificate))
        });
        let Some((signature, certificate)) = signature else {
            self.code = ResultCode::SigningFailed;
            return;
        };
        let content = &mut self.content;
        match signing.form {
            SignatureForm::Bare(_) => {
                content["hashCode"] = json!(signing.digest_text);
                content["timestamp"] = json!(at);
                content["signature"] = json!(base64(&signature));
                content["cert"] = json!(base64(certificate));
            }
            SignatureForm::Pdf => {
                content["docDigest"] = json!(signing.digest_text);
                content["pdfSignature"] = json!(base64(&signature));
            }
        }
    }
}

fn sign_one(signer: &Signer, document: &BulkDocument, at: i64) -> Option<Value> {
    let signature = base64(&signature(signer, &document.digest, document.form, at)?);
    Some(match document.form {
        SignatureForm::Bare(_) => json!({
            "id": document.id,
            "hash": document.digest_text,
            "timestamp": at,
            "signature": signature,
        }),
        SignatureForm::Pdf => json!({
            "id": document.id,
            "docDigest": document.digest_text,
            "pdfSignature": signature,
        }),
    })
}

fn signature(signer: &Signer, digest: &[u8; 32], form: SignatureForm, at: i64) -> Option<Vec<u8>> {
    match (form, &signer.key) {
        (SignatureForm::Bare(algorithm), key) => key.sign(algorithm, digest),
        (SignatureForm::Pdf, PersonKey::Rsa(key)) => {
            cms::sign(key, &signer.certificate, digest, at)
        }
        (SignatureForm::Pdf, PersonKey::Sm2(_)) => None,
    }
}
