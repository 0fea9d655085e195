//! The gateway's protocol against messages that Node's crypto made (tests/fixtures/wire/make.mjs).
#![cfg(feature = "server")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use iamsmart::Error;
use iamsmart::encoding::{base64, from_base64};
use iamsmart::endpoint::Endpoint;
use iamsmart::signing::SigningResult;
use iamsmart::wire::{
    AccessToken, Callback, CallbackKind, ClientId, ClientSecret, ContentKey, Gateway,
    GatewayConfig, KeyEncryptionKey, KeyIssue, KeyLifetime, MAX_BODY_BYTES, OpenId, ResultCode,
    SealedCallback, Unwrapped, header_signature, open, seal,
};
use proptest::prelude::*;
use serde_json::Value;

const KEK: &str = include_str!("fixtures/wire/kek.pem");

fn fixture() -> Value {
    serde_json::from_str(include_str!("fixtures/wire/wire.json")).unwrap()
}

fn entries(value: &Value) -> impl Iterator<Item = (&str, &str)> {
    value
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, value)| (&**name, value.as_str().unwrap()))
}

fn content_key(fixture: &Value) -> ContentKey {
    let bytes = from_base64("key", fixture["envelopes"]["key"].as_str().unwrap()).unwrap();
    ContentKey::from_unwrapped(&bytes).unwrap()
}

/// Returns a gateway with the fixture's KEK, or one whose caller unwraps keys.
fn gateway(key_encryption_key: Option<KeyEncryptionKey>) -> Gateway {
    Gateway::new(GatewayConfig {
        gateway: Endpoint::parse("gateway", "https://gateway.example").unwrap(),
        path_prefix: GatewayConfig::DEFAULT_PATH_PREFIX.into(),
        client_id: ClientId::parse("edae2e2529ff46228af1e4d18c8405d1").unwrap(),
        client_secret: ClientSecret::new("secret".to_owned()).unwrap(),
        key_encryption_key,
        repeat_ms: 0,
    })
}

fn opened(body: &str) -> iamsmart::Result<Callback> {
    let gateway = gateway(Some(KeyEncryptionKey::from_pem(KEK).unwrap()));
    gateway.open_callback(SealedCallback::read(body)?, None)
}

/// As many as the package reads (pkg-template/server/body.ts) and the sandbox.
#[test]
fn a_body_has_ten_mebibytes() {
    assert_eq!(MAX_BODY_BYTES, 10_485_760);
}

#[test]
fn header_signatures_are_nodes() {
    for case in fixture()["headerSignatures"].as_array().unwrap() {
        let text = |name: &str| case[name].as_str().unwrap();
        let signature = header_signature(
            &ClientId::parse(text("clientId")).unwrap(),
            &ClientSecret::new(text("clientSecret").to_owned()).unwrap(),
            text("timestamp"),
            text("nonce"),
            text("body"),
        );
        assert_eq!(signature, text("signature"), "{}", text("name"));
    }
}

#[test]
fn envelopes_of_node_open() {
    let fixture = fixture();
    let key = content_key(&fixture);
    for case in fixture["envelopes"]["open"].as_array().unwrap() {
        let plaintext = open(&key, case["envelope"].as_str().unwrap()).unwrap();
        assert_eq!(*plaintext, case["plaintext"].as_str().unwrap().as_bytes());
    }
}

#[test]
fn changed_envelopes_do_not_open() {
    let fixture = fixture();
    let key = content_key(&fixture);
    for (name, envelope) in entries(&fixture["envelopes"]["shut"]) {
        assert!(open(&key, envelope).is_none(), "{name}");
    }
}

#[test]
fn an_envelope_has_its_length_and_a_new_iv_each_time() {
    let key = content_key(&fixture());
    let (a, b) = (seal(&key, "{}").unwrap(), seal(&key, "{}").unwrap());
    let bytes = from_base64("envelope", &a).unwrap();
    assert_eq!(bytes.len(), 4 + 12 + 2 + 16);
    assert_eq!(&bytes[..4], &[0, 0, 0, 12]);
    assert_ne!(a[..22], b[..22]);
}

