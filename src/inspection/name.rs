//! Distinguished names (RFC 5280 §4.1.2.4) and general names (§4.2.1.6).

use alloc::string::{String, ToString as _};
use alloc::vec::Vec;
use core::net::{Ipv4Addr, Ipv6Addr};

use x509_parser::asn1_rs::{Any, FromDer as _};
use x509_parser::extensions::GeneralName;
use x509_parser::x509::{AttributeTypeAndValue, RelativeDistinguishedName, X509Name};

use crate::asn1::der::Element;
use crate::asn1::oid::Identifier;
use crate::encoding::hex;
use crate::inspection::encoding::{any, tag_of};
use crate::inspection::field::{Field, Value, hexadecimal, listed, visible};
use crate::inspection::oid_name::named;
use crate::inspection::outline::{outline, string_in};
use crate::inspection::phrase::Phrase;
use crate::inspection::title::Title;
use crate::pki::name;
use crate::pki::name::text::push_attribute;

/// Attributes of names by their identifiers (RFC 5280 Appendix A, RFC 4519, RFC 2985; EV Guidelines
/// of the CA/Browser Forum §7.1.4.2.3; X.520 §6.4.10 for organizationIdentifier).
const ATTRIBUTES: &[(&str, &str, Title)] = &[
    ("2.5.4.3", "commonName", Title::CommonName),
    ("2.5.4.4", "surname", Title::Surname),
    ("2.5.4.5", "serialNumber", Title::NameSerialNumber),
    ("2.5.4.6", "countryName", Title::Country),
    ("2.5.4.7", "localityName", Title::Locality),
    ("2.5.4.8", "stateOrProvinceName", Title::State),
    ("2.5.4.9", "streetAddress", Title::Street),
    ("2.5.4.10", "organizationName", Title::Organization),
    (
        "2.5.4.11",
        "organizationalUnitName",
        Title::OrganizationalUnit,
    ),
    ("2.5.4.12", "title", Title::Position),
    ("2.5.4.13", "description", Title::Description),
    ("2.5.4.15", "businessCategory", Title::BusinessCategory),
    ("2.5.4.17", "postalCode", Title::PostalCode),
    ("2.5.4.41", "name", Title::PersonName),
    ("2.5.4.42", "givenName", Title::GivenName),
    ("2.5.4.43", "initials", Title::Initials),
    ("2.5.4.44", "generationQualifier", Title::Generation),
    ("2.5.4.46", "dnQualifier", Title::NameQualifier),
    ("2.5.4.65", "pseudonym", Title::Pseudonym),
    (
        "2.5.4.97",
        "organizationIdentifier",
        Title::OrganizationIdentifier,
    ),
    ("0.9.2342.19200300.100.1.1", "userId", Title::UserId),
    (
        "0.9.2342.19200300.100.1.25",
        "domainComponent",
        Title::DomainComponent,
    ),
    ("1.2.840.113549.1.9.1", "emailAddress", Title::Email),
    (
        "1.3.6.1.4.1.311.60.2.1.1",
        "jurisdictionLocalityName",
        Title::JurisdictionLocality,
    ),
    (
        "1.3.6.1.4.1.311.60.2.1.2",
        "jurisdictionStateOrProvinceName",
        Title::JurisdictionState,
    ),
    (
        "1.3.6.1.4.1.311.60.2.1.3",
        "jurisdictionCountryName",
        Title::JurisdictionCountry,
    ),
];

/// Returns the field of a distinguished name: its text in RFC 4514 notation, and its attributes.
pub(super) fn distinguished(name: &str, title: Title, value: &X509Name<'_>) -> Field {
    let rdns: Vec<_> = value.iter_rdn().collect();
    of_rdns(name, title, &rdns)
}

/// Returns the field of a relative distinguished name.
pub(super) fn relative(name: &str, title: Title, rdn: &RelativeDistinguishedName<'_>) -> Field {
    of_rdns(name, title, &[rdn])
}

