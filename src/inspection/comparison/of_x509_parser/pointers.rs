//! cRLDistributionPoints, freshestCRL and authorityInfoAccess (RFC 5280 §4.2.1.13, §4.2.1.15,
//! §4.2.2.1). Re-encodes what x509-parser parsed and compares it with the extension, to find
//! unparsed octets.

use alloc::borrow::ToOwned as _;
use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;

use ::x509_parser::extensions::{
    AuthorityInfoAccess, CRLDistributionPoint, CRLDistributionPoints, DistributionPointName,
    GeneralName, X509Extension,
};
use ::x509_parser::prelude::FromDer;

use crate::asn1::der::encode;
use crate::asn1::der::tag::{OBJECT_IDENTIFIER, SEQUENCE};
use crate::encoding::hex;
use crate::inspection::comparison::fields::{Fields, REFUSED};
use crate::inspection::encoding::{encoded_point, general_name, general_names, rdn};

const DISTRIBUTION_POINTS: &str = "cRLDistributionPoints";
const CRLS: &str = "pointers.crls";
const OCSP: &str = "pointers.ocsp";
const CA_ISSUERS: &str = "pointers.caIssuers";

/// Adds the fields; returns the names of those with unparsed octets.
pub(super) fn add(fields: &mut Fields, extensions: &[X509Extension<'_>]) -> BTreeSet<&'static str> {
    let mut partly_read = BTreeSet::new();
    for extension in extensions {
        let (is_read, names): (bool, &[&'static str]) = match extension.oid.as_bytes() {
            [0x55, 0x1d, 31] => (
                add_points(fields, extension.value, true),
                &[DISTRIBUTION_POINTS, CRLS],
            ),
            [0x55, 0x1d, 46] => (add_points(fields, extension.value, false), &[CRLS]),
            [0x2b, 6, 1, 5, 5, 7, 1, 1] => {
                (add_access(fields, extension.value), &[OCSP, CA_ISSUERS])
            }
            _ => continue,
        };
        if !is_read {
            partly_read.extend(names);
        }
    }
    partly_read
}

/// Adds the URLs of CRLs and, of the first cRLDistributionPoints, the points; returns true if the
/// whole extension is parsed.
fn add_points(fields: &mut Fields, value: &[u8], are_of_certificate: bool) -> bool {
    let Ok((_, points)) = CRLDistributionPoints::from_der(value) else {
        if are_of_certificate {
            fields
                .entry(DISTRIBUTION_POINTS)
                .or_insert_with(|| REFUSED.to_owned());
        }
        return false;
    };
    if are_of_certificate && !fields.contains_key(DISTRIBUTION_POINTS) {
        let lines: Vec<_> = points.iter().map(line).collect();
        fields.insert(DISTRIBUTION_POINTS, lines.join("\n"));
    }
    for point in points.iter() {
        if let Some(DistributionPointName::FullName(names)) = &point.distribution_point {
            for name in names {
                add_address(fields, CRLS, name);
            }
        }
    }
    let encoded: Vec<_> = points.iter().map(encoded_point).collect();
    encode(SEQUENCE, &encoded.concat()) == value
}

/// Adds the URLs of authorityInfoAccess; returns true if the whole extension is parsed.
fn add_access(fields: &mut Fields, value: &[u8]) -> bool {
    let Ok((_, access)) = AuthorityInfoAccess::from_der(value) else {
        return false;
    };
    let mut encoded = Vec::new();
    for description in access.iter() {
        let method = description.access_method.as_bytes();
        match method {
            [0x2b, 6, 1, 5, 5, 7, 48, 1] => add_address(fields, OCSP, &description.access_location),
            [0x2b, 6, 1, 5, 5, 7, 48, 2] => {
                add_address(fields, CA_ISSUERS, &description.access_location);
            }
            _ => {}
        }
        let parts = [
            encode(OBJECT_IDENTIFIER, method),
            general_name(&description.access_location),
        ];
        encoded.extend(encode(SEQUENCE, &parts.concat()));
    }
    encode(SEQUENCE, &encoded) == value
}

/// Adds a URL as the crate does: the first four of a kind that are URIs in ASCII, each once.
fn add_address(fields: &mut Fields, field: &'static str, name: &GeneralName<'_>) {
    const MAX_ADDRESSES: usize = 4;

    let GeneralName::URI(uri) = name else { return };
    if !uri.is_ascii() {
        return;
    }
    let Some(addresses) = fields.get_mut(field) else {
        fields.insert(field, (*uri).to_owned());
        return;
    };
    let mut known = addresses.split('\n');
    if known.clone().count() < MAX_ADDRESSES && known.all(|address| address != *uri) {
        addresses.push('\n');
        addresses.push_str(uri);
    }
}

fn line(point: &CRLDistributionPoint<'_>) -> String {
    const REASONS: [&str; 9] = [
        "unused",
        "keyCompromise",
        "cACompromise",
        "affiliationChanged",
        "superseded",
        "cessationOfOperation",
        "certificateHold",
        "privilegeWithdrawn",
        "aACompromise",
    ];

    let name = match &point.distribution_point {
        None => "-".to_owned(),
        Some(DistributionPointName::FullName(names)) => {
            format!("full {}", hex(&general_names(names)))
        }
        Some(DistributionPointName::NameRelativeToCRLIssuer(relative)) => {
            format!("relative {}", hex(&rdn(relative)))
        }
    };
    let flags = point.reasons.as_ref().map_or(u16::MAX, |set| set.flags);
    let reasons = REASONS.iter().enumerate().skip(1);
    let reasons = reasons.filter(|(bit, _)| flags >> bit & 1 == 1);
    let reasons: Vec<_> = reasons.map(|(_, name)| *name).collect();
    let issuer = point.crl_issuer.as_ref();
    let issuer = issuer.map_or("-".to_owned(), |names| hex(&general_names(names)));
    format!("{name} {} {issuer}", reasons.join(","))
}