#[test]
fn callbacks_of_every_shape_open() {
    let fixture = fixture();
    let expected = &fixture["callbacks"]["signing"];
    for (name, body) in entries(&fixture["callbacks"]["readable"]) {
        let callback = opened(body).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(callback.kind(), Ok(CallbackKind::Signing), "{name}");
        assert_eq!(
            callback.business_id.as_str(),
            expected["businessID"],
            "{name}"
        );
        assert_eq!(callback.state().unwrap(), expected["state"], "{name}");
        let result = SigningResult::read(&callback.content).unwrap();
        assert_eq!(result.digest.hash_code(), expected["hashCode"], "{name}");
        assert_eq!(base64(&result.signature), expected["signature"], "{name}");
        assert_eq!(base64(&result.certificate), expected["cert"], "{name}");
        assert_eq!(
            Value::from(result.timestamp),
            expected["timestamp"],
            "{name}"
        );
    }
}

#[test]
fn a_refusal_tells_its_code() {
    let fixture = fixture();
    let callback = opened(fixture["callbacks"]["refused"].as_str().unwrap()).unwrap();
    assert_eq!(callback.kind(), Ok(CallbackKind::Refused));
    assert_eq!(callback.result_code, ResultCode::SigningRejected);
    assert_eq!(callback.message, "user rejected");

    let callback = opened(fixture["callbacks"]["refusedMsg"].as_str().unwrap()).unwrap();
    assert_eq!(callback.result_code, ResultCode::SigningTimeout);
    assert_eq!(callback.message, "timeout");
    assert_eq!(callback.state(), None);
}

#[test]
fn a_callback_of_another_kind_is_not_taken_for_a_signature() {
    for (name, body) in entries(&fixture()["callbacks"]["unsupported"]) {
        assert_eq!(
            opened(body).unwrap().kind(),
            Err(Error::CallbackUnsupported),
            "{name}"
        );
    }
}

#[test]
fn a_field_that_is_missing_or_broken_is_named() {
    for (name, body) in entries(&fixture()["callbacks"]["incomplete"]) {
        let result = opened(body).and_then(|callback| SigningResult::read(&callback.content));
        assert_eq!(
            result,
            Err(Error::AnswerFieldInvalid {
                name: name.to_owned()
            })
        );
    }
}

#[test]
fn every_callback_that_cannot_be_opened_gets_the_same_answer() {
    for (name, body) in entries(&fixture()["callbacks"]["unreadable"]) {
        assert_eq!(
            opened(body).err(),
            Some(Error::CallbackUnreadable),
            "{name}"
        );
    }
}

#[test]
fn a_key_that_is_unwrapped_outside_gets_the_same_answers() {
    let fixture = fixture();
    let gateway = gateway(None);
    let body = fixture["callbacks"]["readable"]["fields in the content"]
        .as_str()
        .unwrap();
    let sealed = || SealedCallback::read(body).unwrap();
    assert_eq!(base64(sealed().wrapped()), fixture["wrapped"]["raw"]);

    let key = fixture["envelopes"]["key"].as_str().unwrap();
    let raw = from_base64("key", key).unwrap();
    let open = |unwrapped: Option<Unwrapped<'_>>| gateway.open_callback(sealed(), unwrapped);
    assert!(open(Some(Unwrapped::Message(&raw))).is_ok());
    assert!(open(Some(Unwrapped::Message(key.as_bytes()))).is_ok());
    for message in [&[][..], &[7; 32], &[7; 44], &raw[..31]] {
        let answer = open(Some(Unwrapped::Message(message)));
        assert_eq!(answer.err(), Some(Error::CallbackUnreadable));
    }
    assert_eq!(open(None).err(), Some(Error::CallbackUnreadable));
}

/// Returns the blocks that OpenSSL made without a padding scheme, by their names.
fn blocks(fixture: &Value, usable: &str) -> Vec<(String, Vec<u8>)> {
    entries(&fixture["encodedMessages"][usable])
        .map(|(name, block)| (name.to_owned(), from_base64(name, block).unwrap()))
        .collect()
}

