//! Callbacks of every kind and form, against messages that Node's crypto made
//! (tests/fixtures/wire/make.mjs).
#![cfg(feature = "server")]

use iamsmart::Error;
use iamsmart::encoding::from_base64;
use iamsmart::endpoint::Endpoint;
use iamsmart::form_filling::Fields;
use iamsmart::login::step_up_passed;
use iamsmart::signing::{BulkSigningResult, Digest, PdfSigningResult};
use iamsmart::wire::{
    Callback, CallbackFile, CallbackKind, CallbackPart, ClientId, ClientSecret, FrameFacts,
    Gateway, GatewayConfig, KeyEncryptionKey, PartValue, SealedCallback,
};
use proptest::prelude::*;
use serde_json::Value;

const KEK: &str = include_str!("fixtures/wire/kek.pem");

fn callbacks() -> Value {
    let fixture: Value = serde_json::from_str(include_str!("fixtures/wire/wire.json")).unwrap();
    fixture["callbacks"].clone()
}

fn gateway() -> Gateway {
    Gateway::new(GatewayConfig {
        gateway: Endpoint::parse("gateway", "https://gateway.example").unwrap(),
        path_prefix: GatewayConfig::DEFAULT_PATH_PREFIX.into(),
        client_id: ClientId::parse("edae2e2529ff46228af1e4d18c8405d1").unwrap(),
        client_secret: ClientSecret::new("secret".to_owned()).unwrap(),
        key_encryption_key: Some(KeyEncryptionKey::from_pem(KEK).unwrap()),
        repeat_ms: 0,
    })
}

fn opened(name: &str) -> Callback {
    let body = &callbacks()["kinds"][name];
    let sealed = SealedCallback::read(body.as_str().unwrap()).unwrap();
    gateway().open_callback(sealed, None).unwrap()
}

fn part(part: &Value) -> CallbackPart {
    let text = |name: &str| part[name].as_str().unwrap().to_owned();
    let value = match part["text"].as_str() {
        Some(text) => PartValue::Text(text.to_owned()),
        None => PartValue::File(CallbackFile {
            file_name: text("fileName"),
            media_type: text("type"),
            bytes: from_base64("bytes", &text("bytes")).unwrap(),
            encrypted: false,
        }),
    };
    CallbackPart {
        name: text("name"),
        value,
    }
}

#[test]
fn each_kind_is_told_by_its_fields() {
    for (name, kind) in [
        ("profile", CallbackKind::Profile),
        ("profile in a group", CallbackKind::Profile),
        ("form-filling", CallbackKind::FormFilling),
        ("form-filling in groups", CallbackKind::FormFilling),
        ("pdf-signing", CallbackKind::PdfSigning),
        ("step-up", CallbackKind::StepUp),
        ("step-up that was not passed", CallbackKind::StepUp),
        ("bulk-signing", CallbackKind::BulkSigning),
    ] {
        assert_eq!(opened(name).kind(), Ok(kind), "{name}");
    }
}

#[test]
fn fields_are_the_same_in_groups_and_without() {
    let form = Fields::read(&opened("form-filling").content);
    assert!(form == Fields::read(&opened("form-filling in groups").content));
    assert_eq!(form.email_address.as_deref(), Some("chi.nan@example.com"));
    assert_eq!(form.other["petName"], "Wong Choi");
    assert_eq!(
        form.other.len(),
        1,
        "neither businessID nor state is a field"
    );
    let profile = Fields::read(&opened("profile").content);
    assert!(profile == Fields::read(&opened("profile in a group").content));
    assert_eq!(profile.id_no.unwrap().hkic().as_str(), "A123456");
}

#[test]
fn a_pdfs_signature_and_a_step_up_are_read() {
    let result = PdfSigningResult::read(&opened("pdf-signing").content).unwrap();
    assert_eq!(result.doc_digest, Digest::of(b"hello"));
    assert_eq!(result.pdf_signature, b"pkcs7");
    assert_eq!(step_up_passed(&opened("step-up").content), Ok(true));
    let failed = opened("step-up that was not passed").content;
    assert_eq!(step_up_passed(&failed), Ok(false));
    let missing = PdfSigningResult::read(&opened("step-up").content);
    let name = "docDigest".to_owned();
    assert_eq!(missing, Err(Error::AnswerFieldInvalid { name }));
}

