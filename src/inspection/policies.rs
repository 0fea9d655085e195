//! The extensions about policies (RFC 5280 §4.2.1.4, §4.2.1.5, §4.2.1.11).

use alloc::vec::Vec;

use x509_parser::asn1_rs::{Any, FromDer as _, Oid, Tag};
use x509_parser::extensions::{
    PolicyConstraints, PolicyInformation, PolicyMapping, PolicyMappings, PolicyQualifierInfo,
};

use crate::asn1::oid::Identifier;
use crate::inspection::field::{Field, listed};
use crate::inspection::name::plain;
use crate::inspection::oid_name::named;
use crate::inspection::outline::{element, outline, string_in};
use crate::inspection::phrase::Phrase;
use crate::inspection::title::Title;

/// id-qt-cps, 1.3.6.1.5.5.7.2.1.
const CPS: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 2, 1];

/// id-qt-unotice, 1.3.6.1.5.5.7.2.2.
const USER_NOTICE: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 2, 2];

/// Returns a field for each policy, with its qualifiers.
pub(super) fn policies(policies: &[PolicyInformation<'_>]) -> Vec<Field> {
    listed(policies, |policy| {
        let qualifiers = policy.policy_qualifiers.as_deref().unwrap_or_default();
        identifier("policyIdentifier", Title::Policy, &policy.policy_id)
            .with_fields(listed(qualifiers, qualifier))
    })
}

pub(super) fn mappings(mappings: &PolicyMappings<'_>) -> Vec<Field> {
    listed(&mappings.mappings, |mapping: &PolicyMapping<'_>| {
        let of_issuer = &mapping.issuer_domain_policy;
        let of_subject = &mapping.subject_domain_policy;
        Field::group(
            "mapping",
            Title::Mapping,
            Vec::from([
                identifier("issuerDomainPolicy", Title::IssuerDomainPolicy, of_issuer),
                identifier(
                    "subjectDomainPolicy",
                    Title::SubjectDomainPolicy,
                    of_subject,
                ),
            ]),
        )
    })
}

pub(super) fn constraints(constraints: &PolicyConstraints) -> Vec<Field> {
    let require = constraints
        .require_explicit_policy
        .map(|count| Field::number("requireExplicitPolicy", Title::RequireExplicitPolicy, count));
    let inhibit = constraints
        .inhibit_policy_mapping
        .map(|count| Field::number("inhibitPolicyMapping", Title::InhibitPolicyMapping, count));
    [require, inhibit].into_iter().flatten().collect()
}

fn identifier(name: &str, title: Title, identifier: &Oid<'_>) -> Field {
    let dotted = Identifier(identifier.as_bytes()).text();
    let text = named(&dotted);
    Field::text(name, title, dotted).with_text(Phrase::Plain { text })
}

fn qualifier(info: &PolicyQualifierInfo<'_>) -> Field {
    let octets = info.qualifier;
    let identifier = info.policy_qualifier_id.as_bytes();
    let value = Any::from_der(octets).ok().map(|(_, value)| value);
    let read = match (identifier, &value) {
        (CPS, Some(value)) => {
            string_in(value).map(|uri| Field::string("cPSuri", Title::PracticeStatement, uri))
        }
        (USER_NOTICE, Some(value)) => {
            user_notice(value).map(|parts| Field::group("userNotice", Title::UserNotice, parts))
        }
        _ => None,
    };
    let dotted = Identifier(identifier).text();
    let field = read.unwrap_or_else(|| {
        let parts = Vec::from([
            Field::group("type", plain(&dotted), Vec::new()).with_fields(outline(octets))
        ]);
        Field::group("qualifier", Title::Qualifier, parts)
    });
    field.identified(dotted)
}

/// `UserNotice ::= SEQUENCE { noticeRef NoticeReference OPTIONAL, explicitText DisplayText OPTIONAL
/// }`.
fn user_notice(value: &Any<'_>) -> Option<Vec<Field>> {
    if value.tag() != Tag::Sequence {
        return None;
    }
    let mut fields = Vec::new();
    let mut rest = value.data;
    while !rest.is_empty() {
        let (after, part) = Any::from_der(rest).ok()?;
        rest = after;
        let (name, title) = if part.tag() == Tag::Sequence {
            ("noticeRef", Title::NoticeRef)
        } else {
            ("explicitText", Title::ExplicitText)
        };
        fields.push(Field {
            name: name.into(),
            title: title.into(),
            ..element(&part)
        });
    }
    Some(fields)
}
