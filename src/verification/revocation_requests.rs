//! What to fetch, so that the revocation of a path can be judged.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::Result;
use crate::asn1::pem::{Encoded, one_certificate};
use crate::pki::certificate::Certificate;
use crate::pki::revocation::{RevocationPointers, ocsp_request};
use crate::report::check::Outcome;
use crate::validation::requirements::{Requirements, Revocation};
use crate::validation::validate;
use crate::verification::input::PathOptions;
use crate::verification::parsed_input::DecodedInput;

/// A CRL or an OCSP response to fetch.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RevocationRequest {
    /// `http` and `https` URLs to try in their order until one gives something readable; at least
    /// one, at most four.
    pub urls: Vec<String>,
    /// The OCSPRequest to `POST` as `application/ocsp-request` (RFC 6960 §A.1); `None` for a CRL,
    /// which is got by `GET`.
    pub ocsp_request: Option<Vec<u8>>,
}

/// Returns what to fetch for a certificate and its issuers, before
/// [`verify_signature`](crate::verification::verify_signature) judges their revocation. Put each CRL
/// into `crls` of the options, each OCSP response into `ocsp_responses`; what cannot be fetched is
/// left out, and the verdict is INDETERMINATE if it is missed.
///
/// The list is empty unless the certificate has a valid path to a trust anchor, revocation apart: all
/// addresses are then those of an authority that the caller trusts, and nobody else can have an
/// address fetched that is in a private network (server-side request forgery). Issuers are not
/// fetched; they must be among `intermediates`.
///
/// # Errors
/// As [`verify_signature`](crate::verification::verify_signature).
pub fn revocation_requests(
    certificate: &Encoded,
    options: &PathOptions,
) -> Result<Vec<RevocationRequest>> {
    let certificate = one_certificate("certificate", certificate)?;
    let decoded = DecodedInput::decode(options)?;
    let end_entity = Certificate::parse("certificate", &certificate)?;
    let parsed = decoded.parse();
    let requirements = Requirements {
        revocation: Revocation::Off,
        ..options.requirements(None)
    };
    let validation = validate(&end_entity, &parsed.0, &requirements);
    let is_open = |outcome| validation.checks.count(outcome) > 0;
    if !validation.has_trust_anchor || is_open(Outcome::Failed) || is_open(Outcome::Indeterminate) {
        return Ok(Vec::new());
    }
    let mut requests = Vec::new();
    for pair in validation.path.windows(2) {
        if let [certificate, issuer] = pair {
            add(&mut requests, certificate, issuer);
        }
    }
    Ok(requests)
}

fn add(
    requests: &mut Vec<RevocationRequest>,
    certificate: &Certificate<'_>,
    issuer: &Certificate<'_>,
) {
    let pointers = RevocationPointers::of(certificate);
    let question = ocsp_request(certificate, issuer);
    let crls = pointers.crl_points.iter().map(|urls| (urls, None));
    let ocsp = question.map(|question| (&pointers.ocsp, Some(question)));
    for (urls, ocsp_request) in crls.chain(ocsp) {
        let urls: Vec<_> = urls
            .iter()
            .filter(|url| is_http(url))
            .map(|url| (*url).to_owned())
            .collect();
        let request = RevocationRequest { urls, ocsp_request };
        if !request.urls.is_empty() && !requests.contains(&request) {
            requests.push(request);
        }
    }
}

/// Schemes are case-insensitive (RFC 3986 §3.1).
fn is_http(url: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        let start = url.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}
