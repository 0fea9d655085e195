//! What an inspection shows, against what `openssl x509 -text` prints: version, validity, extensions
//! with their criticality, and the content of some.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use iamsmart::asn1::Encoded;
use iamsmart::encoding::base64;
use iamsmart::inspection::{Field, Value, inspect};
use iamsmart::report::ReportLanguage;

use crate::suites;
use crate::suites::Case;

/// OpenSSL's names of extensions, and their identifiers.
const EXTENSIONS: &[(&str, &str)] = &[
    ("X509v3 Subject Key Identifier", "2.5.29.14"),
    ("X509v3 Key Usage", "2.5.29.15"),
    ("X509v3 Subject Alternative Name", "2.5.29.17"),
    ("X509v3 Issuer Alternative Name", "2.5.29.18"),
    ("X509v3 Basic Constraints", "2.5.29.19"),
    ("X509v3 Name Constraints", "2.5.29.30"),
    ("X509v3 CRL Distribution Points", "2.5.29.31"),
    ("X509v3 Certificate Policies", "2.5.29.32"),
    ("X509v3 Policy Mappings", "2.5.29.33"),
    ("X509v3 Authority Key Identifier", "2.5.29.35"),
    ("X509v3 Policy Constraints", "2.5.29.36"),
    ("X509v3 Extended Key Usage", "2.5.29.37"),
    ("X509v3 Freshest CRL", "2.5.29.46"),
    ("X509v3 Inhibit Any Policy", "2.5.29.54"),
    ("Authority Information Access", "1.3.6.1.5.5.7.1.1"),
    ("Subject Information Access", "1.3.6.1.5.5.7.1.11"),
    ("CT Precertificate SCTs", "1.3.6.1.4.1.11129.2.4.2"),
];

/// OpenSSL's names of key usages.
const USAGES: &[(&str, &str)] = &[
    ("Digital Signature", "digitalSignature"),
    ("Non Repudiation", "nonRepudiation"),
    ("Key Encipherment", "keyEncipherment"),
    ("Data Encipherment", "dataEncipherment"),
    ("Key Agreement", "keyAgreement"),
    ("Certificate Sign", "keyCertSign"),
    ("CRL Sign", "cRLSign"),
    ("Encipher Only", "encipherOnly"),
    ("Decipher Only", "decipherOnly"),
];

#[derive(Debug, Default, Eq, PartialEq)]
struct Printed {
    version: String,
    /// As in 'Jan  1 00:00:00 2025 GMT'.
    validity: Vec<String>,
    /// Identifier, criticality, content if it is compared.
    extensions: Vec<(String, bool, Option<String>)>,
}

/// Returns the text of each certificate, or of none if one of them cannot be read.
fn texts(cases: &[Case]) -> Option<Vec<String>> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let bundle = folder.join(format!("openssl-{}.pem", std::process::id()));
    let mut pem = String::new();
    for case in cases {
        pem.push_str("-----BEGIN CERTIFICATE-----\n");
        for line in base64(&case.der).as_bytes().chunks(64) {
            pem.push_str(&String::from_utf8_lossy(line));
            pem.push('\n');
        }
        pem.push_str("-----END CERTIFICATE-----\n");
    }
    std::fs::write(&bundle, pem).unwrap();
    let printed = Command::new("openssl")
        .args(["storeutl", "-certs", "-noout", "-text"])
        .arg(&bundle)
        .output()
        .expect("openssl is installed");
    std::fs::remove_file(&bundle).unwrap();
    let text = String::from_utf8_lossy(&printed.stdout).into_owned();
    let texts: Vec<_> = text
        .split("\nCertificate:\n")
        .skip(1)
        .map(str::to_owned)
        .collect();
    (texts.len() == cases.len()).then_some(texts)
}

fn printed_by_openssl(text: &str) -> Printed {
    let mut printed = Printed::default();
    let mut lines = text.lines().peekable();
    let mut is_extension = false;
    while let Some(line) = lines.next() {
        let trimmed = line.trim_start();
        if let Some(version) = trimmed.strip_prefix("Version: ") {
            version
                .split(' ')
                .next()
                .unwrap()
                .clone_into(&mut printed.version);
        } else if !is_extension
            && let Some(time) = trimmed
                .strip_prefix("Not Before: ")
                .or_else(|| trimmed.strip_prefix("Not After : "))
        {
            printed.validity.push(time.to_owned());
        } else if trimmed == "X509v3 extensions:" {
            is_extension = true;
        } else if is_extension && trimmed.starts_with("Signature Algorithm:") {
            is_extension = false;
        } else if is_extension && line.len() - trimmed.len() == 12 {
            // The name, a colon, and what is critical.
            let Some((name, critical)) = trimmed.rsplit_once(':') else {
                continue;
            };
            let known = EXTENSIONS.iter().find(|(known, _)| *known == name);
            let identifier = known.map_or("another", |(_, identifier)| identifier);
            let next = lines.peek().map_or("", |line| line.trim());
            let content = match identifier {
                "2.5.29.15" => usages(next),
                "2.5.29.14" => Some(next.to_lowercase()),
                "2.5.29.19" => Some(next.to_owned()),
                _ => None,
            };
            let is_critical = critical.trim() == "critical";
            printed
                .extensions
                .push((identifier.to_owned(), is_critical, content));
        }
    }
    printed
}

