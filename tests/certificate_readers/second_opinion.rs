//! What an inspection shows, against what PyPI's cryptography reads, line by line
//! (tests/fixtures/inspection/make.py).

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use iamsmart::asn1::Encoded;
use iamsmart::encoding::hex;
use iamsmart::inspection::{Field, Value, inspect};
use iamsmart::report::ReportLanguage;

use crate::suites;
use crate::vectors::octets;

/// Lines of a certificate by the first 16 digits of its SHA-256.
type Readings = BTreeMap<String, Vec<String>>;

fn readings() -> Readings {
    use std::io::Read as _;

    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/inspection");
    let compressed = octets(&path.join("readings.json.gz"));
    let mut text = String::new();
    flate2::read::GzDecoder::new(&compressed[..])
        .read_to_string(&mut text)
        .unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Returns the lines of an inspection, in the form of make.py.
fn lines(fields: &[Field]) -> Vec<String> {
    let mut lines = Vec::new();
    for field in fields {
        match &*field.name {
            "version" | "serialNumber" | "signatureAlgorithm" | "sha256" => {
                lines.push(format!("{} {}", field.name, value(field)));
            }
            "issuer" | "subject" => {
                lines.push(format!("{} {}", field.name, attributes(field)));
            }
            "validity" => {
                for time in &field.fields {
                    lines.push(format!("{} {}", time.name, value(time)));
                }
            }
            "subjectPublicKeyInfo" => lines.push(format!("key {}", key(field))),
            _ => {}
        }
    }
    // The fingerprint stands before the extensions in make.py.
    for extension in part(fields, "extensions").map_or(&[][..], |list| &list.fields) {
        let critical = if extension.critical == Some(true) {
            " critical"
        } else {
            ""
        };
        let extension_id = identifier(extension);
        lines.push(format!("extension {extension_id}{critical}"));
        let found = content(extension, extension_id);
        lines.extend(found.into_iter().map(|line| format!("  {line}")));
    }
    lines
}

fn part<'a>(fields: &'a [Field], name: &str) -> Option<&'a Field> {
    fields.iter().find(|field| field.name == name)
}

