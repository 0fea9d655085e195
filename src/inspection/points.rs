//! Where CRLs, OCSP responders and issuers are found (RFC 5280 §4.2.1.13, §4.2.2).

use alloc::vec::Vec;

use x509_parser::extensions::{
    AccessDescription, CRLDistributionPoint, DistributionPointName, ReasonFlags,
};

use crate::asn1::der::encode;
use crate::asn1::der::tag::{OBJECT_IDENTIFIER, SEQUENCE};
use crate::asn1::oid::Identifier;
use crate::inspection::encoding::{encoded_point, general_name as encoded_name};
use crate::inspection::field::{Field, listed};
use crate::inspection::name::{general_name, general_names, relative};
use crate::inspection::oid_name::named;
use crate::inspection::phrase::Phrase;
use crate::inspection::title::Title;
use crate::pki::revocation::ReasonFlags as Reasons;

/// Returns a field for each distribution point.
pub(super) fn points(points: &[CRLDistributionPoint<'_>]) -> Vec<Field> {
    listed(points, |point| {
        let name = point.distribution_point.as_ref().map(|name| match name {
            DistributionPointName::FullName(names) => {
                Field::group("fullName", Title::FullName, general_names(names))
            }
            DistributionPointName::NameRelativeToCRLIssuer(rdn) => {
                relative("nameRelativeToCRLIssuer", Title::RelativeName, rdn)
            }
        });
        let reasons = point.reasons.as_ref().map(reasons);
        let issuer = point.crl_issuer.as_ref();
        let issuer =
            issuer.map(|names| Field::group("cRLIssuer", Title::CrlIssuer, general_names(names)));
        let parts = [name, reasons, issuer].into_iter().flatten().collect();
        Field::group("distributionPoint", Title::DistributionPoint, parts)
    })
}

fn reasons(flags: &ReasonFlags) -> Field {
    let names = Reasons::from_bits(flags.flags).names();
    let text = names.join(", ");
    let fields = names.iter().map(|name| {
        let text = (*name).into();
        Field::truth(name, Title::Plain { text }, true)
    });
    let fields = fields.collect();
    Field::group("reasons", Title::Reasons, fields).with_text(Phrase::Plain { text })
}

/// Returns a field for each access description.
pub(super) fn access(descriptions: &[AccessDescription<'_>]) -> Vec<Field> {
    listed(descriptions, |description| {
        let method = Identifier(description.access_method.as_bytes()).text();
        let (name, title) = match &*method {
            "1.3.6.1.5.5.7.48.1" => ("ocsp", Title::Ocsp),
            "1.3.6.1.5.5.7.48.2" => ("caIssuers", Title::CaIssuers),
            _ => {
                let name = named(&method);
                ("accessDescription", Title::AccessMethod { name })
            }
        };
        let location = general_name(&description.access_location);
        Field::group(name, title, Vec::from([location])).identified(method)
    })
}

/// Returns true if the points have all octets of the extension.
pub(super) fn is_whole_points(points: &[CRLDistributionPoint<'_>], octets: &[u8]) -> bool {
    let encoded: Vec<_> = points.iter().flat_map(encoded_point).collect();
    encode(SEQUENCE, &encoded) == octets
}

/// Returns true if the descriptions have all octets of the extension.
pub(super) fn is_whole_access(descriptions: &[AccessDescription<'_>], octets: &[u8]) -> bool {
    let encoded = descriptions.iter().flat_map(|description| {
        let parts = [
            encode(OBJECT_IDENTIFIER, description.access_method.as_bytes()),
            encoded_name(&description.access_location),
        ];
        encode(SEQUENCE, &parts.concat())
    });
    encode(SEQUENCE, &encoded.collect::<Vec<_>>()) == octets
}