#[test]
fn the_block_of_a_raw_operation_is_unpadded_here() {
    let fixture = fixture();
    let gateway = gateway(None);
    let body = fixture["callbacks"]["readable"]["fields in the content"]
        .as_str()
        .unwrap();
    let open = |block: &[u8]| {
        let sealed = SealedCallback::read(body).unwrap();
        gateway.open_callback(sealed, Some(Unwrapped::EncodedMessage(block)))
    };
    for (name, block) in blocks(&fixture, "usable") {
        assert!(open(&block).is_ok(), "{name}");
        assert!(
            open(&block[1..]).is_ok(),
            "{name}, its leading zero missing"
        );
        for wrong in [&block[2..], &[&[0], &*block].concat(), &[0; 1024], &[]] {
            assert_eq!(open(wrong).err(), Some(Error::CallbackUnreadable), "{name}");
        }
    }
    for (name, block) in blocks(&fixture, "unusable") {
        assert_eq!(
            open(&block).err(),
            Some(Error::CallbackUnreadable),
            "{name}"
        );
    }
}

#[test]
fn ten_thousand_blocks_get_one_answer() {
    let fixture = fixture();
    let issue = KeyIssue {
        wrapped: from_base64("wrapped", fixture["wrapped"]["raw"].as_str().unwrap()).unwrap(),
        lifetime: KeyLifetime::UntilRefused,
    };
    let gateway = gateway(None);
    let body = fixture["callbacks"]["readable"]["fields in the content"]
        .as_str()
        .unwrap();
    let usable = blocks(&fixture, "usable");
    let mut kept = 0;
    for i in 0..10_000_usize {
        // The names are in the order of the alphabet: a key in Base64, then a raw one.
        let mut block = usable[i % 2].1.clone();
        let at = i / 2 % block.len();
        let padding = 2..block.len() - 1 - [44, 32][i % 2];
        block[at] = if padding.contains(&at) {
            0
        } else {
            block[at].wrapping_add(u8::try_from(1 + i / 512).unwrap())
        };
        let block = Unwrapped::EncodedMessage(&block);
        let sealed = SealedCallback::read(body).unwrap();
        let answer = gateway.open_callback(sealed, Some(block)).err();
        assert_eq!(answer, Some(Error::CallbackUnreadable), "{i}");
        match issue.key(block) {
            Ok(_) => kept += 1,
            Err(error) => assert_eq!(error, Error::ContentKeyUnwrap, "{i}"),
        }
    }
    assert!(kept > 600, "a key with another byte is one");
}

/// A difference that the code makes is there each time; one that other processes make is not.
#[test]
fn no_block_takes_longer_than_another() {
    const ATTEMPTS: usize = 4;
    let fixture = fixture();
    let issue = KeyIssue {
        wrapped: from_base64("wrapped", fixture["wrapped"]["raw"].as_str().unwrap()).unwrap(),
        lifetime: KeyLifetime::UntilRefused,
    };
    let mut kinds = blocks(&fixture, "usable");
    kinds.extend(blocks(&fixture, "unusable"));
    let (texts, others): (Vec<_>, Vec<_>) =
        kinds.iter().partition(|(_, block)| ends_in_base64(block));
    for group in [texts, others] {
        let unequal: Vec<_> = (0..ATTEMPTS)
            .map_while(|_| {
                let medians = medians(&issue, &group);
                let least = medians
                    .iter()
                    .map(|(_, median)| *median)
                    .fold(f64::MAX, f64::min);
                let most = medians
                    .iter()
                    .map(|(_, median)| *median)
                    .fold(0.0, f64::max);
                (most / least >= 1.05).then_some(medians)
            })
            .collect();
        assert!(unequal.len() < ATTEMPTS, "{unequal:?}");
    }
}