fn value(field: &Field) -> String {
    match &field.value {
        Some(Value::Text(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Truth(truth)) => truth.to_string(),
        Some(Value::Octets(octets)) => hex(octets),
        None => String::new(),
    }
}

fn identifier(field: &Field) -> &str {
    field.identifier.as_deref().unwrap_or("more")
}

fn attributes(name: &Field) -> String {
    let attributes = name.fields.iter();
    let attributes =
        attributes.map(|attribute| format!("{}={}", identifier(attribute), value(attribute)));
    attributes.collect::<Vec<_>>().join(" ")
}

fn key(info: &Field) -> String {
    let text = info.text.as_ref().unwrap().to_string();
    if let Some(bits) = text
        .strip_prefix("RSA, ")
        .or_else(|| text.strip_prefix("RSASSA-PSS, "))
        .and_then(|rest| rest.strip_suffix(" bits"))
    {
        let exponent = value(part(&info.fields, "publicExponent").unwrap());
        return format!("RSA {bits} {exponent}");
    }
    match &*text {
        "EC P-256" | "EC secp256k1" => "EC 256".to_owned(),
        "EC P-384" => "EC 384".to_owned(),
        "EC P-521" => "EC 521".to_owned(),
        "EC secp192r1" => "EC 192".to_owned(),
        "EC secp224r1" => "EC 224".to_owned(),
        "Ed25519" => text,
        _ => "another".to_owned(),
    }
}

fn content(extension: &Field, identifier: &str) -> Vec<String> {
    let parts = &extension.fields;
    let number = |name| part(parts, name).map_or("None".to_owned(), value);
    match identifier {
        "2.5.29.15" => parts.iter().map(|usage| usage.name.clone()).collect(),
        "2.5.29.19" => vec![
            format!("cA {}", number("cA")),
            format!("pathLenConstraint {}", number("pathLenConstraint")),
        ],
        "2.5.29.37" => {
            let mut purposes: Vec<_> = parts.iter().map(value).collect();
            purposes.sort_unstable();
            purposes
        }
        "2.5.29.14" | "2.5.29.54" => parts.iter().map(value).collect(),
        "2.5.29.17" | "2.5.29.18" => general_names(parts),
        "2.5.29.35" => {
            let issuer = part(parts, "authorityCertIssuer");
            let key = part(parts, "keyIdentifier").map(value);
            let serial = part(parts, "authorityCertSerialNumber").map(value);
            let names = issuer.map_or(Vec::new(), |issuer| general_names(&issuer.fields));
            key.into_iter().chain(names).chain(serial).collect()
        }
        "2.5.29.32" => parts.iter().flat_map(policy).collect(),
        "2.5.29.31" | "2.5.29.46" => parts.iter().flat_map(point).collect(),
        "1.3.6.1.5.5.7.1.1" | "1.3.6.1.5.5.7.1.11" => {
            let line = |access: &Field| {
                let method = self::identifier(access);
                format!("{method} {}", general_names(&access.fields).join(" "))
            };
            parts.iter().map(line).collect()
        }
        "2.5.29.30" => {
            let subtrees = |name, kind: &'static str| {
                let names =
                    part(parts, name).map_or(Vec::new(), |list| general_names(&list.fields));
                names.into_iter().map(move |name| format!("{kind} {name}"))
            };
            let permitted = subtrees("permittedSubtrees", "permitted");
            permitted
                .chain(subtrees("excludedSubtrees", "excluded"))
                .collect()
        }
        "2.5.29.36" => vec![format!(
            "{} {}",
            number("requireExplicitPolicy"),
            number("inhibitPolicyMapping")
        )],
        "1.3.6.1.4.1.11129.2.4.2" => {
            let line = |timestamp: &Field| {
                let of = |name| part(&timestamp.fields, name).map_or(String::new(), value);
                let time = of("timestamp");
                format!("{} {}", of("logID"), time.get(..19).unwrap_or_default())
            };
            parts.iter().map(line).collect()
        }
        _ => vec!["another".to_owned()],
    }
}

fn general_names(names: &[Field]) -> Vec<String> {
    let line = |name: &Field| {
        let text = match &*name.name {
            "directoryName" => attributes(name),
            "otherName" => self::identifier(name).to_owned(),
            _ => value(name),
        };
        format!("{} {text}", name.name)
    };
    names.iter().map(line).collect()
}

fn policy(policy: &Field) -> Vec<String> {
    let mut lines = vec![value(policy)];
    for qualifier in &policy.fields {
        match &*qualifier.name {
            "cPSuri" => lines.push(format!("cPSuri {}", value(qualifier))),
            "userNotice" => {
                let text = part(&qualifier.fields, "explicitText");
                lines.extend(text.map(|text| format!("explicitText {}", value(text))));
            }
            _ => {}
        }
    }
    lines
}

fn point(point: &Field) -> Vec<String> {
    let mut lines = vec!["distributionPoint".to_owned()];
    for part in &point.fields {
        match &*part.name {
            "fullName" => lines.extend(general_names(&part.fields)),
            "nameRelativeToCRLIssuer" => lines.push("relative".to_owned()),
            "reasons" => {
                let reasons = part.fields.iter().map(|reason| reason.name.clone());
                // cryptography has no name for the unused bit.
                lines.extend(reasons.filter(|reason| reason != "unused"));
            }
            "cRLIssuer" => {
                lines.push(part.name.clone());
                lines.extend(general_names(&part.fields));
            }
            _ => {}
        }
    }
    lines
}

/// Returns true if the readings differ for a reason that shows in them.
fn is_explained(cryptography: &[String], inspection: &[String]) -> bool {
    // cryptography refuses all extensions for the sake of one.
    if let Some((last, fields)) = cryptography.split_last()
        && last == "extensions refused"
    {
        return inspection.starts_with(fields);
    }
    // Of a long list, the first thousand items are shown.
    let more = |line: &String| line.contains("more ") || line.contains("more=");
    let Some(more) = inspection.iter().position(more) else {
        return false;
    };
    let count = inspection[more].split(' ').count();
    more.max(count) > 1000 && cryptography[..more] == inspection[..more]
}

