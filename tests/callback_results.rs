//! Typed results of callbacks that Node's crypto made (tests/fixtures/wire/make.mjs), as a record
//! keeps them, and verdicts on signatures that OpenSSL made (tests/fixtures/pki/make.py).

#![cfg(all(feature = "server", feature = "verify"))]

mod pki_fixtures;

use iamsmart::callback_result::{Answer, CallbackResult, Judgement};
use iamsmart::endpoint::Endpoint;
use iamsmart::signing::{Digest, SigAlgo, SigningResult};
use iamsmart::transaction::{Arrived, Kind, Reason, Verdict};
use iamsmart::verification::verify_evidence;
use iamsmart::wire::{
    BusinessId, ClientId, ClientSecret, Gateway, GatewayConfig, KeyEncryptionKey, SealedCallback,
};
use iamsmart::{Error, Result};
use pki_fixtures::{certificates, der, fixture, options};
use serde_json::{Value, json};

const NOW: i64 = 1_780_272_000_000;

fn callbacks() -> Value {
    let fixture: Value = serde_json::from_str(include_str!("fixtures/wire/wire.json")).unwrap();
    fixture["callbacks"].clone()
}

fn pushed(body: &Value) -> Result<CallbackResult> {
    let kek = KeyEncryptionKey::from_pem(include_str!("fixtures/wire/kek.pem")).unwrap();
    let gateway = Gateway::new(GatewayConfig::new(
        Endpoint::parse("gateway", "https://gateway.example").unwrap(),
        ClientId::parse("edae2e2529ff46228af1e4d18c8405d1").unwrap(),
        ClientSecret::new("secret".to_owned()).unwrap(),
        kek,
    ));
    let sealed = SealedCallback::read(body.as_str().unwrap()).unwrap();
    CallbackResult::pushed(&gateway.open_callback(sealed, None).unwrap())
}

fn kept(body: &Value) -> (Arrived, Value) {
    let result = pushed(body).unwrap();
    let arrived = result.arrived(NOW).unwrap();
    let content = serde_json::from_str(arrived.content.get()).unwrap();
    (arrived, content)
}

#[test]
fn each_kind_arrives_as_what_it_is() {
    let callbacks = callbacks();
    for (name, kind) in [
        ("profile", Kind::Profile),
        ("form-filling", Kind::FormFilling),
        ("pdf-signing", Kind::PdfSigning),
        ("step-up", Kind::StepUp),
        ("bulk-signing", Kind::BulkSigning),
    ] {
        let (arrived, content) = kept(&callbacks["kinds"][name]);
        assert_eq!(arrived.kind, Some(kind), "{name}");
        assert_eq!(content["kind"], name);
        assert_eq!(arrived.at, NOW);
        assert!(content["businessId"].is_string() && content["state"].is_string());
    }
    let (arrived, content) = kept(&callbacks["kinds"]["bulk-signing"]);
    assert_eq!(arrived.number, Some(2));
    let ids: Vec<_> = content["signatures"].as_array().unwrap().iter().collect();
    assert_eq!(ids[1]["hashCode"], Digest::of(b"hello").hash_code());
    assert_eq!(ids[2]["pdfSignature"], "cGtjczc=");
    let (arrived, _) = kept(&callbacks["kinds"]["pdf-signing"]);
    assert_eq!(
        arrived.signed.unwrap().digest,
        Digest::of(b"hello").hash_code()
    );
}

#[test]
fn fields_are_the_ones_that_were_sent() {
    let (_, content) = kept(&callbacks()["kinds"]["form-filling"]);
    assert_eq!(content["fields"]["emailAddress"], "chi.nan@example.com");
    assert_eq!(content["fields"]["other"]["petName"], "Wong Choi");
    assert_eq!(content["unreadable"], json!([]));
}

#[test]
fn a_signature_is_read_back_from_its_record() {
    let callbacks = callbacks();
    let sent = &callbacks["signing"];
    for (name, body) in callbacks["readable"].as_object().unwrap() {
        let result = pushed(body).unwrap();
        let Answer::Signing(signed) = &result.answer else {
            panic!("{name}: it is a signature");
        };
        let json = serde_json::to_string(&result.arrived(NOW).unwrap()).unwrap();
        let arrived: Arrived = serde_json::from_str(&json).unwrap();
        assert_eq!(
            SigningResult::stored(&arrived).as_ref(),
            Ok(signed),
            "{name}"
        );
        let facts = arrived.signed.as_ref().unwrap();
        assert_eq!(facts.digest, sent["hashCode"].as_str().unwrap(), "{name}");
        assert_eq!(facts.timestamp, sent["timestamp"].as_i64(), "{name}");
        let content: Value = serde_json::from_str(arrived.content.get()).unwrap();
        assert_eq!(content["signature"], sent["signature"], "{name}");
        assert_eq!(content["businessId"], sent["businessID"], "{name}");
        assert_eq!(content["state"], sent["state"], "{name}");
    }
    let (other, _) = kept(&callbacks["kinds"]["pdf-signing"]);
    assert_eq!(
        SigningResult::stored(&other),
        Err(Error::TransactionUnreadable)
    );
}

