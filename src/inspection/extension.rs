//! Extensions (RFC 5280 §4.2).

use alloc::borrow::ToOwned as _;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use x509_parser::asn1_rs::FromDer as _;
use x509_parser::extensions::{
    AuthorityKeyIdentifier, BasicConstraints, CRLDistributionPoints, ExtendedKeyUsage,
    GeneralSubtree, KeyUsage, NSCertType, NameConstraints, ParsedExtension, X509Extension,
};

use crate::asn1::oid::Identifier;
use crate::asn1::oid::extension::FRESHEST_CRL;
use crate::inspection::encoding;
use crate::inspection::field::{Field, listed};
use crate::inspection::name::{general_name, general_names};
use crate::inspection::oid_name;
use crate::inspection::oid_name::named;
use crate::inspection::outline::outline;
use crate::inspection::phrase::Phrase;
use crate::inspection::points::{access, is_whole_access, is_whole_points, points};
use crate::inspection::policies;
use crate::inspection::timestamps::timestamps;
use crate::inspection::title::Title;
use crate::report::Detail;

/// What is shown of an extension.
struct Content {
    title: Title,
    text: Option<Detail>,
    fields: Vec<Field>,
    /// True if `fields` have all of the value.
    is_whole: bool,
}

impl Content {
    fn of(title: Title, fields: Vec<Field>) -> Self {
        Self {
            title,
            text: None,
            fields,
            is_whole: true,
        }
    }

    fn text(title: Title, text: impl Into<Detail>) -> Self {
        Self {
            text: Some(text.into()),
            ..Self::of(title, Vec::new())
        }
    }

    fn whole(mut self, is_whole: bool) -> Self {
        self.is_whole = is_whole;
        self
    }
}

/// Returns the field of an extension: its parts, and its octets as data.
pub(super) fn extension(extension: &X509Extension<'_>) -> Field {
    let identifier = Identifier(extension.oid.as_bytes()).text();
    let name = oid_name::of(&identifier).unwrap_or(&identifier).to_owned();
    let content = content(extension, &name, &identifier);
    let mut fields = content.fields;
    if !content.is_whole {
        let whole = Field::octets("extnValue", Title::WholeValue, extension.value);
        let note = Field::group("extnValue", Title::WholeValue, Vec::from([whole]));
        fields.push(note.with_text(Phrase::PartlyRead));
    }
    let text = match (content.text, extension.critical) {
        (Some(text), true) => Some(Phrase::Critical { text }.into()),
        (None, true) => Some(Phrase::CriticalAlone.into()),
        (text, false) => text,
    };
    Field {
        text,
        critical: Some(extension.critical),
        ..Field::octets(&name, content.title, extension.value)
            .identified(identifier)
            .with_fields(fields)
    }
}