/// Returns the median time of decoding each block, measured in turns, several decodings at once.
fn medians<'a>(issue: &KeyIssue, kinds: &[&'a (String, Vec<u8>)]) -> Vec<(&'a str, f64)> {
    const ROUNDS: usize = 2_000;
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); kinds.len()];
    for round in 0..ROUNDS {
        for i in 0..kinds.len() {
            let kind = (i + round) % kinds.len();
            let block = black_box(Unwrapped::EncodedMessage(&kinds[kind].1));
            let began = Instant::now();
            for _ in 0..10 {
                let _ = black_box(issue.key(block));
            }
            times[kind].push(began.elapsed());
        }
    }
    kinds
        .iter()
        .zip(&mut times)
        .map(|((name, _), times)| {
            let median = times.select_nth_unstable(ROUNDS / 2).1;
            (name.as_str(), median.as_secs_f64())
        })
        .collect()
}

/// Returns true for a block whose last 44 bytes are Base64. It takes 4 % longer, whatever its
/// padding; only who made the whole block can bring that about.
fn ends_in_base64(block: &[u8]) -> bool {
    let characters = &block[block.len() - 44..block.len() - 1];
    characters
        .iter()
        .all(|c| c.is_ascii_alphanumeric() || b"+/".contains(c))
}

#[test]
fn key_encryption_keys_are_read_or_refused_with_what_to_do() {
    assert!(KeyEncryptionKey::from_pem(&format!("\n{KEK}\n")).is_ok());
    let base64: String = KEK.lines().filter(|line| !line.starts_with('-')).collect();
    let der = from_base64("kek", &base64).unwrap();
    assert!(KeyEncryptionKey::from_der(&der).is_ok());
    let lines = KEK.trim_end();
    let pkcs12 = include_bytes!("fixtures/wire/kek.p12");
    for text in [
        lines.replace('\n', "\\n"),
        lines.replace('\n', "\\r\\n"),
        // Escaped twice and three times, by tools that write variables for tools.
        lines.replace('\n', "\\\\n"),
        lines.replace('\n', "\\\\\\\\r\\\\\\\\n"),
        lines.replace('\n', "\r\n"),
        lines.replace('\n', "\r"),
        lines.replace('\n', " "),
        lines.replace('\n', ""),
        lines.replace('\n', "\n    "),
        lines.replace('\n', " \t\n\n"),
        format!("\"{}\"", lines.replace('\n', "\\n")),
        format!("\u{feff}{lines}"),
        format!("Bag Attributes\n    localKeyID: 01\nKey Attributes: <No Attributes>\n{lines}"),
        format!("-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n{lines}"),
        base64.clone(),
        format!("{}\n{}\r\n", &base64[..76], &base64[76..]),
        iamsmart::encoding::base64(KEK.as_bytes()),
    ] {
        assert!(KeyEncryptionKey::from_text(&text).is_ok(), "{text}");
        if text.contains("BEGIN") {
            assert!(
                KeyEncryptionKey::from_bytes(text.as_bytes()).is_ok(),
                "{text}"
            );
        }
    }
    assert!(KeyEncryptionKey::from_bytes(&der).is_ok());

    let refused = |error: Option<Error>| error.map(|error| error.to_string()).unwrap_or_default();
    let small = KeyEncryptionKey::from_pem(include_str!("fixtures/wire/small.pem")).err();
    assert!(refused(small).contains("2048"));
    let pkcs1 = "-----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY-----";
    assert!(refused(KeyEncryptionKey::from_pem(pkcs1).err()).contains("topk8"));
    let encrypted = "-----BEGIN ENCRYPTED PRIVATE KEY-----\n-----END ENCRYPTED PRIVATE KEY-----";
    assert!(refused(KeyEncryptionKey::from_pem(encrypted).err()).contains("decrypt"));
    let command = "openssl pkcs12 -in FILE -nocerts -nodes";
    let as_base64 = iamsmart::encoding::base64(pkcs12);
    for error in [
        KeyEncryptionKey::from_bytes(pkcs12).err(),
        KeyEncryptionKey::from_text(&as_base64).err(),
        // BER, as Java and NSS write it.
        KeyEncryptionKey::from_bytes(b"\x30\x80\x02\x01\x03\x30\x80").err(),
    ] {
        assert!(refused(error).contains(command));
    }
    // A file without a BEGIN line is no PEM that lacks a key.
    let neither = KeyEncryptionKey::from_bytes(b"not a key").err();
    assert!(refused(neither).contains("PKCS#8 DER"));
    // RFC 8017 A.1.2, whose PKCS#8 (RFC 5958 §2) has it in an OCTET STRING.
    assert!(refused(KeyEncryptionKey::from_der(&der[26..]).err()).contains("topk8"));
    for pem in [
        "-----BEGIN PRIVATE KEY",
        "-----BEGIN PRIVATE KEY-----\nMII",
        "-----BEGIN PRIVATE KEY-----\nMII\n-----END CERTIFICATE-----",
        "-----BEGIN PRIVATE KEY-----\n!\n-----END PRIVATE KEY-----",
        "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----",
        "-----BEGIN EC PRIVATE KEY-----\nMAA=\n-----END EC PRIVATE KEY-----",
    ] {
        let error = KeyEncryptionKey::from_text(pem).err();
        assert!(refused(error).contains("keyEncryptionKey"), "{pem}");
    }
    let error = KeyEncryptionKey::from_text("no key").err();
    assert_eq!(error.map(|error| error.code()), Some("base64-invalid"));
    for der in [
        &[][..],
        &der[1..],
        &der[..der.len() - 1],
        &[&der[..], &[0]].concat(),
    ] {
        assert!(KeyEncryptionKey::from_der(der).is_err());
    }
}