#[test]
fn some_of_many_signatures_are_read() {
    let result = BulkSigningResult::read(&opened("bulk-signing").content).unwrap();
    assert_eq!(result.callback_seq, 2);
    assert_eq!(
        (result.total_sign_num, result.fail_sign_num),
        (Some(3), Some(1))
    );
    assert!(result.certificate.is_some());
    let ids: Vec<_> = result
        .signatures
        .iter()
        .map(|s| (s.id.as_str(), s.is_pdf))
        .collect();
    assert_eq!(ids, [("doc-1", false), ("doc-2", false), ("doc-3", true)]);
    for signature in &result.signatures {
        assert_eq!(
            signature.digest,
            Some(Digest::of(b"hello")),
            "{}",
            signature.id
        );
    }
}

#[test]
fn an_array_is_no_callback() {
    let body = &callbacks()["kinds"]["form-filling"];
    let object: Value = serde_json::from_str(body.as_str().unwrap()).unwrap();
    let fields = ["txID", "code", "message", "msg", "secretKey", "content"];
    let array: Vec<_> = fields.iter().map(|name| object[name].clone()).collect();
    for text in [serde_json::to_string(&array).unwrap(), "[".repeat(1000)] {
        let refused = SealedCallback::read(&text);
        assert!(matches!(refused, Err(Error::CallbackUnreadable)), "{text}");
    }
    let spaced = format!(" \r\n\t{}\n", body.as_str().unwrap());
    assert!(SealedCallback::read(&spaced).is_ok());
}

#[test]
fn a_refusal_in_parts_is_the_one_in_json() {
    for (name, message) in [("refused", "user rejected"), ("refusedMsg", "timeout")] {
        let body = callbacks()[name].as_str().unwrap().to_owned();
        let frame: Value = serde_json::from_str(&body).unwrap();
        let fields = frame.as_object().unwrap().iter();
        let parts = fields.filter_map(|(name, value)| {
            Some(CallbackPart {
                name: name.clone(),
                value: PartValue::Text(value.as_str()?.to_owned()),
            })
        });
        let json = SealedCallback::read(&body).unwrap();
        let in_parts = SealedCallback::read_parts(parts.collect()).unwrap();
        let facts = FrameFacts {
            result_code: frame["code"].as_str().unwrap().to_owned(),
            tx_id: frame["txID"].as_str().map(str::to_owned),
        };
        assert!(facts.tx_id.is_some());
        assert_eq!(FrameFacts::read(&body).as_ref(), Some(&facts));
        assert_eq!((json.facts(), in_parts.facts()), (&facts, &facts));
        let [json, in_parts] =
            [json, in_parts].map(|sealed| gateway().open_callback(sealed, None).unwrap());
        assert_eq!(json.message, message);
        assert_eq!(in_parts.message, message);
        assert_eq!(in_parts.result_code, json.result_code);
        assert_eq!(in_parts.kind(), Ok(CallbackKind::Refused));
    }
}

#[test]
fn a_callback_in_parts_opens_with_its_file() {
    for (name, parts) in callbacks()["multipart"].as_object().unwrap() {
        let parts = parts.as_array().unwrap().iter().map(part).collect();
        let sealed = SealedCallback::read_parts(parts).unwrap();
        let callback = gateway().open_callback(sealed, None).unwrap();
        let [(field, file)] = &callback.files[..] else {
            panic!("{name}: one file is there");
        };
        assert_eq!(
            (field.as_str(), file.file_name.as_str()),
            ("addressDocFile", "bill.pdf")
        );
        assert_eq!(file.bytes, b"%PDF-1.4", "{name}");
        assert_eq!(file.encrypted, !name.contains("in the open"), "{name}");
        let mut fields = Fields::read(&callback.content);
        fields.attach(&file.bytes);
        let document = fields.address_doc_file.unwrap();
        assert_eq!(document.doc_file.unwrap().0, b"%PDF-1.4", "{name}");
    }
    assert_eq!(
        SealedCallback::read_parts(Vec::new()).err(),
        Some(Error::CallbackUnreadable)
    );
}

proptest! {
    #[test]
    fn no_parts_trap(texts in prop::collection::vec(("[a-zA-Z]{0,10}", "\\PC{0,20}"), 0..6),
                     bytes in any::<Vec<u8>>()) {
        let mut parts: Vec<_> = texts
            .into_iter()
            .map(|(name, text)| CallbackPart { name, value: PartValue::Text(text) })
            .collect();
        parts.push(CallbackPart {
            name: "file".to_owned(),
            value: PartValue::File(CallbackFile {
                file_name: String::new(),
                media_type: String::new(),
                bytes,
                encrypted: false,
            }),
        });
        let opened = SealedCallback::read_parts(parts)
            .and_then(|sealed| gateway().open_callback(sealed, None));
        prop_assert_eq!(opened.err(), Some(Error::CallbackUnreadable));
    }
}
