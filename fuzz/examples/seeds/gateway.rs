//! Seeds of what a gateway, a browser and a form send, from tests/fixtures/wire.

use std::fs;

use iamsmart::encoding::from_base64;
use iamsmart::wire::open;
use iamsmart_fuzz::{push, records};
use serde_json::Value;

use crate::{certificate, fixture, write};

/// Forms of a callback that differ in structure.
const READABLE: [&str; 4] = [
    "fields in the content",
    "fields in a content of their own, as text",
    "business ID and state beside the content",
    "unknown fields",
];
const UNREADABLE: [&str; 6] = [
    "a key of null",
    "no content",
    "a content in the open",
    "a content that is JSON text in the open",
    "content that is no UTF-8",
    "no frame",
];

/// Tags of targets/parts.rs: the place of a part's name, and the bit of a file.
const PART_NAMES: [&str; 8] = [
    "txID",
    "code",
    "message",
    "msg",
    "secretKey",
    "content",
    "data",
    "addressDocFile",
];
const FILE: u8 = 8;

/// Addresses that browsers come back with.
const URLS: [(&str, &str); 9] = [
    (
        "granted",
        "https://e-service.example/back?code=AbC+/d%3D&state=c1T5-_state",
    ),
    (
        "with-business-id",
        "https://e-service.example/back?state=c1T5-_state&code=1&businessID=8a3f0c55",
    ),
    (
        "with-issuer",
        "https://e-service.example/back?code=1&state=c1T5-_state&iss=https%3A%2F%2Fbroker.example",
    ),
    (
        "cancelled",
        "https://e-service.example/back?error_code=D40000&state=c1T5-_state",
    ),
    (
        "refused",
        "https://e-service.example/back?error=access_denied&error_description=no+user&state=c1T5-_state",
    ),
    (
        "twice",
        "https://e-service.example/back?code=1&state=c1T5-_state&%63ode=2",
    ),
    (
        "fragment",
        "app.example:/back?form=1#code=1&state=c1T5-_state",
    ),
    (
        "empty-values",
        "https://e-service.example/back?code=&&state&=1&iss=%zz%e9%99%b3",
    ),
    ("no-address", "/back?code=1&state=c1T5-_state"),
];

/// Forms: name, and names and values of fields (tag 0) and files (tag 1).
const FORMS: [(&str, &[(u8, &str)]); 4] = [
    (
        "whole",
        &[
            (1, "Parking permit"),
            (0, "fullName"),
            (0, "陳大文"),
            (1, "proof"),
            (1, "proof.pdf"),
        ],
    ),
    (
        "line-breaks",
        &[
            (0, "a\r\nb"),
            (0, "a\r\nb"),
            (0, "c\r\rd\n\n"),
            (0, "a%0Db"),
            (0, "\n\r"),
        ],
    ),
    (
        "escapes",
        &[
            (0, "%22"),
            (1, "a\"b%22%0A%2522"),
            (1, "c%0D\n%0a.pdf"),
            (0, "a"),
            (0, "\u{0}\\\"\u{7f}"),
        ],
    ),
    (
        "repeated",
        &[
            (1, "空"),
            (0, "a"),
            (0, "1"),
            (0, "a"),
            (0, "1"),
            (0, "__proto__"),
            (0, ""),
        ],
    ),
];

pub(crate) fn write_all() {
    let wire = fs::read_to_string(fixture("wire/wire.json")).unwrap();
    let wire: Value = serde_json::from_str(&wire).unwrap();
    envelopes(&wire["envelopes"]);
    callbacks(&wire["callbacks"]);
    for (name, parts) in wire["callbacks"]["multipart"].as_object().unwrap() {
        write_named("parts", name, &parts_of(parts.as_array().unwrap()));
    }
    // A part of the same name twice, without a code.
    let twice = records::join(&[(6, "{}"), (2, "m"), (2, "n"), (5, "AAAA"), (7 | FILE, "")]);
    write_named("parts", "twice", &twice.unwrap());
    for (name, url) in URLS {
        write_named("url", name, url.as_bytes());
    }
    for (name, entries) in FORMS {
        write_named("form", name, &records::join(entries).unwrap());
    }
    pem();
}