/// What RFC 9110 §5.5 lets a header carry, without blanks.
#[test]
fn a_client_id_fits_a_header() {
    for text in ["a", "~", &"!".repeat(255)] {
        assert_eq!(ClientId::parse(text).unwrap().as_str(), text);
    }
    for text in ["", "a b", "a\nb", "é", "\u{7f}", &"a".repeat(256)] {
        assert!(ClientId::parse(text).is_err(), "{text}");
    }
}

#[test]
fn secrets_have_no_debug_that_tells_them() {
    let secret = ClientSecret::new("hunter2".to_owned()).unwrap();
    assert_eq!(format!("{secret:?}"), "ClientSecret(…)");
    assert_eq!(format!("{:?}", content_key(&fixture())), "ContentKey(…)");
    let kek = KeyEncryptionKey::from_pem(KEK).unwrap();
    assert_eq!(format!("{kek:?}"), "KeyEncryptionKey(…)");
    let token = AccessToken::new("hunter2").unwrap();
    assert_eq!(format!("{token:?}"), "AccessToken(…)");
}

#[test]
fn what_names_a_user_is_not_empty() {
    for error in [AccessToken::new("").err(), OpenId::new("").err()] {
        assert_eq!(error.map(|error| error.code()), Some("invalid-argument"));
    }
}

proptest! {
    #[test]
    fn what_is_sealed_opens(content in ".*") {
        let key = content_key(&fixture());
        let plaintext = open(&key, &seal(&key, &content).unwrap());
        prop_assert_eq!(plaintext.map(|plaintext| plaintext.to_vec()), Some(content.into_bytes()));
    }

    #[test]
    fn no_changed_bit_goes_unnoticed(bit in 0_usize..(4 + 12 + 5 + 16) * 8) {
        let key = content_key(&fixture());
        let mut bytes = from_base64("envelope", &seal(&key, "hello").unwrap()).unwrap();
        bytes[bit / 8] ^= 1 << (bit % 8);
        prop_assert!(open(&key, &base64(&bytes)).is_none());
    }

    #[test]
    fn no_callback_traps(body in "\\PC*", secret in any::<Vec<u8>>(), content in any::<Vec<u8>>()) {
        let frame = serde_json::json!({
            "code": "D00000", "secretKey": base64(&secret), "content": base64(&content),
        });
        for body in [body, frame.to_string()] {
            prop_assert_eq!(opened(&body).err(), Some(Error::CallbackUnreadable));
        }
    }
}
