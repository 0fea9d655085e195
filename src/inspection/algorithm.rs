//! Algorithm identifiers and public keys (RFC 5280 §4.1.1.2, §4.1.2.7).

use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;

use x509_parser::asn1_rs::{Any, FromDer as _, Tag};
use x509_parser::public_key::{PublicKey, RSAPublicKey};
use x509_parser::signature_algorithm::RsaSsaPssParams;
use x509_parser::x509::{AlgorithmIdentifier, SubjectPublicKeyInfo};

use crate::asn1::oid::Identifier;
use crate::inspection::field::Field;
use crate::inspection::oid_name;
use crate::inspection::outline::{element, integer};
use crate::inspection::phrase::Phrase;
use crate::inspection::title::Title;

/// id-RSASSA-PSS (RFC 4055 §3.1).
const RSASSA_PSS: &str = "1.2.840.113549.1.1.10";

/// Returns the field of an algorithm, with its parameters if it has any.
pub(super) fn algorithm(name: &str, title: Title, value: &AlgorithmIdentifier<'_>) -> Field {
    let identifier = Identifier(value.algorithm.as_bytes()).text();
    let text = named(&identifier);
    let parameters = value.parameters.as_ref();
    let parameters = parameters.filter(|parameters| parameters.tag() != Tag::Null);
    let fields = match parameters {
        None => Vec::new(),
        Some(parameters) if identifier == RSASSA_PSS => pss(parameters),
        Some(parameters) => parameter(parameters),
    };
    Field::text(name, title, identifier.clone())
        .with_text(Phrase::Plain { text })
        .identified(identifier)
        .with_fields(fields)
}

/// Returns the field of a public key.
pub(super) fn public_key(info: &SubjectPublicKeyInfo<'_>) -> Field {
    let key = &info.subject_public_key.data;
    let identifier = Identifier(info.algorithm.algorithm.as_bytes()).text();
    let (kind, parsed) = if identifier == RSASSA_PSS {
        let key = RSAPublicKey::from_der(key);
        ("RSASSA-PSS", key.map(|(_, key)| PublicKey::RSA(key)).ok())
    } else {
        ("RSA", info.parsed().ok())
    };
    let mut fields = Vec::from([algorithm("algorithm", Title::Algorithm, &info.algorithm)]);
    let mut text = Phrase::Plain {
        text: named(&identifier),
    };
    match parsed {
        Some(PublicKey::RSA(rsa)) => {
            text = Phrase::KeyOfBits {
                kind,
                bits: bits(rsa.modulus),
            };
            fields.push(Field::octets("modulus", Title::Modulus, rsa.modulus));
            fields.push(integer("publicExponent", Title::Exponent, rsa.exponent));
        }
        Some(PublicKey::EC(_)) => {
            if let Some(curve) = curve(&info.algorithm) {
                text = Phrase::Plain {
                    text: ["EC ", &curve].concat(),
                };
            }
            fields.push(Field::octets("subjectPublicKey", Title::KeyOctets, key));
        }
        _ => fields.push(Field::octets("subjectPublicKey", Title::KeyOctets, key)),
    }
    Field::group("subjectPublicKeyInfo", Title::PublicKey, fields).with_text(text)
}

/// Returns the name of an identifier, or the identifier.
fn named(identifier: &str) -> String {
    oid_name::of(identifier).unwrap_or(identifier).to_owned()
}

/// Returns the curve that the parameters of an id-ecPublicKey key name (RFC 5480 §2.1.1).
fn curve(algorithm: &AlgorithmIdentifier<'_>) -> Option<String> {
    let parameters = algorithm.parameters.as_ref()?;
    let is_name = parameters.tag() == Tag::Oid;
    is_name.then(|| named(&Identifier(parameters.data).text()))
}

fn parameter(parameters: &Any<'_>) -> Vec<Field> {
    let field = element(parameters);
    Vec::from([Field {
        name: "parameters".to_owned(),
        title: Title::Parameters.into(),
        ..field
    }])
}

/// Returns the fields of the parameters of RSASSA-PSS (RFC 4055 §3.1), with their defaults.
fn pss(parameters: &Any<'_>) -> Vec<Field> {
    let Ok(pss) = RsaSsaPssParams::try_from(parameters) else {
        return parameter(parameters);
    };
    let Ok(mask) = pss.mask_gen_algorithm() else {
        return parameter(parameters);
    };
    let named_algorithm = |name: &str, title, identifier: &[u8]| {
        let identifier = Identifier(identifier).text();
        let text = named(&identifier);
        Field::text(name, title, identifier).with_text(Phrase::Plain { text })
    };
    let hash = named_algorithm(
        "hashAlgorithm",
        Title::HashAlgorithm,
        pss.hash_algorithm_oid().as_bytes(),
    );
    let mask_hash = named_algorithm("hashAlgorithm", Title::HashAlgorithm, mask.hash.as_bytes());
    let mask = named_algorithm(
        "maskGenAlgorithm",
        Title::MaskGenAlgorithm,
        mask.mgf.as_bytes(),
    );
    Vec::from([
        hash,
        mask.with_fields(Vec::from([mask_hash])),
        Field::number("saltLength", Title::SaltLength, pss.salt_length()),
        Field::number("trailerField", Title::TrailerField, pss.trailer_field()),
    ])
}

/// Returns the length of a positive INTEGER in bits.
fn bits(octets: &[u8]) -> u32 {
    let zeros = octets.iter().take_while(|octet| **octet == 0).count();
    let digits = octets.get(zeros..).unwrap_or_default();
    let leading = digits.first().map_or(0, |digit| digit.leading_zeros());
    let all = u32::try_from(8 * digits.len()).unwrap_or(u32::MAX);
    all.saturating_sub(leading)
}
