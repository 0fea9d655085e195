//! Fields of a certificate as parsed by x509-parser.

mod pointers;

use alloc::borrow::ToOwned as _;
use alloc::collections::BTreeSet;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use ::x509_parser::asn1_rs::Oid;
use ::x509_parser::certificate::X509Certificate;
use ::x509_parser::extensions::{
    AuthorityKeyIdentifier, ExtendedKeyUsage, GeneralName, GeneralSubtree, KeyUsage,
    ParsedExtension, PolicyInformation, X509Extension,
};
use ::x509_parser::public_key::PublicKey;
use ::x509_parser::x509::{RelativeDistinguishedName, X509Name};

use crate::encoding::hex;
use crate::inspection::comparison::fields::{
    Fields, NAME_CONSTRAINTS, REFUSED, fields_of_extension,
};
use crate::inspection::encoding;
use crate::inspection::encoding::{algorithm, any};

/// Returns the fields of a certificate and the names of those that are parsed in part.
pub(super) fn fields(certificate: &X509Certificate<'_>) -> (Fields, BTreeSet<&'static str>) {
    let mut fields = basic_fields(certificate);
    for extension in certificate.extensions() {
        add_extension(&mut fields, extension);
    }
    let mut partly_read = pointers::add(&mut fields, certificate.extensions());
    for extension in certificate.extensions() {
        if let ParsedExtension::NameConstraints(constraints) = extension.parsed_extension()
            && encoding::name_constraints(constraints) != extension.value
        {
            partly_read.extend(NAME_CONSTRAINTS);
        }
    }
    (fields, partly_read)
}

fn basic_fields(certificate: &X509Certificate<'_>) -> Fields {
    let version = match certificate.version.0 {
        encoded @ 0..=2 => (encoded + 1).to_string(),
        _ => "other".to_owned(),
    };
    let mut fields = Fields::from([
        ("version", version),
        ("serialNumber", hex(certificate.raw_serial())),
        ("tbsCertificate", hex(certificate.tbs_certificate.as_ref())),
        (
            "tbsCertificate.signature",
            hex(&algorithm(&certificate.signature)),
        ),
        (
            "signatureAlgorithm",
            hex(&algorithm(&certificate.signature_algorithm)),
        ),
        ("signatureValue", hex(&certificate.signature_value.data)),
        ("issuer", hex(certificate.issuer.as_raw())),
        ("issuer.attributes", attributes(&certificate.issuer)),
        (
            "validity.notBefore",
            certificate.validity.not_before.timestamp().to_string(),
        ),
        (
            "validity.notAfter",
            certificate.validity.not_after.timestamp().to_string(),
        ),
        ("subject", hex(certificate.subject.as_raw())),
        ("subject.attributes", attributes(&certificate.subject)),
        ("subjectPublicKeyInfo", hex(certificate.subject_pki.raw)),
        ("extensions", extensions(certificate.extensions())),
    ]);
    if let Ok(PublicKey::RSA(key)) = certificate.subject_pki.parsed() {
        let zeros = key.modulus.iter().take_while(|octet| **octet == 0).count();
        let digits = &key.modulus[zeros..];
        let leading = digits.first().map_or(0, |digit| digit.leading_zeros());
        let bits = 8 * digits.len() - leading as usize;
        fields.insert("subjectPublicKeyInfo.rsa", format!("RSA {bits}"));
    }
    let unique_ids = [
        ("issuerUniqueID", &certificate.issuer_uid),
        ("subjectUniqueID", &certificate.subject_uid),
    ];
    for (field, id) in unique_ids {
        if let Some(id) = id {
            fields.insert(field, hex(&[&[id.0.unused_bits], &id.0.data[..]].concat()));
        }
    }
    fields
}

fn attributes(name: &X509Name<'_>) -> String {
    let rdn = |rdn: &RelativeDistinguishedName<'_>| {
        let attributes = rdn.iter().map(|attribute| {
            let value = any(attribute.attr_value());
            format!("{}={}", hex(attribute.attr_type().as_bytes()), hex(&value))
        });
        attributes.collect::<Vec<_>>().join("+")
    };
    name.iter_rdn().map(rdn).collect::<Vec<_>>().join("\n")
}

