//! Fields of a certificate as parsed by the crate.

use alloc::borrow::ToOwned as _;
use alloc::collections::BTreeSet;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use crate::Result;
use crate::asn1::Time;
use crate::encoding::hex;
use crate::inspection::comparison::fields::{Fields, REFUSED, fields_of_extension};
use crate::pki::certificate::{AuthorityKey, Certificate, Extension};
use crate::pki::name::{AttributeTypeAndValue, GeneralName, Name, Rdn};
use crate::pki::policy::PolicyExtensions;
use crate::pki::revocation::{
    DistributionPoint, DistributionPointName, DistributionPoints, RevocationPointers,
};

/// Returns the fields of a certificate.
pub(super) fn fields(der: &[u8]) -> Result<Fields> {
    let certificate = Certificate::parse("certificate", der)?;
    let mut fields = basic_fields(&certificate);
    add_extensions(&mut fields, &certificate);
    add_authority_key(&mut fields, certificate.authority_key());
    add_policies(&mut fields, certificate.policy_extensions());
    add_pointers(&mut fields, &certificate);
    for unreadable in certificate.unreadable_extensions() {
        let names = fields_of_extension(unreadable.identifier).iter();
        fields.extend(names.map(|name| (*name, REFUSED.to_owned())));
    }
    Ok(fields)
}

fn basic_fields(certificate: &Certificate<'_>) -> Fields {
    let seconds = |time: Time| (time.unix_ms() / 1000).to_string();
    let version = certificate.version();
    let mut fields = Fields::from([
        ("version", version.map_or("other".into(), |v| v.to_string())),
        ("serialNumber", hex(certificate.serial())),
        ("tbsCertificate", hex(certificate.tbs_certificate())),
        (
            "tbsCertificate.signature",
            hex(certificate.signed_algorithm()),
        ),
        ("signatureAlgorithm", hex(certificate.signature_algorithm())),
        ("signatureValue", hex(certificate.signature_value())),
        ("issuer", hex(certificate.issuer().encoded())),
        ("issuer.attributes", attributes(certificate.issuer())),
        ("validity.notBefore", seconds(certificate.not_before())),
        ("validity.notAfter", seconds(certificate.not_after())),
        ("subject", hex(certificate.subject().encoded())),
        ("subject.attributes", attributes(certificate.subject())),
        (
            "subjectPublicKeyInfo",
            hex(certificate.subject_public_key_info()),
        ),
        ("extensions", extensions(certificate)),
    ]);
    let description = certificate.public_key().description();
    if description.starts_with("RSA ") {
        fields.insert("subjectPublicKeyInfo.rsa", description);
    }
    fields.extend(
        [
            certificate
                .issuer_unique_id()
                .map(|id| ("issuerUniqueID", hex(id))),
            certificate
                .subject_unique_id()
                .map(|id| ("subjectUniqueID", hex(id))),
        ]
        .into_iter()
        .flatten(),
    );
    fields
}

/// Returns the relative distinguished names, one per line, each with its attributes.
fn attributes(name: &Name<'_>) -> String {
    let rdn = |rdn: Rdn<'_>| {
        let attribute = |attribute: AttributeTypeAndValue<'_>| {
            format!("{}={}", hex(attribute.identifier()), hex(attribute.value()))
        };
        let attributes: Vec<_> = rdn.attributes().map(attribute).collect();
        attributes.join("+")
    };
    name.rdns().map(rdn).collect::<Vec<_>>().join("\n")
}

fn extensions(certificate: &Certificate<'_>) -> String {
    let line = |extension: &Extension<'_>| {
        let critical = if extension.critical { " critical" } else { "" };
        format!(
            "{}{critical} {}",
            hex(extension.identifier),
            hex(extension.value)
        )
    };
    let lines: Vec<_> = certificate.extensions().iter().map(line).collect();
    lines.join("\n")
}