#[test]
fn an_inspection_shows_what_cryptography_reads() {
    let readings = readings();
    let mut compared = 0;
    let mut differing = String::new();
    for case in suites::certificates() {
        let Ok(inspection) = inspect(&Encoded::Bytes(case.der.clone())) else {
            continue;
        };
        let sha256 = value(part(&inspection.fields, "sha256").unwrap());
        let Some(expected) = readings.get(&sha256[..16]) else {
            continue;
        };
        compared += 1;
        let found = lines(&inspection.fields);
        if *expected == found || is_explained(expected, &found) || listed(&case.name) {
            continue;
        }
        let _ = writeln!(differing, "{}\t{}", case.suite, case.name);
        for (cryptography, inspection) in expected.iter().zip(&found) {
            if cryptography != inspection {
                let _ = writeln!(differing, "    {cryptography}\n    {inspection}");
                break;
            }
        }
    }
    assert!(differing.is_empty(), "{differing}");
    assert!(compared >= 1900, "{compared}");
}

/// Reasons why the two differ, and the certificates.
const LISTED: &[(&str, &[&str])] = &[
    (
        "x509-parser reads no name relative to the CRL's issuer; the inspection says so",
        &[
            "InvaliddistributionPointTest6EE",
            "ValidcRLIssuerTest29EE",
            "ValiddistributionPointTest4EE",
            "ValiddistributionPointTest5EE",
            "revocation person-relative",
            "seeds/certificate/person-relative",
        ],
    ),
    (
        "cryptography reads the curve in explicit parameters",
        &[
            "x509/custom/ec_no_named_curve.pem",
            "algorithms/p256-explicit-root.pem",
        ],
    ),
    (
        "cryptography shows the content of a BIT STRING, and the inspection the whole value",
        &["x509/scottishpower-bitstring-dn.pem"],
    ),
    (
        "cryptography refuses the key",
        &[
            "pki/malformed-key-negative.pem",
            "pki/malformed-key-trailing.pem",
            "pki/person-exponent-1.pem",
            "pki/person-exponent-even.pem",
        ],
    ),
    (
        "the inspection shows an exponent beyond 32 bits in hexadecimal",
        &[
            "pki/person-exponent-2048-bits.pem",
            "pki/person-exponent-34-bits.pem",
        ],
    ),
];

fn listed(name: &str) -> bool {
    LISTED.iter().any(|(_, names)| names.contains(&name))
}

#[test]
fn every_certificate_has_a_text_in_each_language() {
    for case in suites::certificates() {
        let Ok(inspection) = inspect(&Encoded::Bytes(case.der)) else {
            continue;
        };
        let [english, traditional, simplified] = [
            ReportLanguage::English,
            ReportLanguage::TraditionalChinese,
            ReportLanguage::SimplifiedChinese,
        ]
        .map(|language| inspection.text(language));
        assert!(english.starts_with("Version: "), "{}", case.name);
        assert!(traditional.starts_with("版本："), "{}", case.name);
        assert!(simplified.starts_with("版本："), "{}", case.name);
        let lines = english.lines().count();
        assert_eq!(traditional.lines().count(), lines, "{}", case.name);
        assert_eq!(simplified.lines().count(), lines, "{}", case.name);
        assert!(
            !traditional.contains(['证', '书', '签', '钥']),
            "{}: {traditional}",
            case.name
        );
    }
}

#[test]
#[ignore = "writes what make.py reads"]
fn written() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("certificates");
    std::fs::create_dir_all(&folder).unwrap();
    for (index, case) in suites::certificates().iter().enumerate() {
        std::fs::write(folder.join(format!("{index:05}.der")), &case.der).unwrap();
    }
}