fn extensions(extensions: &[X509Extension<'_>]) -> String {
    let line = |extension: &X509Extension<'_>| {
        let critical = if extension.critical { " critical" } else { "" };
        format!(
            "{}{critical} {}",
            hex(extension.oid.as_bytes()),
            hex(extension.value)
        )
    };
    extensions.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Adds the fields of an extension; if one occurs twice, the last counts.
fn add_extension(fields: &mut Fields, extension: &X509Extension<'_>) {
    match extension.parsed_extension() {
        ParsedExtension::BasicConstraints(constraints) => {
            let text = format!("{} {:?}", constraints.ca, constraints.path_len_constraint);
            fields.insert("basicConstraints", text);
        }
        ParsedExtension::KeyUsage(usage) => {
            fields.insert("keyUsage", key_usage(*usage));
        }
        ParsedExtension::ExtendedKeyUsage(usage) => {
            fields.insert("extKeyUsage", purposes(usage));
        }
        ParsedExtension::SubjectKeyIdentifier(identifier) => {
            fields.insert("subjectKeyIdentifier", hex(identifier.0));
        }
        ParsedExtension::AuthorityKeyIdentifier(key) => add_authority_key(fields, key),
        ParsedExtension::SubjectAlternativeName(names) => {
            fields.remove("subjectAltName");
            if !names.general_names.is_empty() {
                fields.insert("subjectAltName", general_names(&names.general_names));
            }
        }
        ParsedExtension::NameConstraints(constraints) => {
            let bases = |subtrees: &Option<Vec<GeneralSubtree<'_>>>| {
                let subtrees = subtrees.iter().flatten();
                let bases: Vec<_> = subtrees.map(|subtree| subtree.base.clone()).collect();
                general_names(&bases)
            };
            let permitted = bases(&constraints.permitted_subtrees);
            fields.insert(NAME_CONSTRAINTS[0], permitted);
            let excluded = bases(&constraints.excluded_subtrees);
            fields.insert(NAME_CONSTRAINTS[1], excluded);
        }
        ParsedExtension::CertificatePolicies(policies) => add_policies(fields, policies),
        ParsedExtension::PolicyMappings(mappings) => {
            let mappings = mappings.mappings.iter().map(|mapping| {
                format!(
                    "{}={}",
                    hex(mapping.issuer_domain_policy.as_bytes()),
                    hex(mapping.subject_domain_policy.as_bytes())
                )
            });
            fields.insert("policyMappings", mappings.collect::<Vec<_>>().join(" "));
        }
        ParsedExtension::PolicyConstraints(constraints) => {
            let text = format!(
                "{:?} {:?}",
                constraints.require_explicit_policy, constraints.inhibit_policy_mapping
            );
            fields.insert("policyConstraints", text);
        }
        ParsedExtension::InhibitAnyPolicy(inhibit) => {
            fields.insert("inhibitAnyPolicy", inhibit.skip_certs.to_string());
        }
        ParsedExtension::ParseError { .. } => add_refused(fields, &extension.oid),
        _ => {}
    }
}

/// Adds the fields of an extension that x509-parser cannot parse.
fn add_refused(fields: &mut Fields, identifier: &Oid<'_>) {
    let names = fields_of_extension(identifier.as_bytes()).iter();
    fields.extend(names.map(|name| (*name, REFUSED.to_owned())));
}

/// Returns the nine bits that RFC 5280 §4.2.1.3 names.
fn key_usage(usage: KeyUsage) -> String {
    let names = [
        (usage.digital_signature(), "digitalSignature"),
        (usage.non_repudiation(), "nonRepudiation"),
        (usage.key_encipherment(), "keyEncipherment"),
        (usage.data_encipherment(), "dataEncipherment"),
        (usage.key_agreement(), "keyAgreement"),
        (usage.key_cert_sign(), "keyCertSign"),
        (usage.crl_sign(), "cRLSign"),
        (usage.encipher_only(), "encipherOnly"),
        (usage.decipher_only(), "decipherOnly"),
    ];
    let set = names.iter().filter(|(is_set, _)| *is_set);
    set.map(|(_, name)| *name).collect::<Vec<_>>().join(" ")
}

