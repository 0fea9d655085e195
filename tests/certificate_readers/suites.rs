//! The certificates of every suite, each once.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use iamsmart::encoding::from_base64;
use iamsmart::inspection::{Comparison, compare};
use serde_json::Value;
use x509_parser::pem::Pem;

use crate::vectors;

/// One certificate of a suite.
pub(crate) struct Case {
    pub(crate) suite: &'static str,
    pub(crate) name: String,
    pub(crate) der: Vec<u8>,
}

#[derive(Default)]
struct Cases {
    cases: Vec<Case>,
    known: HashSet<Vec<u8>>,
}

/// Returns every certificate; of identical ones, the first.
pub(crate) fn certificates() -> Vec<Case> {
    let mut cases = Cases::default();
    limbo(&mut cases);
    pkits(&mut cases);
    cases.add_files("hkpost", &vectors::path(""), "hkpost");
    cryptography(&mut cases);
    for folder in ["pki", "algorithms", "cms", "jws", "sandbox"] {
        cases.add_files("fixtures", &fixtures(""), folder);
    }
    fixtures_in_json(&mut cases);
    for folder in ["chain", "seeds/certificate"] {
        cases.add_files("fuzz", &fuzz(""), folder);
    }
    for seeds in ["seeds/webpki", "seeds/report"] {
        for file in files(&fuzz(seeds)) {
            cases.add_embedded("fuzz", &name_in(&fuzz(""), &file), &vectors::octets(&file));
        }
    }
    cases.cases
}

fn limbo(cases: &mut Cases) {
    let suite = vectors::json("limbo/limbo.json.gz");
    for case in suite["testcases"].as_array().unwrap() {
        let id = case["id"].as_str().unwrap();
        for field in ["trusted_certs", "untrusted_intermediates"] {
            for (index, pem) in case[field].as_array().unwrap().iter().enumerate() {
                let pem = pem.as_str().unwrap();
                cases.add_pem("limbo", &format!("{id} {field}[{index}]"), pem.as_bytes());
            }
        }
        let pem = case["peer_certificate"].as_str().unwrap();
        cases.add_pem("limbo", &format!("{id} peer_certificate"), pem.as_bytes());
    }
}

fn pkits(cases: &mut Cases) {
    let suite = vectors::json("pkits/pkits.json.gz");
    for (name, base64) in suite["certificates"].as_object().unwrap() {
        cases.add("pkits", name.clone(), decoded(base64));
    }
}

/// Adds PyPI's cryptography_vectors: X.509, and the signed messages of PKITS and others.
fn cryptography(cases: &mut Cases) {
    const SUITE: &str = "cryptography_vectors";
    let root = vectors::cryptography("");
    for folder in ["x509", "pkcs7", "pkcs12/ca"] {
        for file in files(&root.join(folder)) {
            let name = name_in(&root, &file);
            let is_other = |part: &str| name.contains(part);
            let octets = vectors::octets(&file);
            match file.extension().and_then(|extension| extension.to_str()) {
                Some("pem") => cases.add_pem(SUITE, &name, &octets),
                // CRLs, requests, private keys.
                _ if ["crl", "req", "_key", ".p12", ".txt"]
                    .into_iter()
                    .any(is_other) => {}
                Some("crt") => cases.add(SUITE, name, octets),
                Some("der") if !["ocsp/", "pkcs7/"].into_iter().any(is_other) => {
                    cases.add(SUITE, name, octets);
                }
                Some("eml") => cases.add_mail(SUITE, &name, &octets),
                _ => cases.add_embedded(SUITE, &name, &octets),
            }
        }
    }
}

/// Adds the certificates in Base64, and those in OCSP responses.
fn fixtures_in_json(cases: &mut Cases) {
    let constraints = json(&fixtures("constraints/cases.json"));
    for kind in ["policies", "names"] {
        for case in constraints[kind].as_array().unwrap() {
            let title = case["title"].as_str().unwrap();
            for (index, base64) in case["certificates"].as_array().unwrap().iter().enumerate() {
                cases.add(
                    "fixtures",
                    format!("constraints {title}[{index}]"),
                    decoded(base64),
                );
            }
        }
    }
    let revocation = json(&fixtures("revocation/objects.json"));
    for (name, base64) in revocation["certificates"].as_object().unwrap() {
        cases.add("fixtures", format!("revocation {name}"), decoded(base64));
    }
    for (name, base64) in revocation["ocsp"].as_object().unwrap() {
        cases.add_embedded("fixtures", &format!("revocation {name}"), &decoded(base64));
    }
}

impl Cases {
    fn add(&mut self, suite: &'static str, name: String, der: Vec<u8>) {
        if self.known.insert(der.clone()) {
            self.cases.push(Case { suite, name, der });
        }
    }

    fn add_pem(&mut self, suite: &'static str, name: &str, text: &[u8]) {
        let blocks = Pem::iter_from_buffer(text).filter_map(Result::ok);
        let certificates = blocks.filter(|block| block.label.ends_with("CERTIFICATE"));
        for (index, block) in certificates.enumerate() {
            let number = if index == 0 {
                String::new()
            } else {
                format!("[{index}]")
            };
            self.add(suite, format!("{name}{number}"), block.contents);
        }
    }

    /// Adds every certificate, message and seed of a folder of `root`, recursively.
    fn add_files(&mut self, suite: &'static str, root: &Path, folder: &str) {
        for file in files(&root.join(folder)) {
            let name = name_in(root, &file);
            let octets = vectors::octets(&file);
            match file.extension().and_then(|extension| extension.to_str()) {
                Some("pem") => self.add_pem(suite, &name, &octets),
                Some("cms") => self.add_embedded(suite, &name, &octets),
                Some("der") | None => self.add(suite, name, octets),
                _ => {}
            }
        }
    }

    /// Adds everything in a file that one of the two parsers accepts as a certificate.
    fn add_embedded(&mut self, suite: &'static str, name: &str, octets: &[u8]) {
        for at in 0..octets.len() {
            let [0x30, 0x82, high, low, 0x30, ..] = octets[at..] else {
                continue;
            };
            let end = at + 4 + usize::from(u16::from_be_bytes([high, low]));
            let Some(der) = octets.get(at..end) else {
                continue;
            };
            if compare(der) != Comparison::Neither {
                self.add(suite, format!("{name}@{at}"), der.to_vec());
            }
        }
    }

    /// Adds the Base64 parts of an S/MIME message.
    fn add_mail(&mut self, suite: &'static str, name: &str, mail: &[u8]) {
        let mail = String::from_utf8_lossy(mail).replace('\r', "");
        for part in mail.split("\n\n") {
            let base64: String = part
                .lines()
                .take_while(|line| !line.starts_with('-'))
                .collect();
            if let Ok(octets) = from_base64(name, &base64) {
                self.add_embedded(suite, name, &octets);
            }
        }
    }
}

/// Returns the files of a folder, recursively, sorted by name.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{} is missing: {error}.", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort_unstable();
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

fn name_in(folder: &Path, file: &Path) -> String {
    let name = file.strip_prefix(folder).unwrap();
    name.to_str().unwrap().replace('\\', "/")
}

fn fixtures(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name)
}

fn fuzz(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz")
        .join(name)
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&vectors::octets(path)).unwrap()
}

fn decoded(base64: &Value) -> Vec<u8> {
    from_base64("certificate", base64.as_str().unwrap()).unwrap()
}