fn content(extension: &X509Extension<'_>, name: &str, identifier: &str) -> Content {
    let octets = extension.value;
    match extension.parsed_extension() {
        ParsedExtension::AuthorityKeyIdentifier(key) => {
            Content::of(Title::AuthorityKeyIdentifier, authority_key(key))
        }
        ParsedExtension::SubjectKeyIdentifier(key) => {
            let key = Field::octets("keyIdentifier", Title::KeyIdentifier, key.0);
            Content::of(Title::SubjectKeyIdentifier, Vec::from([key]))
        }
        ParsedExtension::KeyUsage(usage) => flags(Title::KeyUsage, usages(*usage)),
        ParsedExtension::CertificatePolicies(found) => {
            Content::of(Title::CertificatePolicies, policies::policies(found))
        }
        ParsedExtension::PolicyMappings(mappings) => {
            Content::of(Title::PolicyMappings, policies::mappings(mappings))
        }
        ParsedExtension::PolicyConstraints(constraints) => {
            Content::of(Title::PolicyConstraints, policies::constraints(constraints))
        }
        ParsedExtension::InhibitAnyPolicy(inhibit) => {
            let skip = Field::number("skipCerts", Title::SkipCerts, inhibit.skip_certs);
            Content::of(Title::InhibitAnyPolicy, Vec::from([skip]))
        }
        ParsedExtension::SubjectAlternativeName(names) => {
            Content::of(Title::SubjectAltName, general_names(&names.general_names))
        }
        ParsedExtension::IssuerAlternativeName(names) => {
            Content::of(Title::IssuerAltName, general_names(&names.general_names))
        }
        ParsedExtension::BasicConstraints(constraints) => {
            Content::of(Title::BasicConstraints, basic_constraints(constraints))
        }
        ParsedExtension::NameConstraints(constraints) => {
            Content::of(Title::NameConstraints, name_constraints(constraints))
                .whole(encoding::name_constraints(constraints) == octets)
        }
        ParsedExtension::ExtendedKeyUsage(usage) => {
            Content::of(Title::ExtKeyUsage, purposes(usage))
        }
        ParsedExtension::CRLDistributionPoints(found) => {
            Content::of(Title::CrlDistributionPoints, points(found))
                .whole(is_whole_points(found, octets))
        }
        ParsedExtension::AuthorityInfoAccess(found) => {
            Content::of(Title::AuthorityInfoAccess, access(&found.accessdescs))
                .whole(is_whole_access(&found.accessdescs, octets))
        }
        ParsedExtension::SubjectInfoAccess(found) => {
            Content::of(Title::SubjectInfoAccess, access(&found.accessdescs))
                .whole(is_whole_access(&found.accessdescs, octets))
        }
        ParsedExtension::NSCertType(kinds) => flags(Title::NetscapeType, netscape_types(*kinds)),
        ParsedExtension::NsCertComment(comment) => {
            let text = (*comment).to_owned();
            let comment = Field::string("comment", Title::ExplicitText, text);
            Content::of(Title::NetscapeComment, Vec::from([comment]))
        }
        ParsedExtension::SCT(found) => Content::of(Title::Timestamps, timestamps(found)),
        ParsedExtension::ParseError { error } => {
            let reason = error.to_string();
            let text = Phrase::NotRead { reason };
            let unread = Content::text(other_title(name, identifier), text);
            Content {
                fields: outline(octets),
                ..unread
            }
        }
        _ if extension.oid.as_bytes() == FRESHEST_CRL => freshest_crl(octets, name, identifier),
        _ => Content::of(other_title(name, identifier), outline(octets)),
    }
}

/// Returns the title of an extension without a title of its own.
fn other_title(name: &str, identifier: &str) -> Title {
    let name = if name == identifier {
        name.to_owned()
    } else {
        [name, " (", identifier, ")"].concat()
    };
    Title::OtherExtension { name }
}

/// freshestCRL (RFC 5280 §4.2.1.15), which x509-parser reads when asked for.
fn freshest_crl(octets: &[u8], name: &str, identifier: &str) -> Content {
    match CRLDistributionPoints::from_der(octets) {
        Ok((_, found)) => {
            Content::of(Title::FreshestCrl, points(&found)).whole(is_whole_points(&found, octets))
        }
        Err(_) => Content::of(other_title(name, identifier), outline(octets)),
    }
}