#[test]
fn a_refusal_says_whose_it_is() {
    let callbacks = callbacks();
    let (arrived, content) = kept(&callbacks["refused"]);
    assert_eq!(arrived.kind, None);
    assert_eq!(content["resultCode"], "D70001");
    assert_eq!(content["message"], "user rejected");
    assert_eq!(content["fault"], "user");
    assert_eq!(content["retry"], "new-request");
    // Without a state it is no answer to any request.
    let result = pushed(&callbacks["refusedMsg"]).unwrap();
    assert_eq!(result.state, None);
    for body in callbacks["unsupported"].as_object().unwrap().values() {
        assert_eq!(pushed(body).err(), Some(Error::CallbackUnsupported));
    }
}

#[test]
fn a_fetched_refusal_is_a_result_and_a_failed_call_is_none() {
    let id = BusinessId::generate().unwrap();
    let error = |result_code: &str| Error::GatewayRefused {
        result_code: result_code.to_owned(),
        meaning: String::new(),
        message: "no".to_owned(),
        tx_id: String::new(),
    };
    let refused = CallbackResult::refused(&error("D70003"), &id).unwrap();
    let Answer::Refused(refusal) = refused.answer else {
        panic!("it is a refusal");
    };
    assert_eq!(
        (refused.business_id, refusal.message.as_str()),
        (id.clone(), "no")
    );
    for failure in [
        error("D20009"),
        error("D70006"),
        Error::GatewayAnswerInvalid,
    ] {
        assert!(CallbackResult::refused(&failure, &id).is_none());
    }
}

#[test]
fn generated_business_ids_differ_and_are_as_long_as_the_api_takes() {
    let [a, b] = [BusinessId::generate(), BusinessId::generate()].map(Result::unwrap);
    assert_ne!(a, b);
    assert_eq!(a.as_str().len(), 22);
    assert_eq!(BusinessId::parse(a.as_str()), Ok(a));
}

fn signed(signature: &str, certificate: Vec<u8>) -> SigningResult {
    SigningResult {
        digest: Digest::of(&fixture("content.json")),
        signature: fixture(signature),
        certificate,
        timestamp: NOW,
    }
}

fn text() -> String {
    String::from_utf8(fixture("content.json")).unwrap()
}

#[test]
fn signatures_are_judged() {
    let no_anchor = iamsmart::verification::PathOptions {
        trust_anchors: certificates("-"),
        ..options()
    };
    for (name, signature, algorithm, options, verdict) in [
        (
            "holds",
            "sha256-over-digest.sig",
            SigAlgo::Sha256WithRsa,
            options(),
            Verdict::Signed,
        ),
        (
            "of the digest itself",
            "digest.sig",
            SigAlgo::NoneWithRsa,
            options(),
            Verdict::Signed,
        ),
        (
            "made with another algorithm",
            "digest.sig",
            SigAlgo::Sha256WithRsa,
            options(),
            Verdict::Rejected(Reason::Algorithm),
        ),
        (
            "nobody vouches for it",
            "sha256-over-digest.sig",
            SigAlgo::Sha256WithRsa,
            no_anchor,
            Verdict::Undecided,
        ),
    ] {
        let judged = Judgement::of(
            &signed(signature, der("person")),
            &text(),
            algorithm,
            options,
        );
        let judged = judged.unwrap();
        assert_eq!(judged.verdict, verdict, "{name}");
        assert!(judged.report.is_some(), "{name}");
        let is_rejected = matches!(verdict, Verdict::Rejected(_));
        assert_eq!(judged.evidence.is_none(), is_rejected, "{name}");
    }
}

#[test]
fn what_is_not_the_signature_of_this_text_is_rejected() {
    let genuine = signed("sha256-over-digest.sig", der("person"));
    let judged = |signed: &SigningResult, text: &str| {
        Judgement::of(signed, text, SigAlgo::default(), options()).unwrap()
    };
    let rejected = Verdict::Rejected(Reason::Signature);
    assert_eq!(judged(&genuine, "another text").verdict, rejected);
    let mut changed = genuine.clone();
    changed.signature[40] ^= 1;
    assert_eq!(judged(&changed, &text()).verdict, rejected);
    for certificate in [
        Vec::new(),
        b"no certificate".to_vec(),
        der("person")[..99].to_vec(),
    ] {
        let unreadable = SigningResult {
            certificate,
            ..genuine.clone()
        };
        let judged = judged(&unreadable, &text());
        assert_eq!(judged.verdict, rejected);
        assert!(judged.report.is_none() && judged.evidence.is_none());
    }
}

#[test]
fn the_evidence_is_judged_the_same() {
    let genuine = signed("sha256-over-digest.sig", der("person"));
    let judged = Judgement::of(&genuine, &text(), SigAlgo::default(), options()).unwrap();
    let again = verify_evidence(&judged.evidence.unwrap(), &options()).unwrap();
    assert_eq!(again.content, text());
    assert_eq!(Some(again.report), judged.report);
}