fn usages(line: &str) -> Option<String> {
    let names = line.split(", ").map(|usage| {
        let known = USAGES.iter().find(|(known, _)| *known == usage);
        known.map(|(_, name)| *name)
    });
    let names: Option<Vec<_>> = names.collect();
    names.map(|names| names.join(" "))
}

fn printed_by_inspection(fields: &[Field]) -> Printed {
    let field = |name: &str| fields.iter().find(|field| field.name == name);
    let text = |field: &Field| {
        let text = field.text.as_ref();
        text.map_or(String::new(), |text| {
            text.in_language(ReportLanguage::English)
        })
    };
    let extensions = field("extensions").map_or(&[][..], |list| &list.fields);
    Printed {
        version: text(field("version").unwrap()),
        validity: field("validity")
            .unwrap()
            .fields
            .iter()
            .map(|time| date(&text(time)))
            .collect(),
        extensions: extensions
            .iter()
            .map(|extension| {
                let identifier = extension.identifier.as_deref().unwrap_or_default();
                let is_known = EXTENSIONS.iter().any(|(_, known)| *known == identifier);
                let known = if is_known { identifier } else { "another" };
                let parts = &extension.fields;
                let content = match identifier {
                    "2.5.29.15" => {
                        let names: Vec<_> = parts.iter().map(|usage| &*usage.name).collect();
                        Some(names.join(" "))
                    }
                    "2.5.29.14" => parts.first().map(text),
                    "2.5.29.19" => constraints(parts),
                    _ => None,
                };
                (known.to_owned(), extension.critical == Some(true), content)
            })
            .collect(),
    }
}

fn constraints(parts: &[Field]) -> Option<String> {
    let value = |name: &str| parts.iter().find(|part| part.name == name)?.value.clone();
    let authority = match value("cA") {
        Some(Value::Truth(true)) => "CA:TRUE",
        Some(_) => "CA:FALSE",
        None => return None,
    };
    Some(match value("pathLenConstraint") {
        Some(Value::Number(length)) => format!("{authority}, pathlen:{length}"),
        _ => authority.to_owned(),
    })
}

/// Returns '2025-01-01T00:00:00.000Z' as 'Jan  1 00:00:00 2025 GMT'.
fn date(time: &str) -> String {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let number = |range: std::ops::Range<usize>| time[range].parse::<usize>().unwrap();
    let month = MONTHS[number(5..7) - 1];
    format!(
        "{month} {:2} {} {} GMT",
        number(8..10),
        &time[11..19],
        number(0..4)
    )
}

/// Compares the certificates of one run; halves it where OpenSSL cannot read one.
fn compare(cases: &[Case], compared: &mut usize, differing: &mut String) {
    let Some(texts) = texts(cases) else {
        if cases.len() > 1 {
            let (first, second) = cases.split_at(cases.len() / 2);
            compare(first, compared, differing);
            compare(second, compared, differing);
        }
        return;
    };
    for (case, text) in cases.iter().zip(&texts) {
        let inspection = inspect(&Encoded::Bytes(case.der.clone())).unwrap();
        let (openssl, ours) = (
            printed_by_openssl(text),
            printed_by_inspection(&inspection.fields),
        );
        *compared += 1;
        if !is_same(&openssl, &ours) {
            let _ = writeln!(
                differing,
                "{}\t{}\n    {openssl:?}\n    {ours:?}",
                case.suite, case.name
            );
        }
    }
}

/// Compares the content of an extension where both read it.
fn is_same(openssl: &Printed, ours: &Printed) -> bool {
    let mut pairs = openssl.extensions.iter().zip(&ours.extensions);
    // OpenSSL says 'Unknown' of a version that X.509 does not have.
    (openssl.version == ours.version || openssl.version == "Unknown")
        && openssl.validity == ours.validity
        && openssl.extensions.len() == ours.extensions.len()
        && pairs.all(|(one, other)| {
            let is_same_content = match (&one.2, &other.2) {
                (Some(one), Some(other)) if !other.is_empty() => one == other,
                _ => true,
            };
            (&one.0, one.1) == (&other.0, other.1) && is_same_content
        })
}

#[test]
fn an_inspection_shows_what_openssl_prints() {
    let readable: Vec<_> = suites::certificates()
        .into_iter()
        .filter(|case| inspect(&Encoded::Bytes(case.der.clone())).is_ok())
        .collect();
    let (mut compared, mut differing) = (0, String::new());
    for run in readable.chunks(100) {
        compare(run, &mut compared, &mut differing);
    }
    assert!(differing.is_empty(), "{differing}");
    assert!(compared >= 1900, "{compared}");
}