/// Returns the content of a set of flags: those that are set.
fn flags(title: Title, set: Vec<(&'static str, Title)>) -> Content {
    let parts = set.iter().map(|(_, title)| title.clone().into()).collect();
    let fields = set.into_iter();
    let fields: Vec<_> = fields
        .map(|(name, title)| Field::truth(name, title, true))
        .collect();
    let text = if fields.is_empty() {
        Phrase::Empty
    } else {
        Phrase::Listed { parts }
    };
    Content {
        fields,
        ..Content::text(title, text)
    }
}

/// keyUsage (RFC 5280 §4.2.1.3).
fn usages(usage: KeyUsage) -> Vec<(&'static str, Title)> {
    set([
        (
            usage.digital_signature(),
            "digitalSignature",
            Title::DigitalSignature,
        ),
        (
            usage.non_repudiation(),
            "nonRepudiation",
            Title::NonRepudiation,
        ),
        (
            usage.key_encipherment(),
            "keyEncipherment",
            Title::KeyEncipherment,
        ),
        (
            usage.data_encipherment(),
            "dataEncipherment",
            Title::DataEncipherment,
        ),
        (usage.key_agreement(), "keyAgreement", Title::KeyAgreement),
        (usage.key_cert_sign(), "keyCertSign", Title::KeyCertSign),
        (usage.crl_sign(), "cRLSign", Title::CrlSign),
        (usage.encipher_only(), "encipherOnly", Title::EncipherOnly),
        (usage.decipher_only(), "decipherOnly", Title::DecipherOnly),
    ])
}

/// netscape-cert-type (Netscape, "Certificate Extensions").
fn netscape_types(kinds: NSCertType) -> Vec<(&'static str, Title)> {
    let plain = |text: &str| Title::Plain {
        text: text.to_owned(),
    };
    set([
        (kinds.ssl_client(), "sslClient", plain("SSL client")),
        (kinds.ssl_server(), "sslServer", plain("SSL server")),
        (kinds.smime(), "smime", plain("S/MIME")),
        (
            kinds.object_signing(),
            "objectSigning",
            plain("object signing"),
        ),
        (kinds.ssl_ca(), "sslCA", plain("SSL CA")),
        (kinds.smime_ca(), "smimeCA", plain("S/MIME CA")),
        (
            kinds.object_signing_ca(),
            "objectSigningCA",
            plain("object signing CA"),
        ),
    ])
}

fn set<const COUNT: usize>(
    flags: [(bool, &'static str, Title); COUNT],
) -> Vec<(&'static str, Title)> {
    let set = flags.into_iter().filter(|(is_set, ..)| *is_set);
    set.map(|(_, name, title)| (name, title)).collect()
}

fn authority_key(key: &AuthorityKeyIdentifier<'_>) -> Vec<Field> {
    let identifier = key
        .key_identifier
        .as_ref()
        .map(|identifier| Field::octets("keyIdentifier", Title::KeyIdentifier, identifier.0));
    let issuer = key.authority_cert_issuer.as_ref().map(|names| {
        let names = general_names(names);
        Field::group("authorityCertIssuer", Title::AuthorityCertIssuer, names)
    });
    let serial = key.authority_cert_serial.map(|serial| {
        let title = Title::AuthorityCertSerialNumber;
        Field::serial("authorityCertSerialNumber", title, serial)
    });
    [identifier, issuer, serial].into_iter().flatten().collect()
}

fn basic_constraints(constraints: &BasicConstraints) -> Vec<Field> {
    let authority = Field::truth("cA", Title::Authority, constraints.ca);
    let length = constraints.path_len_constraint;
    let length = length.map(|length| Field::number("pathLenConstraint", Title::PathLength, length));
    [Some(authority), length].into_iter().flatten().collect()
}

fn name_constraints(constraints: &NameConstraints<'_>) -> Vec<Field> {
    let list = |name, title, subtrees: &Option<Vec<GeneralSubtree<'_>>>| {
        let base = |subtree: &GeneralSubtree<'_>| general_name(&subtree.base);
        let subtrees = subtrees.as_ref()?;
        Some(Field::list(name, title, subtrees, base))
    };
    let permitted = &constraints.permitted_subtrees;
    let excluded = &constraints.excluded_subtrees;
    [
        list("permittedSubtrees", Title::Permitted, permitted),
        list("excludedSubtrees", Title::Excluded, excluded),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// extKeyUsage (RFC 5280 §4.2.1.12): the purposes that x509-parser knows, then the others.
fn purposes(usage: &ExtendedKeyUsage<'_>) -> Vec<Field> {
    let known = [
        (usage.any, "2.5.29.37.0"),
        (usage.server_auth, "1.3.6.1.5.5.7.3.1"),
        (usage.client_auth, "1.3.6.1.5.5.7.3.2"),
        (usage.code_signing, "1.3.6.1.5.5.7.3.3"),
        (usage.email_protection, "1.3.6.1.5.5.7.3.4"),
        (usage.time_stamping, "1.3.6.1.5.5.7.3.8"),
        (usage.ocsp_signing, "1.3.6.1.5.5.7.3.9"),
    ];
    let known = known.into_iter().filter(|(is_set, _)| *is_set);
    let known = known.map(|(_, identifier)| identifier.to_owned());
    let others = usage.other.iter();
    let others = others.map(|identifier| Identifier(identifier.as_bytes()).text());
    let all: Vec<String> = known.chain(others).collect();
    listed(&all, |identifier| {
        let text = named(identifier);
        Field::text("keyPurposeId", Title::Purpose, identifier.clone())
            .with_text(Phrase::Plain { text })
    })
}