/// Returns the purposes sorted, because x509-parser does not keep their order.
fn purposes(usage: &ExtendedKeyUsage<'_>) -> String {
    let known: [(bool, &[u8]); 7] = [
        (usage.any, &[0x55, 0x1d, 37, 0]),
        (usage.server_auth, &[0x2b, 6, 1, 5, 5, 7, 3, 1]),
        (usage.client_auth, &[0x2b, 6, 1, 5, 5, 7, 3, 2]),
        (usage.code_signing, &[0x2b, 6, 1, 5, 5, 7, 3, 3]),
        (usage.email_protection, &[0x2b, 6, 1, 5, 5, 7, 3, 4]),
        (usage.time_stamping, &[0x2b, 6, 1, 5, 5, 7, 3, 8]),
        (usage.ocsp_signing, &[0x2b, 6, 1, 5, 5, 7, 3, 9]),
    ];
    let known = known.iter().filter(|(is_set, _)| *is_set);
    let mut purposes: BTreeSet<String> = known.map(|(_, identifier)| hex(identifier)).collect();
    purposes.extend(
        usage
            .other
            .iter()
            .map(|identifier| hex(identifier.as_bytes())),
    );
    Vec::from_iter(purposes).join(" ")
}

fn general_names(names: &[GeneralName<'_>]) -> String {
    let line = |name: &GeneralName<'_>| match name {
        GeneralName::OtherName(identifier, _) => {
            format!("otherName {}", hex(identifier.as_bytes()))
        }
        GeneralName::RFC822Name(text) => format!("rfc822Name {text}"),
        GeneralName::DNSName(text) => format!("dNSName {text}"),
        GeneralName::X400Address(_) => "x400Address ".to_owned(),
        GeneralName::DirectoryName(name) => format!("directoryName {}", hex(name.as_raw())),
        GeneralName::EDIPartyName(_) => "ediPartyName ".to_owned(),
        GeneralName::URI(text) => format!("uniformResourceIdentifier {text}"),
        GeneralName::IPAddress(octets) => format!("iPAddress {}", hex(octets)),
        GeneralName::RegisteredID(identifier) => {
            format!("registeredID {}", hex(identifier.as_bytes()))
        }
        GeneralName::Invalid(tag, octets) => format!("invalid {} {}", tag.0, hex(octets)),
    };
    names.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn add_authority_key(fields: &mut Fields, key: &AuthorityKeyIdentifier<'_>) {
    let mut issuers = key.authority_cert_issuer.iter().flatten();
    let issuer = issuers.find_map(|name| match name {
        GeneralName::DirectoryName(name) => Some(name.as_raw()),
        _ => None,
    });
    let parts = [
        (
            "authorityKeyIdentifier.keyIdentifier",
            key.key_identifier.as_ref().map(|identifier| identifier.0),
        ),
        ("authorityKeyIdentifier.authorityCertIssuer", issuer),
        (
            "authorityKeyIdentifier.authorityCertSerialNumber",
            key.authority_cert_serial,
        ),
    ];
    for (field, octets) in parts {
        fields.remove(field);
        fields.extend(octets.map(|octets| (field, hex(octets))));
    }
}

fn add_policies(fields: &mut Fields, policies: &[PolicyInformation<'_>]) {
    const QUALIFIERS: [&[u8]; 2] = [&[0x2b, 6, 1, 5, 5, 7, 2, 1], &[0x2b, 6, 1, 5, 5, 7, 2, 2]];

    let identifiers: Vec<_> = policies
        .iter()
        .map(|policy| hex(policy.policy_id.as_bytes()))
        .collect();
    fields.insert("certificatePolicies", identifiers.join(" "));
    let mut qualifiers = policies
        .iter()
        .flat_map(|policy| policy.policy_qualifiers.iter().flatten());
    let has_unknown =
        qualifiers.any(|qualifier| !QUALIFIERS.contains(&qualifier.policy_qualifier_id.as_bytes()));
    fields.insert(
        "certificatePolicies.hasUnknownQualifier",
        has_unknown.to_string(),
    );
}