fn envelopes(envelopes: &Value) {
    for (number, sealed) in envelopes["open"]
        .as_array()
        .unwrap()
        .iter()
        .take(3)
        .enumerate()
    {
        let envelope = sealed["envelope"].as_str().unwrap();
        write_named("envelope", &format!("open-{number}"), envelope.as_bytes());
    }
    write_named(
        "envelope",
        "content",
        br#"{"businessID":"b","isPassed":true}"#,
    );
    for (name, envelope) in envelopes["shut"].as_object().unwrap() {
        write_named("envelope", name, envelope.as_str().unwrap().as_bytes());
    }
}

fn callbacks(callbacks: &Value) {
    let kinds = callbacks["kinds"].as_object().unwrap().iter();
    let kinds = kinds.map(|(name, body)| (name.as_str(), body));
    let of = |group: &'static str, names: &'static [&str]| {
        names
            .iter()
            .map(move |name| (*name, &callbacks[group][*name]))
    };
    let refused = [
        ("refused", &callbacks["refused"]),
        ("refused with msg", &callbacks["refusedMsg"]),
    ];
    let bodies = kinds
        .chain(of("readable", &READABLE))
        .chain(of("unreadable", &UNREADABLE))
        .chain(refused);
    for (name, body) in bodies {
        let body = body.as_str().unwrap();
        write_named("callback", name, body.as_bytes());
        if let Some(content) = content_of(body) {
            write_named("callback", &format!("{name} content"), &content);
        }
    }
}

/// The decrypted content of a body.
fn content_of(body: &str) -> Option<Vec<u8>> {
    let frame: Value = serde_json::from_str(body).ok()?;
    open(&push::key(), frame["content"].as_str()?).map(|content| content.to_vec())
}

fn parts_of(parts: &[Value]) -> Vec<u8> {
    let mut records = Vec::new();
    for part in parts {
        let name = part["name"].as_str().unwrap();
        let place = PART_NAMES.iter().position(|own| *own == name).unwrap();
        let tag = u8::try_from(place).unwrap();
        if let Some(text) = part["text"].as_str() {
            records.push((tag, text.to_owned()));
        } else {
            let bytes = from_base64("bytes", part["bytes"].as_str().unwrap()).unwrap();
            let text = String::from_utf8_lossy(&bytes).into_owned();
            records.push((tag | FILE, text));
        }
    }
    let records: Vec<(u8, &str)> = records.iter().map(|(tag, text)| (*tag, &**text)).collect();
    records::join(&records).unwrap()
}

fn pem() {
    let small = fs::read_to_string(fixture("pki/person-ed25519.pem")).unwrap();
    let body: String = small
        .lines()
        .filter(|line| !line.starts_with('-'))
        .collect();
    let crlf = small.replace('\n', "\r\n");
    let renamed = small.replace("CERTIFICATE", "X509 CERTIFICATE");
    let key = small.replace("CERTIFICATE", "PRIVATE KEY");
    for (name, text) in [
        ("one", small.clone()),
        ("crlf", format!("subject=a\r\n{crlf}")),
        ("two", format!("{small}issuer=b\n{renamed}")),
        ("no-end", small.replace("-----END", "-----")),
        ("other-label", format!("{small}{key}")),
        ("base64", body),
        (
            "der-in-bytes",
            String::from_utf8_lossy(&certificate("person-ed25519")).into_owned(),
        ),
    ] {
        write_named("pem", name, text.as_bytes());
    }
    for file in ["pem.p7b", "base64.p7b"] {
        let text = fs::read(fixture(&format!("issuers/{file}"))).unwrap();
        write_named("pem", file, &text);
    }
}

fn write_named(target: &str, name: &str, content: &[u8]) {
    let name = name.replace(' ', "-").replace(',', "");
    write(&format!("seeds/{target}/{name}"), content);
}
