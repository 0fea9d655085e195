//! Generates chain/ and seeds/ from the project's fixtures: `cargo run --example seeds`.
//!
//! Messages of tests/fixtures/cms are used unchanged. Certificates, CRLs and OCSP responses of
//! tests/fixtures/revocation are re-signed with the known key.

mod gateway;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use iamsmart::encoding::from_base64;
use iamsmart_fuzz::der::Node;
use iamsmart_fuzz::parts::{self, Role};
use iamsmart_fuzz::seal::{self, Kind};
use serde_json::Value;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

/// Objects by name.
type Objects = BTreeMap<String, Vec<u8>>;

/// Certificates of tests/fixtures/pki that differ in structure.
const CERTIFICATES: [&str; 11] = [
    "person",
    "person-names",
    "person-issuer-and-serial",
    "person-p256",
    "person-ed25519",
    "person-purposes-critical",
    "person-unique-id",
    "issuing-name-constraints",
    "issuing-policy-constraints",
    "issuing-policy-mappings-non-critical",
    "root-v1",
];

/// Certificates of tests/fixtures/revocation with a relative name and with a CRL issuer.
const DISTRIBUTION_POINTS: [&str; 2] = ["person-relative", "person-indirect"];

/// One JWS of each form in tests/fixtures/jws.
const JWS: [&str; 3] = ["flattened", "general", "unencoded-payload"];

/// Evidence of tests/fixtures/evidence with one time-stamp, and with three.
const STAMPED: [&str; 2] = ["stamped", "renewed-2032"];

/// Cases of tests/fixtures/pki/cases.tsv with more than one certificate.
const CASES: usize = 60;

fn main() {
    gateway::write_all();
    let revocation = Revocation::read();
    write("chain/root.der", &revocation.certificates["root"]);
    write("chain/issuing.der", &revocation.certificates["issuing"]);
    write("chain/person.der", &revocation.certificates["person-a"]);

    for name in CERTIFICATES {
        write(&format!("seeds/certificate/{name}"), &certificate(name));
    }
    for name in DISTRIBUTION_POINTS {
        let der = &revocation.certificates[name];
        write(&format!("seeds/certificate/{name}"), der);
    }
    for (name, crl) in &revocation.crls {
        write(&format!("seeds/crl/{name}"), crl);
    }
    for (name, response) in &revocation.ocsp_responses {
        write(&format!("seeds/ocsp/{name}"), response);
    }
    for name in JWS {
        let jws = fs::read(fixture(&format!("jws/{name}.json"))).unwrap();
        write(&format!("seeds/evidence/jws-{name}"), &jws);
    }
    write("seeds/evidence/evidence", evidence().as_bytes());
    for name in STAMPED {
        let file = fs::read(fixture(&format!("evidence/{name}.json"))).unwrap();
        write(&format!("seeds/evidence/{name}"), &file);
    }

    // Every other case: cases share most objects, and seeds/crl has all CRLs.
    for (name, input) in revocation.cases().into_iter().step_by(2) {
        write(&format!("seeds/report/{name}"), &input);
    }
    write("seeds/report/signature", &signature());
    for (name, input) in paths() {
        write(&format!("seeds/webpki/{name}"), &input);
    }
}

/// Objects of tests/fixtures/revocation, re-signed with the known key.
struct Revocation {
    certificates: Objects,
    crls: Objects,
    ocsp_responses: Objects,
}

impl Revocation {
    fn read() -> Self {
        let objects = fs::read_to_string(fixture("revocation/objects.json")).unwrap();
        let objects: Value = serde_json::from_str(&objects).unwrap();
        let of = |kind: &str| -> Objects {
            let objects = objects[kind].as_object().unwrap();
            let decode = |value: &Value| from_base64(kind, value.as_str().unwrap()).unwrap();
            objects
                .iter()
                .map(|(name, value)| (name.clone(), decode(value)))
                .collect()
        };
        let originals = of("certificates");
        let keys: Vec<Vec<u8>> = originals.values().map(|der| key_octets(der)).collect();
        let adopted = |kind: Kind, objects: &Objects| -> Objects {
            let adopt = |der: &Vec<u8>| adopted(kind, &with_key_hashes(der, &keys));
            let objects = objects.iter();
            objects
                .filter_map(|(name, der)| Some((name.clone(), adopt(der)?)))
                .collect()
        };
        Self {
            certificates: adopted(Kind::Certificate, &originals),
            crls: adopted(Kind::Crl, &of("crls")),
            ocsp_responses: adopted(Kind::OcspResponse, &of("ocsp")),
        }
    }