fn of_rdns(name: &str, title: Title, rdns: &[&RelativeDistinguishedName<'_>]) -> Field {
    let text = rfc_4514(rdns);
    let attributes: Vec<_> = rdns.iter().flat_map(|rdn| rdn.iter()).collect();
    let field = Field::text(name, title, text).with_fields(listed(&attributes, |a| attribute(a)));
    if attributes.is_empty() {
        return field.with_text(Phrase::Empty);
    }
    field
}

/// Returns the notation of RFC 4514, most specific part first.
fn rfc_4514(rdns: &[&RelativeDistinguishedName<'_>]) -> String {
    let mut text = String::new();
    for (i, rdn) in rdns.iter().rev().enumerate() {
        for (j, attribute) in rdn.iter().enumerate() {
            match (i, j) {
                (0, 0) => {}
                (_, 0) => text.push(','),
                _ => text.push('+'),
            }
            let value = attribute.attr_value();
            push_attribute(
                &mut text,
                &name::AttributeTypeAndValue {
                    identifier: attribute.attr_type().as_bytes(),
                    value: Element {
                        tag: tag_of(value),
                        content: value.data,
                        whole: &any(value),
                    },
                },
            );
        }
    }
    text
}

fn attribute(attribute: &AttributeTypeAndValue<'_>) -> Field {
    let identifier = Identifier(attribute.attr_type().as_bytes()).text();
    let known = ATTRIBUTES.iter().find(|(known, ..)| *known == identifier);
    let (name, title) = match known {
        Some((_, name, title)) => (*name, title.clone()),
        None => (&*identifier, plain(&identifier)),
    };
    attribute_value(name, title, attribute.attr_value()).identified(identifier)
}

fn attribute_value(name: &str, title: Title, value: &Any<'_>) -> Field {
    match string_in(value) {
        Some(string) => Field::string(name, title, string),
        None => Field::octets(name, title, &any(value)),
    }
}

/// Returns the title of something without a title of its own.
pub(super) fn plain(identifier: &str) -> Title {
    Title::Plain {
        text: named(identifier),
    }
}

/// Returns a field for each name.
pub(super) fn general_names(names: &[GeneralName<'_>]) -> Vec<Field> {
    listed(names, general_name)
}

pub(super) fn general_name(name: &GeneralName<'_>) -> Field {
    let string = |name: &str, title, string: &str| Field::string(name, title, string.to_string());
    match name {
        GeneralName::OtherName(identifier, value) => other_name(identifier.as_bytes(), value),
        GeneralName::RFC822Name(text) => string("rfc822Name", Title::Email, text),
        GeneralName::DNSName(text) => string("dNSName", Title::DnsName, text),
        GeneralName::X400Address(value) => {
            Field::octets("x400Address", Title::X400Address, value.data)
                .with_fields(outline(value.data))
        }
        GeneralName::DirectoryName(directory) => {
            distinguished("directoryName", Title::DirectoryName, directory)
        }
        GeneralName::EDIPartyName(value) => {
            Field::octets("ediPartyName", Title::EdiPartyName, value.data)
                .with_fields(outline(value.data))
        }
        GeneralName::URI(text) => string("uniformResourceIdentifier", Title::Uri, text),
        GeneralName::IPAddress(octets) => ip_address(octets),
        GeneralName::RegisteredID(identifier) => {
            let dotted = Identifier(identifier.as_bytes()).text();
            Field::text("registeredID", Title::RegisteredId, dotted.clone())
                .with_text(Phrase::Plain {
                    text: named(&dotted),
                })
                .identified(dotted)
        }
        GeneralName::Invalid(_, octets) => Field::octets("malformed", Title::MalformedName, octets),
    }
}

/// `OtherName ::= SEQUENCE { type-id OBJECT IDENTIFIER, value [0] EXPLICIT ANY }`; `value` starts
/// at its tag.
fn other_name(identifier: &[u8], value: &[u8]) -> Field {
    let dotted = Identifier(identifier).text();
    let name = named(&dotted);
    let content = Any::from_der(value).ok().map(|(_, tagged)| tagged.data);
    let content = content.and_then(|content| Any::from_der(content).ok());
    let text = match content.and_then(|(_, content)| string_in(&content)) {
        Some(string) => [&name, ": ", &visible(&string)].concat(),
        None => name,
    };
    Field::octets("otherName", Title::OtherName, value)
        .with_text(Phrase::Plain { text })
        .identified(dotted)
        .with_fields(outline(value))
}

/// Returns the field of an address, or, as a name constraint, of an address and its mask (RFC 5280
/// §4.2.1.10).
fn ip_address(octets: &[u8]) -> Field {
    let text = |octets: &[u8]| -> Option<String> {
        if let Ok(octets) = <[u8; 4]>::try_from(octets) {
            return Some(Ipv4Addr::from(octets).to_string());
        }
        let octets = <[u8; 16]>::try_from(octets).ok()?;
        Some(Ipv6Addr::from(octets).to_string())
    };
    let found = match octets.len() {
        8 | 32 => {
            let (address, mask) = octets.split_at(octets.len() / 2);
            text(address)
                .zip(text(mask))
                .map(|(address, mask)| [address, mask].join("/"))
        }
        _ => text(octets),
    };
    let text = found.clone().unwrap_or_else(|| hexadecimal(octets));
    Field {
        value: Some(Value::Text(found.unwrap_or_else(|| hex(octets)))),
        ..Field::text("iPAddress", Title::IpAddress, text)
    }
}