fn add_extensions(fields: &mut Fields, certificate: &Certificate<'_>) {
    if let Some(constraints) = certificate.basic_constraints() {
        let text = format!("{} {:?}", constraints.ca, constraints.path_length);
        fields.insert("basicConstraints", text);
    }
    if let Some(usage) = certificate.key_usage() {
        fields.insert("keyUsage", usage.names().join(" "));
    }
    if let Some(purposes) = certificate.purposes() {
        let purposes = purposes.iter().map(|purpose| hex(purpose));
        let purposes: BTreeSet<_> = purposes.collect();
        fields.insert("extKeyUsage", Vec::from_iter(purposes).join(" "));
    }
    if let Some(identifier) = certificate.subject_key_identifier() {
        fields.insert("subjectKeyIdentifier", hex(identifier));
    }
    let alternative_names = certificate.alternative_names();
    if !alternative_names.is_empty() {
        fields.insert("subjectAltName", general_names(alternative_names));
    }
    if let Some(constraints) = certificate.name_constraints() {
        let permitted = general_names(constraints.permitted());
        fields.insert("nameConstraints.permittedSubtrees", permitted);
        let excluded = general_names(constraints.excluded());
        fields.insert("nameConstraints.excludedSubtrees", excluded);
    }
}

fn general_names(names: &[GeneralName<'_>]) -> String {
    let line = |name: &GeneralName<'_>| {
        let value = match name {
            GeneralName::OtherName(identifier) | GeneralName::RegisteredId(identifier) => {
                hex(identifier)
            }
            GeneralName::Rfc822Name(text) | GeneralName::DnsName(text) | GeneralName::Uri(text) => {
                (*text).to_owned()
            }
            GeneralName::DirectoryName(name) => hex(name.encoded()),
            GeneralName::IpAddress(octets) => hex(octets),
            GeneralName::X400Address | GeneralName::EdiPartyName => String::new(),
        };
        format!("{} {value}", name.form())
    };
    names.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn add_authority_key(fields: &mut Fields, key: &AuthorityKey<'_>) {
    let issuer = key.issuer.map(|name| name.encoded());
    fields.extend(
        [
            ("authorityKeyIdentifier.keyIdentifier", key.identifier),
            ("authorityKeyIdentifier.authorityCertIssuer", issuer),
            (
                "authorityKeyIdentifier.authorityCertSerialNumber",
                key.serial,
            ),
        ]
        .into_iter()
        .filter_map(|(field, octets)| Some((field, hex(octets?)))),
    );
}

fn add_policies(fields: &mut Fields, extensions: &PolicyExtensions<'_>) {
    if let Some(policies) = &extensions.policies {
        let policies: Vec<_> = policies.iter().map(|policy| hex(policy)).collect();
        fields.insert("certificatePolicies", policies.join(" "));
        let unknown = extensions.has_unknown_qualifier.to_string();
        fields.insert("certificatePolicies.hasUnknownQualifier", unknown);
    }
    if let Some(mappings) = &extensions.mappings {
        let mappings = mappings.iter().map(|mapping| {
            format!(
                "{}={}",
                hex(mapping.issuer_domain),
                hex(mapping.subject_domain)
            )
        });
        fields.insert("policyMappings", mappings.collect::<Vec<_>>().join(" "));
    }
    if let Some(constraints) = &extensions.constraints {
        let text = format!(
            "{:?} {:?}",
            constraints.require_explicit_policy, constraints.inhibit_policy_mapping
        );
        fields.insert("policyConstraints", text);
    }
    if let Some(skip) = extensions.inhibit_any_policy {
        fields.insert("inhibitAnyPolicy", skip.to_string());
    }
}

fn add_pointers(fields: &mut Fields, certificate: &Certificate<'_>) {
    let points = DistributionPoints::of(certificate);
    if !points.points().is_empty() {
        let lines: Vec<_> = points.points().iter().map(distribution_point).collect();
        fields.insert("cRLDistributionPoints", lines.join("\n"));
    }
    let RevocationPointers {
        crls,
        crl_points,
        ocsp,
        ca_issuers,
    } = RevocationPointers::of(certificate);
    debug_assert_eq!(crl_points.concat(), crls);
    let lists = [
        ("pointers.crls", crls),
        ("pointers.ocsp", ocsp),
        ("pointers.caIssuers", ca_issuers),
    ];
    for (field, addresses) in lists {
        if !addresses.is_empty() {
            fields.insert(field, addresses.join("\n"));
        }
    }
}

fn distribution_point(point: &DistributionPoint<'_>) -> String {
    let name = match point.name {
        None => "-".to_owned(),
        Some(DistributionPointName::Full(names)) => format!("full {}", hex(names)),
        Some(DistributionPointName::Relative(rdn)) => format!("relative {}", hex(rdn)),
    };
    let issuer = point.crl_issuer.map_or("-".to_owned(), hex);
    format!("{name} {} {issuer}", point.reasons.names().join(","))
}