    /// Returns one input per case.
    fn cases(&self) -> Vec<(String, Vec<u8>)> {
        let table = fs::read_to_string(fixture("revocation/cases.tsv")).unwrap();
        let rows = table.lines().filter(|line| !line.starts_with('#'));
        let input = |row: Vec<&str>| {
            let mut parts = vec![
                (Role::Options, vec![32, 0, 0, 0]),
                (Role::Certificate, self.certificates[row[1]].clone()),
                (Role::Anchor, self.certificates["root"].clone()),
                (Role::Intermediate, self.certificates[row[2]].clone()),
            ];
            let columns = [
                (row[3], Role::Intermediate, &self.certificates),
                (row[4], Role::Crl, &self.crls),
                (row[5], Role::OcspResponse, &self.ocsp_responses),
            ];
            for (names, role, objects) in columns {
                for name in names.split(' ') {
                    parts.extend(objects.get(name).map(|object| (role, object.clone())));
                }
            }
            parts.push((Role::Crl, self.crls["root"].clone()));
            (row[0].to_owned(), parts::join(&parts).unwrap())
        };
        rows.map(|row| input(row.split('\t').collect())).collect()
    }
}

/// The octets of the key's BIT STRING, without the count of unused bits.
fn key_octets(certificate: &[u8]) -> Vec<u8> {
    let tree = Node::read(certificate).unwrap();
    let fields = tree.nodes()[0].nodes();
    let info = fields
        .iter()
        .filter(|field| field.tag == 0x30)
        .nth(4)
        .unwrap();
    info.nodes()[1].encode().split_off(3)
}

/// Replaces the hashes of `keys`, which identify keys in OCSP, by those of the known key.
fn with_key_hashes(der: &[u8], keys: &[Vec<u8>]) -> Vec<u8> {
    type DigestOf = fn(&[u8]) -> Vec<u8>;
    let hashes: [DigestOf; 4] = [
        |key| Sha1::digest(key).to_vec(),
        |key| Sha256::digest(key).to_vec(),
        |key| Sha384::digest(key).to_vec(),
        |key| Sha512::digest(key).to_vec(),
    ];
    let mut der = der.to_vec();
    for (key, hash) in keys.iter().flat_map(|key| hashes.map(|hash| (key, hash))) {
        let (old, new) = (hash(key), hash(&seal::public_key()));
        while let Some(at) = der.windows(old.len()).position(|octets| octets == old) {
            der[at..at + new.len()].copy_from_slice(&new);
        }
    }
    der
}

fn adopted(kind: Kind, der: &[u8]) -> Option<Vec<u8>> {
    let mut tree = Node::read(der)?;
    if seal::adopt(kind, &mut tree).is_none() {
        // An OCSP response without responseBytes has no signature.
        return (kind == Kind::OcspResponse).then(|| der.to_vec());
    }
    Some(tree.encode())
}

/// Paths of tests/fixtures/pki, re-signed with the known key.
fn paths() -> Vec<(String, Vec<u8>)> {
    let table = fs::read_to_string(fixture("pki/cases.tsv")).unwrap();
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    let path = |line: &str| {
        let row: Vec<&str> = line.split('\t').collect();
        let columns = [
            (row[1], Role::Certificate),
            (row[2], Role::Intermediate),
            (row[3], Role::Anchor),
        ];
        let mut parts = Vec::new();
        for (names, role) in columns {
            for name in names.split(' ').filter(|name| *name != "-") {
                parts.push((role, adopted(Kind::Certificate, &certificate(name))?));
            }
        }
        Some((row[0].to_owned(), parts::join(&parts)?))
    };
    rows.filter_map(path).take(CASES).collect()
}

fn signature() -> Vec<u8> {
    let file = |name: &str| fs::read(fixture(&format!("pki/{name}"))).unwrap();
    parts::join(&[
        (Role::Options, vec![3, 0, 0, 0]),
        (Role::Certificate, certificate("person")),
        (Role::Anchor, certificate("root")),
        (Role::Intermediate, certificate("issuing")),
        (Role::Signature, file("digest.sig")),
        (Role::Content, file("content.json")),
    ])
    .unwrap()
}

fn evidence() -> String {
    use iamsmart::asn1::Encoded;
    use iamsmart::verification::create_evidence;
    use iamsmart::verification::{PathOptions, SignatureInput};

    let file = |name: &str| fs::read(fixture(&format!("pki/{name}"))).unwrap();
    let encoded = |name: &str| Encoded::Bytes(certificate(name));
    create_evidence(&SignatureInput {
        content: Some(file("content.json")),
        digest: None,
        signature: file("digest.sig"),
        certificate: encoded("person"),
        signature_algorithm: None,
        claimed_time: None,
        timestamps: Vec::new(),
        options: PathOptions {
            trust_anchors: vec![encoded("root")],
            intermediates: vec![encoded("issuing")],
            ..PathOptions::at(iamsmart_fuzz::chain::validation_time())
        },
    })
    .unwrap()
}

fn certificate(name: &str) -> Vec<u8> {
    let pem = fs::read_to_string(fixture(&format!("pki/{name}.pem"))).unwrap();
    let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    from_base64(name, &body).unwrap()
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../tests/fixtures")
        .join(name)
}

fn write(name: &str, content: &[u8]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}
