//! JSON of a request.

use serde_json::{Value, json};

use crate::interaction::{Answer, Bulk, FormFilling, Interaction, SignatureForm, Signing, Subject};
use crate::sandbox::Sandbox;

pub(super) fn view(sandbox: &Sandbox, interaction: &Interaction) -> Value {
    let mut view = json!({
        "id": interaction.id,
        "kind": "login",
        "state": interaction.answer.map_or("waiting", Answer::name),
        "expiresAt": interaction.expires_at,
    });
    if let Some(login) = &interaction.login {
        view["redirectURI"] = json!(login.redirect_uri);
        view["scope"] = json!(login.scope);
    }
    let Some(task) = &interaction.task else {
        return view;
    };
    view["kind"] = json!(task.subject.kind());
    view["anonymous"] = json!(interaction.login.is_some());
    view["delivery"] = json!(task.delivery.name());
    match &task.subject {
        Subject::FormFilling(form) => add_form(sandbox, interaction, form, &mut view),
        Subject::Signing(signing) => add_signing(signing, &mut view),
        Subject::Bulk(bulk) => add_bulk(bulk, &mut view),
        Subject::StepUp => {}
    }
    view
}

fn add_form(sandbox: &Sandbox, interaction: &Interaction, form: &FormFilling, view: &mut Value) {
    view["profileFields"] = json!(form.profile_fields);
    view["eMEFields"] = json!(form.eme_fields);
    view["formName"] = json!(form.form_name);
    view["formNum"] = json!(form.form_number);
    view["formDesc"] = json!(form.form_description);
    // Requested fields that the person has.
    let has = |name: &&String| {
        let persona = interaction.persona.as_ref();
        persona.is_some_and(|persona| sandbox.people.field(persona, name).is_some())
    };
    let fields = form.profile_fields.iter().chain(&form.eme_fields);
    view["available"] = json!(fields.filter(has).collect::<Vec<_>>());
}

fn add_signing(signing: &Signing, view: &mut Value) {
    view["department"] = json!(signing.department);
    view["serviceName"] = json!(signing.service_name);
    view["documentName"] = json!(signing.document_name);
    view["identificationCode"] = json!(signing.identification_code);
    if let Some(step_up) = &signing.step_up {
        view["suaMethod"] = json!(step_up);
    }
    match signing.form {
        SignatureForm::Pdf => view["docDigest"] = json!(signing.digest_text),
        SignatureForm::Bare(algorithm) => {
            view["hashCode"] = json!(signing.digest_text);
            view["sigAlgo"] = json!(algorithm.name());
        }
    }
}

fn add_bulk(bulk: &Bulk, view: &mut Value) {
    let documents: Vec<Value> = bulk
        .documents
        .iter()
        .map(|document| json!({ "id": document.id, "documentName": document.name }))
        .collect();
    view["requestName"] = json!(bulk.request_name);
    view["department"] = json!(bulk.department);
    view["serviceName"] = json!(bulk.service_name);
    view["identificationCode"] = json!(bulk.identification_code);
    view["totalCallbacks"] = json!(bulk.total_callbacks());
    view["documents"] = json!(documents);
}
